"""One letter in Word and in PDF: what must look alike in both."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.documents import (
    Block,
    BodySection,
    BulletList,
    Heading,
    Inlines,
    LetterDocument,
    LetterheadSection,
    NameGroup,
    NameLine,
    NamesSection,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Picture,
    SalutationSection,
    Table,
    Text,
)
from app.rendering.alike import BULLETS, TALLEST_PICTURE
from app.rendering.designs import Align, Design, load_design
from app.rendering.pdf import render_pdf
from tests.documents.docx_reading import WordFile
from tests.documents.pdf_reading import ReadPdf, Word, placed_words
from tests.documents.pdf_validators import needs_pdftotext, pdfua_errors
from tests.documents.trees import arabic_letter, plain_letter, png

PLAIN = load_design("plain")
POINTS_PER_MM = 72 / 25.4
EMU_PER_POINT = 12700


def text(words: str) -> Inlines:
    return (Text(words),)


def paragraph(words: str) -> Paragraph:
    return Paragraph(text(words))


def with_body(*blocks: Block, letter: LetterDocument | None = None) -> LetterDocument:
    return replace(letter or plain_letter(), sections=(BodySection(blocks),), notes=())


def printed(document: LetterDocument, design: Design = PLAIN) -> bytes:
    result = render_pdf(document, design)
    assert result.warnings == ()
    return result.content


def found(words: list[Word], start: str) -> Word:
    return next(word for word in words if word.text.startswith(start))


def picture_in_pdf(content: bytes, place: Path) -> tuple[float, float]:
    """Return width and height in points of the only picture, as it prints."""
    file = place / "letter.pdf"
    file.write_bytes(content)
    ran = subprocess.run(["pdfimages", "-list", str(file)], capture_output=True, check=True)
    columns = ran.stdout.decode().splitlines()[2].split()
    width, height, across, down = (int(columns[at]) for at in (3, 4, 12, 13))
    return width / across * 72, height / down * 72


# ------------------------------------------------------------------------- pictures


@needs_pdftotext
@pytest.mark.parametrize(
    ("width", "height"),
    [(400, 1600), (3000, 300), (200, 100)],
    ids=["tall", "wide", "small"],
)
def test_a_picture_is_as_large_in_word_as_in_pdf(width: int, height: int, tmp_path: Path) -> None:
    document = with_body(Picture("A chart", "image/png", png(width=width, height=height)))

    (extent,) = WordFile.of(document).find("//wp:extent")
    in_word = [int(extent.get(side)) / EMU_PER_POINT for side in ("cx", "cy")]
    in_pdf = picture_in_pdf(printed(document), tmp_path)

    # Densities in whole numbers are all that is told of a picture in a PDF.
    assert in_pdf == pytest.approx(in_word, rel=0.02)
    assert in_word[1] <= PLAIN.text_height_mm * TALLEST_PICTURE * POINTS_PER_MM + 1
    assert in_word[0] <= PLAIN.text_width_mm * POINTS_PER_MM + 1


@needs_pdftotext
@pytest.mark.parametrize("align", list(Align))
@pytest.mark.parametrize("width", [40, 500, 4000], ids=["square", "wide", "wider-than-the-text"])
def test_a_logo_stands_where_it_does_in_the_other_format(
    width: int, align: Align, tmp_path: Path
) -> None:
    design = replace(PLAIN, letterhead=replace(PLAIN.letterhead, align=align))
    logo = Picture("A banner", "image/png", png(width=width, height=40))
    head = LetterheadSection("Coalition-Name", ("12 Depot-Row",), (), logo)
    document = replace(with_body(paragraph("Text.")), sections=(head, BodySection(())))

    content = printed(document, design)
    word = WordFile.of(document, design=design)

    name = found(placed_words(content), "Coalition-Name")
    across, high = picture_in_pdf(content, tmp_path)
    (extent,) = word.find("//wp:extent/@cx")
    stands_before = bool(word.find("//w:tbl"))
    assert stands_before is (align is Align.START and width == 40)
    assert across == pytest.approx(int(extent) / EMU_PER_POINT, rel=0.02)
    assert (name.top < PLAIN.margin_top_mm * POINTS_PER_MM + high - 1) is stands_before
    assert word.paragraphs()[:3] == ["", "Coalition-Name", "12 Depot-Row"]


def test_a_letterhead_of_officers_alone_prints() -> None:
    head = LetterheadSection("", (), ("Ada Example, Chair",))
    document = replace(with_body(), sections=(head, BodySection((paragraph("Text."),))))

    assert "Ada Example" in ReadPdf(printed(document)).pages[0]
    assert WordFile.of(document).paragraphs() == ["Text."]


# --------------------------------------------------------------------------- tables


@needs_pdftotext
def test_a_table_has_the_same_columns_over_the_whole_text() -> None:
    table = Table(
        header=(text("Alpha"), text("Beta"), text("Gamma")),
        rows=((text("A"), text("Words that go on for a while in this one cell"), text("C")),),
        alignments=("", "", ""),
    )
    document = with_body(table)

    widths = [int(each) / 20 for each in WordFile.of(document).find("//w:gridCol/@w:w")]
    words = placed_words(printed(document))

    starts = [found(words, each).left for each in ("Alpha", "Beta", "Gamma")]
    assert sum(widths) == pytest.approx(PLAIN.text_width_mm * POINTS_PER_MM, abs=1)
    assert [b - a for a, b in pairwise(starts)] == pytest.approx(widths[:2], abs=1)


@needs_pdftotext
def test_a_word_too_long_for_its_cell_stays_in_it() -> None:
    longest = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"
    table = Table(
        header=tuple(text(f"H{n}") for n in range(6)),
        rows=(tuple(text(longest) for _ in range(6)),),
        alignments=("",) * 6,
    )

    words = placed_words(printed(with_body(table)))

    edge = (PLAIN.page_width_mm - PLAIN.margin_right_mm) * POINTS_PER_MM
    pieces = [word for word in words if word.text[:2] in longest]
    assert max(word.right for word in pieces) <= edge + 1
    assert longest in "".join("".join(ReadPdf(printed(with_body(table))).pages).split())


@needs_pdftotext
def test_an_empty_header_is_no_row(tmp_path: Path) -> None:
    table = Table(
        header=((), ()),
        rows=((text("One"), text("Two")), (text("Three"), text("Four"))),
        alignments=("", ""),
    )
    document = with_body(table)

    word = WordFile.of(document)
    content = printed(document)
    file = tmp_path / "letter.pdf"
    file.write_bytes(content)

    tags = [tag.name for tag in ReadPdf(content).tags]
    lines = {round(each.top) for each in placed_words(content)}
    assert "TH" not in tags
    assert "Table" not in tags
    assert len(lines) == len(word.find("//w:tr")) == 2
    assert word.find("//w:tblHeader") == []
    assert word.find("//w:tblLook/@w:firstRow") == ["0"]
    assert pdfua_errors(file) == []


def test_a_table_without_a_word_prints_nothing_that_word_calls_broken() -> None:
    empty = Table(header=((), ()), rows=(), alignments=("", ""))
    document = with_body(paragraph("Before."), empty, paragraph("After."))

    assert WordFile.of(document).find("//w:tbl") == []
    assert "Table" not in [tag.name for tag in ReadPdf(printed(document)).tags]


# ---------------------------------------------------------------------------- lists


@needs_pdftotext
def test_bullets_have_the_same_mark_on_each_level() -> None:
    innermost = BulletList(((paragraph("Three"),),))
    middle = BulletList(((paragraph("Two"), innermost),))
    document = with_body(
        BulletList(((paragraph("One"), middle),)),
        OrderedList(((paragraph("Number"), BulletList(((paragraph("Inside"),),))),)),
    )

    word = WordFile.of(document)
    words = placed_words(printed(document))

    numbering = "word/numbering.xml"
    levels = word.values("//w:abstractNum[@w:abstractNumId='0']/w:lvl/w:lvlText", part=numbering)
    asked = dict(zip(word.paragraphs(), word.values("//w:p/w:pPr/w:numPr/w:ilvl"), strict=True))
    for item in ("One", "Two", "Three", "Inside"):
        line = found(words, item)
        mark = next(each for each in words if abs(each.top - line.top) < 1 and each is not line)
        assert mark.text == levels[int(asked[item])]
    assert levels[:3] == list(BULLETS)


# ----------------------------------------------------------------------- directions

LATIN = "Wholly-Latin: see Smith (2020), p. 3."


def arabic(*blocks: Block, notes: tuple[Note, ...] = ()) -> LetterDocument:
    letter = with_body(paragraph("نص عربي."), *blocks, letter=arabic_letter())
    if not notes:
        return letter
    numbers = tuple(NoteReference(note.number) for note in notes)
    first = Paragraph((*text("نص عربي."), *numbers))
    return replace(letter, sections=(BodySection((first, *blocks)),), notes=notes)


PLACES = {
    "paragraph": arabic(paragraph(LATIN)),
    "heading": arabic(Heading(1, text(LATIN))),
    "item-among-others": arabic(BulletList(((paragraph("عنصر."),), (paragraph(LATIN),)))),
    "list": arabic(BulletList(((paragraph(LATIN),),))),
    "cell": arabic(
        Table(
            header=(text("عمود"), text("عمود")),
            rows=((text("قيمة"), text(LATIN)),),
            alignments=("", ""),
        )
    ),
    "footnote": arabic(notes=(Note(1, (paragraph(LATIN),)),)),
    "endnote": replace(arabic(notes=(Note(1, (paragraph(LATIN),)),)), notes_at_end=True),
    "second-paragraph-of-a-note": arabic(
        notes=(Note(1, (paragraph("ملاحظة."), paragraph(LATIN))),)
    ),
    "salutation": replace(
        arabic(), sections=(SalutationSection(LATIN), BodySection((paragraph("نص."),)))
    ),
    "group-heading": replace(
        arabic(),
        sections=(NamesSection("", (), (NameGroup(LATIN, 1, (NameLine("جمعية"),)),), 1),),
    ),
}


@needs_pdftotext
@pytest.mark.parametrize("place", PLACES)
def test_a_latin_text_in_an_arabic_letter_ends_at_its_right(place: str) -> None:
    words = placed_words(printed(PLACES[place]))

    first, last = found(words, "Wholly-Latin"), found(words, "3")
    # The full stop is part of the last word only where it stands right of it.
    assert last.text == "3."
    assert first.left < last.left


@pytest.mark.parametrize("place", PLACES)
def test_word_is_told_which_way_a_latin_text_runs(place: str) -> None:
    file = WordFile.of(PLACES[place])
    parts = [name for name in file.part_names if name.startswith("word/") and "notes" in name]

    (holder,) = [
        each
        for part in ("word/document.xml", *(name for name in parts if "_rels" not in name))
        for each in file.find("//w:p[contains(., 'Wholly')]", part=part)
    ]

    written = "".join(holder.itertext()).strip()
    marked = written.startswith("\u200e") and written.endswith("\u200e")
    (way,) = [each.attrib.values() for each in holder[0] if each.tag.endswith("}bidi")]
    # An item runs the way of its list, where its mark stands: marks hold its ends.
    assert marked is (place == "item-among-others")
    assert (way == ["0"]) is not marked


@needs_pdftotext
def test_an_arabic_note_in_an_english_letter_begins_at_the_right(tmp_path: Path) -> None:
    note = Note(1, (paragraph("ملاحظة عربية."),))
    first = Paragraph((Text("Plain text."), NoteReference(1)))
    document = replace(with_body(first), notes=(note,))

    word = WordFile.of(document)
    words = placed_words(printed(document))

    (turned,) = word.find("//w:footnote[@w:id='1']/w:p/w:pPr/w:bidi", part="word/footnotes.xml")
    assert turned.attrib == {}
    edge = (PLAIN.page_width_mm - PLAIN.margin_right_mm) * POINTS_PER_MM
    number = max((each for each in words if each.text == "1"), key=lambda each: each.top)
    assert number.right > edge - 10


def test_a_text_of_both_directions_runs_as_its_letter_does() -> None:
    file = WordFile.of(arabic(paragraph("Mixed نص text.")))

    (held,) = file.find("//w:p[contains(., 'Mixed')]/w:pPr/w:bidi")
    assert held.attrib == {}
