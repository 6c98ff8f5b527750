from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.documents import (
    AddressBlock,
    AddresseesSection,
    BodySection,
    CopiesSection,
    Paragraph,
    SalutationSection,
    Section,
    Table,
    Text,
)
from tests.documents.docx_letters import addressees, arabic_full_letter, copies
from tests.documents.docx_reading import WordFile, text_of
from tests.documents.trees import plain_letter

FIGURES = Table(((Text("Year"),),), (((Text("2025"),),),), ("",))


def of(*sections: Section) -> WordFile:
    return WordFile.of(replace(plain_letter(), sections=sections, notes=()))


def cells(file: WordFile) -> list[list[str]]:
    return [
        [
            "\n".join(map(text_of, cell.findall("w:p", row.nsmap)))
            for cell in row.findall("w:tc", row.nsmap)
        ]
        for row in file.find("//w:tr")
    ]


def test_addressees_in_two_columns_are_read_row_by_row() -> None:
    file = of(addressees(5), SalutationSection("Dear all:"))

    names = [[text.split("\n")[0] for text in row] for row in cells(file)]

    assert names == [
        ["Director 1 Example", "Director 2 Example"],
        ["Director 3 Example", "Director 4 Example"],
        ["Director 5 Example"],
    ]
    assert file.values("//w:tr[3]//w:gridSpan") == ["2"]


def test_the_table_of_addressees_is_one_for_the_eye_only() -> None:
    file = of(addressees(4), SalutationSection("Dear all:"))

    (look,) = file.find("//w:tblLook")
    borders = "//w:style[@w:styleId='LayoutTable']//w:tblBorders"

    assert file.values("//w:tblStyle") == ["LayoutTable"]
    assert not file.find(borders, part="word/styles.xml")
    assert not file.find("//w:tblHeader")
    assert [each for name, each in look.attrib.items() if "Row" in name or "Column" in name] == [
        "0"
    ] * 4
    assert len(file.find("//w:tr/w:trPr/w:cantSplit")) == 2


def test_addressees_in_one_column_are_plain_paragraphs() -> None:
    file = of(addressees(3, columns=1), SalutationSection("Dear all:"))

    assert not file.find("//w:tbl")
    assert len(file.paragraphs("Address")) == 3


def test_the_columns_of_a_right_to_left_letter_begin_at_the_right() -> None:
    file = WordFile.of(arabic_full_letter())

    assert len(file.find("//w:tbl/w:tblPr/w:bidiVisual")) == 1


def test_a_table_after_the_addressees_stays_a_table_of_its_own() -> None:
    file = of(addressees(2), BodySection((FIGURES,)))

    assert len(file.find("//w:tbl")) == 2
    assert not file.find("//w:tbl/following-sibling::*[1][self::w:tbl]")


def test_a_letter_that_ends_in_addressees_ends_in_a_paragraph_outside_their_table() -> None:
    file = of(BodySection((Paragraph((Text("Short."),)),)), addressees(2))

    assert file.find("//w:body/*[last()-1][self::w:p]")
    assert not file.find("//w:tbl//w:sectPr")


def test_twelve_cc_entries_hang_beside_one_label() -> None:
    file = of(copies(12))

    entries = file.paragraphs("Copies")

    assert [entry.split("\t")[0] for entry in entries] == ["cc:", *[""] * 11]
    assert len({each.get(each.keys()[0]) for each in file.find("//w:p/w:pPr/w:ind")}) == 1


@pytest.mark.parametrize(
    ("count", "kept"),
    [(1, []), (2, [0]), (6, [0, 1, 2, 3, 4]), (7, [0, 5]), (12, [0, 10])],
)
def test_a_short_cc_list_stays_on_one_page_and_a_long_one_leaves_no_entry_alone(
    count: int, kept: list[int]
) -> None:
    file = of(copies(count))

    found = [at for at, each in enumerate(file.find("//w:body/w:p")) if _is_kept(each)]

    assert found == kept
    assert file.find("//w:style[@w:styleId='Copies']//w:keepLines", part="word/styles.xml")


def test_a_cc_list_stands_apart_from_what_is_above_it() -> None:
    section = CopiesSection("cc:", (AddressBlock(("Chair Robin Placeholder",)),))
    file = of(BodySection((Paragraph((Text("Short."),)),)), section)

    (space,) = file.find("//w:p[w:pPr/w:pStyle/@w:val='Copies']/w:pPr/w:spacing")

    assert [*space.attrib.values()] == ["180"]
    assert len(file.paragraphs()) == 2


def test_a_single_addressee_asked_for_in_columns_prints() -> None:
    file = of(AddresseesSection((AddressBlock(("Ada Example",)),), 2), SalutationSection("Dear A:"))

    assert cells(file) == [["Ada Example"]]


def _is_kept(paragraph: object) -> bool:
    return bool(paragraph.xpath("w:pPr/w:keepNext", namespaces=paragraph.nsmap))  # type: ignore[attr-defined]
