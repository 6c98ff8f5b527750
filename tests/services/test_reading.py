"""Who reads a letter, who sees its names, on every public way in."""

from __future__ import annotations

import csv
import io
import json
from itertools import product

import pytest

from app.services import desk, reading
from app.services.access import Visitor
from app.services.house import House
from app.services.publishing import Circle
from tests.cast import NOON, LetterInHand, member_of

ALL = [
    Circle(reads, "link", shows)
    for reads, shows in product(("members", "link", "public"), ("members", "signers", "public"))
]


def page(letter: LetterInHand, visitor: Visitor) -> reading.LetterPage | None:
    return reading.letter_page(letter.house, letter.slug, visitor=visitor, now=NOON)


@pytest.mark.parametrize("circle", ALL, ids=lambda c: f"{c.reads}-{c.shows}")
def test_a_stranger_reads_only_what_is_public(house: House, circle: Circle) -> None:
    letter = LetterInHand.published(house, circle=circle, signatories="name\nCedar Union\n")

    seen = page(letter, Visitor())

    assert (seen is not None) == (circle.reads == "public")
    if seen is not None:
        assert seen.shows_names == (circle.shows == "public")
        assert ("Cedar Union" in seen.html.names) == (circle.shows == "public")
    listed = [summary.slug for summary in reading.public_letters(house)]
    assert (letter.slug in listed) == (circle.reads == "public")
    for fmt in ("csv", "json"):
        file = reading.public_signatories(house, letter.slug, visitor=Visitor(), fmt=fmt)
        assert (file is not None) == (circle.reads == circle.shows == "public")


@pytest.mark.parametrize("circle", ALL, ids=lambda c: f"{c.reads}-{c.shows}")
def test_the_private_link_opens_what_is_not_for_members_alone(house: House, circle: Circle) -> None:
    letter = LetterInHand.published(house, circle=circle, signatories="name\nCedar Union\n")

    seen = page(letter, Visitor(key=letter.key))

    assert (seen is not None) == (circle.reads != "members")
    if seen is not None:
        assert ("Cedar Union" in seen.html.names) == (circle.shows == "public")


def test_the_key_of_one_letter_opens_no_other(house: House) -> None:
    quiet = LetterInHand.published(house, circle=Circle(), slug="quiet")
    other = LetterInHand.published(house, circle=Circle(), slug="other")

    assert page(quiet, Visitor(key=other.key)) is None


def test_members_of_the_coalition_read_and_others_do_not(house: House) -> None:
    mine = member_of(house, "mine")
    theirs = member_of(house, "theirs")
    made = desk.create_letter(house, mine, b"---\ntitle: Draft\n---\nText.\n", now=NOON)
    assert isinstance(made, desk.Created)

    letter = LetterInHand(house, made.slug)

    assert page(letter, Visitor(user_id=mine.user_id)) is not None
    assert page(letter, Visitor(user_id=theirs.user_id)) is None
    assert page(letter, Visitor(key=letter.key)) is None


def test_a_count_below_ten_is_not_shown(house: House) -> None:
    rows = "name\n" + "".join(f"Organization {n}\n" for n in range(9))
    letter = LetterInHand.published(house, signatories=rows)

    nine = page(letter, Visitor())
    assert nine is not None
    assert nine.count is None
    assert "undersigned 9 organizations" not in nine.html.opening

    letter.signed_by("The Tenth")
    ten = page(letter, Visitor())
    assert ten is not None
    assert ten.count == 10
    assert "undersigned 10 organizations" in ten.html.opening


FIGURES = """\
---
title: Keep the ferry
salutation: 'Dear Commissioner:'
individuals: true
leads: [Harbor Neighbors]
group_by: kind
line: '{name}, {state}'
closes: 2027-03-20T17:00
zone: America/New_York
---

All {{ count }} ({{ count_words }}); {{ organizations }} and {{ individuals }} in {{ states }}
states, {{ count_minus_leads }} beside the leads, {{ count:Organizations }} of them groups.
"""


def opening(house: House, *, organizations: int, individuals: int, circle: Circle) -> str:
    """Return the letter's words with its figures, as the private link shows them."""
    rows = [f"Organization {n},organization,OH" for n in range(organizations)]
    rows += [f"Person {n},individual,OH" for n in range(individuals)]
    letter = LetterInHand.published(
        house, FIGURES, circle=circle, signatories="\n".join(["name,kind,state", *rows])
    )
    seen = page(letter, Visitor(key=letter.key))
    assert seen is not None
    return " ".join(seen.html.opening.split())


