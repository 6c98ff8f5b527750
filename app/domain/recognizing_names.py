"""The names under a draft, however they were set, to signatories in their order.

Lists, tables with or without headings, columns, lines of one paragraph, signature blocks;
headings over groups of names are told from names by style, weight or a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.drafts import Cell, DraftBlock, DraftParagraph, DraftTable, Spans
from app.domain.letter_words import FURNITURE_LINE, TITLE
from app.domain.lines import name_line
from app.domain.places import STATES
from app.domain.signatories import Signatory
from app.domain.spans import is_all, lines_of, split, text_of
from app.domain.values import dataclass

_NUMBER = re.compile(r"\(?\d{1,5}[.)]\s+|\d{1,5}\s*\t\s*")
_BULLET = re.compile(r"[•◦▪‣·●○■*\-–—]\s+")
_COLUMNS = {
    "name": "organi[sz]ation|name of (the )?organi[sz]ation|organi[sz]ation name|signator|name$|group$|"
    "organización|nombre|organisation|entity|institution",
    "signer_name": "(authorized )?(signer|representative|contact)( name)?$|signed by|your name|person|firmante",
    "signer_title": "(signer |your )?(title|position|role)|cargo|affiliation",
    "state": "state|estado$",
    "city": "city|location|ciudad",
    "email": "e-?mail|correo",
    "website": "website|url|web$",
}
_HEADS = {column: re.compile(rf"(?:{words})", re.IGNORECASE) for column, words in _COLUMNS.items()}
_PLAIN_HEAD = re.compile(
    r"((name of |full )?organi[sz]ations?( name)?|names?|signator(y|ies)|organizaci(ón|ones)|nombre)",
    re.IGNORECASE,
)
_HOLDS_STATES = re.compile(r"\b(state|local|regional|chapter|affiliate|estat)", re.IGNORECASE)
_LONGEST_NAME = 300
_STATE_NAMES = {name.casefold(): name for name in STATES.values()}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a name, or with a `level` (from 1) a heading over names."""

    spans: Spans
    place: str
    level: int = 0
    is_lead: bool = False
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        # Marks of direction beside a name are for its printed line.
        return " ".join(text_of(self.spans).split()).strip("\u200e\u200f")


@dataclass(frozen=True, slots=True)
class Listed:
    """The signatories, the headings over them in order, the leads, and what was set aside."""

    signatories: tuple[Signatory, ...]
    groups: tuple[str, ...]
    leads: tuple[str, ...]
    line: str
    columns: int
    too_long: tuple[Entry, ...] = ()
    signature_lines: int = 0


def entries_of(blocks: Sequence[DraftBlock]) -> tuple[Entry, ...]:
    """Return the names and headings that a region of a draft without styles holds."""
    paragraphs = [block for block in blocks if isinstance(block, DraftParagraph)]
    marked = sum(1 for each in paragraphs if each.mark)
    bold = sum(1 for each in paragraphs if is_all(each.spans, "bold"))
    is_list = marked * 2 > len(paragraphs)
    is_bold = bold * 2 > len(paragraphs)
    if officers := _officers(blocks):
        return officers
    made: list[Entry] = []
    for at, block in enumerate(blocks):
        if isinstance(block, DraftTable):
            made += _table_entries(block)
            continue
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        level = _heading_level(block, following, is_list=is_list, is_bold=is_bold)
        if _is_state(block.text) and following is not None:
            # Under "State and local" a state is a heading of the second level.
            above = [each for each in made if each.level == 1 and not _is_state(each.text)]
            level = 2 if above and _HOLDS_STATES.search(above[-1].text) else 1
        if level:
            made.append(Entry(_without_colon(block.spans), block.place, level=level))
        else:
            made += _line_entries(block)
    return _unnumbered(made)


def _is_state(text: str) -> bool:
    return text.rstrip(" :").casefold() in _STATE_NAMES


def listed(entries: Sequence[Entry], *, columns: int) -> Listed:
    """Return the entries as signatories; each line prints as the draft has it."""
    path: list[str] = []
    signatories: list[Signatory] = []
    groups: dict[str, None] = {}
    leads: set[int] = set()
    too_long: list[Entry] = []
    signature_lines = 0
    for entry in entries:
        if FURNITURE_LINE.fullmatch(entry.text):
            signature_lines += 1
        elif entry.level:
            path = [*path[: entry.level - 1], entry.text.replace(" > ", " › ")]
        elif len(entry.text) > _LONGEST_NAME or len(" > ".join(path)) > _LONGEST_NAME:
            too_long.append(entry)
        elif entry.text:
            group = "" if entry.is_lead else " > ".join(path)
            if group:
                groups[group] = None
            if entry.is_lead:
                leads.add(len(signatories))
            signatories.append(_signatory(entry, group, len(signatories)))
    signatories, line = _with_states(signatories)
    names = dict.fromkeys(each.name for each in signatories if each.position in leads)
    return Listed(
        tuple(signatories),
        tuple(groups),
        tuple(names),
        line,
        columns,
        tuple(too_long),
        signature_lines,
    )


