"""The PDF of a letter, opened and read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.documents import (
    BodySection,
    LetterDocument,
    NameGroup,
    NameLine,
    NamesSection,
    Note,
    NoteReference,
    Paragraph,
    Picture,
    Section,
    Text,
)
from app.rendering.designs import load_design
from app.rendering.pdf import PdfResult, document_date, render_pdf
from tests.documents.docx_reading import WordFile
from tests.documents.pdf_reading import ReadPdf
from tests.documents.pdf_validators import needs_qpdf, pdfua_errors, qpdf_errors
from tests.documents.trees import arabic_letter, plain_letter, rich_letter

PLAIN = load_design("plain")
LETTERS = {"plain": plain_letter, "rich": rich_letter, "arabic": arabic_letter}


def printed(document: LetterDocument) -> PdfResult:
    return render_pdf(document, PLAIN)


def with_names(*lines: NameLine, columns: int = 1, heading: str = "") -> LetterDocument:
    names = NamesSection(heading, (), (NameGroup("", 1, lines),), columns)
    return with_section(plain_letter(), names)


def with_section(document: LetterDocument, section: Section) -> LetterDocument:
    kept = (section if type(each) is type(section) else each for each in document.sections)
    return replace(document, sections=tuple(kept))


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("notes_at_end", [False, True], ids=["footnotes", "endnotes"])
def test_pdfua_finds_nothing_wrong(
    letter: Callable[[], LetterDocument], notes_at_end: bool, tmp_path: Path
) -> None:
    file = tmp_path / "letter.pdf"

    result = printed(replace(letter(), notes_at_end=notes_at_end))
    file.write_bytes(result.content)

    assert result.warnings == ()
    assert pdfua_errors(file) == []


@needs_qpdf
@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_qpdf_finds_nothing_wrong(letter: Callable[[], LetterDocument], tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"

    file.write_bytes(printed(letter()).content)

    assert qpdf_errors(file) == []


def test_a_pdf_declares_both_standards_its_title_and_its_language() -> None:
    read = ReadPdf(printed(rich_letter()).content)

    assert "<pdfuaid:part>1</pdfuaid:part>" in read.metadata
    assert "<pdfaid:part>2</pdfaid:part>" in read.metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in read.metadata
    assert rich_letter().title in read.metadata
    assert read.root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert read.root["/Lang"] == "en-US"


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert printed(rich_letter()).content == printed(rich_letter()).content


def test_headings_become_bookmarks_without_the_text_of_their_notes() -> None:
    read = ReadPdf(printed(rich_letter()).content)

    assert read.bookmarks == [
        "I. What people see",
        "A. What it costs them",
        "II. What we ask",
        "Signatories:",
        "National organizations",
        "State and local organizations",
        "Ohio",
        "Texas",
        "Individuals",
    ]


def test_headings_skip_no_level_even_where_a_group_has_no_heading() -> None:
    inner = NameGroup("Ohio", 2, (NameLine("Alder Street Legal Clinic"),))
    names = NamesSection("", (), (NameGroup("", 1, (), (inner,)),), 1)

    read = ReadPdf(printed(with_section(plain_letter(), names)).content)

    assert [tag.name for tag in read.tags if tag.name.startswith("H")] == ["H1"]


def test_tags_name_notes_tables_lists_quotes_pictures_and_other_languages() -> None:
    tags = ReadPdf(printed(rich_letter()).content).tags

    names = [tag.name for tag in tags]
    assert names.count("Note") == 5
    assert names.count("TH") == 3
    assert {"L", "LI", "BlockQuote", "Code", "Figure", "Table"} <= set(names)
    assert {tag.language for tag in tags} >= {"fr", "ar"}
    assert [tag.alt for tag in tags if tag.name == "Figure"] == [
        "An even grey rectangle that stands for a chart"
    ]


def test_every_name_is_a_paragraph_of_its_own() -> None:
    lines = [NameLine(f"Sample Alliance {n}") for n in range(40)]
    few = ReadPdf(printed(with_names(*lines[:4], columns=2)).content).tags
    many = ReadPdf(printed(with_names(*lines, columns=2)).content).tags

    added = [tag.name for tag in many].count("P") - [tag.name for tag in few].count("P")

    assert added == 36


def test_links_are_live_in_the_text_and_in_notes() -> None:
    links = ReadPdf(printed(rich_letter()).content).links

    assert "https://example.org/rules?a=1&b=2#part-3" in links
    assert "mailto:desk@example.org" in links
    assert any(link.startswith("https://example.org/a_very_long_address") for link in links)


def test_a_note_stands_at_the_foot_of_every_page_that_refers_to_it() -> None:
    filler = tuple(Paragraph((Text("An ordinary sentence. " * 30),)) for _ in range(12))
    first = Paragraph((Text("Here it stands first."), NoteReference(1)))
    later = Paragraph(
        (Text("Twice here,"), NoteReference(1, again=True), NoteReference(1, again=True))
    )
    letter = with_section(plain_letter(), BodySection((first, *filler, later)))

    pages = ReadPdf(printed(letter).content).pages

    assert [page.count("last seen in 2026.") for page in pages] == [1, *[0] * (len(pages) - 2), 1]


def test_a_note_may_refer_to_a_note() -> None:
    body = BodySection((Paragraph((Text("Text."), NoteReference(1))),))
    notes = (
        Note(1, (Paragraph((Text("See note"), NoteReference(2))),)),
        Note(2, (Paragraph((Text("The other note."),)),)),
    )

    result = printed(replace(with_section(plain_letter(), body), notes=notes))

    assert result.warnings == ()
    assert "The other note." in ReadPdf(result.content).pages[0]


def test_endnotes_stand_under_their_heading_and_link_both_ways() -> None:
    read = ReadPdf(printed(replace(plain_letter(), notes_at_end=True)).content)

    text = words(read.pages[0])
    assert text.index("The Cedar Society") < text.index("Notes") < text.index("the forms")
    assert read.bookmarks == ["Notes"]
    assert [tag.name for tag in read.tags].count("Link") == 3


def test_names_stand_in_reading_order_column_after_column() -> None:
    lines = [NameLine(f"Alliance-{n:03}") for n in range(301)]

    for columns in (1, 2, 3):
        text = " ".join(ReadPdf(printed(with_names(*lines, columns=columns)).content).pages)
        places = [text.index(line.name) for line in lines]
        assert places == sorted(places)


def test_a_word_too_long_for_its_column_breaks_and_reads_back_whole() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsverein"

    text = "".join(ReadPdf(printed(with_names(NameLine(word), columns=3)).content).pages)

    assert word in "".join(text.split())


@pytest.mark.parametrize("is_draft", [False, True], ids=["letter", "draft"])
@pytest.mark.parametrize("asked", [False, True], ids=["by-default", "as-asked"])
def test_word_and_pdf_number_the_first_page_alike(asked: bool, is_draft: bool) -> None:
    design = replace(load_design("plain"), has_first_page_number=asked)
    names = [NameLine(f"Sample Alliance {n}") for n in range(150)]
    letter = replace(with_names(*names), is_draft=is_draft)

    first, *others = ReadPdf(render_pdf(letter, design).content).pages
    word = WordFile.of(letter, design=design)

    pages = len(others) + 1
    assert all(f"{n} of {pages}" in page for n, page in enumerate(others, 2))
    is_numbered = asked or is_draft
    assert (f"1 of {pages}" in first) is is_numbered
    # Without a first page of its own in Word page one has the footer of all pages.
    is_apart = bool(word.find("//w:titlePg"))
    first_footer = "word/footer2.xml" in word.part_names
    assert (not is_apart or first_footer) is is_numbered


def test_a_draft_says_so_on_every_page_and_a_final_letter_does_not() -> None:
    drafts = ReadPdf(printed(replace(rich_letter(), is_draft=True)).content).pages
    finals = ReadPdf(printed(rich_letter()).content).pages

    assert all("DRAFT" in page for page in drafts)
    assert not any("DRAFT" in page for page in finals)


def test_a_letter_without_date_addressee_and_salutation_prints() -> None:
    letter = plain_letter()
    bare = replace(letter, sections=letter.sections[-3:], dated=None)

    assert words(ReadPdf(printed(bare).content).pages[0]).startswith("The undersigned 4")


def test_markup_in_a_letter_is_text() -> None:
    name = 'Sample #eval("1") $x$ <note-1> @ref *bold* `raw` \\u{41} // {{ count }}'

    text = " ".join(ReadPdf(printed(with_names(NameLine(name))).content).pages)

    assert words(name) in words(text)


def test_a_character_without_a_glyph_costs_the_declaration_and_not_the_export() -> None:
    name = NameLine("Society of \U00012000 Readers", ", Ohio")

    result = printed(with_names(NameLine("Alder Street Legal Clinic"), name))

    read = ReadPdf(result.content)
    assert "Alder Street Legal Clinic" in read.pages[0]
    assert "pdfuaid" not in read.metadata
    assert result.warnings == (
        (
            "No typeface here has the character \U00012000 (U+12000). "
            "It stands in “Society of \U00012000 Readers, Ohio”."
        ),
        "This PDF does not declare PDF/UA-1 and PDF/A-2a.",
    )


def test_a_picture_that_cannot_be_read_gives_way_to_its_words() -> None:
    body = BodySection((Picture("A chart of claims", "image/png", b"no picture"),))

    result = printed(replace(with_section(plain_letter(), body), notes=()))

    assert "[A chart of claims]" in ReadPdf(result.content).pages[0]
    assert "pdfuaid" in ReadPdf(result.content).metadata
    assert result.warnings == (
        "A picture cannot be read as PNG or JPEG; the PDF has its description instead.",
    )


def test_the_date_is_the_letters_else_the_builds_else_the_first_of_1980(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    undated = replace(plain_letter(), dated=None)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    assert document_date(plain_letter()) == datetime(2026, 3, 2, tzinfo=UTC)
    assert document_date(undated) == datetime(1980, 1, 1, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert document_date(undated) == datetime.fromtimestamp(1_700_000_000, UTC)
