"""Moving things in a short list by hand: one step, or by the numbers written beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def moved(items: Sequence[Item], item: Item, steps: int) -> tuple[Item, ...]:
    """Return the items with one of them `steps` further down; up where that is negative.

    It stops at the ends; an item that is not there moves nothing.
    """
    if item not in items:
        return tuple(items)
    at = items.index(item)
    to = max(0, min(at + steps, len(items) - 1))
    others = [*items[:at], *items[at + 1 :]]
    return (*others[:to], item, *others[to:])


def moved_among(
    items: Sequence[Item], item: Item, steps: int, *, shown: Sequence[Item]
) -> tuple[Item, ...]:
    """Return all items with one moved past its neighbor among those that are shown.

    `shown` are some of the items, in the same order: what is not in sight is jumped over.
    """
    wanted = moved(shown, item, steps)
    if item not in items or wanted == tuple(shown):
        return tuple(items)
    others = [each for each in items if each != item]
    at = wanted.index(item)
    if steps < 0:
        to = others.index(wanted[at + 1])
    else:
        to = others.index(wanted[at - 1]) + 1
    return (*others[:to], item, *others[to:])


def by_numbers(items: Sequence[Item], numbers: Sequence[float | None]) -> tuple[Item, ...]:
    """Return the items by the numbers beside them: what was given a new number goes there.

    `numbers` are in the order of `items`, which had 1, 2, 3 ... beside them; None is a number
    left empty, which changes nothing. An item that was given another's number comes before
    it when it moves up and behind it when it moves down.
    """

    def place(at: int) -> tuple[float, int]:
        number = numbers[at]
        own = at + 1
        if number is None or number == own:
            return float(own), 0
        return number, -1 if number < own else 1

    order = sorted(range(len(items)), key=lambda at: (place(at), at))
    return tuple(items[at] for at in order)
