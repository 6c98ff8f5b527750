"""A letter's lines in printing order, a page at a time.

The database keeps the order; a letter whose keys are older than this program, or were never
made, is put in order as it is read, until `flask db upgrade` or its next change makes them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.domain.headings import Path, path_of
from app.domain.letters import LetterFile
from app.domain.ordering import arrange_letter, in_places
from app.services import documents
from app.services.keeping_order import is_kept
from app.store import ordered_lists
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.signatories import SignatoryRow


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line where it prints."""

    row: SignatoryRow
    path: Path
    is_lead: bool


@dataclass(frozen=True, slots=True)
class LinePage:
    """A page of lines, each once; `total` counts those of all pages."""

    lines: tuple[PlacedLine, ...]
    total: int


def lines(
    connection: Connection, letter: LetterRow, *, find: str, offset: int, limit: int
) -> LinePage:
    """Return lines at the first place where each prints, those whose name holds `find`."""
    if is_kept(connection, letter):
        total, rows = ordered_lists.lines(
            connection, letter.id, find=find, offset=offset, limit=limit
        )
        return LinePage(tuple(_placed(row, path) for row, path in rows), total)
    wanted = find.lower()
    found: dict[int, PlacedLine] = {}
    for each in _as_read(connection, letter, documents.letter_file(connection, letter)):
        if wanted in each.row.name.lower() or wanted in each.row.sort_name.lower():
            found.setdefault(each.row.id, each)
    page = tuple(found.values())[offset : offset + limit]
    return LinePage(page, len(found))


def places(
    connection: Connection, letter: LetterRow, file: LetterFile, *, offset: int, limit: int
) -> tuple[PlacedLine, ...]:
    """Return the places where lines print, a line once under each of its headings."""
    if not is_kept(connection, letter):
        return _as_read(connection, letter, file)[offset : offset + limit]
    found = ordered_lists.page(connection, letter.id, offset=offset, limit=limit)
    return tuple(_placed(place.line, place.path) for place in found)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines print right under each path, and how many leads above them."""

    by_path: dict[Path, int]
    leads: int

    @property
    def places(self) -> int:
        return self.leads + sum(self.by_path.values())


def counts(connection: Connection, letter: LetterRow, file: LetterFile) -> Counts:
    if is_kept(connection, letter):
        by_path, leads = ordered_lists.counts_by_path(connection, letter.id)
        return Counts({path_of(path): count for path, count in by_path.items()}, leads)
    placed = _as_read(connection, letter, file)
    found = Counter(each.path for each in placed if not each.is_lead)
    return Counts(dict(found), sum(each.is_lead for each in placed))


def _placed(row: SignatoryRow, path: str) -> PlacedLine:
    return PlacedLine(row, path_of(path), row.lead_place is not None)


def _as_read(connection: Connection, letter: LetterRow, file: LetterFile) -> tuple[PlacedLine, ...]:
    rows = signatory_rows.listed(connection, letter.id)
    signatories = tuple(map(documents.as_signatory, rows))
    row_of = {id(signatory): row for signatory, row in zip(signatories, rows, strict=True)}
    return tuple(
        PlacedLine(row_of[id(signatory)], path, is_lead)
        for path, is_lead, signatory in in_places(arrange_letter(file, signatories))
    )
