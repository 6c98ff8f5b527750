"""Lists out: what each kind holds, in which order, and what a spreadsheet makes of it."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.domain.errors import Refused
from app.domain.roles import Member
from app.formats.lists.reading import read_list_file
from app.formats.lists.workbook import read_workbook
from app.formats.signatory_lists import read_signatories
from app.formats.signatory_sheets import write_csv, write_xlsx
from app.services import exporting, importing_undo
from app.services.exporting import Export
from app.services.house import House
from app.services.importing_command import ImportedFile, import_signatories
from tests.cast import NOON, LetterInHand, member_of

LETTER = """---
title: Ferry
slug: ferry
leads: [Zeal for Ferries]
groups: ['State > Ohio ({{ organizations }})', National]
---

Text.
"""
LIST = (
    "name,group,signer_name,email\n"
    "Alder Clinic,National,Ann Alder,ann@alder.example\n"
    "=cmd|' /C calc'!A0,National,+1 (555) Caller,x@y.example\n"
    "Birch Boats,State > Ohio ({{ organizations }}) | National,,\n"
    "Zeal for Ferries,,,\n"
    "Elm Nurses,,,\n"
)


@pytest.fixture
def member(house: House) -> Member:
    member = member_of(house, "harbor")
    LetterInHand.published(house, LETTER, owner=member.email)
    for text in (LIST, "name\nGone Group\n"):
        done = import_signatories(house, "ferry", text.encode(), dry_run=False, now=NOON)
        assert isinstance(done, ImportedFile), done
    importing_undo.undo(house, member, "ferry", 2, now=NOON)
    return member


def rows(house: House, member: Member, kind: str, fmt: str = "csv") -> list[dict[str, str]]:
    content = exported(house, member, kind, fmt).content
    if fmt == "csv":
        return list(csv.DictReader(io.StringIO(content.decode())))
    header, *cells = (record.cells for record in read_workbook(content).records)
    return [dict(zip(header, row, strict=False)) for row in cells]


def exported(house: House, member: Member, kind: str, fmt: str = "csv") -> Export:
    made = exporting.export(
        house, "ferry", fmt, member=member, is_draft=False, list_kind=kind, now=NOON
    )
    assert isinstance(made, Export), made
    return made


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_the_public_list_stands_as_it_prints_and_holds_nothing_private(
    house: House, member: Member, fmt: str
) -> None:
    found = rows(house, member, "public", fmt)

    formula = "=cmd|' /C calc'!A0"
    guard = "'" if fmt == "csv" else ""
    assert [(row["name"], row["group"]) for row in found] == [
        ("Zeal for Ferries", ""),
        ("Elm Nurses", ""),
        ("Birch Boats", "State > Ohio (5) | National"),
        ("Alder Clinic", "National"),
        (f"{guard}{formula}", "National"),
    ]
    assert set(found[0]) == {"name", "group", "scope", "state", "city", "kind"}


def test_the_list_with_contacts_says_who_signed_and_how_it_came(
    house: House, member: Member
) -> None:
    found = {row["name"]: row for row in rows(house, member, "contacts")}

    alder = found["Alder Clinic"]
    assert (alder["signer_name"], alder["email"]) == ("Ann Alder", "ann@alder.example")
    assert (alder["channel"], alder["standing"]) == ("import", "listed")
    assert alder["confirmed_at"] == "2027-03-01T12:00:00+00:00"
    assert "Gone Group" not in found


def test_the_record_holds_what_is_not_listed_with_its_standing(
    house: House, member: Member
) -> None:
    last = rows(house, member, "record")[-1]

    assert (last["name"], last["standing"]) == ("Gone Group", "withdrawn")


@pytest.mark.parametrize("kind", ["contacts", "record"])
def test_who_may_not_see_contacts_gets_the_public_list_alone(
    house: House, member: Member, kind: str
) -> None:
    viewer = member_of(house, "harbor", role="viewer")

    refused = exporting.export(
        house, "ferry", "csv", member=viewer, is_draft=False, list_kind=kind, now=NOON
    )

    assert isinstance(refused, Refused)
    assert refused.code == "role"
    assert exported(house, viewer, "").content == exported(house, member, "public").content


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["public", "contacts", "record"])
def test_the_same_list_gives_the_same_bytes(
    house: House, member: Member, kind: str, fmt: str
) -> None:
    assert exported(house, member, kind, fmt) == exported(house, member, kind, fmt)


def test_the_strict_reader_takes_the_listed_lines_of_a_record(house: House, member: Member) -> None:
    names = {row.name for row in read_signatories(exported(house, member, "record").content)}

    assert "Gone Group" not in names
    assert "=cmd|' /C calc'!A0" in names


PRINTABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=20,
).filter(lambda text: text.strip() != "")


@given(names=st.lists(PRINTABLE, min_size=1, max_size=6))
def test_whatever_is_written_is_read_back_and_no_cell_acts(names: list[str]) -> None:
    written = [{"name": name} for name in names]

    text, book = write_csv(written, ("name",)), write_xlsx(written, ("name",))

    records = [record.cells[0] for record in read_workbook(book).records]
    assert records == ["name", *names]
    cells = [row[0] for row in csv.reader(io.StringIO(text.decode(), newline="")) if row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠")]
    assert [record.cells[0] for record in read_list_file(text).records] == ["name", *names]


def test_a_workbook_of_ours_holds_neither_formula_nor_link() -> None:
    book = write_xlsx([{"name": "=HYPERLINK(1)"}, {"name": "https://x.example"}, {"name": "_x0041_"}], ("name",))  # fmt: skip

    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        xml = packed.read("xl/worksheets/sheet1.xml").decode()

    assert {cell.data_type for cell in sheet["A"]} <= {"s", "inlineStr"}
    assert sheet["A2"].value == "=HYPERLINK(1)"
    assert sheet["A2"].quotePrefix
    assert sheet["A3"].hyperlink is None
    assert "<f>" not in xml
    assert "_x005F_x0041_" in xml
    assert read_workbook(book).records[3].cells == ("_x0041_",)
