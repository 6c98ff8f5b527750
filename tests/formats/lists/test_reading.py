"""Lists as people bring them: the same names come out, and what was done is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.guards import acts_as_formula, guarded, unguarded
from app.formats.lists.outcome import Table, UnreadableList
from app.formats.lists.reading import read_list_file, read_pasted_list
from app.formats.lists.workbook import read_workbook
from tests.formats.lists.workbooks import cell, with_sheet, workbook

HEADED = [("name", "city"), ("Niños Unidos", "Peñasco"), ("A, B & C", "")]


def cells(table: Table) -> list[tuple[str, ...]]:
    return [record.cells for record in table.records]


def said(table: Table) -> list[str]:
    return [str(notice) for notice in table.notices]


def headed(delimiter: str) -> str:
    quoted = [[f'"{text}"' if delimiter in text else text for text in row] for row in HEADED]
    return "\n".join(delimiter.join(row) for row in quoted) + "\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_file_reads_the_same_however_it_was_saved(delimiter: str, encoding: str) -> None:
    table = read_list_file(headed(delimiter).replace("\n", "\r\n").encode(encoding))

    assert cells(table) == [HEADED[0], HEADED[1], ("A, B & C",)]
    assert bool(said(table)) == (encoding == "cp1252")


def test_reading_as_windows_text_is_said() -> None:
    table = read_list_file("name\nNiños".encode("cp1252"))

    assert said(table) == [
        "the file is not in UTF-8 and was read as Windows-1252: look whether accents are right"
    ]


def test_a_file_of_one_column_keeps_its_commas() -> None:
    assert cells(read_list_file(b'Organization\nA, B\n"C, D"\n')) == [
        ("Organization",),
        ("A, B",),
        ("C, D",),
    ]


def test_the_guard_of_our_own_files_is_taken_off() -> None:
    assert cells(read_list_file(b"name,city\n'-Dash,'=1\n'Aha,\n"))[1:] == [
        ("-Dash", "=1"),
        ("'Aha",),
    ]


@given(st.text(max_size=12) | st.from_regex(r"['\"“ ]{0,3}[=+\-@＝\t]?[a-z'\"]{0,3}"))
def test_what_is_guarded_comes_back_whole_and_acts_as_nothing(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not acts_as_formula(guarded(text)) or guarded(text).startswith("'")
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class TestPasted:
    @pytest.mark.parametrize(
        ("text", "names", "notices"),
        [
            pytest.param("A\n\n B \r\nC", ["A", "B", "C"], [], id="plain"),
            pytest.param("A, Ohio\nB", ["A, Ohio", "B"], [], id="a place is not split off"),
            pytest.param("• A\n– B\n* C", ["A", "B", "C"], ["bullets in front of lines were taken off: 3"], id="bullets"),
            pytest.param("•\tA\no\tB", ["A", "B"], ["bullets in front of lines were taken off: 2"], id="bullets of a word processor"),
            pytest.param("1. A\n2) B\n(3) C", ["A", "B", "C"], ["numbers in front of lines were taken off: 3"], id="numbers"),
            pytest.param("350.org\n9to5\n1000 Friends", ["350.org", "9to5", "1000 Friends"], [], id="names that begin with numbers"),
            pytest.param("A\nB\nC\n7. Mai Bund", ["A", "B", "C", "7. Mai Bund"], [], id="one name with a number"),
            pytest.param("-Dash\nB", ["-Dash", "B"], [], id="a dash that is part of the name"),
            pytest.param("A;\nB,", ["A", "B"], ["commas and semicolons at the end of lines were taken off: 2"], id="ends"),
            pytest.param("Organizations\nA\nB", ["A", "B"], ["the first line, “Organizations”, was taken for a heading"], id="heading"),
            pytest.param('"Real" Food\nB', ['"Real" Food', "B"], [], id="quotes"),
        ],
    )  # fmt: skip
    def test_one_organization_a_line(self, text: str, names: list[str], notices: list[str]) -> None:
        table = read_pasted_list(text)

        assert table.is_names
        assert [row[0] for row in cells(table)] == names
        assert said(table) == notices

    def test_cells_of_a_spreadsheet_are_a_table(self) -> None:
        table = read_pasted_list('A\tOH\n"Real" Food\tCA\nC')

        assert not table.is_names
        assert cells(table) == [("A", "OH"), ('"Real" Food', "CA"), ("C",)]

    def test_a_cell_with_a_line_end_in_it_stays_one(self) -> None:
        assert cells(read_pasted_list('Organization\tCity\n"A\nB"\tC')) == [
            ("Organization", "City"),
            ("A\nB", "C"),
        ]


class TestWorkbooks:
    def test_values_come_as_a_person_sees_them(self) -> None:
        table = read_workbook(workbook(["name", 7, 2.5, 3.0, True, date(2027, 3, 1), None], ["A"]))

        assert cells(table)[0] == ("name", "7", "2.5", "3", "TRUE", "2027-03-01")

    def test_a_formula_is_not_computed_and_gives_what_was_saved_with_it(self) -> None:
        saved = '<c r="A2" t="str"><f>CONCAT("A","B")</f><v>AB</v></c>'
        never = '<c r="A3"><f>1+1</f></c>' + cell("B3", "x")
        wrong = '<c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c>' + cell("B4", "x")
        rows = "".join(
            f'<row r="{n}">{xml}</row>'
            for n, xml in enumerate((cell("A1", "name"), saved, never, wrong), start=1)
        )

        table = read_workbook(with_sheet(rows))

        assert cells(table) == [("name",), ("AB",), ("", "x"), ("", "x")]
        assert said(table) == ["cells with an error of a formula were taken as empty: 1"]

    def test_a_link_gives_its_words(self) -> None:
        rows = f'<row r="1">{cell("A1", "name")}</row><row r="2">{cell("A2", "A")}</row>'
        link = '<row r="3"><c r="A3" t="str"><f>HYPERLINK("http://x.example","B")</f><v>B</v></c></row>'

        assert cells(read_workbook(with_sheet(rows + link))) == [("name",), ("A",), ("B",)]

    def test_the_first_sheet_that_holds_anything_is_read_and_the_others_are_named(self) -> None:
        table = read_workbook(
            workbook(others={"Members": [["name"], ["A"]], "Old": [["name"], ["B"]], "No": []})
        )

        assert cells(table) == [("name",), ("A",)]
        assert said(table) == ["the sheet “Members” was read; others hold something too: Old"]

    def test_line_ends_of_windows_are_read_as_such(self) -> None:
        rows = f'<row r="1">{cell("A1", "A_x000D_&#10;B")}</row>'

        assert cells(read_workbook(with_sheet(rows))) == [("A\nB",)]

    def test_a_million_empty_rows_end_the_list(self) -> None:
        rows = f'<row r="1">{cell("A1", "name")}</row><row r="2">{cell("A2", "A")}</row>'
        far = f'<row r="1048576">{cell("A1048576", "B")}</row>'

        table = read_workbook(with_sheet(rows + far))

        assert cells(table) == [("name",), ("A",)]
        assert said(table) == ["nothing below row 2 was read: only empty rows followed"]

    def test_columns_beyond_the_hundredth_are_not_read_and_that_is_said(self) -> None:
        table = read_workbook(workbook([f"c{n}" for n in range(150)]))

        assert len(cells(table)[0]) == 100
        assert said(table) == ["columns after number 100 were not read"]


def test_an_empty_list_is_said_to_be_empty() -> None:
    for data in (b"", b"\n\n", workbook()):
        with pytest.raises(UnreadableList, match="the list is empty"):
            read_list_file(data)