def _signatory(entry: Entry, group: str, position: int) -> Signatory:
    cells = dict(entry.cells)
    return Signatory(
        cells.get("name") or entry.text,
        signer_name=cells.get("signer_name", ""),
        signer_title=cells.get("signer_title", ""),
        state=cells.get("state", ""),
        city=cells.get("city", ""),
        email=cells.get("email", ""),
        website=cells.get("website", "") or _address_behind(entry.spans),
        group=group,
        manual_order=float(position + 1),
        position=position,
    )


def _address_behind(spans: Spans) -> str:
    """Return the address that a name in the draft links to."""
    links = (span.link for span in spans if span.link.startswith("http"))
    return next((link for link in links if len(link) <= _LONGEST_NAME), "")


def _with_states(signatories: list[Signatory]) -> tuple[list[Signatory], str]:
    """Set the states apart where most lines end with one and all print as they did."""
    if any(each.signer_name or each.signer_title for each in signatories):
        return signatories, ""
    pattern = "{name}, {state}"
    made: list[Signatory] = []
    for each in signatories:
        name, comma, tail = each.name.rpartition(", ")
        state = _STATE_NAMES.get(tail.casefold(), "")
        if each.state and not comma:
            made.append(each)
            continue
        apart = replace(each, name=name, state=state)
        is_same = bool(comma and state) and name_line(apart, pattern).text == each.name
        made.append(apart if is_same else each)
    found = sum(1 for each in made if each.state)
    return (made, pattern) if found * 2 > len(signatories) else (signatories, "")


# ------------------------------------------------------------------- lines


def _heading_level(
    block: DraftParagraph, following: DraftBlock | None, *, is_list: bool, is_bold: bool
) -> int:
    """Return the level of a heading over names, 0 for a name."""
    text = block.text
    if block.heading:
        return max(block.heading - 1, 1) if block.heading < 4 else 3
    if len(text) > 120 or "\n" in text or following is None or "\t" in text:
        return 0
    if isinstance(following, DraftTable):
        return 1
    if block.mark:
        return 0
    is_heavy = is_all(block.spans, "bold") and not is_bold
    if text.endswith(":") or (is_list and following.mark) or is_heavy:
        return 1
    return 0


def _without_colon(spans: Spans) -> Spans:
    last = spans[-1] if spans else None
    if last and last.text.rstrip().endswith((":", "：")):
        return (*spans[:-1], replace(last, text=last.text.rstrip()[:-1]))
    return spans


def _line_entries(block: DraftParagraph) -> list[Entry]:
    lines = lines_of(block.spans)
    if len(lines) == 1:
        text = text_of(lines[0])
        if text.count(";") >= 2:
            parts = split(lines[0], lambda character: character == ";")
            return [Entry(_without_and(part), block.place) for part in parts]
    rows = [split(line, lambda character: character == "\t") for line in lines]
    return [Entry(cell, block.place) for row in rows for cell in row]


def _without_and(spans: Spans) -> Spans:
    match = re.match(r"(and|y|et|und)\s+", spans[0].text)
    return (replace(spans[0], text=spans[0].text[match.end() :]), *spans[1:]) if match else spans


