"""What stands around the text on each page, and where a page begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.documents import NamesPlace, NamesSection
from app.rendering.designs import load_design
from tests.documents.docx_letters import (
    arabic_full_letter,
    attached_letter,
    draft_letter,
    full_letter,
    names,
    with_officers_at_the_foot,
    with_officers_at_the_side,
)
from tests.documents.docx_reading import NAMES, WordFile
from tests.documents.trees import arabic_letter, plain_letter

LATER_HEADER, FIRST_HEADER = "word/header1.xml", "word/header2.xml"
LATER_FOOTER, FIRST_FOOTER = "word/footer1.xml", "word/footer2.xml"
VECTORS = "*[namespace-uri()='urn:schemas-microsoft-com:vml']"
HEAD = "Director 1 Example · March 2, 2026"


def placed(place: NamesPlace, *, columns: int, heading: str = "", note: bool = False) -> WordFile:
    section = names(columns=columns)
    section = replace(section, place=place, heading=heading, note=section.note if note else ())
    sections = (*plain_letter().sections[:-1], section)
    return WordFile.of(replace(plain_letter(), sections=sections))


def test_the_running_head_begins_on_the_second_page() -> None:
    file = WordFile.of(full_letter(), design=with_officers_at_the_side())

    assert file.paragraphs("Header", part=LATER_HEADER) == [HEAD]
    assert FIRST_HEADER not in file.part_names
    assert len(file.find("//w:titlePg")) == 1
    assert file.find("//w:headerReference/@w:type") == ["default"]


def test_a_design_without_a_running_head_prints_none() -> None:
    file = WordFile.of(full_letter(), design="plain")

    assert not [name for name in file.part_names if "header" in name]


def test_the_edition_stands_at_the_foot_of_every_page_below_the_number() -> None:
    file = WordFile.of(full_letter(), design="plain")

    assert file.paragraphs(part=LATER_FOOTER) == ["1 of 1", "Second edition, 12 March 2026"]
    assert file.paragraphs("Edition", part=FIRST_FOOTER) == ["Second edition, 12 March 2026"]
    assert file.find("//w:footerReference/@w:type") == ["default", "first"]


def test_a_plain_letter_has_one_footer_and_no_header() -> None:
    file = WordFile.of(plain_letter())

    furniture = [name for name in file.part_names if "header" in name or "footer" in name]
    assert furniture == ["word/footer1.xml"]


@pytest.mark.parametrize("part", [LATER_HEADER, FIRST_HEADER])
def test_a_draft_carries_the_watermark_that_word_makes_on_every_page(part: str) -> None:
    file = WordFile.of(draft_letter(), design=with_officers_at_the_foot())

    (shape,) = file.find(f"//{VECTORS}[local-name()='shape']", part=part)
    (path,) = file.find(f"//{VECTORS}[local-name()='shape']/*[@string]", part=part)

    # Word finds its watermarks by this name when somebody removes them.
    assert shape.get("id").startswith("PowerPlusWaterMarkObject")
    assert shape.get("alt") == path.get("string") == "DRAFT"
    assert "rotation:315" in shape.get("style")
    assert "z-index:-" in shape.get("style")


def test_a_draft_says_so_in_letters_too_and_keeps_its_running_head() -> None:
    file = WordFile.of(draft_letter(), design=with_officers_at_the_foot())

    assert file.paragraphs(part=LATER_HEADER) == ["DRAFT", HEAD]
    assert file.paragraphs(part=FIRST_HEADER) == ["DRAFT"]
    assert file.find("//cp:contentStatus/text()", part="docProps/core.xml") == ["DRAFT"]
    assert "1 of 1" in file.paragraphs(part=FIRST_FOOTER)


def test_the_two_watermarks_of_a_file_have_names_of_their_own() -> None:
    file = WordFile.of(draft_letter(), design=with_officers_at_the_foot())

    ids = [
        file.find(f"//{VECTORS}[local-name()='shape']/@id", part=part)
        for part in (LATER_HEADER, FIRST_HEADER)
    ]

    assert ids[0] != ids[1]


def test_the_letters_of_an_arabic_draft_mark_hang_together() -> None:
    apart = "//w:style[@w:styleId='DraftMark']/w:rPr/w:spacing"

    arabic = WordFile.of(replace(arabic_letter(), is_draft=True))
    english = WordFile.of(replace(plain_letter(), is_draft=True))

    assert not arabic.find(apart, part="word/styles.xml")
    assert english.find(apart, part="word/styles.xml")


def test_headers_of_a_right_to_left_letter_run_its_way() -> None:
    file = WordFile.of(arabic_full_letter(), design=with_officers_at_the_foot())

    for part in (LATER_HEADER, LATER_FOOTER, FIRST_FOOTER):
        assert len(file.find("//w:p[w:pPr/w:bidi]", part=part)) == len(
            file.find("//w:p", part=part)
        )


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("heading", ["", "Signatories:"])
@pytest.mark.parametrize("note", [False, True])
def test_names_on_a_page_of_their_own_begin_one(columns: int, heading: str, note: bool) -> None:
    file = placed(NamesPlace.NEW_PAGE, columns=columns, heading=heading, note=note)

    kinds = file.values("//w:sectPr/w:type")
    first = heading or ("Affiliations are for identification only." if note else "First Convener")
    sections_before = [
        each.xpath("count(preceding::w:sectPr)", namespaces=NAMES)
        for each in file.find(f"//w:p[starts-with(normalize-space(.), '{first}')]")
    ]

    # The type belongs to the section that begins, which is the second.
    assert kinds[0] == "nextPage"
    assert kinds.count("nextPage") == 1
    assert sections_before[0] == 1


def test_names_in_their_place_begin_no_page() -> None:
    file = placed(NamesPlace.HERE, columns=2)

    assert set(file.values("//w:sectPr/w:type")) == {"continuous"}


def test_an_attachment_begins_a_page_under_a_heading_and_the_letter_points_to_it() -> None:
    file = WordFile.of(attached_letter(), design=with_officers_at_the_foot())
    texts = file.paragraphs()

    assert file.paragraphs("NamesPointer") == ["The signatories stand in the attachment."]
    assert file.paragraphs("SignatoriesHeading") == ["Attachment"]
    assert texts.index("Attachment") > texts.index("\tSurvey of 2025")
    assert file.values("//w:sectPr/w:type")[0] == "nextPage"
    outline = "//w:style[@w:styleId='SignatoriesHeading']//w:outlineLvl"
    assert file.values(outline, part="word/styles.xml") == ["0"]


def test_a_letter_of_nothing_but_names_is_whole() -> None:
    only = replace(names(columns=3), heading="", note=(), place=NamesPlace.NEW_PAGE)
    file = WordFile.of(replace(plain_letter(), sections=(only,), notes=()))

    assert file.find("//w:cols/@w:num") == ["3"]
    assert file.paragraphs()[0] == "First Convener, Ada Lead"


def test_columns_that_end_a_letter_are_followed_by_a_paragraph_that_takes_no_room() -> None:
    file = placed(NamesPlace.HERE, columns=3)

    (line,) = file.find("//w:style[@w:styleId='SectionGap']//w:spacing", part="word/styles.xml")

    assert file.paragraphs("SectionGap") == [""]
    assert set(line.attrib.values()) >= {"20", "exact"}


def test_only_the_paragraph_that_word_demands_is_empty() -> None:
    document = full_letter()
    for design in (with_officers_at_the_side(), with_officers_at_the_foot()):
        file = WordFile.of(document, design=design)

        empty = [
            each.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces=NAMES)
            for each in file.find("//w:body/w:p[not(w:r)]")
        ]
        assert empty == ["TableEnd"]


def test_the_margins_are_those_of_the_design() -> None:
    design = replace(load_design("plain"), margin_left_mm=50.8, margin_right_mm=25.4)

    file = WordFile.of(plain_letter(), design=design)

    assert file.find("//w:pgMar/@w:left") == ["2880"]
    assert file.find("//w:pgMar/@w:right") == ["1440"]


def test_the_first_name_of_columns_stands_as_high_as_those_beside_it() -> None:
    sections = [each for each in full_letter().sections if not isinstance(each, NamesSection)]
    grouped = replace(names(columns=2), groups=names(columns=2).groups[1:])
    file = WordFile.of(replace(full_letter(), sections=(*sections, grouped)))

    (space,) = file.find("//w:p[. = 'State organizations']/w:pPr/w:spacing")

    assert list(space.attrib.values()) == ["0"]
