"""States and the ways people write them."""

from __future__ import annotations

import pytest

from app.domain.places import NOT_STATES, STATES, shown_place, state_code, state_name


def test_there_are_fifty_states_and_six_places_counted_apart() -> None:
    assert len(STATES.keys() - NOT_STATES) == 50
    assert set(STATES) >= NOT_STATES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("OH", "OH"),
        (" ohio ", "OH"),
        ("N.Y.", "NY"),
        ("D.C.", "DC"),
        ("Washington, D.C.", "DC"),
        ("Washington", "WA"),
        ("nuevo méxico", "NM"),
        ("Puerto Rico", "PR"),
        ("Ontario", None),
        ("Portland, Oregon", None),
        ("", None),
    ],
)
def test_a_state_is_found_by_code_or_name(text: str, code: str | None) -> None:
    assert state_code(text) == code


def test_a_state_has_its_name_in_the_language_of_the_letter() -> None:
    assert state_name("nc") == "North Carolina"
    assert state_name("NC", language="es-MX") == "Carolina del Norte"
    assert state_name("OH", language="es") == "Ohio"
    assert state_name(" Ontario ") == "Ontario"


@pytest.mark.parametrize(
    ("prepared", "shown"),
    [("", ""), ("oh", "OH"), ("columbus, oh", "Columbus, OH"), ("québec", "Québec")],
)
def test_a_compared_place_is_shown_as_people_write_it(prepared: str, shown: str) -> None:
    assert shown_place(prepared) == shown