def _unnumbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries without typed numbers or bullets, where most of the names have one."""
    names = [entry for entry in entries if not entry.level]
    for pattern in (_NUMBER, _BULLET):
        having = sum(1 for entry in names if pattern.match(entry.text))
        if having >= 2 and having * 5 >= len(names) * 4:
            return tuple(_cut_entry(entry, pattern) for entry in entries)
    return tuple(entries)


def _cut_entry(entry: Entry, pattern: re.Pattern[str]) -> Entry:
    match = pattern.match(entry.spans[0].text) if entry.spans and not entry.level else None
    if match is None:
        return entry
    first = replace(entry.spans[0], text=entry.spans[0].text[match.end() :])
    return replace(entry, spans=(first, *entry.spans[1:]))


# ------------------------------------------------------------------ tables


def _table_entries(table: DraftTable) -> list[Entry]:
    header = _header(table.rows[0])
    if header:
        return [entry for row in table.rows[1:] if (entry := _row_entry(row, header, table.place))]
    columns = max(len(row) for row in table.rows)
    by_rows = [entry for row in table.rows for cell in row for entry in _cell_entries(cell)]
    by_columns = [
        entry
        for column in range(columns)
        for row in table.rows
        for entry in _cell_entries(row[column] if column < len(row) else ())
    ]
    # Names in columns run down the page, unless the alphabet runs across it.
    return by_rows if _disorder(by_rows) < _disorder(by_columns) else by_columns


def _header(row: Sequence[Cell]) -> dict[int, str]:
    """Return what each column of a table holds, empty where the first row does not say."""
    found: dict[int, str] = {}
    for at, cell in enumerate(row):
        text = " ".join(paragraph.text for paragraph in cell).strip(" :*")
        column = next((name for name, words in _HEADS.items() if words.match(text)), "")
        if column and len(text) < 60 and column not in found.values():
            found[at] = column
    filled = sum(1 for cell in row if cell)
    if "name" not in found.values() and "signer_name" in found.values():
        found = {at: "name" if name == "signer_name" else name for at, name in found.items()}
    says_so = any(
        _PLAIN_HEAD.fullmatch(" ".join(p.text for p in cell).strip(" :*")) for cell in row
    )
    is_header = "name" in found.values() and (len(found) > 1 or filled == 1 or says_so)
    return found if is_header else {}


def _row_entry(row: Sequence[Cell], header: dict[int, str], place: str) -> Entry | None:
    texts = {
        column: " ".join(" ".join(each.text for each in row[at]).split())
        for at, column in header.items()
        if at < len(row)
    }
    filled = [cell for cell in row if cell]
    if not filled:
        return None
    if len(filled) == 1 and len(row) > 1 and row[0] and is_all(row[0][0].spans, "bold"):
        return Entry(_without_colon(row[0][0].spans), place, level=1)
    if not texts.get("name"):
        texts["name"] = texts.pop("signer_name", "") or " ".join(c[0].text for c in filled)
    cell = next(
        (row[at] for at, column in header.items() if column == "name" and row[at]), filled[0]
    )
    # Columns that have no place in a list of signatories are not dropped without a word.
    return Entry(cell[0].spans, place, cells=tuple(texts.items()))


def _cell_entries(cell: Cell) -> list[Entry]:
    return [entry for paragraph in cell for entry in _line_entries(paragraph)]


def _disorder(entries: Sequence[Entry]) -> int:
    texts = [entry.text.casefold().removeprefix("the ") for entry in entries]
    return sum(1 for at in range(1, len(texts)) if texts[at] < texts[at - 1])


# ---------------------------------------------------------- signature blocks


def _officers(blocks: Sequence[DraftBlock]) -> tuple[Entry, ...]:
    """Return signature blocks as names of organizations with their signers.

    A block is two to five lines: a person, a title, an organization. Empty where the region
    holds anything else.
    """
    groups: list[list[tuple[Spans, str]]] = []
    for block in blocks:
        if isinstance(block, DraftTable) or block.mark or block.heading:
            return ()
        lines = [
            line for line in lines_of(block.spans) if not FURNITURE_LINE.fullmatch(text_of(line))
        ]
        if block.has_gap or not groups:
            groups.append([])
        groups[-1] += [(line, block.place) for line in lines]
    groups = [group for group in groups if group]
    is_officer = [
        3 <= len(group) <= 5 and bool(TITLE.match(text_of(group[1][0]))) for group in groups
    ]
    if not groups or not all(is_officer):
        return ()
    return tuple(_officer(group) for group in groups)


def _officer(group: Sequence[tuple[Spans, str]]) -> Entry:
    person, title, organization, *rest = group
    name = ", ".join(text_of(line) for line, _ in (organization, *rest))
    cells = (
        ("name", name),
        ("signer_name", text_of(person[0])),
        ("signer_title", text_of(title[0])),
    )
    return Entry(organization[0], person[1], cells=cells)


def lost_cells(blocks: Iterable[DraftBlock]) -> tuple[tuple[str, str], ...]:
    """Return the headings of columns that no list of signatories has, with their tables."""
    found: list[tuple[str, str]] = []
    for block in blocks:
        if not isinstance(block, DraftTable) or not (header := _header(block.rows[0])):
            continue
        for at, cell in enumerate(block.rows[0]):
            has_values = any(at < len(row) and row[at] for row in block.rows[1:])
            if at not in header and has_values:
                words = " ".join(each.text for each in cell) or f"column {at + 1}"
                found.append((words, block.place))
    return tuple(found)
