"""Any order of merging and parting, and of edits in between, ends where it must."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import merging
from app.domain.merging import Act, Joining, LineState

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)

NAMES = st.sampled_from(["Harbor", "Kettle", "Mill", "Pond", "Quarry"])
STATES = st.builds(
    LineState,
    name=NAMES,
    standing=st.sampled_from(["listed", "held", "withdrawn"]),
    website=st.sampled_from(["", "harbor.example", "kettle.example"]),
    city=st.sampled_from(["", "Toledo", "Akron"]),
    manual_order=st.sampled_from([None, 1.0, 2.5]),
    signed_at=st.one_of(
        st.none(), st.integers(0, 9).map(lambda hours: NOON + timedelta(hours=hours))
    ),
)
CHOICES = st.dictionaries(st.sampled_from(["name", "city", "website"]), NAMES, max_size=3)


@dataclass
class Line:
    """A line of the tests, with the chain of what came to it."""

    state: LineState
    chain: list[Joining] = field(default_factory=list)

    def takes_in(self, brought: LineState, chosen: dict[str, str]) -> None:
        self.chain.append(Joining(self.state, brought, chosen))
        self.state = self.chain[-1].after

    def lets_go(self, at: int) -> None:
        chain, self.state = merging.taken_out(self.chain, at, self.state)
        self.chain = list(chain)


@given(STATES, st.lists(st.tuples(STATES, CHOICES), max_size=6), st.randoms(use_true_random=False))
def test_undoing_every_merge_in_any_order_brings_the_line_back(original, comers, chance) -> None:
    line = Line(original)
    for brought, chosen in comers:
        line.takes_in(brought, chosen)

    while line.chain:
        line.lets_go(chance.randrange(len(line.chain)))

    assert line.state == original


@given(
    STATES,
    st.lists(st.tuples(STATES, CHOICES), min_size=1, max_size=5),
    st.integers(0, 4),
)
def test_a_merge_that_is_undone_leaves_the_line_as_if_it_had_never_been(
    original, comers, place
) -> None:
    place %= len(comers)
    line, never = Line(original), Line(original)
    for number, (brought, chosen) in enumerate(comers):
        line.takes_in(brought, chosen)
        if number != place:
            never.takes_in(brought, chosen)

    line.lets_go(place)

    # What a later merge chose is what was seen then: equal to what was there, it is no edit.
    assert line.state == never.state
    assert [each.after for each in line.chain] == [each.after for each in never.chain]


@given(STATES, st.lists(st.tuples(STATES, CHOICES), min_size=1, max_size=5), st.data())
def test_what_somebody_changed_since_stays(original, comers, data) -> None:
    line = Line(original)
    edited_after = data.draw(st.integers(0, len(comers) - 1))
    for number, (brought, chosen) in enumerate(comers):
        line.takes_in(brought, {name: chosen[name] for name in chosen if name != "city"})
        if number == edited_after:
            line.state = replace(line.state, city="Where they moved")

    while line.chain:
        line.lets_go(data.draw(st.integers(0, len(line.chain) - 1)))

    assert line.state == replace(original, city="Where they moved")


def test_the_better_standing_and_the_earlier_hour_hold() -> None:
    old = LineState("Harbor", "withdrawn", signed_at=NOON)
    new = LineState("Kettle", "listed", signed_at=NOON - timedelta(days=1))

    after = Joining(old, new, {}).after

    assert (after.name, after.standing, after.signed_at) == ("Harbor", "listed", new.signed_at)


def test_a_line_that_came_and_loses_what_it_had_brings_less() -> None:
    mill = LineState("Mill", "listed", signed_at=NOON)
    kettle = Line(LineState("Kettle", "withdrawn", signed_at=NOON + timedelta(hours=2)))
    harbor = Line(LineState("Harbor", "withdrawn", signed_at=NOON + timedelta(hours=5)))
    kettle.takes_in(mill, {})
    harbor.takes_in(kettle.state, {})
    assert harbor.state.standing == "listed"

    kettle.lets_go(0)
    _, without = merging.brought_otherwise(harbor.chain, 0, kettle.state, harbor.state)

    assert without == LineState("Harbor", "withdrawn", signed_at=NOON + timedelta(hours=2))


@pytest.mark.parametrize(
    ("standings", "code"),
    [
        pytest.param(["listed"], "merge:too-few", id="one line"),
        pytest.param(["listed", "merged"], "merge:changed", id="merged meanwhile"),
        pytest.param(["listed", "disputed"], "merge:disputed", id="disputed"),
        pytest.param(["declined", "listed"], "merge:disputed", id="declined"),
    ],
)
def test_some_lines_cannot_be_merged(standings, code) -> None:
    refused = merging.may_merge(standings)

    assert refused is not None
    assert refused.code == code


def test_lines_that_are_there_can_be_merged() -> None:
    assert merging.may_merge(["listed", "held", "withdrawn"]) is None


@given(
    st.dictionaries(st.integers(2, 9), st.integers(1, 8), max_size=8).map(
        lambda edges: {line: above for line, above in edges.items() if above < line}
    )
)
def test_whoever_stands_for_a_line_stands_for_itself(edges) -> None:
    stand = merging.standing_lines(edges)

    assert set(stand) == set(edges)
    for line, head in stand.items():
        assert head not in edges
        assert line in merging.with_all_behind(head, edges)


def test_who_goes_along_when_lines_part() -> None:
    acts = [
        Act(1, own_line_id=10, key="harbor|"),
        Act(2, own_line_id=20, key="kettle|"),
        Act(3, own_line_id=10, key="kettle|"),
        Act(4, own_line_id=30, key="mill|"),
        Act(5, own_line_id=20, key="spelled otherwise|"),
    ]

    going = merging.going_along(acts, parting=frozenset({20, 30}), keys=frozenset({"kettle|"}))

    assert going == (2, 3, 4, 5)
