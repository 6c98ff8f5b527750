from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from app.domain.errors import FaultyFile
from app.domain.signatories import Kind, Signatory
from app.formats.signatory_lists import read_signatories
from app.formats.signatory_sheets import write_csv, write_xlsx

FORMULAS = ("=1+1", "+Acumen", "-Dash", "@handle", "\tTab", "Plain")


def faults_of(data: str | bytes) -> list[str]:
    try:
        read_signatories(data.encode() if isinstance(data, str) else data)
    except FaultyFile as faulty:
        return [str(fault) for fault in faulty.faults]
    return []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("name,group\nA & B,X\nC,\n", id="comma"),
        pytest.param("name;group\nA & B;X\nC;\n", id="semicolon"),
        pytest.param("name\tgroup\nA & B\tX\nC\t\n", id="tab"),
        pytest.param("\ufeffname,group\r\nA & B,X\r\nC,\r\n", id="byte order mark and CRLF"),
        pytest.param('"Name","GROUP"\n"A & B","X"\n"C",""\n', id="quoted, capital headers"),
        pytest.param("\n\nname,group\n\nA & B,X\n,\n C ,\n", id="empty lines and blanks"),
        pytest.param("remarks,group,name\nyes; no; maybe,X,A & B\n,,C", id="other columns"),
        pytest.param('name,group\n"A\n& B",X\nC\n', id="a line break in a name, a short row"),
    ],
)
def test_a_list_reads_the_same_however_it_was_saved(data: str):
    assert read_signatories(data.encode()) == (
        Signatory(name="A & B", group="X", position=0),
        Signatory(name="C", position=1),
    )


def test_every_column_is_read():
    data = (
        "name,Signer Name,signer_title,email,website,group,scope,state,city,order,kind\n"
        'Ada,Ada B.,Chair,a@x.org,x.org,A > B,Local,OH,Dayton,"2,5",Individual\n'
    )

    assert read_signatories(data.encode()) == (
        Signatory(
            name="Ada",
            kind=Kind.INDIVIDUAL,
            signer_name="Ada B.",
            signer_title="Chair",
            group="A > B",
            scope="local",
            state="OH",
            city="Dayton",
            website="x.org",
            email="a@x.org",
            manual_order=2.5,
            position=0,
        ),
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("", "the list is empty", id="empty"),
        pytest.param("organization;mail\nA;b", "line 1: name: no column is called name; the headers found are: organization, mail", id="no name"),
        pytest.param("name,name\nA,B", "line 1: name: two columns have this header", id="name twice"),
        pytest.param("name,group\n,X", "line 2: name: this row has no name", id="empty name"),
        pytest.param('name\n"A\nB"\nC\x07', "line 4: name: control character U+0007", id="bell after a quoted line break"),
        pytest.param("name,group\nA,B\x00", "line 2: group: control character U+0000", id="NUL"),
        pytest.param("name\n\u202eA", "line 2: name: bidirectional override", id="override"),
        pytest.param("name,kind\nA,robot", "line 2: kind: expected one of organization, individual, found 'robot'", id="kind"),
        pytest.param("name,scope\nA,galactic", "line 2: scope: expected one of national", id="scope"),
        pytest.param("name,order\nA,first", "line 2: order: expected a number, found 'first'", id="order"),
        pytest.param("name,order\nA,nan", "line 2: order: expected a number, found 'nan'", id="not a number"),
        pytest.param("name,group\nA, Inc.,X", "line 2: 3 cells under 2 headers", id="a comma without quotes"),
        pytest.param('name\n"A', "line 2: not readable as CSV", id="open quote"),
        pytest.param("name,group\nA,{{ no }}", "line 2: group: {{ no }} is not known", id="figure"),
        pytest.param("name\ncaf\xe9".encode("latin-1"), "line 2: byte 0xE9 is not UTF-8", id="latin 1"),
    ],
)  # fmt: skip
def test_a_faulty_list_is_refused_with_line_and_column(data: str | bytes, expected: str):
    assert [fault for fault in faults_of(data) if expected in fault]


@pytest.mark.parametrize(
    ("column", "limit"),
    [
        pytest.param("signer_name", 300, id="signer_name"),
        pytest.param("signer_title", 300, id="signer_title"),
        pytest.param("group", 300, id="group"),
        pytest.param("state", 100, id="state"),
        pytest.param("city", 100, id="city"),
        pytest.param("website", 300, id="website"),
        pytest.param("email", 320, id="email"),
    ],
)
def test_a_cell_over_what_its_column_holds_is_refused_with_the_limit(column: str, limit: int):
    over = f"name,{column}\nA,{'x' * (limit + 1)}\n"

    assert read_signatories(f"name,{column}\nA,{'x' * limit}\n".encode())
    assert faults_of(over) == [
        f"line 2: {column}: this has {limit + 1} characters; at most {limit} are allowed"
    ]


def test_a_name_of_more_than_300_characters_is_refused():
    assert read_signatories(f"name\n{'x' * 300}\n".encode())
    (fault,) = faults_of(f"name\n{'x' * 301}\n")
    assert fault.startswith("line 2: name: ")
    assert "300" in fault


@pytest.mark.parametrize("column", ["website", "email"])
@pytest.mark.parametrize(
    ("inside", "named"),
    [
        pytest.param("\n", "U+000A", id="line feed"),
        pytest.param("\t", "U+0009", id="tab"),
        pytest.param("\x07", "U+0007", id="bell"),
    ],
)
def test_no_control_character_stands_inside_an_address(column: str, inside: str, named: str):
    faults = faults_of(f'name,{column}\nA,"x{inside}y"\n')

    assert faults == [f"line 2: {column}: control character {named}; remove it"]


def test_every_faulty_row_is_told_at_once():
    faults = faults_of("name,kind\n,\nA,robot\n,organization\n")

    assert [fault.split(":")[0] for fault in faults] == ["line 3", "line 4"]


def test_no_name_acts_as_a_formula_in_a_spreadsheet_and_each_comes_back_whole():
    rows = [{"name": name} for name in FORMULAS]

    data = write_csv(rows, ("name",))

    cells = [row[0] for row in csv.reader(io.StringIO(data.decode()))][1:]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]
    assert [row.name for row in read_signatories(data)] == [name.strip() for name in FORMULAS]


def test_every_cell_of_a_workbook_is_text():
    content = write_xlsx([{"name": name} for name in FORMULAS], ("name", "state"))

    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["name", *FORMULAS]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
