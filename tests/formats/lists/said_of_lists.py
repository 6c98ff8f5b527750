"""Lists that make their readers say all that they can say of a list."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from app.domain.sentences import Sentence
from app.formats.lists.columns import columns_of
from app.formats.lists.outcome import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, UnreadableList
from app.formats.lists.reading import read_list_file, read_pasted_list
from app.formats.lists.rows import COLUMN_WORDS, read_rows
from app.formats.lists.workbook import MOST_EMPTY_ROWS, read_workbook
from tests.formats.lists.workbooks import cell, with_sheet, workbook

DOCTYPE = b"<!DOCTYPE x><x/>"


def _zipped(name: str, *, flags: int = 0, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of one part; `flags` and `packing` are what its directory says of it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, b"<a/>")
    data = bytearray(content.getvalue())
    struct.pack_into("<HH", data, data.rfind(b"PK\x01\x02") + 8, flags, packing)
    return bytes(data)


def _of_many_parts() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for number in range(2_001):
            packed.writestr(f"x{number}", b"")
    return content.getvalue()


FILES = {
    "a PDF": b"%PDF-1.7",
    "rich text": b"{\\rtf1",
    "an old workbook": b"\xd0\xcf\x11\xe0",
    "no text": b"\x89PNG\0\0\r\n",
    "Windows": b"name\nCaf\xe9\n",
    "no encoding": b"name\nA\x81\n",
    "too large": b"x" * 10_000_001,
    "nothing": b"\n",
    "too many rows": b"name\n" + b"A\n" * (MOST_ROWS + 1),
    "too many cells": b"name" + (b",A" * (MOST_COLUMNS - 1) + b"\n") * (MOST_CELLS // MOST_COLUMNS + 1),
    "too many columns": b"name," + b",".join([b"x"] * MOST_COLUMNS) + b"\nA\n",
    "loose quote": b'name,x\n"A',
}  # fmt: skip
WORKBOOKS = {
    "cut off": workbook(["name"])[:-30],
    "damaged": workbook(["name"]).replace(b"PK\x03\x04", b"PK\x03\x05"),
    "many parts": _of_many_parts(),
    "a bomb": with_sheet("", xl__a=b"0" * 160_000_000),
    "locked": _zipped("a", flags=1),
    "odd packing": _zipped("a", packing=zipfile.ZIP_LZMA),
    "a document type": with_sheet("", **{"xl/a.xml": DOCTYPE}),
    "Word": _zipped("word/document.xml"),
    "OpenDocument": _zipped("content.xml"),
    "Numbers": _zipped("Index/Document.iwa"),
    "binary": _zipped("xl/workbook.bin"),
    "no workbook": _zipped("a"),
    "broken": with_sheet("<row><c"),
    "an error": workbook(["name"], ["A"], ["#REF!"]),
    "two sheets": workbook(["name"], ["A"], others={"More": [["B"]]}),
    "a far row": with_sheet(
        f"<row>{cell('A1', 'A')}</row>" + "<row/>" * (MOST_EMPTY_ROWS + 2)
    ),
}  # fmt: skip
PASTED = {
    "bullets": "• A\n• B",
    "numbers": "1. A\n2. B",
    "commas": "A,\nB,",
    "a heading": "Name\nA;\nB",
}
ROWS = {
    "too many cells": "name\tstate\nA\tOH\tmore\nB\tOH",
    "nothing": "name\tstate\n\tOH",
    "a kind": "name\tkind\nA\trobot",
    "a standing": "name\tstanding\nA\theld",
    "a figure": "name\tgroup\nA\t{{ cuont }}",
    "a scope": "name\tscope\nA\tuniverse",
    "a number": "name\torder\nA\tfirst",
    "an address": "name\temail\nA\tx",
    "a long cell": "name\tstate\nA\t" + "x" * 101,
    "control characters": "\t".join(COLUMN_WORDS) + "\n" + "\t".join("A\x07" for _ in COLUMN_WORDS),
    "control characters in halves": "name\tsigner_first_name\tsigner_last_name\nA\tB\x07\tC\x07",
}


def said_of_lists() -> dict[str, tuple[Sentence, ...]]:
    """Return everything that the cases make the readers say, by the case."""
    said = {f"list brought: {name}": tuple(_of_file(data)) for name, data in FILES.items()}
    said |= {f"workbook: {name}": tuple(_of_workbook(data)) for name, data in WORKBOOKS.items()}
    said |= {f"pasted: {name}": read_pasted_list(text).notices for name, text in PASTED.items()}
    said |= {f"row: {name}": tuple(_of_rows(text)) for name, text in ROWS.items()}
    said["a workbook that takes too long"] = tuple(_of_file(workbook(["name"]), seconds=0))
    return said


def _of_file(data: bytes, *, seconds: float = 9) -> Iterator[Sentence]:
    try:
        yield from read_list_file(data, seconds=seconds).notices
    except UnreadableList as unreadable:
        yield unreadable.sentence


def _of_workbook(data: bytes) -> Iterator[Sentence]:
    try:
        yield from read_workbook(data).notices
    except UnreadableList as unreadable:
        yield unreadable.sentence


def _of_rows(text: str) -> Iterator[Sentence]:
    table = read_pasted_list(text)
    columns = columns_of(table)
    for row in read_rows(table, columns.fields, header_at=columns.header_at):
        yield from (*row.reasons, *row.remarks)
