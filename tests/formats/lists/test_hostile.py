"""Files that are no list, and files that mean harm: a clear sentence for each, in little time."""

from __future__ import annotations

import io
import json
import time
import zipfile

import pytest

from app.formats.lists.columns import columns_of
from app.formats.lists.outcome import MOST_ROWS, UnreadableList
from app.formats.lists.reading import read_list_file, read_pasted_list
from app.formats.lists.rows import read_rows
from app.formats.lists.workbook import read_workbook
from tests.formats.lists.workbooks import cell, with_sheet, workbook

DEEP = "<c><is>" * 20_000
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "eeee">]><worksheet/>'


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("__", "/"), data)
    return content.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"%PDF-1.7", "this is a PDF", id="pdf"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 99, "an old Excel file", id="xls"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither text nor an Excel workbook", id="bytes"),
        pytest.param(b"name\nA\x81\n", "line 2: byte 0x81 is no text", id="no encoding at all"),
        pytest.param(b"x" * 10_000_001, "at most 10,000,000 are read", id="large"),
        pytest.param(b"name\n" + b"A\n" * (MOST_ROWS + 1), "more than 20,000 rows", id="rows"),
        pytest.param(b'name,x\n"A', "line 2: not readable as CSV", id="open quote"),
        pytest.param(workbook(["name"])[:-30], "cut off before its end", id="cut off"),
        pytest.param(zipped(a=b"b"), "no Excel workbook", id="zip"),
        pytest.param(zipped(word__document=b"", **{"word/document.xml": b"<a/>"}), "a Word document", id="docx"),
        pytest.param(zipped(**{"content.xml": b"<a/>"}), "OpenDocument", id="ods"),
        pytest.param(with_sheet("", xl__extra=b"") + b"", "the list is empty", id="no rows"),
        pytest.param(with_sheet("<row><c"), "cannot be read as an Excel workbook", id="broken XML"),
        pytest.param(with_sheet("", **{"xl/worksheets/sheet1.xml": DOCTYPE}), "defines a document type", id="entities"),
        pytest.param(with_sheet("", **{"xl/a.xml": "<!DOCTYPE a>".encode("utf-16")}), "cannot be read", id="entities in other letters"),
        pytest.param(with_sheet("", **{"xl/media/a.bin": b"0" * 160_000_000}), "grow beyond all measure", id="bomb"),
        pytest.param(zipped(**{f"x{n}": b"" for n in range(2_100)}), "more parts than any list", id="entries"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableList) as refused:
        read_list_file(data)

    assert said in str(refused.value)


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param('<row r="999999999999">' + cell("A1", "A") + "</row>", id="a row far below"),
        pytest.param("<row>" + "<c/>" * 3_000_000 + "</row>", id="a row without end"),
        pytest.param("<row/>" * 8_000_000, id="rows without end"),
        pytest.param("<row>" + DEEP + "</row>", id="nested"),
    ],
)
def test_what_takes_too_much_is_ended(xml: str) -> None:
    began = time.monotonic()

    with pytest.raises(UnreadableList):
        read_list_file(with_sheet(xml))

    assert time.monotonic() - began < 14


def test_a_directory_that_lies_about_sizes_is_found_out() -> None:
    data = bytearray(with_sheet("", **{"xl/a.xml": b"0" * 1_000_000}))
    at = data.rfind(b"xl/a.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    with pytest.raises(UnreadableList):
        read_workbook(bytes(data))


def rows_of(text: str) -> list[tuple[str, list[str]]]:
    """Return the names of a pasted table with what is wrong in each row."""
    table = read_pasted_list(text)
    columns = columns_of(table)
    read = read_rows(table, columns.fields, header_at=columns.header_at)
    return [
        (
            row.signatory.name if row.signatory else "",
            [str(each) for each in (*row.reasons, *row.remarks)],
        )
        for row in read
    ]


@pytest.mark.parametrize(
    ("row", "name", "said"),
    [
        pytest.param("x" * 10_000, "", "Organization’s name: longer than 300 characters", id="a cell of 10,000"),
        pytest.param("A\x00B", "", "Organization’s name: holds a character that cannot be printed; type it again", id="NUL"),
        pytest.param("A\ud800B", "", "Organization’s name: holds a character that cannot be printed; type it again", id="half a character"),
        pytest.param("A\u202eB", "", "Organization’s name: holds a character that cannot be printed; type it again", id="turned around"),
        pytest.param("\u200b", "", "there is no name in this row", id="nothing to see"),
        pytest.param("A\tn/a", "A", "“n/a” is no e-mail address and is left out", id="no address"),
        pytest.param("A\ta@b.example\tshop", "", "“shop” is neither an organization nor an individual", id="kind"),
        pytest.param("A\ta@b.example\t\tgalactic", "A", "the scope “galactic” is not known and is left out", id="scope"),
        pytest.param("A\ta@b.example\t\t\tfirst", "A", "the order “first” is no number and is left out", id="order"),
        pytest.param("A\ta@b.example\t\t\t\theld", "", "its standing is “held”: only lines that are listed are imported", id="standing"),
        pytest.param("A\ta@b.example\t\t\t\t\tmore", "", "there are cells beyond the last header; put quotes around text that holds commas", id="too many cells"),
    ],
)  # fmt: skip
def test_a_row_is_refused_or_remarked_on_by_itself(row: str, name: str, said: str) -> None:
    read = rows_of(f"name\temail\tkind\tscope\torder\tstanding\n{row}\nB\n")

    assert read == [(name, [said]), ("B", [])]


def test_half_characters_survive_the_way_from_the_reading_process() -> None:
    table = read_list_file(workbook(["name"], ["A_xD800_B"]))

    assert table.records[1].cells == ("A\ud800B",)
    assert json.dumps(table.records[1].cells)


def test_a_cell_far_too_long_is_cut_before_it_is_kept() -> None:
    table = read_list_file(b"name,remarks\nA," + b"x" * 900_000 + b"\n")

    assert len(table.records[1].cells[1]) < 3_000
