from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.documents import (
    Block,
    BodySection,
    BulletList,
    Link,
    OrderedList,
    Paragraph,
    Picture,
    Quote,
    Table,
    Text,
)
from app.domain.errors import UndersignedError
from app.rendering.designs import load_design
from app.rendering.docx.render import render_docx
from tests.documents.docx_reading import WordFile
from tests.documents.trees import plain_letter, png, rich_letter

JPEG_START = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
TEXT_WIDTH_EMU = round((215.9 - 2 * 28.6) * 36000)


def with_body(*blocks: Block) -> WordFile:
    return WordFile.of(replace(plain_letter(), sections=(BodySection(blocks),), notes=()))


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("Title", "Automated decisions in public benefits"),
        ("LetterDate", "March 2, 2026"),
        ("Delivery", "Via electronic mail"),
        ("Docket", "Docket No. 2026-0041"),
        ("Address", "Sam Sample\nDirector, Office of Samples"),
        ("Salutation", "Dear Secretary Example and Director Sample:"),
        ("Heading2", "A. What it costs them"),
        ("Closing", "Respectfully submitted,"),
        ("Contact", "For questions please write to desk@example.org."),
        ("SignatoriesHeading", "Signatories:"),
        ("SignatoryGroup2", "Ohio"),
        ("SignatoryLead", "First Convener, Ada Lead, President"),
        ("Copies", "cc:\tChair Robin Placeholder\nCommittee on Specimens"),
        ("Copies", "\tJo Muster\nGeneral Counsel\nDepartment of Examples"),
        ("Enclosures", "Enclosures:\tTable of notices"),
        ("Quote", "I sent the same letter four times."),
    ],
)
def test_each_part_of_the_letter_has_a_style_of_its_name(style: str, text: str) -> None:
    file = WordFile.of(rich_letter())

    assert text in file.paragraphs(style)
    assert file.find(f"//w:style[@w:styleId='{style}']/w:name", part="word/styles.xml")


def test_every_style_in_use_is_defined() -> None:
    file = WordFile.of(rich_letter())
    defined = set(file.find("//w:style/@w:styleId", part="word/styles.xml"))

    for part in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml"):
        assert set(file.values("//w:pStyle | //w:rStyle | //w:tblStyle", part=part)) <= defined


def test_the_subject_line_hangs_beside_its_label() -> None:
    file = WordFile.of(rich_letter())

    (indent,) = file.find("//w:p[w:pPr/w:pStyle/@w:val='RE']/w:pPr/w:ind")

    assert file.paragraphs("RE")[0].startswith("RE:\tRequest for information")
    assert indent.get(indent.keys()[0]) == indent.get(indent.keys()[2])


def test_a_link_is_live_and_keeps_the_italics_of_its_text() -> None:
    file = WordFile.of(rich_letter())
    targets = file.relationships()

    links = file.find("//w:hyperlink")

    assert [targets[name] for name in file.find("//w:hyperlink/@r:id")] == [
        "https://example.org/rules?a=1&b=2#part-3",
        "https://example.org/housing",
        "mailto:desk@example.org",
    ]
    assert len(links[0].findall(".//w:i", links[0].nsmap)) == 1


@pytest.mark.parametrize(
    "target",
    ["http://[half", "http://example.org:notaport/", "mailto:two@at@example.org"],
)
def test_an_address_that_word_would_call_broken_is_a_field_and_no_relationship(target: str) -> None:
    file = with_body(Paragraph((Link(target, (Text("there"),)),)))

    assert target not in file.relationships().values()
    assert file.find("//w:instrText")[0].text.strip() == f'HYPERLINK "{target}"'
    assert "there" in file.paragraphs("BodyText")


def test_blanks_and_accents_in_an_address_are_escaped_but_its_host_is_not() -> None:
    file = with_body(Paragraph((Link("https://exämple.org/a b/é|", (Text("x"),)),)))

    assert "https://exämple.org/a%20b/%C3%A9%7C" in file.relationships().values()


def test_each_numbered_list_counts_from_its_own_start() -> None:
    file = WordFile.of(rich_letter())

    starts = file.values("//w:num/w:lvlOverride/w:startOverride", part="word/numbering.xml")
    levels = file.find("//w:num/w:lvlOverride/@w:ilvl", part="word/numbering.xml")
    used = list(dict.fromkeys(file.values("//w:p[w:pPr/w:pStyle/@w:val='ListNumber']//w:numId")))

    assert starts == ["1", "1", "3"]
    assert levels == ["0", "1", "0"]
    assert len(used) == 3


