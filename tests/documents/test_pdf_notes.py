"""Notes in a PDF: everywhere text may stand, side by side, and longer than a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.documents import (
    Block,
    BodySection,
    BulletList,
    Heading,
    Inline,
    LetterDocument,
    Note,
    NoteNumber,
    NoteReference,
    Paragraph,
    Quote,
    ReSection,
    Section,
    Table,
    Text,
    TitleSection,
)
from app.rendering.designs import load_design
from app.rendering.pdf import render_pdf
from tests.documents.pdf_reading import ReadPdf, placed_words
from tests.documents.pdf_validators import needs_pdftotext, needs_qpdf, pdfua_errors, qpdf_errors
from tests.documents.trees import plain_letter

PLAIN = load_design("plain")


def text(*parts: str | Inline) -> tuple[Inline, ...]:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | Inline) -> Paragraph:
    return Paragraph(text(*parts))


def letter(sections: Iterable[Section], *notes: tuple[Block, ...]) -> LetterDocument:
    numbered = tuple(Note(number, blocks) for number, blocks in enumerate(notes, 1))
    return replace(plain_letter(), sections=tuple(sections), notes=numbered)


def body(*blocks: Block) -> BodySection:
    return BodySection(blocks)


def printed(document: LetterDocument) -> bytes:
    result = render_pdf(document, PLAIN)
    assert result.warnings == ()
    return result.content


def everywhere() -> LetterDocument:
    return letter(
        (
            TitleSection(text("A title", NoteReference(1))),
            ReSection("RE:", text("A subject", NoteReference(2))),
            body(
                Heading(1, text("A heading", NoteReference(3))),
                BulletList(((paragraph("An item", NoteReference(4)),),)),
                Quote((paragraph("A quote", NoteReference(5)),)),
                Table(
                    (text("Head", NoteReference(6)), text("Other")),
                    tuple((text(f"Cell {n}"), text("Value")) for n in range(80)),
                    ("", ""),
                ),
                paragraph("See note ", NoteNumber(6), "."),
            ),
        ),
        *((paragraph(f"Text-of-note-{number}"),) for number in range(1, 7)),
    )


@needs_qpdf
@pytest.mark.parametrize("notes_at_end", [False, True], ids=["footnotes", "endnotes"])
def test_notes_may_stand_in_every_part_of_a_letter(notes_at_end: bool, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"

    file.write_bytes(printed(replace(everywhere(), notes_at_end=notes_at_end)))

    text_of_all = " ".join(ReadPdf(file.read_bytes()).pages)
    assert [text_of_all.count(f"Text-of-note-{n}") for n in range(1, 7)] == [1] * 6
    assert pdfua_errors(file) == []
    assert qpdf_errors(file) == []


def test_a_long_table_repeats_its_head_unless_a_note_stands_in_it() -> None:
    rows = tuple((text(f"Cell {n}"),) for n in range(80))
    plain = letter((body(Table((text("Heading-cell"),), rows, ("",))),))
    noted = letter(
        (body(Table((text("Heading-cell", NoteReference(1)),), rows, ("",))),), (paragraph("N"),)
    )

    assert "".join(ReadPdf(printed(plain)).pages).count("Heading-cell") > 1
    assert "".join(ReadPdf(printed(noted)).pages).count("Heading-cell") == 1


@needs_pdftotext
@pytest.mark.parametrize("notes_at_end", [False, True], ids=["footnotes", "endnotes"])
def test_two_notes_side_by_side_are_not_read_as_one_number(notes_at_end: bool) -> None:
    section = body(paragraph("Evidence", NoteReference(1), NoteReference(2), " follows."))
    document = letter((section,), (paragraph("One."),), (paragraph("Two."),))

    words = placed_words(printed(replace(document, notes_at_end=notes_at_end)))

    read = [word.text for word in words[:3]]
    assert read == ["Evidence", "1", "2"]


def test_a_cross_reference_leads_to_the_text_of_the_note() -> None:
    filler = tuple(paragraph("An ordinary sentence. " * 30) for _ in range(14))
    section = body(
        paragraph("Evidence", NoteReference(1)), *filler, paragraph("See ", NoteNumber(1))
    )
    content = printed(letter((section,), (paragraph("The text."),)))

    targets = ReadPdf(content).internal_links

    last_page = len(ReadPdf(content).pages)
    from_the_end = [target for target in targets if target.from_page == last_page]
    assert [target.to_page for target in from_the_end] == [1]
    # Below the middle of the page: the note, not the mark in the first paragraph.
    assert from_the_end[0].from_top > 500


def test_a_note_of_three_pages_runs_on_and_the_text_goes_on_after_it() -> None:
    long_note = tuple(paragraph(f"Part-{n} of it. " + "It goes on. " * 60) for n in range(24))
    section = body(paragraph("Before", NoteReference(1)), paragraph("After-the-note."))

    pages = ReadPdf(printed(letter((section,), long_note))).pages

    assert len(pages) >= 3
    together = " ".join(pages)
    places = [together.index(f"Part-{n} ") for n in range(24)]
    assert places == sorted(places)
    assert "After-the-note." in together


def test_thirty_notes_stand_at_the_foot_of_the_page_that_refers_to_them() -> None:
    blocks = [
        paragraph(f"Sentence-{n}. " + "More words of it. " * 20, NoteReference(n))
        for n in range(1, 31)
    ]
    document = letter((body(*blocks),), *((paragraph(f"Foot-{n}."),) for n in range(1, 31)))

    pages = ReadPdf(printed(document)).pages

    for number in range(1, 31):
        noted = next(at for at, page in enumerate(pages) if f"Foot-{number}." in page)
        ending = next(at for at, page in enumerate(pages) if f"Sentence-{number}." in page)
        assert noted - ending in (0, 1)


def test_a_note_to_the_title_may_fill_pages() -> None:
    joined = ", ".join(f"Alliance-{n:04}" for n in range(1500))
    title = TitleSection(text("A joint statement", NoteReference(1)))
    document = letter((title, body(paragraph("Its text."))), (paragraph(f"Joined by {joined}."),))

    read = ReadPdf(printed(document))

    assert read.root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    together = "".join("".join(read.pages).split())
    assert all(f"Alliance-{n:04}" in together for n in range(1500))
