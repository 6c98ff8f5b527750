"""A note to the title that lists the signatories, as written statements to the UN have it."""

from __future__ import annotations

import pytest

from app.domain.documents import NamesPlace
from app.domain.tokens import plain_text
from app.formats.signatory_lists import read_signatories
from app.formats.word.outcome import LetterOfDraft
from tests.formats.word.drafts_in_xml import (
    SPACES,
    body_of,
    letter_of,
    made_of,
    note,
    notes,
    p,
    run,
)

TITLE = "Joint written statement on winter ferries"
LOUD = {"look": "<w:b/>", "properties": '<w:jc w:val="center"/>'}
TEXT = p("The ferry at Quillmouth stops in November, and nobody on the island reaches a doctor.")
INTRO = "The present statement is issued on behalf of the following NGOs in consultative status"
NAMES = ["Alpha Club", "Beta Club", "Gamma Fund"]


def with_note(*paragraphs: str, body: str = TEXT, **further: str) -> LetterOfDraft:
    return made_of(
        p(TITLE, xml=note(1), **LOUD) + body,
        parts={"footnotes": notes(n1="".join(map(p, paragraphs)), **further)},
    )


def names_of(made: LetterOfDraft) -> list[str]:
    rows = read_signatories(made.names.csv.encode()) if made.names.csv else ()
    return [row.name for row in rows]


def told(made: LetterOfDraft, words: str) -> bool:
    return any(words in str(warning) for warning in made.warnings)


LISTS = {
    "commas": (f"{INTRO}: Alpha Club, Beta Club, Gamma Fund.",),
    "commas and a last and": (f"{INTRO}: Alpha Club, Beta Club, and Gamma Fund.",),
    "a last and without its comma": (f"{INTRO}: Alpha Club, Beta Club and Gamma Fund.",),
    "semicolons": (f"{INTRO}: Alpha Club; Beta Club; and Gamma Fund.",),
    "a paragraph each": (f"{INTRO}:", "Alpha Club;", "Beta Club;", "Gamma Fund"),
    "lines": (f"{INTRO}:", "Alpha Club\nBeta Club\nGamma Fund"),
    "numbers": (f"{INTRO}:", "1. Alpha Club", "2. Beta Club", "3. Gamma Fund"),
}


@pytest.mark.parametrize("paragraphs", LISTS.values(), ids=LISTS.keys())
def test_a_note_to_the_title_that_lists_organizations_is_the_place_of_the_names(
    paragraphs: tuple[str, ...],
) -> None:
    made = with_note(*paragraphs)
    letter = letter_of(made)

    assert (letter.names_place, names_of(made)) == (NamesPlace.TITLE_NOTE, NAMES)
    assert (plain_text(letter.title), letter.notes) == (TITLE, ())
    assert letter.groups == (INTRO,)
    assert "names_place: in a note to the title (note 1)" in map(str, made.taken)
    assert "names: 3 names under 1 headings (note 1)" in map(str, made.taken)


ODD_NAMES = {
    "a comma of a company": ("Alpha Club, Inc., Beta Club, Gamma Fund", ["Alpha Club, Inc.", "Beta Club", "Gamma Fund"]),
    "brackets": ("Alpha Club (AC, Geneva), Beta Club", ["Alpha Club (AC, Geneva)", "Beta Club"]),
    "small letters behind a comma": ("Centre for Water, land and people, Beta Club", ["Centre for Water, land and people", "Beta Club"]),
    "one name with and": ("Beta Club, Centre for Peace and Justice", ["Beta Club", "Centre for Peace and Justice"]),
    "commas in names": ("Water, Land and People; Beta Club", ["Water, Land and People", "Beta Club"]),
}  # fmt: skip


@pytest.mark.parametrize(("listed", "names"), ODD_NAMES.values(), ids=ODD_NAMES.keys())
def test_names_are_told_apart(listed: str, names: list[str]) -> None:
    made = with_note(f"{INTRO}: {listed}.")

    assert names_of(made) == names
    assert told(made, "told apart by commas alone") == (";" not in listed)


