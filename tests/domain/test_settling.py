"""What is remembered of two names, and which pairs hang together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.letters import Order
from app.domain.ordering import order_for_print
from app.domain.settling import (
    LARGEST_CLUSTER,
    OpenPair,
    Spelling,
    clusters,
    pair_key,
    standing_of_likely,
)
from app.domain.signatories import Signatory

ENDS = st.tuples(st.integers(1, 30), st.integers(1, 30)).filter(lambda ends: ends[0] < ends[1])


@given(st.lists(ENDS, unique=True, max_size=60), st.sets(st.integers(1, 60)))
def test_every_pair_stands_on_exactly_one_card(ends, put_off) -> None:
    pairs = [
        OpenPair(number, older, newer, number in put_off)
        for number, (older, newer) in enumerate(ends, start=1)
    ]

    cards = clusters(pairs)

    assert sorted(pair for card in cards for pair in card.pairs) == [pair.id for pair in pairs]
    by_id = {pair.id: pair for pair in pairs}
    for card in cards:
        assert 2 <= len(card.lines) <= LARGEST_CLUSTER
        ends_of_card = {
            end for pair in card.pairs for end in (by_id[pair].older_id, by_id[pair].newer_id)
        }
        assert ends_of_card == set(card.lines)
    waiting = [all(pair in put_off for pair in card.pairs) for card in cards]
    assert waiting == sorted(waiting)


def test_pairs_that_share_a_line_are_one_question() -> None:
    cards = clusters([OpenPair(1, 10, 20), OpenPair(2, 30, 40), OpenPair(3, 20, 50)])

    assert [card.lines for card in cards] == [(10, 20, 50), (30, 40)]


def test_a_decision_is_the_same_either_way_round() -> None:
    one, other = Spelling("Harbor Club, Inc.", "Ohio"), Spelling("The Kettle Club")

    assert pair_key(one, other) == pair_key(other, one)
    assert pair_key(Spelling("harbor club", "OH"), other) == pair_key(one, other)


def test_namesakes_in_one_place_are_told_apart_by_their_websites() -> None:
    one = Spelling("Legal Aid", "OH", "https://legalaid.example")
    other = Spelling("Legal Aid", "OH", "https://www.aid.example/about")

    assert pair_key(one, other) is not None
    assert pair_key(one, Spelling("Legal Aid", "OH", "http://legalaid.example/x")) is None
    assert pair_key(Spelling("Legal Aid"), Spelling("Legal Aid")) is None


def test_a_likely_line_is_listed_or_held_as_the_letter_says() -> None:
    assert (standing_of_likely("listed"), standing_of_likely("held")) == ("listed", "held")


NAMES = st.text("abcÁé &'", min_size=1, max_size=6).filter(str.strip)
LINES = st.lists(
    st.builds(
        Signatory,
        name=NAMES,
        state=st.sampled_from(["", "OH", "TX"]),
        city=st.sampled_from(["", "Akron"]),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_the_printing_order_by_name_does_not_depend_on_who_came_first(lines, chance) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)

    assert _printed(lines) == _printed(shuffled)


@settings(deadline=None)
@given(st.lists(NAMES, max_size=12), st.randoms(use_true_random=False))
def test_nor_does_the_order_by_hand(names, chance) -> None:
    lines = [Signatory(name, manual_order=float(at)) for at, name in enumerate(names)]
    shuffled = list(lines)
    chance.shuffle(shuffled)

    assert _printed(lines, Order.MANUAL) == _printed(shuffled, Order.MANUAL) == _words(lines)


def _printed(lines: list[Signatory], order: Order | None = None) -> list[tuple[str, str, str]]:
    """The lines in printing order, having come in the order given."""
    from dataclasses import replace

    came = [replace(line, position=at) for at, line in enumerate(lines)]
    by = order or next(each for each in Order if each not in {Order.MANUAL, Order.SIGNED})
    return _words(order_for_print(came, leads=(), order=by, locale="en"))


def _words(lines) -> list[tuple[str, str, str]]:
    return [(line.name, line.state, line.city) for line in lines]
