"""A list as somebody brings it, in: CSV, an Excel workbook, or pasted text."""

from __future__ import annotations

from app.formats import apart
from app.formats.lists.answers import table_from_json
from app.formats.lists.decoding import decode_list
from app.formats.lists.delimited import (
    header_delimiter,
    read_delimited,
    read_pasted_table,
    regular_delimiter,
)
from app.formats.lists.outcome import (
    EMPTY,
    LIMIT_BYTES,
    TOO_MUCH,
    Table,
    UnreadableList,
    too_large,
)
from app.formats.lists.pasted import read_pasted

_CHILD = "app.formats.lists.child"


def read_list_file(data: bytes, *, seconds: float = apart.SECONDS) -> Table:
    """Return the table of a file, told by its content: people rename files.

    A workbook is read in a process of limited time and memory. Raises UnreadableList.
    """
    if len(data) > LIMIT_BYTES:
        raise UnreadableList(too_large(len(data)))
    if data.startswith(b"PK\x03\x04"):
        try:
            return table_from_json(apart.answer_of(_CHILD, data=data, seconds=seconds))
        except apart.TookTooLong:
            raise UnreadableList(TOO_MUCH) from None
    decoded = decode_list(data)
    table = _of_text(decoded.text)
    return Table(table.records, (*decoded.notices, *table.notices), table.is_names)


def read_pasted_list(text: str) -> Table:
    """Return the table of a pasted text. Raises UnreadableList."""
    if len(text) > LIMIT_BYTES:
        raise UnreadableList(too_large(len(text)))
    return _not_empty(read_pasted(text.replace("\r\n", "\n").replace("\r", "\n")))


def _of_text(text: str) -> Table:
    delimiter = header_delimiter(text) or regular_delimiter(text)
    if delimiter is None:
        return _not_empty(read_pasted(text))
    if delimiter == "\t":
        return _not_empty(read_pasted_table(text))
    return _not_empty(read_delimited(text, delimiter))


def _not_empty(table: Table) -> Table:
    if not table.records:
        raise UnreadableList(EMPTY)
    return table
