from __future__ import annotations

from dataclasses import replace

from app.domain.documents import BodySection, LetterDocument, Note, NoteReference, Paragraph, Text
from tests.documents.docx_reading import WordFile
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
