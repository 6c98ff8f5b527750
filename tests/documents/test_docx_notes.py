from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.documents import (
    BodySection,
    Emphasis,
    LetterDocument,
    Link,
    Note,
    NoteNumber,
    NoteReference,
    Paragraph,
    Strong,
    Text,
)
from tests.documents.docx_letters import attached_letter, endnote_letter, full_letter
from tests.documents.docx_reading import NAMES, WordFile
from tests.documents.trees import plain_letter, rich_letter

NOTES = "word/footnotes.xml"


def with_body(document: LetterDocument, *paragraphs: Paragraph) -> LetterDocument:
    return replace(document, sections=(BodySection(paragraphs),))


def test_the_separators_come_first_and_the_notes_are_numbered_after_them() -> None:
    file = WordFile.of(rich_letter())

    ids = file.find("/w:footnotes/w:footnote/@w:id", part=NOTES)

    assert ids == ["-1", "0", "1", "2", "3", "4", "5"]
    assert file.find("/w:footnotes/w:footnote/@w:type", part=NOTES) == [
        "separator",
        "continuationSeparator",
    ]
    assert file.find("//w:footnotePr/w:footnote/@w:id", part="word/settings.xml") == ["-1", "0"]


def test_each_note_is_referred_to_once_and_in_order() -> None:
    file = WordFile.of(rich_letter())

    assert file.find("//w:footnoteReference/@w:id") == ["1", "2", "3", "4", "5"]


def test_the_second_reference_to_a_note_is_a_cross_reference_to_the_first() -> None:
    file = WordFile.of(rich_letter())

    instructions = [each.text.strip() for each in file.find("//w:instrText")]
    first = "//w:bookmarkStart[@w:name='_RefNote2']/following-sibling::w:r[1]"

    assert instructions == ["NOTEREF _RefNote2 \\f \\h"]
    assert file.find(f"{first}/w:footnoteReference/@w:id") == ["2"]


def test_a_link_in_a_note_belongs_to_the_notes_part() -> None:
    file = WordFile.of(plain_letter())

    names = file.find("//w:hyperlink/@r:id", part=NOTES)

    assert [file.relationships("footnotes")[name] for name in names] == [
        "https://example.org/forms"
    ]
    assert "https://example.org/forms" not in file.relationships().values()


def test_a_note_keeps_its_italics_its_paragraphs_and_its_list() -> None:
    file = WordFile.of(rich_letter())

    italic = file.find("//w:footnote[@w:id='2']//w:r[w:rPr/w:i]/w:t", part=NOTES)
    paragraphs = file.find("//w:footnote[@w:id='2']/w:p", part=NOTES)
    listed = file.find("//w:footnote[@w:id='3']/w:p[w:pPr/w:numPr]", part=NOTES)

    assert [each.text for each in italic] == ["Example v. Sample"]
    assert len(paragraphs) == 2
    assert len(listed) == 2
    assert set(file.values("//w:footnote[@w:id>0]/w:p/w:pPr/w:pStyle", part=NOTES)) == {
        "FootnoteText"
    }


def test_a_note_that_begins_with_a_list_still_shows_its_number() -> None:
    document = rich_letter()
    listed = document.notes[2].blocks[1]
    document = with_body(plain_letter(), Paragraph((Text("One."), NoteReference(1))))
    file = WordFile.of(replace(document, notes=(Note(1, (listed,)),)))

    first = file.find("//w:footnote[@w:id='1']/w:p[1]//w:footnoteRef", part=NOTES)

    assert len(first) == 1


def test_endnotes_stand_under_their_heading_at_the_end() -> None:
    file = WordFile.of(replace(rich_letter(), notes_at_end=True))

    assert "word/footnotes.xml" not in file.part_names
    assert len(file.find("//w:endnoteReference")) == 5
    assert file.paragraphs("NotesHeading") == ["Notes"]
    assert file.paragraphs()[-1] == "Notes"
    assert file.values("//w:endnotePr/w:numFmt", part="word/settings.xml") == ["decimal"]


def test_a_letter_without_notes_has_no_notes_part() -> None:
    document = with_body(plain_letter(), Paragraph((Text("Short."),)))
    file = WordFile.of(replace(document, notes=()))

    assert not [name for name in file.part_names if "notes" in name]
    assert not file.find("//w:footnotePr", part="word/settings.xml")


