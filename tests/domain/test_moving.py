"""Moving things in a list by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moving import by_numbers, moved, moved_among


@pytest.mark.parametrize(
    ("item", "steps", "expected"),
    [("b", -1, "bacd"), ("b", 1, "acbd"), ("a", -1, "abcd"), ("d", 9, "abcd"), ("x", 1, "abcd")],
    ids=["up", "down", "first-stays", "last-stays", "stranger"],
)
def test_an_item_moves_by_steps(item: str, steps: int, expected: str) -> None:
    assert "".join(moved("abcd", item, steps)) == expected


def test_what_is_out_of_sight_is_jumped_over() -> None:
    assert "".join(moved_among("abcdef", "e", -1, shown="be")) == "aebcdf"
    assert "".join(moved_among("abcdef", "b", 1, shown="be")) == "acdebf"
    assert "".join(moved_among("abcdef", "b", -1, shown="be")) == "abcdef"


@given(st.lists(st.integers(), unique=True), st.data())
def test_no_move_loses_anything(items: list[int], data: st.DataObject) -> None:
    item = data.draw(st.sampled_from([*items, 10**9]))
    shown = [each for each in items if data.draw(st.booleans())]
    steps = data.draw(st.sampled_from([-1, 1]))

    assert sorted(moved_among(items, item, steps, shown=shown)) == sorted(items)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3], "abc"),
        ([1, 1, 3], "bac"),
        ([3, 2, 3], "bca"),
        ([None, None, 1], "cab"),
        ([3, 2, 1], "cba"),
        ([99, 2, -5], "cba"),
        ([2, 2, 3], "bac"),
    ],
    ids=["as-it-was", "up-to-first", "down-to-last", "the-others-empty", "turned", "far", "swap"],
)
def test_items_go_where_their_numbers_say(numbers: list[float | None], expected: str) -> None:
    assert "".join(by_numbers("abc", numbers)) == expected
