from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.documents import DateSection, LetterDocument, LetterheadSection, Picture
from app.domain.errors import UndersignedError
from app.rendering.designs import Align, load_design
from tests.documents.docx_letters import (
    LOGO,
    OFFICERS,
    addressees,
    arabic_full_letter,
    full_letter,
    letterhead,
    with_officers_at_the_foot,
    with_officers_at_the_side,
)
from tests.documents.docx_reading import WORD, WordFile
from tests.documents.trees import plain_letter, png

EMU_PER_MM = 36000
STYLES = "word/styles.xml"
FIRST_FOOTER = "word/footer2.xml"


def headed(head: LetterheadSection) -> LetterDocument:
    return replace(plain_letter(), sections=(head, *plain_letter().sections))


def value(element: Any, name: str) -> str:
    return str(element.get(f"{{{WORD}}}{name}"))


def test_the_letterhead_is_text_at_the_top_of_the_letter_each_part_in_its_own_style() -> None:
    file = WordFile.of(full_letter(), design=with_officers_at_the_foot())

    styles = file.values("//w:body/w:p[position()<5]/w:pPr/w:pStyle")

    assert styles == ["LetterheadLogo", "LetterheadName", "Letterhead", "Letterhead"]
    assert file.paragraphs("LetterheadName") == ["Coalition of Samples"]
    assert file.paragraphs("Letterhead") == list(letterhead().lines)


def test_the_name_is_as_large_as_the_design_has_it() -> None:
    design = with_officers_at_the_side()

    file = WordFile.of(full_letter(), design=design)

    size = file.values("//w:style[@w:styleId='LetterheadName']/w:rPr/w:sz", part=STYLES)
    assert size == [str(int(design.letterhead.name_size_pt * 2))]


@pytest.mark.parametrize(("align", "expected"), [(Align.CENTER, ["center"]), (Align.START, [])])
def test_the_letterhead_stands_in_the_middle_or_where_lines_start(
    align: Align, expected: list[str]
) -> None:
    plain = load_design("plain")
    design = replace(plain, letterhead=replace(plain.letterhead, align=align))

    file = WordFile.of(headed(letterhead()), design=design)

    for style in ("LetterheadLogo", "LetterheadName", "Letterhead"):
        found = file.values(f"//w:style[@w:styleId='{style}']/w:pPr/w:jc", part=STYLES)
        assert found == expected


def test_the_logo_is_as_high_as_the_design_has_it_and_says_what_it_shows() -> None:
    design = with_officers_at_the_foot()

    file = WordFile.of(headed(letterhead()), design=design)
    (extent,) = file.find("//wp:extent")

    assert file.find("//wp:docPr/@descr") == [LOGO.alt]
    height = int(extent.get("cy")) / EMU_PER_MM
    assert height == pytest.approx(design.letterhead.logo_height_mm, abs=0.1)
    assert int(extent.get("cx")) == pytest.approx(3 * int(extent.get("cy")), rel=0.01)


def test_a_very_wide_logo_is_no_wider_than_the_text() -> None:
    wide = Picture("A long river", "image/png", png(width=900, height=10))
    design = load_design("plain")

    file = WordFile.of(headed(letterhead(logo=wide)))
    (width,) = file.find("//wp:extent/@cx")

    text_mm = design.page_width_mm - design.margin_left_mm - design.margin_right_mm
    assert int(width) / EMU_PER_MM == pytest.approx(text_mm, abs=0.1)


def test_a_logo_that_cannot_be_read_is_named() -> None:
    broken = Picture("A broken tree", "image/png", b"no picture")

    with pytest.raises(UndersignedError, match="A broken tree"):
        WordFile.of(headed(letterhead(logo=broken)))


def test_a_letterhead_of_a_name_alone_leaves_room_below_it() -> None:
    file = WordFile.of(headed(LetterheadSection("Coalition of Samples")))

    (space,) = file.find("//w:p[w:pPr/w:pStyle/@w:val='LetterheadName']/w:pPr/w:spacing")

    assert int(value(space, "after")) > 200
    assert file.paragraphs("LetterheadLogo") == file.paragraphs("Letterhead") == []


def test_officers_at_the_side_stand_in_one_frame_in_the_margin_before_the_date() -> None:
    design = with_officers_at_the_side()
    file = WordFile.of(full_letter(), design=design)

    frames = file.find("//w:p[w:pPr/w:pStyle/@w:val='OfficersSide']/w:pPr/w:framePr")
    margin = int(file.find("//w:sectPr[1]/w:pgMar/@w:left")[0])
    texts = file.paragraphs()

    assert file.paragraphs("OfficersSide") == list(OFFICERS)
    assert len({tuple(sorted(frame.attrib.items())) for frame in frames}) == 1
    assert value(frames[0], "xAlign") == "left"
    assert int(value(frames[0], "w")) < margin
    assert texts.index(letterhead().lines[-1]) < texts.index(OFFICERS[0])
    assert texts.index(OFFICERS[-1]) < texts.index("March 2, 2026")
    assert FIRST_FOOTER not in file.part_names or OFFICERS[0] not in str(
        file.paragraphs(part=FIRST_FOOTER)
    )


def test_in_a_right_to_left_letter_the_margin_of_the_officers_is_at_the_right() -> None:
    design = with_officers_at_the_side()
    file = WordFile.of(arabic_full_letter(), design=design)

    (margins, *_) = file.find("//w:sectPr/w:pgMar")

    assert set(file.find("//w:framePr/@w:xAlign")) == {"right"}
    assert int(value(margins, "right")) > int(value(margins, "left"))


def test_officers_at_the_foot_stand_on_the_first_page_only() -> None:
    file = WordFile.of(full_letter(), design=with_officers_at_the_foot())

    (foot,) = file.paragraphs("OfficersFoot", part=FIRST_FOOTER)

    assert foot == " · ".join(OFFICERS)
    assert not file.paragraphs("OfficersFoot", part="word/footer1.xml")
    assert OFFICERS[0] not in "".join(file.paragraphs())
    assert len(file.find("//w:titlePg")) == 1


def test_a_letter_without_officers_has_no_frame_and_no_footer_for_them() -> None:
    head = replace(letterhead(), officers=())
    for design in (with_officers_at_the_side(), with_officers_at_the_foot()):
        file = WordFile.of(headed(head), design=design)

        assert not file.find("//w:framePr")
        assert FIRST_FOOTER not in file.part_names
        assert file.paragraphs()[3:5] == [head.lines[1], _date(plain_letter())]


def _date(document: LetterDocument) -> str:
    return next(each.text for each in document.sections if isinstance(each, DateSection))


def test_a_frame_is_no_part_of_the_table_or_of_the_section_after_it() -> None:
    table_next = replace(plain_letter(), sections=(letterhead(), addressees(2)), notes=())
    nothing_next = replace(plain_letter(), sections=(letterhead(),), notes=())

    for document in (table_next, nothing_next):
        file = WordFile.of(document, design=with_officers_at_the_side())

        after = "//w:p[w:pPr/w:framePr][last()]/following-sibling::*[1]"
        assert file.find(f"{after}[self::w:p][not(w:pPr/w:framePr)]")
        assert not file.find("//w:p[w:pPr/w:framePr]//w:sectPr")
