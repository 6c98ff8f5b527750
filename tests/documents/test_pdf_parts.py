"""The parts around the text of a PDF: letterhead, addressees, heads and feet of pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.documents import (
    AddressBlock,
    AddresseesSection,
    BodySection,
    CopiesSection,
    LetterDocument,
    LetterheadSection,
    NamesPointerSection,
    Note,
    NoteReference,
    Paragraph,
    Picture,
    Text,
)
from app.rendering.alike import bottom_margin_mm
from app.rendering.designs import Align, Design, OfficersPlace, load_design
from app.rendering.pdf import render_pdf
from tests.documents.docx_reading import WordFile
from tests.documents.pdf_reading import ReadPdf, placed_words
from tests.documents.pdf_validators import needs_pdftotext, pdfua_errors
from tests.documents.trees import arabic_letter, plain_letter, png

PLAIN = load_design("plain")
SIDE = load_design("letterhead")
LOGO = Picture("A white cross on blue", "image/png", png(width=40, height=40))
OFFICERS = tuple(f"Officer-{n}, Member of the Board" for n in range(1, 9))
HEAD = LetterheadSection("Coalition-Name", ("12 Depot-Row",), OFFICERS, LOGO)


def with_head(head: LetterheadSection, *, pages: int = 1) -> LetterDocument:
    filler = Paragraph((Text("A plain sentence. " * 40), NoteReference(1)))
    others = tuple(Paragraph((Text("A plain sentence. " * 40),)) for _ in range(8 * pages))
    note = Note(1, (Paragraph((Text("The-only-note."),)),))
    letter = plain_letter()
    sections = (head, BodySection((filler, *others)))
    return replace(letter, sections=sections, notes=(note,))


def printed(document: LetterDocument, design: Design = PLAIN) -> bytes:
    result = render_pdf(document, design)
    assert result.warnings == ()
    return result.content


@pytest.mark.parametrize("name", ["plain", "letterhead", "book"])
def test_a_letterhead_is_read_aloud_with_its_logo_and_officers(name: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"

    file.write_bytes(printed(with_head(HEAD), load_design(name)))

    tags = ReadPdf(file.read_bytes()).tags
    assert [tag.alt for tag in tags if tag.name == "Figure"] == ["A white cross on blue"]
    assert pdfua_errors(file) == []
    # Name, line, and the officers as one paragraph or as one each, before the text.
    bare = printed(with_head(LetterheadSection("Coalition-Name")), load_design(name))
    more = [tag.name for tag in tags].count("P") - [t.name for t in ReadPdf(bare).tags].count("P")
    assert more == (9 if name == "letterhead" else 2)


@needs_pdftotext
def test_officers_stand_beside_the_text_of_the_first_page() -> None:
    words = placed_words(printed(with_head(HEAD), SIDE))

    officers = [word for word in words if word.text.startswith("Officer-")]
    margin = SIDE.margin_left_mm * 72 / 25.4
    assert len(officers) == 8
    assert all(word.page == 1 and word.right < margin for word in officers)


@needs_pdftotext
def test_officers_stand_at_the_right_of_a_letter_from_the_right() -> None:
    letter = arabic_letter()
    letter = replace(letter, sections=(HEAD, *letter.sections))

    words = placed_words(printed(letter, SIDE))

    edge = (SIDE.page_width_mm - SIDE.margin_left_mm) * 72 / 25.4
    assert all(word.left > edge for word in words if word.text.startswith("Officer-"))


@needs_pdftotext
@pytest.mark.parametrize("is_draft", [False, True], ids=["letter", "draft"])
@pytest.mark.parametrize("count", [3, 8, 40])
@pytest.mark.parametrize("name", ["plain", "compact", "open-letter"])
def test_officers_across_the_foot_stand_below_the_notes(
    name: str, count: int, is_draft: bool
) -> None:
    design = load_design(name)
    officers = tuple(f"Officer-{n}, Board-Member" for n in range(count))
    letter = with_head(replace(HEAD, officers=officers), pages=2)
    letter = replace(letter, is_draft=is_draft, edition="Only-edition")

    words = placed_words(printed(letter, design))

    listed = [word for word in words if word.text.startswith("Officer-")]
    on_page_one = [word for word in words if word.page == 1]
    note = next(word for word in on_page_one if word.text == "The-only-note.")
    edition = next(word for word in on_page_one if word.text == "Only-edition")
    numbers = [word for word in on_page_one if word.text == "of" and word.top > note.bottom]
    assert len(listed) == count
    assert all(word.page == 1 and word.top >= note.bottom - 1 for word in listed)
    assert all(word.bottom <= edition.top + 1 for word in (*listed, *numbers))
    assert all(word.bottom <= number.top + 1 for word in listed for number in numbers)
    assert len(numbers) == (1 if is_draft else 0)
    # Printers leave about 5 mm of the paper blank.
    assert edition.bottom < (design.page_height_mm - 5) * 72 / 25.4


@pytest.mark.parametrize("count", [3, 40])
def test_word_leaves_the_officers_at_the_foot_the_room_that_a_pdf_does(count: int) -> None:
    design = load_design("compact")
    officers = tuple(f"Officer-{n}, Board-Member" for n in range(count))
    letter = with_head(replace(HEAD, officers=officers))

    (bottom,) = WordFile.of(letter, design=design).find("//w:pgMar/@w:bottom")

    assert int(bottom) == round(bottom_margin_mm(letter, design) * 1440 / 25.4)
    assert (int(bottom) > 1100) is (count == 40)


@needs_pdftotext
@pytest.mark.parametrize("align", list(Align))
def test_a_letterhead_stands_where_its_design_has_it(align: Align) -> None:
    design = replace(PLAIN, letterhead=replace(PLAIN.letterhead, align=align))

    words = placed_words(printed(with_head(replace(HEAD, logo=None)), design))

    name = next(word for word in words if word.text == "Coalition-Name")
    middle = (name.left + name.right) / 2
    if align is Align.CENTER:
        assert abs(middle - PLAIN.page_width_mm * 72 / 25.4 / 2) < 2
    else:
        assert abs(name.left - PLAIN.margin_left_mm * 72 / 25.4) < 2


def test_a_logo_that_cannot_be_read_gives_way_to_its_words() -> None:
    broken = replace(HEAD, logo=Picture("A white cross", "image/png", b"no picture"))

    result = render_pdf(with_head(broken), PLAIN)

    assert "[A white cross]" in ReadPdf(result.content).pages[0]
    assert "pdfuaid" in ReadPdf(result.content).metadata
    assert len(result.warnings) == 1


@needs_pdftotext
def test_addressees_in_two_columns_are_read_row_by_row() -> None:
    blocks = tuple(AddressBlock((f"Addressee-{n}", f"Office-{n}")) for n in range(1, 6))
    letter = replace(plain_letter(), sections=(AddresseesSection(blocks, 2),), notes=())

    content = printed(letter)

    text = ReadPdf(content).pages[0]
    order = [text.index(f"Addressee-{n}") for n in range(1, 6)]
    assert order == sorted(order)
    words = {word.text: word for word in placed_words(content)}
    assert words["Addressee-1"].top == words["Addressee-2"].top
    assert words["Addressee-1"].left == words["Addressee-3"].left < words["Addressee-2"].left


def test_twelve_copies_and_the_pointer_to_the_attachment_print() -> None:
    copies = tuple(AddressBlock((f"Copy-{n}", "Committee")) for n in range(12))
    sections = (NamesPointerSection("See the attachment."), CopiesSection("cc:", copies))
    letter = replace(plain_letter(), sections=sections, notes=())

    text = " ".join(ReadPdf(printed(letter)).pages)

    assert "See the attachment." in text
    assert all(f"Copy-{n}" in text for n in range(12))


@needs_pdftotext
def test_a_running_head_stands_on_every_page_but_the_first() -> None:
    letter = replace(with_head(HEAD, pages=3), running_head="To-whom · March 2, 2026")

    with_one = placed_words(printed(letter, SIDE))
    without = placed_words(printed(letter, PLAIN))

    pages = max(word.page for word in with_one)
    heads = [word for word in with_one if word.text == "To-whom"]
    assert [word.page for word in heads] == list(range(2, pages + 1))
    assert all(word.bottom < SIDE.margin_top_mm * 72 / 25.4 for word in heads)
    assert not [word for word in without if word.text == "To-whom"]


@needs_pdftotext
def test_the_edition_stands_at_the_foot_of_every_page_under_its_number() -> None:
    letter = replace(with_head(HEAD, pages=2), edition="Second-edition of March 20")

    content = printed(letter)

    words = placed_words(content)
    pages = max(word.page for word in words)
    editions = [word for word in words if word.text == "Second-edition"]
    assert [word.page for word in editions] == list(range(1, pages + 1))
    numbers = [word for word in words if word.text == "3" and word.page == 3]
    assert numbers[-1].top < editions[2].top
    texts = ReadPdf(content).pages
    assert [f"{n} of {pages}" in text for n, text in enumerate(texts, 1)] == [
        False,
        True,
        True,
        True,
    ]


def test_the_furniture_of_pages_is_no_text_for_readers_of_tags() -> None:
    letter = with_head(replace(HEAD, officers=()))
    furnished = replace(letter, edition="Second edition", running_head="Head", is_draft=True)

    plain, furnished_tags = (ReadPdf(printed(each, SIDE)).tags for each in (letter, furnished))

    assert [tag.name for tag in furnished_tags] == [tag.name for tag in plain]


def test_officers_places_of_designs_are_all_drawn() -> None:
    for place in OfficersPlace:
        design = replace(SIDE, letterhead=replace(SIDE.letterhead, officers=place))

        assert "Officer-8" in ReadPdf(printed(with_head(HEAD), design)).pages[0]
