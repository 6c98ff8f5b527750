"""Numbers of notes that were typed in a Word draft: live where the draft's notes are counted so."""

from __future__ import annotations

import pytest

from app.domain.composing import compose
from app.domain.documents import BodySection, Emphasis, NoteNumber, NoteReference, Paragraph
from app.domain.pointing import flat
from app.formats.word.outcome import LetterOfDraft
from tests.formats.word.drafts_in_xml import (
    SPACES,
    body_of,
    field,
    letter_of,
    made_of,
    note,
    notes,
    p,
    run,
)

ITALIC = "<w:i/>"
THREE = notes(n1=p("First."), n2=p("Second."), n3=p("Third."))
OTHERWISE = "and the notes have other numbers in the letter file"


def drafted(*words: str, parts: dict[str, str] | None = None, first: str = "") -> LetterOfDraft:
    """Return what comes of a draft with three notes and then the runs `words`."""
    claims = run("One") + (first or note(1)) + run(" two") + note(2) + run(" three") + note(3)
    return made_of(
        p(xml=claims + run(", ") + "".join(words)), parts={"footnotes": THREE, **(parts or {})}
    )


def numbers_of(made: LetterOfDraft) -> list[int]:
    document = compose(letter_of(made), ())
    (section,) = (each for each in document.sections if isinstance(each, BodySection))
    first = section.blocks[0]
    assert isinstance(first, Paragraph)
    return [number for _, _, number in flat(first.inlines).numbers]


def told(made: LetterOfDraft, words: str) -> bool:
    return any(words in warning for warning in map(str, made.warnings))


TYPED = {
    "one word in italics": ([run("see "), run("supra", ITALIC), run(" note 2.")], [2]),
    "cut in the middle": ([run("see su"), run("pra no"), run("te "), run("2"), run(".")], [2]),
    "several": ([run("supra", ITALIC), run(" notes 1 and 3.")], [1, 3]),
    "a range": ([run("see notes 1–3 "), run("above", ITALIC), run(".")], [1, 3]),
    "abbreviated": ([run("supra", ITALIC), run(" nn. 2-3.")], [2, 3]),
    "Spanish": ([run("véase la nota 2; nota 3, "), run("supra", ITALIC), run(".")], [2, 3]),
    "another's": ([run("Smith, note 3 of the report; "), run("Id.", ITALIC), run(" note 2.")], []),
    "quoted": ([run("they wrote “supra note 2”.")], []),
    "a bare number": ([run("see note 2.")], []),
}


@pytest.mark.parametrize(("words", "numbers"), TYPED.values(), ids=TYPED.keys())
def test_a_typed_number_is_live_where_its_words_say_so(words: list[str], numbers: list[int]):
    made = drafted(*words)

    assert numbers_of(made) == numbers
    assert "{{" not in body_of(made)
    assert not told(made, OTHERWISE)


def test_fields_and_typed_numbers_stand_in_one_list():
    marked = '<w:bookmarkStart w:id="5" w:name="_Ref1"/>' + note(1) + '<w:bookmarkEnd w:id="5"/>'
    made = drafted(
        run("supra", ITALIC), run(" notes "), field("NOTEREF _Ref1 \\h", run("1")),
        run(" and 3, not note "), field("NOTEREF _Ref1 \\h", run("1")), run("."), first=marked,
    )  # fmt: skip

    assert numbers_of(made) == [1, 3, 1]
    assert body_of(made).split("\n")[0].endswith("*supra* notes 1 and 3, not note {{ note:1 }}.")


def test_a_number_without_a_note_is_told():
    made = drafted(run("supra note 9."))

    assert numbers_of(made) == []
    assert told(made, "9 in “supra note 9” names no note")


@pytest.mark.parametrize(
    "count",
    ['<w:numStart w:val="5"/>', '<w:numRestart w:val="eachPage"/>'],
    ids=["starts at 5", "begins again"],
)
def test_typed_numbers_of_notes_that_are_counted_otherwise_are_told(count: str):
    settings = f"<w:settings {SPACES}><w:footnotePr>{count}</w:footnotePr></w:settings>"

    made = drafted(run("supra", ITALIC), run(" note 2."), parts={"settings": settings})

    assert told(made, f"paragraph 1: “supra note 2” was typed, {OTHERWISE}")


def test_typed_numbers_beside_notes_of_two_kinds_are_told():
    part = notes("endnote", n1=p("End, supra note 1."))
    made = drafted(run("supra note 2."), note(1, "endnote"), parts={"endnotes": part})

    assert told(made, f"paragraph 1: “supra note 2” was typed, {OTHERWISE}")
    assert told(made, f"note 4: “supra note 1” was typed, {OTHERWISE}")


def test_a_mark_of_its_own_takes_no_number_from_the_others():
    starred = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'

    made = drafted(run("supra note 2."), first=starred)

    assert told(made, f"“supra note 2” was typed, {OTHERWISE}")


def test_fields_are_sure_however_the_notes_are_counted():
    marked = '<w:bookmarkStart w:id="5" w:name="_Ref1"/>' + note(1) + '<w:bookmarkEnd w:id="5"/>'
    settings = (
        f'<w:settings {SPACES}><w:footnotePr><w:numStart w:val="5"/></w:footnotePr></w:settings>'
    )
    made = drafted(
        run("supra note "), field("NOTEREF _Ref1 \\h", run("5")),
        first=marked, parts={"settings": settings},
    )  # fmt: skip

    assert numbers_of(made) == [1]
    assert not told(made, OTHERWISE)


def test_typed_numbers_beside_typed_and_real_notes_are_told():
    raised = run("1", '<w:vertAlign w:val="superscript"/>')
    made = made_of(
        p(xml=run("One") + note(1) + run(" two") + raised + run(", supra note 1."))
        + p("1. Typed."),
        parts={"footnotes": notes(n1=p("Real."))},
    )

    assert "[^2]: Typed." in body_of(made)
    assert told(made, OTHERWISE)


def test_the_looks_of_the_words_stay():
    made = drafted(run("supra", ITALIC), run(" notes 1 and 3."))

    (section,) = (
        each for each in compose(letter_of(made), ()).sections if isinstance(each, BodySection)
    )
    block = section.blocks[0]
    assert isinstance(block, Paragraph)
    kinds = [type(each) for each in block.inlines if not isinstance(each, NoteReference)]
    assert kinds.count(Emphasis) == 1
    assert kinds.count(NoteNumber) == 2