@pytest.mark.parametrize(
    "inlines",
    [
        pytest.param((NoteReference(1), NoteReference(2)), id="side by side"),
        pytest.param((Emphasis((NoteReference(1),)), NoteReference(2)), id="after italics"),
        pytest.param((NoteReference(1), Strong((NoteReference(2), Text("!")))), id="before bold"),
        pytest.param(
            (Link("https://example.org", (Text("x"), NoteReference(1))), NoteReference(2)),
            id="after a link",
        ),
    ],
)
def test_the_numbers_of_two_notes_side_by_side_do_not_read_as_one(
    inlines: tuple[NoteReference | Emphasis | Strong | Link, ...],
) -> None:
    document = with_body(plain_letter(), Paragraph((Text("So."), *inlines)))
    notes = tuple(Note(number, (Paragraph((Text("Source."),)),)) for number in (1, 2))
    file = WordFile.of(replace(document, notes=notes))

    (between,) = file.find("//w:r[w:t = '\u200a']")

    assert between.xpath("string(w:rPr/w:rStyle/@w:val)", namespaces=NAMES) == "FootnoteReference"
    assert between.xpath("count(preceding::w:footnoteReference)", namespaces=NAMES) == 1
    assert between.xpath("count(following::w:footnoteReference)", namespaces=NAMES) == 1


def test_notes_with_a_word_between_them_get_no_space_of_ours() -> None:
    apart = Paragraph((NoteReference(1), Text(", "), NoteReference(2), Emphasis(()), Text("x")))
    notes = tuple(Note(number, (Paragraph((Text("Source."),)),)) for number in (1, 2))
    file = WordFile.of(replace(with_body(plain_letter(), apart), notes=notes))

    assert "\u200a" not in "".join(file.paragraphs())


@pytest.mark.parametrize(
    ("document", "part"),
    [
        pytest.param(full_letter(), NOTES, id="footnotes"),
        pytest.param(endnote_letter(), "word/endnotes.xml", id="endnotes"),
        pytest.param(attached_letter(), NOTES, id="names attached"),
        pytest.param(rich_letter(), NOTES, id="rich"),
    ],
)
def test_every_cross_reference_to_a_note_leads_somewhere(
    document: LetterDocument, part: str
) -> None:
    file = WordFile.of(document)

    marks = set(file.find("//w:bookmarkStart/@w:name"))
    fields = [
        each.text.split()[1]
        for where in ("word/document.xml", part)
        for each in file.find("//w:instrText", part=where)
    ]

    assert fields
    assert set(fields) <= marks
    assert marks == {f"_RefNote{note.number}" for note in document.notes}


def test_the_number_of_another_note_in_a_note_is_live() -> None:
    file = WordFile.of(full_letter())

    fields = file.find("//w:footnote[@w:id='9']//w:instrText", part=NOTES)

    assert [each.text.strip() for each in fields] == ["NOTEREF _RefNote1 \\h"]
    assert "see note 1." in file.paragraphs(part=NOTES)[-1]


def test_a_number_of_a_note_is_set_like_the_words_around_it() -> None:
    paragraph = Paragraph(
        (Text("So."), NoteReference(1), Emphasis((Text("supra note "), NoteNumber(1))))
    )
    document = with_body(plain_letter(), paragraph)

    file = WordFile.of(document)

    assert len(file.find("//w:r[w:rPr/w:i][w:fldChar or w:instrText or w:t = '1']")) == 5


def test_notes_stand_wherever_the_letter_has_words() -> None:
    file = WordFile.of(full_letter())

    def style_of(number: int) -> str:
        (reference,) = file.find(f"//w:footnoteReference[@w:id='{number}']/ancestor::w:p")
        return str(reference.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces=NAMES))

    assert [style_of(number) for number in (1, 2, 5, 6, 7, 8)] == [
        "Title",
        "RE",
        "Heading1",
        "ListBullet",
        "Quote",
        "TableHeading",
    ]


def test_a_note_holds_paragraphs_a_list_a_quotation_and_a_table() -> None:
    file = WordFile.of(full_letter())

    path = "//w:footnote[@w:id='4']"
    kinds = [each.tag.rpartition("}")[2] for each in file.find(f"{path}/*", part=NOTES)]

    assert kinds == ["p", "p", "p", "p", "p", "tbl", "p"]
    assert len(file.find(f"{path}//w:footnoteRef", part=NOTES)) == 1
    assert len(file.find(f"{path}/w:p[w:pPr/w:numPr]", part=NOTES)) == 2


def test_thirty_notes_are_numbered_in_the_order_of_the_text() -> None:
    file = WordFile.of(full_letter())

    numbers = [str(number) for number in range(1, 31)]
    assert file.find("//w:footnoteReference/@w:id") == numbers
    assert file.find("//w:footnote[not(@w:type)]/@w:id", part=NOTES) == numbers
    assert len(set(file.find("//w:bookmarkStart/@w:id"))) == 30
