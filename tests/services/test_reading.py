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


def test_the_page_changes_its_etag_when_the_list_changes(letter: LetterInHand) -> None:
    before = page(letter, Visitor())
    again = page(letter, Visitor())
    letter.signed_by("Cedar Tenants Union")
    after = page(letter, Visitor())

    assert before is not None
    assert again is not None
    assert after is not None
    assert before.etag == again.etag != after.etag


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
