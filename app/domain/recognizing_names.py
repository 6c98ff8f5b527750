"""The names under a draft, however they were set, to signatories in their order.

Lists, tables with or without headings, columns, lines of one paragraph, signature blocks;
headings over groups of names are told from names by style, weight or a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable, Spans
from app.domain.letter_words import FURNITURE_LINE
from app.domain.lines import name_line
from app.domain.name_entries import Entry, line_entries, unnumbered, without_colon
from app.domain.name_rows import line_by_line, rows_as_tables
from app.domain.name_tables import table_entries
from app.domain.places import STATES
from app.domain.signatories import Signatory
from app.domain.signature_blocks import signed_apart
from app.domain.spans import is_all
from app.domain.values import dataclass

_HOLDS_STATES = re.compile(r"\b(state|local|regional|chapter|affiliate|estat)", re.IGNORECASE)
_LONGEST_NAME = 300
_LINE_WITH_SIGNERS = "{name}, {state}, {signer}, {title}"
_STATE_NAMES = {name.casefold(): name for name in STATES.values()}


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
    parts = _parts(blocks)
    paragraphs = [part for part in parts if isinstance(part, DraftParagraph)]
    marked = sum(1 for each in paragraphs if each.mark)
    bold = sum(1 for each in paragraphs if is_all(each.spans, "bold"))
    is_list = marked * 2 > len(paragraphs)
    is_bold = bold * 2 > len(paragraphs)
    made: list[Entry] = []
    for at, part in enumerate(parts):
        if isinstance(part, Entry):
            made.append(part)
            continue
        if isinstance(part, DraftTable):
            made += table_entries(part)
            continue
        following = parts[at + 1] if at + 1 < len(parts) else None
        level = _heading_level(part, following, is_list=is_list, is_bold=is_bold)
        if _is_state(part.text) and following is not None:
            # Under "State and local" a state is a heading of the second level.
            above = [each for each in made if each.level == 1 and not _is_state(each.text)]
            level = 2 if above and _HOLDS_STATES.search(above[-1].text) else 1
        if level:
            made.append(Entry(without_colon(part.spans), part.place, level=level))
        else:
            made += line_entries(part)
    return unnumbered(made)


def _parts(blocks: Sequence[DraftBlock]) -> list[Entry | DraftBlock]:
    """Return the signature blocks of a region as entries, and what else it holds."""
    made: list[Entry | DraftBlock] = []
    plain: list[DraftBlock] = []
    for piece in signed_apart(line_by_line(blocks)):
        for part in piece:
            if isinstance(part, Entry):
                made += [*rows_as_tables(plain), part]
                plain = []
            else:
                plain.append(part)
    return [*made, *rows_as_tables(plain)]


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
        stated = sum(1 for each in signatories if each.state)
        # Parts that are empty take their commas along.
        return signatories, _LINE_WITH_SIGNERS if stated * 2 > len(signatories) else ""
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
    block: DraftParagraph, following: DraftBlock | Entry | None, *, is_list: bool, is_bold: bool
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
    is_over_item = is_list and isinstance(following, DraftParagraph) and following.mark
    if text.endswith((":", "：")) or is_over_item or is_heavy:
        return 1
    return 0
