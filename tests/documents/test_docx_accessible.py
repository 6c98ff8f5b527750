"""What a reader who hears the letter, or walks through it by its headings, is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.documents import BodySection, LetterDocument, Link, Paragraph, Passage, Text
from tests.documents.docx_letters import (
    arabic_full_letter,
    attached_letter,
    full_letter,
    with_officers_at_the_foot,
    with_officers_at_the_side,
)
from tests.documents.docx_reading import NAMES, WordFile
from tests.documents.trees import plain_letter, rich_letter

STYLES = "word/styles.xml"


def test_the_headings_of_a_letter_are_its_outline() -> None:
    file = WordFile.of(attached_letter(), design=with_officers_at_the_foot())

    levels = {
        style.xpath("string(@w:styleId)", namespaces=NAMES): int(
            style.xpath("string(w:pPr/w:outlineLvl/@w:val)", namespaces=NAMES)
        )
        for style in file.find("//w:style[w:pPr/w:outlineLvl]", part=STYLES)
    }
    outline = [
        (levels[style], "".join(paragraph.xpath(".//w:t/text()", namespaces=NAMES)))
        for paragraph in file.find("//w:body/w:p")
        if (style := paragraph.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces=NAMES)) in levels
    ]

    assert outline == [
        (0, "What we ask"),
        (0, "Attachment"),
        (1, "State organizations"),
        (2, "Ohio"),
        (2, "Texas"),
        (1, "Individuals"),
    ]


def test_headings_of_the_body_are_words_own() -> None:
    file = WordFile.of(rich_letter())

    for level in (1, 2):
        path = f"//w:style[@w:styleId='Heading{level}' and not(@w:customStyle)]/w:name"
        assert file.values(path, part=STYLES) == [f"heading {level}"]


def test_the_number_of_a_note_in_a_heading_is_no_word_of_the_heading() -> None:
    file = WordFile.of(full_letter())

    (heading,) = file.find("//w:p[w:pPr/w:pStyle/@w:val='Heading1']")

    # Word leaves reference marks out of a table of contents; a field or text it would repeat.
    assert heading.xpath("count(.//w:footnoteReference)", namespaces=NAMES) == 1
    assert not heading.xpath(".//w:fldChar | .//w:instrText", namespaces=NAMES)
    assert heading.xpath("string(.)", namespaces=NAMES) == "What we ask"


@pytest.mark.parametrize("document", [full_letter(), arabic_full_letter(), rich_letter()])
def test_every_picture_has_words(document: LetterDocument) -> None:
    file = WordFile.of(document, design=with_officers_at_the_side())

    assert all(file.find("//wp:docPr/@descr"))
    assert len(file.find("//wp:docPr/@descr")) == len(file.find("//wp:inline")) > 0


def test_only_tables_of_figures_have_a_header_row() -> None:
    file = WordFile.of(full_letter())

    kinds = {
        table.xpath("string(w:tblPr/w:tblStyle/@w:val)", namespaces=NAMES): (
            table.xpath("count(.//w:tblHeader)", namespaces=NAMES),
            table.xpath("string(w:tblPr/w:tblLook/@w:firstRow)", namespaces=NAMES),
        )
        for table in file.find("//w:tbl")
    }

    assert kinds == {"LayoutTable": (0, "0"), "LetterTable": (1, "1")}


def test_a_word_in_another_language_is_marked_in_links_and_notes_too() -> None:
    french = Passage("fr", (Paragraph((Link("https://example.org", (Text("Un avis"),)),)),))
    document = replace(plain_letter(), sections=(BodySection((french,)),), notes=())
    file = WordFile.of(document)

    assert file.find("//w:hyperlink/w:r/w:rPr/w:lang/@w:val") == ["fr"]


def test_lists_are_lists_and_no_bullets_are_typed() -> None:
    file = WordFile.of(rich_letter())

    typed = [text for text in file.paragraphs() if text.startswith(("•", "–", "▪", "1.", "2."))]

    assert typed == []
    assert len(file.find("//w:p[w:pPr/w:numPr]")) == 12


def test_the_text_of_the_letter_is_read_in_its_order_with_the_officers_after_the_letterhead() -> (
    None
):
    file = WordFile.of(full_letter(), design=with_officers_at_the_side())

    styles = list(dict.fromkeys(file.values("//w:body//w:p/w:pPr/w:pStyle")))

    assert styles[:10] == [
        "LetterheadLogo",
        "LetterheadName",
        "Letterhead",
        "OfficersSide",
        "Title",
        "LetterDate",
        "Address",
        "RE",
        "Salutation",
        "BodyText",
    ]