def test_where_names_are_hidden_only_totals_of_ten_or_more_are_figures(house: House) -> None:
    words = opening(house, organizations=12, individuals=10, circle=Circle())

    assert "All 22 (twenty-two); 12 and [#] in [#] states" in words
    assert "[#] beside the leads, [#] of them groups" in words


def test_where_names_are_hidden_no_figure_leaves_a_few_people_over(house: House) -> None:
    words = opening(house, organizations=12, individuals=1, circle=Circle())

    assert "All 13 (thirteen); [#] and [#] in [#] states" in words


def test_where_names_are_shown_ten_signatories_show_every_figure(house: House) -> None:
    words = opening(house, organizations=9, individuals=1, circle=Circle("link", "link", "public"))

    assert "All 10 (ten); 9 and 1 in 1 states, 10 beside the leads" in words


def test_below_ten_no_figure_is_shown_to_anybody(house: House) -> None:
    words = opening(house, organizations=9, individuals=0, circle=Circle("link", "link", "public"))

    assert "All [#] ([#]); [#] and [#] in [#] states" in words


TWO_LEADS = FIGURES.replace("[Harbor Neighbors]", "[Harbor Neighbors, 'Dock Workers, Local 7']")
HIDDEN = Circle("public", "public", "members")


@pytest.mark.parametrize(
    ("signed", "circle", "said"),
    [
        pytest.param(["Cedar Union"], Circle("public", "public", "public"), "", id="no lead yet"),
        pytest.param(
            ["Cedar Union", "Dock Workers, Local 7"],
            Circle("public", "public", "public"),
            "Dock Workers, Local 7",
            id="one of two",
        ),
        pytest.param(
            ["Harbor Neighbors", "Dock Workers, Local 7"],
            Circle("public", "public", "public"),
            "Harbor Neighbors, Dock Workers, Local 7",
            id="both",
        ),
        pytest.param(["Harbor Neighbors"], HIDDEN, "", id="names hidden"),
    ],
)
def test_a_convener_is_named_who_has_signed_where_names_are_shown(
    house: House, signed: list[str], circle: Circle, said: str
) -> None:
    rows = "\n".join(["name", *(f'"{name}"' for name in signed)])
    letter = LetterInHand.published(house, TWO_LEADS, circle=circle, signatories=rows)

    seen = page(letter, Visitor())
    (summary,) = reading.public_letters(house)

    assert seen is not None
    assert seen.convener == summary.convener == (said or "Undersigned")


def test_the_first_page_names_a_convener_as_soon_as_they_have_signed(house: House) -> None:
    letter = LetterInHand.published(house)
    before = reading.public_letters(house)

    letter.signed_by("Harbor Neighbors")

    assert [each.convener for each in before] == ["Undersigned"]
    assert [each.convener for each in reading.public_letters(house)] == ["Harbor Neighbors"]


def test_the_public_list_is_made_once_until_the_list_changes(letter: LetterInHand) -> None:
    def csv_file() -> bytes | None:
        return reading.public_signatories(letter.house, "ferry", visitor=Visitor(), fmt="csv")

    letter.signed_by("Cedar Tenants Union")
    before, again = csv_file(), csv_file()
    letter.signed_by("Birch Tenants Union")
    after = csv_file()

    assert before is again
    assert after is not None
    assert b"Birch" in after


def test_the_public_list_holds_no_contact(letter: LetterInHand) -> None:
    letter.signed_by("Cedar Tenants Union")

    table = reading.public_signatories(letter.house, "ferry", visitor=Visitor(), fmt="csv")
    body = reading.public_signatories(letter.house, "ferry", visitor=Visitor(), fmt="json")

    assert table is not None
    assert body is not None
    (row,) = csv.DictReader(io.StringIO(table.decode()))
    assert row["name"] == "Cedar Tenants Union"
    assert json.loads(body)["signatories"][0]["name"] == "Cedar Tenants Union"
    for text in (table.decode(), body.decode()):
        assert "@" not in text
        assert "Ida" not in text


def test_a_formula_in_a_name_is_only_a_name_in_the_list(letter: LetterInHand) -> None:
    letter.signed_by("=HYPERLINK(1) Union")

    table = reading.public_signatories(letter.house, "ferry", visitor=Visitor(), fmt="csv")

    assert table is not None
    assert b"'=HYPERLINK" in table


def test_find_leaves_the_names_that_hold_the_words(letter: LetterInHand) -> None:
    letter.signed_by("Cedar Tenants Union")
    letter.signed_by("Médicos del Puerto")

    found = reading.letter_page(letter.house, "ferry", visitor=Visitor(), now=NOON, find="medicos")

    assert found is not None
    assert "<mark>Médicos</mark> del Puerto" in found.html.names
    assert "Cedar" not in found.html.names
