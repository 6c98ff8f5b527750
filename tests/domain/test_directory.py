"""Which organization a name means, what prints for it, and who may be told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.authority import Sender, address_that_may_sign, who_sends
from app.domain.directory import (
    Accepted,
    Change,
    Spelling,
    Succession,
    may_be_told,
    meant,
    origins,
    successor,
    would_circle,
)
from app.domain.errors import Refused

DAY = date(2027, 3, 1)


def accepted(number: int, place: str = "", *hosts: str) -> Accepted:
    return Accepted(number, place, frozenset(hosts))


def said(place: str = "", website: str = "") -> Spelling:
    return Spelling.of("Legal Aid Society", place=place, website=website)


@pytest.mark.parametrize(
    ("spelling", "known", "expected"),
    [
        pytest.param(said(), [accepted(1)], 1, id="same name, no place on either side"),
        pytest.param(said("Toledo, Ohio"), [accepted(1, "toledo, oh")], 1, id="same place"),
        pytest.param(said("Toledo, OH"), [accepted(1, "akron, oh")], None, id="other city"),
        pytest.param(said(), [accepted(1, "akron, oh")], None, id="no place says nothing"),
        pytest.param(
            said(website="https://www.legal.example"),
            [accepted(1, "akron, oh", "legal.example")],
            1,
            id="no place, but its website",
        ),
        pytest.param(
            said("Toledo, OH", "legal.example"),
            [accepted(1, "akron, oh", "legal.example")],
            None,
            id="one website, two places: a chapter is one of its own",
        ),
        pytest.param(
            said(website="other.example"),
            [accepted(1, "", "legal.example")],
            None,
            id="another website speaks against",
        ),
        pytest.param(
            said(website="https://facebook.com/us"),
            [accepted(1, "", "legal.example")],
            1,
            id="a page on a platform says nothing",
        ),
        pytest.param(said(), [accepted(1), accepted(2)], None, id="two of one name"),
        pytest.param(
            said(website="b.example"),
            [accepted(1, "", "a.example"), accepted(2, "", "b.example")],
            2,
            id="two of one name, told by the website",
        ),
        pytest.param(said(), [], None, id="nobody known"),
    ],
)
def test_a_name_means_an_organization_where_nothing_speaks_against_it(
    spelling: Spelling, known: list[Accepted], expected: int | None
) -> None:
    assert meant(spelling, known) == expected


def test_two_places_of_one_name_have_two_keys() -> None:
    assert said("Toledo, Ohio").key == said("toledo, OH").key
    assert said("Toledo, OH").key != said("Akron, OH").key


def test_whoever_signs_after_the_day_stands_as_what_it_became() -> None:
    known = [Succession(1, 2, Change.RENAMED, DAY), Succession(2, 3, Change.MERGED, DAY)]

    assert successor(1, known, today=DAY).organization_id == 3
    assert successor(1, known, today=DAY.replace(day=2)).since == DAY
    assert successor(1, known, today=date(2027, 2, 28)).organization_id == 1


def test_of_a_split_nobody_is_named_for_the_signer() -> None:
    known = [Succession(1, 2, Change.SPLIT, DAY), Succession(1, 3, Change.SPLIT, DAY)]

    assert successor(1, known, today=DAY).organization_id == 1


LINKS = st.lists(
    st.builds(
        Succession,
        st.integers(1, 6),
        st.integers(1, 6),
        st.sampled_from([Change.MERGED, Change.RENAMED]),
        st.just(DAY),
    ),
    max_size=12,
)


@given(LINKS)
def test_following_ends_and_a_refused_circle_stays_out(links: list[Succession]) -> None:
    kept: list[Succession] = []
    for link in links:
        if not would_circle([link.from_id], link.to_id, kept):
            kept.append(link)

    assert all(number not in origins(number, kept) for number in range(1, 7))
    for number in range(1, 7):
        # Among what was kept the last of the chain became nothing else.
        end = successor(number, kept, today=DAY).organization_id
        assert successor(end, kept, today=DAY).organization_id == end
    for number in range(1, 7):
        assert successor(number, links, today=DAY).organization_id in range(1, 7)


@pytest.mark.parametrize(
    ("email", "websites", "may_sign", "expected"),
    [
        ("ida@cedar.example", ["https://www.cedar.example/us"], [], Sender.KNOWN),
        ("ida@mail.cedar.example", ["cedar.example"], [], Sender.KNOWN),
        ("ida@notcedar.example", ["cedar.example"], [], Sender.OTHER),
        ("ida@cedar.example", [], [], Sender.NEW),
        ("ida@gmail.com", ["cedar.example"], [], Sender.FREE),
        ("ida@yahoo.co.uk", ["cedar.example"], [], Sender.FREE),
        ("ida@gmail.com", [], ["ida@gmail.com"], Sender.KNOWN),
        ("Ida@Law.example", ["cedar.example"], ["law.example"], Sender.KNOWN),
        ("x@facebook.com", ["https://facebook.com/cedar"], [], Sender.NEW),
        ("", ["cedar.example"], [], Sender.FREE),
    ],
)
def test_what_an_address_says(
    email: str, websites: list[str], may_sign: list[str], expected: Sender
) -> None:
    assert who_sends(email, websites=websites, may_sign=may_sign) is expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" Ida@Cedar.Example ", "ida@cedar.example"),
        ("@cedar.example", "cedar.example"),
        ("https://www.cedar.example/about", "cedar.example"),
        ("ida@gmail.com", "ida@gmail.com"),
    ],
)
def test_an_address_that_may_sign_is_kept_in_one_form(text: str, kept: str) -> None:
    assert address_that_may_sign(text) == kept


@pytest.mark.parametrize(
    "text", ["", "nothing", "gmail.com", "facebook.com", "a b@c.example", "x@", "=x()@c,d"]
)
def test_what_names_nobody_may_not_sign(text: str) -> None:
    assert isinstance(address_that_may_sign(text), Refused)


def test_a_name_of_the_directory_is_told_to_its_own_people_alone() -> None:
    asked = {"websites": ["cedar.example"], "may_sign": []}

    assert may_be_told(is_public=True, proven_email="", **asked)
    assert may_be_told(is_public=False, proven_email="ida@cedar.example", **asked)
    assert not may_be_told(is_public=False, proven_email="", **asked)
    assert not may_be_told(is_public=False, proven_email="ida@else.example", **asked)
