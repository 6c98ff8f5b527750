"""Text in columns in, a table out: commas, semicolons or tabs, as it was saved or pasted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from app.domain import headers
from app.domain.sentences import N_, sentence
from app.formats.guards import unguarded
from app.formats.lists.outcome import Rows, Table, UnreadableList

DELIMITERS = (",", ";", "\t")
# Stands in no text that people save: a list of one column keeps its commas.
_NONE = "\x1f"
_NOT_READABLE = N_("line %(line)s: not readable as CSV; look at the quotes")
# A pasted or saved cell of this many characters is an open quote, not a cell.
_LARGEST_CELL = 1_000_000
_LOOKED_AT = 20


def header_delimiter(text: str) -> str | None:
    """Return the delimiter under which the first row is one of headers, None where it is none."""
    first = _first_row(text)
    for delimiter in sorted(DELIMITERS, key=lambda each: -len(_cells(first, each))):
        cells = _cells(first, delimiter)
        if headers.is_header(cells):
            return delimiter if len(cells) > 1 else _NONE
    return None


def regular_delimiter(text: str) -> str | None:
    """Return the delimiter that cuts every one of the first rows into as many cells, at least
    two; None where none does.
    """
    lines = [line for line in text.split("\n", 200) if line.strip()][:_LOOKED_AT]
    for delimiter in DELIMITERS:
        widths = {len(_cells(line, delimiter)) for line in lines}
        if len(widths) == 1 and widths.pop() > 1:
            return delimiter
    return None


def read_delimited(text: str, delimiter: str) -> Table:
    """Return the table of a text that is cut by `delimiter`. Raises UnreadableList."""
    rows = Rows()
    for line, cells in _records(text, delimiter):
        rows.add(line, [unguarded(cell) for cell in cells])
    return Table(tuple(rows.records), rows.notices())


def read_pasted_table(text: str) -> Table:
    """Return the table of cells that were copied from a spreadsheet, with tabs between them.

    A name may begin with a quote: where the quotes make no sense as a spreadsheet's, they are
    taken as they stand.
    """
    try:
        return read_delimited(text, "\t")
    except UnreadableList:
        rows = Rows()
        for line, words in enumerate(text.split("\n"), start=1):
            rows.add(line, words.split("\t"))
        return Table(tuple(rows.records), rows.notices())


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    try:
        for cells in reader:
            first, line = line + 1, reader.line_num
            yield first, cells
    except csv.Error:
        raise UnreadableList(sentence(_NOT_READABLE, line=line + 1)) from None


def _first_row(text: str) -> str:
    return next((line for line in text.split("\n") if line.strip()), "")


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)
