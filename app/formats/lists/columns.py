"""Which row of a table holds its headers, and what its columns were taken for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from app.domain import headers
from app.domain.headers import Proposal
from app.domain.values import dataclass
from app.formats.lists.outcome import Table

# A title, a date, an empty line: what people write above a list.
_MOST_ABOVE = 10
_LOOKED_AT = 200
_SHOWN = 3
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header ("" for none), a few of its values, and what it may hold."""

    header: str
    values: tuple[str, ...]
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table. `header_at` is the place of the row of headers, -1 for none;
    what stands above it is left out. `is_header_sure`: that row was known by its words.
    `is_names`: each row is one name and nothing else.
    """

    columns: tuple[Column, ...]
    header_at: int
    is_header_sure: bool
    is_names: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)

    @property
    def fields(self) -> tuple[str, ...]:
        """What was proposed, a field for each column."""
        return tuple(column.proposal.field for column in self.columns)

    @property
    def is_sure(self) -> bool:
        """Is there nothing to ask?"""
        is_told = all(column.proposal.is_sure for column in self.columns)
        return self.is_header_sure and is_told and not headers.complaint(self.fields)


def columns_of(table: Table, *, header_at: int | None = None) -> Columns:
    """Return the columns of a table, its headers in the row at `header_at` (-1: in none), or
    where they are found.
    """
    if table.is_names:
        values = [record.cells[0] for record in table.records[:_SHOWN]]
        return Columns(
            (Column("", _shown(values), Proposal("name", is_sure=True)),), -1, True, True
        )
    found = _header_at(table)
    is_sure = header_at is None and found is not None
    at = header_at if header_at is not None else found
    if at is None:
        at = 0 if _looks_like_headers(table.records[0].cells) else -1
    rows = [record.cells for record in islice(table.records, at + 1, at + 1 + _LOOKED_AT)]
    first = table.records[at].cells if at >= 0 else ()
    width = _width(first, rows)
    named = tuple(" ".join(first[n].split()) if n < len(first) else "" for n in range(width))
    by_column = [[cells[n] if n < len(cells) else "" for cells in rows] for n in range(width)]
    proposals = headers.propose(named, by_column)
    if at < 0:
        proposals = tuple(Proposal(each.field, is_sure=False) for each in proposals)
    return Columns(tuple(map(Column, named, map(_shown, by_column), proposals)), at, is_sure)


def _width(first: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how many columns there are: as many as headers, and those that most rows fill.

    A few rows that are longer hold a comma without quotes: they are told about one by one.
    """
    widest = max((len(cells) for cells in rows), default=0)
    width = len(first) or widest
    while width < widest:
        filled = sum(1 for cells in rows if len(cells) > width and cells[width].strip())
        if filled * 2 <= len(rows):
            break
        width += 1
    return width


def _header_at(table: Table) -> int | None:
    for at, record in enumerate(table.records[:_MOST_ABOVE]):
        if headers.is_header(record.cells):
            return at
    return None


def _looks_like_headers(cells: Sequence[str]) -> bool:
    return all(cell.strip() and "@" not in cell and "//" not in cell for cell in cells)


def _shown(values: Sequence[str]) -> tuple[str, ...]:
    given = (" ".join(value.split()) for value in values if value.strip())
    return tuple(
        text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]} …"
        for text in islice(given, _SHOWN)
    )
