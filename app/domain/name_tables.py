"""Names in a table of a draft: with a heading over each column, or in columns down the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain.drafts import Cell, DraftBlock, DraftTable
from app.domain.letter_words import TITLE
from app.domain.name_entries import Entry, line_entries, without_colon
from app.domain.places import state_code
from app.domain.sentences import N_, Sentence, sentence
from app.domain.signature_blocks import officers_in_cells
from app.domain.spans import is_all

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


def table_entries(table: DraftTable) -> list[Entry]:
    header = _header(table.rows[0])
    if header:
        return [entry for row in table.rows[1:] if (entry := _row_entry(row, header, table.place))]
    if blocks := officers_in_cells(table):
        return list(blocks)
    if rows := _rows_with_roles(table):
        return rows
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


def _rows_with_roles(table: DraftTable) -> list[Entry]:
    """Return a table without headings whose second column holds states or titles; else nothing.

    Titles stand behind persons; a third column behind a title holds their organizations.
    """
    rows = [[" ".join(each.text for each in cell) for cell in row] for row in table.rows]
    filled = [row for row in rows if any(row)]
    seconds = [row[1] for row in filled if len(row) > 1 and row[1]]
    if any(len(row) > 3 for row in filled) or len(seconds) * 2 <= len(filled):
        return []
    is_wide = any(len(row) > 2 and row[2] for row in filled)
    if not is_wide and all(state_code(text) for text in seconds):
        roles: tuple[str, ...] = ("name", "state")
    elif all(TITLE.match(text) for text in seconds) and not any(
        TITLE.match(row[0]) for row in filled
    ):
        roles = ("signer_name", "signer_title", "name") if is_wide else ("name", "signer_title")
    else:
        return []
    header = dict(enumerate(roles))
    found = [_row_entry(row, header, table.place) for row in table.rows]
    return [entry for entry in found if entry]


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


def _row_entry(row: Sequence[Cell], header: dict[int, str], place: Sentence) -> Entry | None:
    texts = {
        column: " ".join(" ".join(each.text for each in row[at]).split())
        for at, column in header.items()
        if at < len(row)
    }
    filled = [cell for cell in row if cell]
    if not filled:
        return None
    if len(filled) == 1 and len(row) > 1 and row[0] and is_all(row[0][0].spans, "bold"):
        return Entry(without_colon(row[0][0].spans), place, level=1)
    if not texts.get("name"):
        texts["name"] = texts.pop("signer_name", "") or " ".join(c[0].text for c in filled)
    cell = next(
        (row[at] for at, column in header.items() if column == "name" and row[at]), filled[0]
    )
    # Columns that have no place in a list of signatories are not dropped without a word.
    return Entry(cell[0].spans, place, cells=tuple(texts.items()))


def _cell_entries(cell: Cell) -> list[Entry]:
    return [entry for paragraph in cell for entry in line_entries(paragraph)]


def _disorder(entries: Sequence[Entry]) -> int:
    texts = [entry.text.casefold().removeprefix("the ") for entry in entries]
    return sum(1 for at in range(1, len(texts)) if texts[at] < texts[at - 1])


def lost_cells(blocks: Iterable[DraftBlock]) -> tuple[tuple[str | Sentence, Sentence], ...]:
    """Return the headings of columns that no list of signatories has, with their tables."""
    found: list[tuple[str | Sentence, Sentence]] = []
    for block in blocks:
        if not isinstance(block, DraftTable) or not (header := _header(block.rows[0])):
            continue
        for at, cell in enumerate(block.rows[0]):
            has_values = any(at < len(row) and row[at] for row in block.rows[1:])
            if at not in header and has_values:
                words = " ".join(each.text for each in cell)
                found.append((words or _column(at + 1), block.place))
    return tuple(found)


def _column(number: int) -> Sentence:
    return sentence(N_("column %(number)s"), number=number)
