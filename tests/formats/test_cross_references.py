"""Notes that are named by their number in running text."""

from __future__ import annotations

import pytest

from app.domain.composing import compose
from app.domain.documents import BodySection, Inlines, NoteNumber, Paragraph, Text
from app.domain.tokens import plain_text
from tests.formats.letters_in_text import faults_of, letter_text, read

NOTES = "\n\n[^1]: First.\n\n[^2]: Second, supra note 1.\n\n[^fees]: Third."


def printed(body: str) -> Inlines:
    document = compose(read(body + NOTES), ())
    (section,) = (each for each in document.sections if isinstance(each, BodySection))
    first = section.blocks[0]
    assert isinstance(first, Paragraph)
    return first.inlines


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("see supra note 2", 2),
        ("Supra Note 2", 2),
        ("infra n. 2", 2),
        ("supra, at note 2", 2),
        ("supra footnote 2", 2),
        ("note 2 above", 2),
        ("note 2, supra", 2),
        ("*supra* note 2", None),
        ("note 2", None),
        ("supra note 9", None),
        ("supra note 22", None),
        ("`supra note 2`", None),
    ],
)
def test_words_that_point_at_a_note_become_live(words: str, number: int | None):
    inlines = printed(f"A[^1] b[^2] c[^fees], {words}.")

    live = [each.number for each in inlines if isinstance(each, NoteNumber)]
    assert live == ([number] if number else [])
    assert plain_text(inlines).endswith(words.replace("*", "").replace("`", "") + ".")


def test_a_number_follows_its_label_when_notes_move():
    inlines = printed("A[^fees] b[^1] c[^2], supra note {{ note:fees }} and {{note: 2}}.")

    assert inlines[-4:] == (NoteNumber(1), Text(" and "), NoteNumber(3), Text("."))


def test_a_number_typed_for_a_note_that_moved_prints_as_typed():
    inlines = printed("A[^fees] b[^1] c[^2], supra note 2.")

    assert not [each for each in inlines if isinstance(each, NoteNumber)]
    assert plain_text(inlines).endswith("supra note 2.")


def test_a_note_may_point_at_a_note():
    document = compose(read("A[^1] b[^2] c[^fees]." + NOTES), ())

    (paragraph,) = document.notes[1].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Text("Second, supra note "), NoteNumber(1), Text("."))


def test_a_label_without_a_note_stops_a_final_export():
    letter = read("A, note {{ note:lost }}.")

    assert [str(found) for found in letter.blocking] == [
        "line 4: note [^lost] is named but not defined; its label prints"
    ]


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("title: 'See {{ note:1 }}'", "title"),
        ("title: x\nsignatories_heading: 'See {{ note:1 }}'", "signatories_heading"),
        ("title: x\ngroups: ['See {{ note:1 }}']", "groups"),
    ],
    ids=["title", "heading", "group"],
)
def test_only_running_text_names_notes(head: str, key: str):
    faults = faults_of(letter_text("A[^1].\n\n[^1]: N", head=head))

    assert len(faults) == 1
    assert key in faults[0]
