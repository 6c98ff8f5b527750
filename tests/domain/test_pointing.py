"""Which words name a note of the letter itself, and which may mean another's."""

from __future__ import annotations

import time

import pytest

from app.domain.documents import Code, Emphasis, Link, NoteNumber, NoteReference, Strong, Text
from app.domain.pointing import Where, flat, live_by_themselves, pointings

EARLIER, LATER, ANYWHERE = Where.EARLIER, Where.LATER, Where.ANYWHERE

# The words, the numbers in them, where they say that the note stands.
NAMED = [
    ("see supra note 2.", "2", EARLIER),
    ("SUPRA NOTE 2", "2", EARLIER),
    ("supra\u00a0note\u00a02", "2", EARLIER),
    ("supra, at note 2", "2", EARLIER),
    ("supra n. 12", "12", EARLIER),
    ("supra n.12", "12", EARLIER),
    ("supra n 12", "12", EARLIER),
    ("supra fn. 4", "4", EARLIER),
    ("supra footnote 4, at 12–15", "4", EARLIER),
    ("Smith et al., supra note 3, 42 U.S.C. § 1983", "3", EARLIER),
    ("infra note 7", "7", LATER),
    ("infra text accompanying notes 3–5", "3 5", LATER),
    ("see note 5 above", "5", EARLIER),
    ("note 5, below.", "5", LATER),
    ("note 5 (above)", "5", EARLIER),
    ("see below, note 3", "3", LATER),
    ("see above note 3", "3", EARLIER),
    ("above, in note 3", "3", EARLIER),
    ("note 5 supra", "5", EARLIER),
    ("note 5, ante", "5", EARLIER),
    ("supra notes 1 and 3", "1 3", EARLIER),
    ("supra notes 1, 3, and 5 say", "1 3 5", EARLIER),
    ("supra notes 1, 3 & 5", "1 3 5", EARLIER),
    ("supra notes 1, 3 say so", "1 3", EARLIER),
    ("supra notes 1, 3, 20 percent", "1 3", EARLIER),
    ("notes 1, 3 above", "1 3", EARLIER),
    ("supra notes 1-3, 7", "1 3 7", EARLIER),
    ("notes 1–3 above", "1 3", EARLIER),
    ("supra nn. 2-4", "2 4", EARLIER),
    ("supra notes 2 to 4", "2 4", EARLIER),
    ("supra note 3 of this letter", "3", EARLIER),
    ("véase la nota 3", "3", ANYWHERE),
    ("Véanse las notas 3 y 4.", "3 4", ANYWHERE),
    ("véase la nota 3 de esta carta", "3", ANYWHERE),
    ("nota 3, supra", "3", EARLIER),
    ("supra, la nota 3", "3", EARLIER),
    ("nota al pie 3 más abajo", "3", LATER),
    ("véase más arriba, nota 3", "3", EARLIER),
    ("notas 1 a 3, arriba", "1 3", EARLIER),
    ("voir supra notes 1 et 3", "1 3", EARLIER),
    ("supra notes 1, 3, 42 U.S.C. § 5", "1 3", EARLIER),
    ("supra notes 1 and 3 and 80 Fed. Reg. 5", "1 3", EARLIER),
]


@pytest.mark.parametrize(("text", "numbers", "where"), NAMED, ids=[each[0] for each in NAMED])
def test_a_word_of_place_makes_it_the_letters_own_note(
    text: str, numbers: str, where: Where
) -> None:
    (found,) = pointings(text)

    assert " ".join(text[start:end] for start, end in found.numbers) == numbers
    assert found.where is where


LEFT_ALONE = [
    "note 2",
    "see note 2",
    "notes 1 and 3",
    "Smith, note 3 of the report",
    "supra note 3 of the report",
    "supra notes 3 and 5 of the report",
    "supra note 3 to the Smith report",
    "Smith’s note 3 above",
    "its note 3 above",
    "note 3 below the table",
    "the table below note 3",
    "as noted above. Note 3 says",
    "Id. at 3",
    "Id. note 3",
    "supra at 3",
    "supra Part 3",
    "supra note 12345",
    "supra note 3.1",
    "supra note 3rd",
    "véase la nota 3 del informe",
    "véase la nota 3 en el informe",
    "la nota 3 ante el tribunal",
    "ante la nota 3 del ministro",
    "la nota 3",
    "footnote 4 of the decision above",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_may_be_anothers_note_is_left_alone(text: str) -> None:
    assert pointings(text) == ()


def test_two_references_side_by_side_keep_their_own_words() -> None:
    found = pointings("supra note 3, infra note 4, and note 1 above")

    assert [each.where for each in found] == [EARLIER, LATER, EARLIER]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he said “supra note 3” and supra note 4", [True, False]),
        ('he said "supra note 3" and supra note 4', [True, False]),
        ("er sagte „supra note 3“ und supra note 4", [True, False]),
        ("dijo «supra nota 3» y supra nota 4", [True, False]),
        ("“it goes on in the next paragraph, supra note 3", [True]),
        ('a board of 5" and supra note 4', [False]),
    ],
)  # fmt: skip
def test_words_in_quotation_marks_are_somebody_elses(text: str, expected: list[bool]) -> None:
    assert [each.is_quoted for each in pointings(text)] == expected


def test_ranges_are_told_from_lists() -> None:
    (found,) = pointings("supra notes 1–3, 5 and 7-9")

    assert found.ranges == ((0, 1), (3, 4))


def test_a_run_is_read_over_its_looks() -> None:
    run = (
        Text("A"),
        NoteReference(1),
        Text(" see "),
        Emphasis((Text("supra"),)),
        Text(" notes "),
        Strong((NoteNumber(1),)),
        Text(" and "),
        Link("https://x.example", (Text("2"),)),
        Code("supra note 3"),
    )

    text = flat(run).text

    (found,) = pointings(text)
    assert [text[start:end] for start, end in found.numbers] == ["1", "2"]
    assert flat(run).marks == ((1, 1),)
    assert live_by_themselves(run) == (True,)


def test_a_number_beside_a_figure_is_not_live_by_itself() -> None:
    assert live_by_themselves((Text("supra note "), NoteNumber(2), Text("0"))) == (False,)
    assert live_by_themselves((Text("note "), NoteNumber(2))) == (False,)


@pytest.mark.parametrize(
    "text",
    [
        "supra notes " + ", ".join(["1"] * 30_000),
        "notes " * 20_000 + "above",
        "supra " * 20_000,
        '“" ' * 20_000 + "supra note 1 " * 5_000,
        "supra" + " " * 100_000 + "note 1",
        "supra note 1-" * 10_000,
    ],
    ids=["list", "notes", "supra", "quotes", "blanks", "hyphens"],
)  # fmt: skip
def test_no_paragraph_takes_long(text: str) -> None:
    began = time.process_time()

    pointings(text)

    assert time.process_time() - began < 2
