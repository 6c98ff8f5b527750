"""What Word files and PDFs do alike: each rule that neither may have of its own stands here.

Measures are millimetres and points, as in designs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from app.domain import tokens
from app.domain.documents import LetterDocument, LetterheadSection, Table
from app.rendering.designs import Design, OfficersPlace

POINTS_PER_MM: Final = 72 / 25.4
# A picture taller than this part of the text leaves no room for what it belongs to.
TALLEST_PICTURE: Final = 0.6
# A logo wider than this part of the text would squeeze the name beside it: it stands above.
WIDEST_LOGO_BESIDE: Final = 1 / 3
# Marks of bullets by how many lists they stand in. Every text face has these three.
BULLETS: Final = ("•", "–", "·")
# The page number stands this part of the margin away from the edge of the paper.
FURNITURE_FROM_EDGE: Final = 0.4
# Beyond this many letters a cell wraps rather than push the others aside.
LONGEST_LINE: Final = 48
PADDING_LETTERS: Final = 2
# A letter is about half an em wide. Officers count wider ones, so that their room suffices.
LETTERS_PER_EM: Final = 2.0
_OFFICER_LETTER_EMS: Final = 0.56
_OFFICERS_LINE: Final = 1.25
_GAP_ABOVE_OFFICERS_MM: Final = 3.5
_BETWEEN_OFFICERS: Final = 3


def bullet(level: int) -> str:
    """Return the mark of bullets that stand in `level` other lists, from 0."""
    return BULLETS[level % len(BULLETS)]


def numbers_first_page(document: LetterDocument, design: Design) -> bool:
    """Does page one show its number? On a draft always: who reads it counts pages."""
    return design.has_first_page_number or document.is_draft


# ------------------------------------------------------------------------- officers


def officers_at_foot(document: LetterDocument, design: Design) -> tuple[str, ...]:
    """Return those who stand across the foot of page one."""
    if design.letterhead.officers is not OfficersPlace.FOOT:
        return ()
    heads = (each for each in document.sections if isinstance(each, LetterheadSection))
    return tuple(officer for head in heads for officer in head.officers)


def bottom_margin_mm(document: LetterDocument, design: Design) -> float:
    """Return the bottom margin of all pages: the design's, or what officers at the foot need.

    They stand below the notes of page one and above its number, where it has one.
    """
    officers = officers_at_foot(document, design)
    if not officers:
        return design.margin_bottom_mm
    size = design.officers_size_pt
    width = design.text_width_mm * POINTS_PER_MM / size
    lines = _lines_of(officers, width) * size * _OFFICERS_LINE
    if numbers_first_page(document, design):
        lines += design.notes_size_pt * 1.35
    if document.edition:
        lines += design.notes_size_pt * 1.35
    edge = design.margin_bottom_mm * FURNITURE_FROM_EDGE
    return max(design.margin_bottom_mm, edge + lines / POINTS_PER_MM + _GAP_ABOVE_OFFICERS_MM)


def _lines_of(officers: Sequence[str], width: float) -> int:
    """Return how many lines of `width` ems the officers take, each kept whole where it can be."""
    lines, used = 1, 0.0
    for officer in officers:
        needed = sum(map(_ems, officer)) + _BETWEEN_OFFICERS * _OFFICER_LETTER_EMS
        if used and used + needed > width:
            lines, used = lines + 1, 0.0
        used += needed
        # One that is longer than a line goes on below.
        lines, used = lines + int(used // width), used % width
    return lines


def _ems(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else _OFFICER_LETTER_EMS


# --------------------------------------------------------------------------- tables


def has_header(table: Table) -> bool:
    """Does any cell of the header say something? An empty one is no row."""
    return any(table.header)


def column_shares(table: Table, design: Design) -> tuple[float, ...]:
    """Return what part of the table's width each column takes; they add up to 1.

    A table is as wide as its text has room. Each column gets room for its longest word, what
    is left goes to the longest lines.
    """
    rows = (table.header, *table.rows)
    columns = list(zip(*([tokens.plain_text(cell) for cell in row] for row in rows), strict=True))
    least = [max(map(_longest_word, column)) + PADDING_LETTERS for column in columns]
    wanted = [
        max(need, min(LONGEST_LINE, max(map(len, column))) + PADDING_LETTERS)
        for need, column in zip(least, columns, strict=True)
    ]
    spare = [want - need for want, need in zip(wanted, least, strict=True)]
    room = max(0.0, letters_on_a_line(design) - sum(least))
    part = min(1.0, room / sum(spare)) if sum(spare) else 0.0
    letters = [need + extra * part for need, extra in zip(least, spare, strict=True)]
    return tuple(each / sum(letters) for each in letters)


def letters_on_a_line(design: Design) -> float:
    """Return about how many letters stand on a line of the text."""
    return design.text_width_mm * POINTS_PER_MM / design.size_pt * LETTERS_PER_EM


def _longest_word(text: str) -> int:
    return min(LONGEST_LINE, max((len(word) for word in text.split()), default=1))