@pytest.mark.parametrize(
    ("title", "intro"),
    [
        ("Declaración conjunta sobre los barcos", "Suscriben esta declaración"),
        ("Déclaration commune sur les bateaux", "Au nom des organisations suivantes"),
    ],
)
def test_notes_in_other_languages_are_read(title: str, intro: str) -> None:
    made = made_of(
        p(title, xml=note(1), **LOUD) + TEXT,
        parts={"footnotes": notes(n1=p(f"{intro}: Club Alfa, Club Beta."))},
    )

    assert names_of(made) == ["Club Alfa", "Club Beta"]


UNSURE = {
    "a sentence behind the names": f"{INTRO}: Alpha Club, Beta Club. They met in May.",
    "names before the verb": "Alpha Club and Beta Club, NGOs without consultative status, also share the views expressed in this statement.",
    "no list": f"{INTRO}: see the annex.",
    "one name": f"{INTRO}: Alpha Club.",
    "prose": f"{INTRO}: Alpha Club, which was founded by Ida Lund in 1999 to bring people to their doctors and back in any weather whatsoever, Beta Club.",
}  # fmt: skip


@pytest.mark.parametrize("words", UNSURE.values(), ids=UNSURE.keys())
def test_a_note_that_may_list_names_stays_a_note_and_is_told(words: str) -> None:
    made = with_note(words)

    assert (names_of(made), letter_of(made).names_place) == ([], None)
    assert f"[^1]: {words}" in made.letter
    assert told(made, "note 1: the note to the title speaks of others who join")


def test_a_note_about_something_else_stays_a_note_without_a_word() -> None:
    made = with_note("Issued as received, in the language of submission only: English, French.")

    assert len(letter_of(made).notes) == 1
    assert not told(made, "note to the title")


def test_names_elsewhere_leave_the_note_a_note() -> None:
    made = with_note(
        f"{INTRO}: Alpha Club, Beta Club.", body=TEXT + p("Sincerely,") + p("Gamma Fund")
    )

    assert names_of(made) == ["Gamma Fund"]
    assert len(letter_of(made).notes) == 1
    assert told(made, "note 1: the note to the title")


def test_a_note_that_is_referred_to_again_stays_a_note() -> None:
    made = with_note(f"{INTRO}: Alpha Club, Beta Club.", body=p("As they say.", xml=note(1)))

    assert names_of(made) == []
    assert len(letter_of(made).notes) == 1


def test_the_other_notes_move_up() -> None:
    made = with_note(
        f"{INTRO}: Alpha Club, Beta Club.",
        body=p("One", xml=note(2) + run(" two") + note(3)),
        n2=p("First."), n3=p("Second."),
    )  # fmt: skip

    assert body_of(made) == "One[^1] two[^2]\n\n[^1]: First.\n\n[^2]: Second."


@pytest.mark.parametrize("mark", ["*", "**", "†"])
def test_an_asterisk_that_was_typed_leads_to_its_note(mark: str) -> None:
    made = made_of(
        p(f"{TITLE}{mark}", **LOUD) + TEXT + p("____________")
        + p(f"{mark} {INTRO}: Alpha Club, Beta Club, Gamma Fund.")
    )  # fmt: skip

    assert (letter_of(made).names_place, names_of(made)) == (NamesPlace.TITLE_NOTE, NAMES)
    assert plain_text(letter_of(made).title) == TITLE
    assert INTRO not in body_of(made)


def test_a_note_with_a_mark_of_its_own_is_read_too() -> None:
    marked = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    made = made_of(
        p(TITLE, xml=marked, **LOUD) + TEXT,
        parts={"footnotes": notes(n1=p(f"* {INTRO}: Alpha Club, Beta Club, Gamma Fund."))},
    )

    assert names_of(made) == NAMES
    assert letter_of(made).groups == (INTRO,)


def test_a_title_by_its_style_bears_such_a_note_as_well() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    made = made_of(
        p(TITLE, properties='<w:pStyle w:val="T"/>', xml=note(1)) + TEXT,
        parts={
            "styles": f"<w:styles {SPACES}>{styles}</w:styles>",
            "footnotes": notes(n1=p(f"{INTRO}: Alpha Club, Beta Club, Gamma Fund.")),
        },
    )

    assert names_of(made) == NAMES
