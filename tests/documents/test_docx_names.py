from __future__ import annotations

import time
from dataclasses import replace

import pytest

from app.domain.documents import (
    BodySection,
    ClosingSection,
    ContactSection,
    LetterDocument,
    NameGroup,
    NameLine,
    NamesSection,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from app.rendering.designs import load_design
from app.rendering.docx.render import render_docx
from tests.documents.docx_letters import arabic_full_letter, copies, full_letter, names
from tests.documents.docx_reading import WordFile
from tests.documents.trees import plain_letter, rich_letter

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
NUMBERED = replace(load_design("plain"), numbered_from=1)

# A bound for the slowest machine that runs the tests; it takes about a tenth of a second.
MOST_SECONDS = 2.0


def with_names(*names: str, columns: int) -> LetterDocument:
    group = NameGroup("", 1, tuple(NameLine(name) for name in names))
    sections = (
        *plain_letter().sections[:-2],
        ClosingSection("Sincerely,"),
        NamesSection("", (), (group,), columns),
    )
    return replace(plain_letter(), sections=sections)


def test_names_in_two_columns_are_a_section_between_two_of_one_column() -> None:
    file = WordFile.of(rich_letter())

    columns = [each.get(f"{{{each.nsmap['w']}}}num") for each in file.find("//w:sectPr/w:cols")]

    assert columns == [None, "2", None]
    assert file.values("//w:sectPr/w:type") == ["continuous", "continuous"]


def test_columns_at_the_end_of_a_letter_are_balanced_by_a_section_after_them() -> None:
    file = WordFile.of(with_names("Alder", "Birch", columns=3))

    assert len(file.find("//w:sectPr")) == 3
    assert file.paragraphs()[-1] == ""


def test_names_in_one_column_need_no_section() -> None:
    file = WordFile.of(with_names("Alder", "Birch", columns=1))

    assert len(file.find("//w:sectPr")) == 1
    assert file.paragraphs()[-2:] == ["Alder", "Birch"]


def test_a_name_is_never_cut_by_a_page_and_a_heading_never_stands_alone() -> None:
    file = WordFile.of(rich_letter())
    styles = "word/styles.xml"

    assert file.find("//w:style[@w:styleId='Signatory']//w:keepLines", part=styles)
    for level in (1, 2, 3):
        path = f"//w:style[@w:styleId='SignatoryGroup{level}']//w:keepNext"
        assert file.find(path, part=styles)


def test_groups_print_in_order_with_their_headings() -> None:
    file = WordFile.of(rich_letter())

    headings = [
        text for style in ("SignatoryGroup1", "SignatoryGroup2") for text in file.paragraphs(style)
    ]
    texts = file.paragraphs()

    assert headings == [
        "National organizations",
        "State and local organizations",
        "Individuals",
        "Ohio",
        "Texas",
    ]
    assert texts.index("Ohio") == texts.index("State and local organizations") + 1
    assert texts.index("Ohio Shelter & Housing <Network>") == texts.index("Ohio") + 1


@pytest.mark.parametrize("columns", [1, 3])
def test_ten_thousand_names_render_at_once(columns: int) -> None:
    document = with_names(*(f"Organization No. {n}" for n in range(10_000)), columns=columns)
    design = load_design("plain")

    begun = time.perf_counter()
    content = render_docx(document, design)
    took = time.perf_counter() - begun

    assert took < MOST_SECONDS
    assert len(WordFile(content).paragraphs("Signatory")) == 10_000


def test_numbered_names_are_one_list_through_all_groups_and_the_style_holds_it() -> None:
    file = WordFile.of(full_letter(), design=NUMBERED)

    lists = file.values("//w:style[@w:styleId='Signatory']//w:numPr/w:numId", part=STYLES)
    (pattern,) = file.values(f"//w:num[@w:numId='{lists[0]}']/w:abstractNumId", part=NUMBERING)
    level = f"//w:abstractNum[@w:abstractNumId='{pattern}']/w:lvl"

    assert len(lists) == 1
    assert file.values(f"{level}/w:lvlText", part=NUMBERING) == ["%1."]
    assert file.values(f"{level}/w:pStyle", part=NUMBERING) == ["Signatory"]
    # Leads are counted too: their style builds on the names'.
    based_on = "//w:style[@w:styleId='SignatoryLead']/w:basedOn"
    assert file.values(based_on, part=STYLES) == ["Signatory"]
    # A name itself says nothing of its number, and so costs nothing.
    assert not file.find("//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Signatory')]//w:numPr")


def test_the_numbers_end_below_each_other_and_have_room_for_the_last() -> None:
    few = WordFile.of(with_names("Alder", "Birch", columns=1), design=NUMBERED)
    many = WordFile.of(with_names(*(f"Alder {n}" for n in range(1000)), columns=1), design=NUMBERED)
    room = "//w:lvl[w:pStyle]/w:pPr/w:ind/@w:left"

    assert few.values("//w:lvl[w:pStyle]/w:lvlJc", part=NUMBERING) == ["right"]
    # Three more digits of 10.5 points, each about half as wide as high.
    wider = int(many.find(room, part=NUMBERING)[0]) - int(few.find(room, part=NUMBERING)[0])
    assert 3 * 0.5 * 210 < wider < 3 * 0.6 * 210
    style = "//w:style[@w:styleId='Signatory']//w:ind/@w:left"
    assert many.find(style, part=STYLES) == many.find(room, part=NUMBERING)


def test_a_short_list_and_one_with_somebody_twice_are_not_numbered() -> None:
    short = WordFile.of(full_letter(), design=replace(NUMBERED, numbered_from=59))
    twice = tuple(
        replace(each, has_each_once=False) if isinstance(each, NamesSection) else each
        for each in full_letter().sections
    )

    for file in (short, WordFile.of(replace(full_letter(), sections=twice), design=NUMBERED)):
        assert not file.find("//w:style//w:numPr", part=STYLES)
        assert not file.find("//w:lvl/w:pStyle", part=NUMBERING)


def test_numbers_of_a_right_to_left_letter_stand_at_its_edge_beside_latin_names_too() -> None:
    file = WordFile.of(arabic_full_letter(), design=NUMBERED)

    names_found = file.find("//w:p[w:pPr/w:pStyle/@w:val='Signatory']")
    directions = file.find("//w:p[w:pPr/w:pStyle/@w:val='Signatory']/w:pPr/w:bidi[not(@w:val)]")
    texts = file.paragraphs("Signatory")

    assert len(directions) == len(names_found) == 40
    # The mark keeps the full stop of a Latin name at the end of it.
    assert texts[0] == "Alder Clinic 0, Inc.\u200e"
    assert texts[1] == "جمعية العينات رقم 1"
    # Programs differ on which side of its place a number stands: there is room on both.
    (indent,) = file.find("//w:lvl[w:pStyle]/w:pPr/w:ind", part=NUMBERING)
    begins, hanging = (int(value) for value in indent.attrib.values())
    assert not file.find("//w:lvl[w:pStyle]/w:lvlJc[@w:val='right']", part=NUMBERING)
    assert hanging > begins - hanging > 200


def test_every_lead_but_the_last_stands_close_to_the_next() -> None:
    file = WordFile.of(full_letter())

    spaces = [
        paragraph.xpath("string(w:pPr/w:spacing/@w:after)", namespaces=paragraph.nsmap)
        for paragraph in file.find("//w:p[w:pPr/w:pStyle/@w:val='SignatoryLead']")
    ]

    assert spaces == ["", "160"]


def test_groups_stand_below_the_heading_of_all_names_in_the_outline() -> None:
    outline = "//w:style[starts-with(@w:styleId, 'SignatoryGroup')]//w:outlineLvl"
    without = tuple(
        replace(each, heading="") if isinstance(each, NamesSection) else each
        for each in full_letter().sections
    )

    headed = WordFile.of(full_letter())
    bare = WordFile.of(replace(full_letter(), sections=without))

    assert headed.values(outline, part=STYLES) == ["1", "2", "3"]
    assert bare.values(outline, part=STYLES) == ["0", "1", "2"]


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(Paragraph((Text("We thank you."),)), id="a paragraph"),
        pytest.param(Quote((Paragraph((Text("We thank you."),)),)), id="a quotation"),
        pytest.param(Table(((Text("A"),),), (((Text("B"),),),), ("",)), id="a table"),
    ],
)
def test_the_closing_never_opens_a_page_alone(
    last: Paragraph | Quote | Table,
) -> None:
    body = BodySection((Paragraph((Text("First."),)), last))
    sections = (body, ClosingSection("Sincerely,"), names(columns=2))
    file = WordFile.of(replace(plain_letter(), sections=sections, notes=()))

    before = file.find("//w:p[w:pPr/w:pStyle/@w:val='Closing']/preceding-sibling::*[1]")[0]
    rows = file.find("//w:tr[last()]//w:p")

    assert before.xpath("w:pPr/w:keepNext", namespaces=before.nsmap)
    assert all(row.xpath("w:pPr/w:keepNext", namespaces=row.nsmap) for row in rows)
    assert file.find("//w:style[@w:styleId='Closing']//w:keepNext", part=STYLES)


def test_a_contact_line_between_closing_and_names_goes_with_the_names() -> None:
    contact = ContactSection((Text("Write to us."),))
    sections = (ClosingSection("Sincerely,"), contact, names(columns=1))
    file = WordFile.of(replace(plain_letter(), sections=sections, notes=()))

    assert file.find("//w:p[w:pPr/w:pStyle/@w:val='Contact']/w:pPr/w:keepNext")


@pytest.mark.parametrize("columns", [1, 3])
def test_names_without_a_heading_stand_apart_from_what_is_above_them(columns: int) -> None:
    bare = replace(names(columns=columns), heading="", note=())
    file = WordFile.of(replace(plain_letter(), sections=(copies(2), bare), notes=()))

    (space,) = file.find("(//w:p[w:pPr/w:pStyle/@w:val='Copies'])[last()]/w:pPr/w:spacing")

    assert int(space.get(space.keys()[0])) >= 300


def test_names_may_stand_anywhere_and_more_than_once() -> None:
    section = replace(names(columns=2), heading="", note=())
    sections: tuple[Section, ...] = (section, copies(2), section)

    file = WordFile.of(replace(plain_letter(), sections=sections, notes=()))

    assert file.find("//w:cols/@w:num") == ["2", "2"]