def test_the_second_paragraph_of_an_item_stands_below_the_first_without_a_number() -> None:
    file = WordFile.of(rich_letter())

    assert file.paragraphs("ListContinue") == [
        "It is short, and it is in the language of the reader."
    ]
    assert not file.find("//w:p[w:pPr/w:pStyle/@w:val='ListContinue']//w:numPr")


def test_an_item_without_text_keeps_its_bullet() -> None:
    inner = BulletList(((Paragraph((Text("inner"),)),),))
    file = with_body(BulletList(((), (inner,))))

    assert file.paragraphs("ListBullet") == ["", "", "inner"]
    assert file.values("//w:numPr/w:ilvl") == ["0", "0", "1"]


def test_twelve_lists_inside_each_other_stay_within_the_levels_of_word() -> None:
    block: Block = Paragraph((Text("deep"),))
    for _ in range(12):
        block = OrderedList(((block,),))

    file = with_body(block)

    assert {int(level) for level in file.values("//w:numPr/w:ilvl")} == set(range(9))


def test_a_quotation_inside_a_quotation_stands_further_in() -> None:
    file = with_body(Quote((Paragraph((Text("outer"),)), Quote((Paragraph((Text("inner"),)),)))))

    left = [each.get(each.keys()[0]) for each in file.find("//w:ind")]

    assert int(left[1]) > int(left[0]) > 0


def test_the_header_row_of_a_table_repeats_and_no_row_is_cut() -> None:
    file = WordFile.of(rich_letter())

    assert len(file.find("//w:tr")) == 4
    assert len(file.find("//w:tr[1]/w:trPr/w:tblHeader")) == 1
    assert len(file.find("//w:tr/w:trPr/w:cantSplit")) == 4
    assert file.values("//w:tr[1]/w:tc/w:p/w:pPr/w:jc") == ["left", "right", "center"]


def test_the_columns_of_a_table_share_the_text_width_by_what_they_hold() -> None:
    row = ((Text("No."),), (Text("A long description of what was found"),))
    block = Table(header=row, rows=(row,), alignments=("", ""))

    narrow, wide = (int(width) for width in with_body(block).find("//w:gridCol/@w:w"))

    assert abs((narrow + wide) * 635 - TEXT_WIDTH_EMU) < 2000
    assert 500 < narrow < wide


def test_a_table_of_empty_cells_still_has_widths() -> None:
    block = Table(header=((), ()), rows=(((), ()),), alignments=("", ""))

    file = with_body(block)

    assert sum(int(width) for width in file.find("//w:gridCol/@w:w")) > 5000


def test_a_picture_prints_with_its_words_and_never_wider_than_the_text() -> None:
    alt = "A chart: “costs” & <benefits>"
    file = with_body(Picture(alt, "image/png", png(width=3000, height=20)))

    (words,) = file.find("//wp:docPr/@descr")
    (width,) = file.find("//wp:extent/@cx")

    assert words == alt
    assert TEXT_WIDTH_EMU - 2000 < int(width) <= TEXT_WIDTH_EMU + 2000
    assert "word/media/image1.png" in file.part_names


def test_a_picture_shown_twice_is_stored_once() -> None:
    picture = Picture("Twice", "image/png", png(width=20, height=20))

    file = with_body(picture, picture)

    assert len([name for name in file.part_names if "media" in name]) == 1
    assert file.find("//wp:docPr/@id") == ["1", "2"]


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        pytest.param("image/png", b"no picture at all", id="text"),
        pytest.param("image/svg+xml", b"<svg/>", id="svg"),
        pytest.param("image/png", b"", id="nothing"),
        pytest.param("image/png", png(width=9, height=9)[:20], id="half a png"),
        pytest.param("image/jpeg", JPEG_START + b"\xff\xc0\x00", id="half a jpeg"),
    ],
)
def test_a_picture_that_cannot_be_read_is_named_and_not_written(
    media_type: str, content: bytes
) -> None:
    with pytest.raises(UndersignedError, match="picture"):
        with_body(Picture("Broken", media_type, content))


def test_code_keeps_its_lines_and_is_not_proofread() -> None:
    file = WordFile.of(rich_letter())

    (code,) = file.paragraphs("Code")

    assert code.split("\n")[1] == "    refuse()  # never <send> & forget"
    assert file.find("//w:style[@w:styleId='Code']//w:noProof", part="word/styles.xml")


@pytest.mark.parametrize("character", ["\x0b", "\x00", "\ufffe", "\ud800"])
def test_a_character_that_xml_forbids_is_named_instead_of_breaking_the_file(character: str) -> None:
    document = replace(plain_letter(), title=f"A {character} title")

    with pytest.raises(UndersignedError, match=f"U\\+{ord(character):04X}"):
        render_docx(document, load_design("plain"))
