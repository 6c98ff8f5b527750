"""What somebody brings, as rows: the file or the pasted text read, its columns settled."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain import headers
from app.domain.errors import Refused
from app.domain.header_words import FIELDS
from app.domain.sentences import N_, Sentence, sentence
from app.formats.lists.answers import table_from_json, table_in_json
from app.formats.lists.columns import Column, Columns, columns_of
from app.formats.lists.outcome import LIMIT_BYTES, Table, UnreadableList
from app.formats.lists.reading import read_list_file, read_pasted_list
from app.formats.lists.rows import COLUMN_WORDS, ReadRow, read_rows

__all__ = [
    "BUSY",
    "COLUMN_WORDS",
    "FIELDS",
    "LARGEST_LIST",
    "Columns",
    "Mapped",
    "ReadRow",
    "Table",
    "columns_of",
    "mapped_by_words",
    "packed",
    "read_file",
    "read_rows",
    "read_text",
    "unpacked",
]

LARGEST_LIST = LIMIT_BYTES
BUSY = "busy"
"""The code of a refusal because too many files are being read just now."""

# A reading process may take 400 MB and a processor to itself for seconds.
MOST_AT_ONCE = 2
SECONDS_IN_LINE = 2.0
_TURNS = threading.BoundedSemaphore(MOST_AT_ONCE)

_BUSY = N_("other lists are being read at this moment; send this one again in half a minute")
_NO_NAME = N_("no column was known as the organization’s name; the headers found are: %(found)s")
_UNSURE_NAME = N_(
    "it is not sure which column is the organization’s name; the headers found are: %(found)s"
)
_TWICE = N_("two columns are called %(field)s; say which one it is")
_NO_SUCH_HEADER = N_("no column is headed “%(words)s”; the headers found are: %(found)s")
_NO_SUCH_FIELD = N_("“%(words)s” is no field; the fields are: %(fields)s")


@dataclass(frozen=True, slots=True)
class Mapped:
    """What each column holds, by field ("" is left out), and where the row of headers is."""

    fields: tuple[str, ...]
    header_at: int

    def as_plain(self) -> dict[str, object]:
        return {"fields": list(self.fields), "header_at": self.header_at}

    @classmethod
    def of_plain(cls, told: Mapping[str, object]) -> Mapped:
        fields, header_at = told["fields"], told["header_at"]
        if not isinstance(fields, list) or not isinstance(header_at, int):
            raise TypeError("a mapping is a list of fields and the place of the headers")
        return cls(tuple(map(str, fields)), header_at)


def read_file(data: bytes) -> Table | Refused:
    """Return the table of a file; a refusal says what its owner can do."""
    if not _TURNS.acquire(timeout=SECONDS_IN_LINE):
        return Refused(_BUSY, BUSY, sentence(_BUSY))
    try:
        return read_list_file(data)
    except UnreadableList as unreadable:
        return Refused.saying(unreadable.sentence)
    finally:
        _TURNS.release()


def read_text(text: str) -> Table | Refused:
    """Return the table of a pasted list."""
    try:
        return read_pasted_list(text)
    except UnreadableList as unreadable:
        return Refused.saying(unreadable.sentence)


def packed(table: Table) -> bytes:
    """Return the table as it is kept while it waits."""
    return zlib.compress(table_in_json(table).encode())


def unpacked(kept: bytes) -> Table:
    return table_from_json(zlib.decompress(kept))


def mapped_by_words(columns: Columns, chosen: Mapping[str, str]) -> Mapped | Refused:
    """Return what the columns hold where nobody can be asked.

    `chosen` settles columns by their headers: the field, "" to leave one out. Of the others
    those are taken that are sure; the name must be.
    """
    found = ", ".join(f"“{header[:60]}”" for header in columns.headers if header) or "–"
    unknown = _unknown(columns, chosen, found)
    if unknown is not None:
        return unknown
    settled = {headers.fold(header): field for header, field in chosen.items()}
    taken = set(chosen.values())

    def field_of(column: Column) -> str:
        proposed = column.proposal
        is_free = proposed.is_sure and proposed.field not in taken
        return settled.get(headers.fold(column.header), proposed.field if is_free else "")

    fields = tuple(map(field_of, columns.columns))
    wrong = headers.complaint(fields)
    if wrong == "name:missing":
        is_guessed = "name" in columns.fields
        return Refused.saying(sentence(_UNSURE_NAME if is_guessed else _NO_NAME, found=found))
    if wrong:
        return Refused.saying(sentence(_TWICE, field=wrong.partition(":")[0]))
    return Mapped(fields, columns.header_at)


def unsure(
    columns: Columns, mapped: Mapped, chosen: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return the headers that were left out though they may hold something, with the guess."""
    settled = {headers.fold(header) for header in chosen}
    return tuple(
        (column.header, column.proposal.field)
        for column, field in zip(columns.columns, mapped.fields, strict=True)
        if not field
        and column.header
        and not column.proposal.is_sure
        and headers.fold(column.header) not in settled
    )


def _unknown(columns: Columns, chosen: Mapping[str, str], found: str) -> Refused | None:
    known = {headers.fold(header) for header in columns.headers}
    for header, field in chosen.items():
        if headers.fold(header) not in known:
            return Refused.saying(sentence(_NO_SUCH_HEADER, words=header[:60], found=found))
        if field and field not in FIELDS:
            told = sentence(_NO_SUCH_FIELD, words=field[:60], fields=", ".join(FIELDS))
            return Refused.saying(told)
    return None


def remarks_of(rows: Sequence[ReadRow]) -> tuple[tuple[int, Sentence], ...]:
    """Return what was left out of rows that are taken, with their lines."""
    return tuple((row.line, remark) for row in rows for remark in row.remarks)
