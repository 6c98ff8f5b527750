"""Keys as bytes compare as lines print; pinned lines stand at their places."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.headings import Headings, path_of, rule_of
from app.domain.letters import Order
from app.domain.ordering import order_for_print
from app.domain.printing_order import GroupOrder, gaps, in_group, line_keys
from app.domain.signatories import Signatory

BY_NAME = line_keys(Order.ALPHABETICAL, "en")


def _printed(*rows: Signatory) -> list[str]:
    return [row.name for row in in_group(rows, BY_NAME)]


def test_a_line_is_sorted_by_its_sort_name() -> None:
    jane = Signatory("Jane Roe Foundation", sort_name="Roe Foundation, Jane")

    assert _printed(Signatory("Sea"), jane, Signatory("Ports"), Signatory("Kites")) == [
        "Kites", "Ports", "Jane Roe Foundation", "Sea",
    ]  # fmt: skip


def test_pins_count_from_the_start_and_from_the_end() -> None:
    third = Signatory("Zoo", pin=3)
    last = Signatory("Abbey", pin=-1)
    others = [Signatory(name) for name in ("Ash", "Birch", "Cedar", "Date")]

    assert _printed(*others, third, last) == ["Ash", "Birch", "Zoo", "Cedar", "Date", "Abbey"]
    assert _printed(third, last) == ["Zoo", "Abbey"]
    assert _printed(others[0], third) == ["Ash", "Zoo"]


def test_two_that_are_pinned_to_one_place_follow_each_other() -> None:
    rows = [Signatory("B", pin=1), Signatory("A", pin=1), Signatory("C"), Signatory("D", pin=-1),
            Signatory("E", pin=-1)]  # fmt: skip

    assert _printed(*rows) == ["A", "B", "C", "D", "E"]


@given(
    st.lists(st.integers(-6, 6).filter(bool), max_size=6),
    st.integers(0, 12),
)
def test_a_pin_is_kept_exactly_where_the_group_is_long_enough(pins: list[int], lines: int) -> None:
    rows = [Signatory(f"p{at}", pin=pin) for at, pin in enumerate(pins)]
    rows += [Signatory(f"q{at:02}") for at in range(lines)]

    printed = [row.name for row in in_group(rows, BY_NAME)]

    assert sorted(printed) == sorted(row.name for row in rows)
    assert [name for name in printed if name[0] == "q"] == [f"q{at:02}" for at in range(lines)]
    for at, pin in enumerate(pins):
        alone = pins.count(pin) == 1 and len(set(pins)) == len(pins)
        if alone and lines >= 12:
            place = pin - 1 if pin > 0 else len(rows) + pin
            assert printed[place] == f"p{at}"


@given(st.lists(st.integers(-4, 4).filter(bool), max_size=5), st.integers(0, 6))
def test_a_gap_lies_within_the_group(pins: list[int], lines: int) -> None:
    found = gaps(pins, lines)

    assert len(found) == len(pins)
    assert all(0 <= gap <= lines for gap, _ in found)
    assert len(set(found)) == len(found)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_numbers_compare_as_numbers(one: float, other: float) -> None:
    key = line_keys(Order.MANUAL, "en")
    keys = [key(Signatory("x", manual_order=number)) for number in (one, other)]

    assert (keys[0] < keys[1]) == (one < other)
    assert keys[0] < key(Signatory("x"))


names = st.text(max_size=6)


# The collation of all scripts takes a quarter of a second to load.
@settings(deadline=None)
@given(names, names)
def test_no_key_is_the_beginning_of_another(one: str, other: str) -> None:
    keys = [BY_NAME(Signatory(name, position=at)) for at, name in enumerate((one, other))]

    assert not keys[0].startswith(keys[1])
    assert not keys[1].startswith(keys[0])


@given(
    st.permutations(
        [Signatory("A B", signer_title=t, city=c) for t in ("x", "y") for c in ("", "k")]
    )
)
def test_namesakes_do_not_stand_by_who_came_first(rows: list[Signatory]) -> None:
    placed = [
        Signatory(row.name, signer_title=row.signer_title, city=row.city, position=at)
        for at, row in enumerate(rows)
    ]

    printed = order_for_print(placed, leads=(), order=Order.ALPHABETICAL, locale="en")

    assert [(row.city, row.signer_title) for row in printed] == [
        ("", "x"), ("", "y"), ("k", "x"), ("k", "y"),
    ]  # fmt: skip


def test_groups_in_order_come_before_those_that_are_not() -> None:
    headings = Headings(("scope",), language="en", locale="en")
    places = GroupOrder([path_of("B > C"), path_of("A")], headings)
    paths = [("A",), ("B",), ("B", "C"), ("B", "A"), ("Local organizations",), ("Zoo",), ()]

    assert sorted(paths, key=places.key) == [
        (), ("B",), ("B", "C"), ("B", "A"), ("A",), ("Local organizations",), ("Zoo",),
    ]  # fmt: skip


def test_headings_are_made_by_several_steps() -> None:
    row = Signatory("A", scope="state", state="OH", category="Labor > Teachers", membership="ally")
    abroad = Signatory("B", scope="state", state="Mexico")

    def path(signatory: Signatory, *rule: str, language: str = "en") -> tuple[str, ...]:
        (found,) = Headings(rule, language=language, locale=language).of(signatory)
        return found

    assert path(row, "scope", "state") == ("State organizations", "Ohio")
    assert path(row, "country", "state") == ("United States", "Ohio")
    assert path(row, "country", "state", language="es") == ("Estados Unidos", "Ohio")
    assert path(abroad, "country", "state") == ("Mexico",)
    assert path(Signatory("C", state="MX"), "country", language="es") == ("México",)
    assert path(row, "members", "category") == ("Allies", "Labor", "Teachers")
    assert path(row, "none") == ()


def test_a_group_by_hand_holds_under_its_own_rule_alone() -> None:
    row = Signatory(
        "A", state="OH", scope="local", own_group="Texas | Friends", own_group_rule="state"
    )

    assert Headings(("state",), language="en", locale="en").of(row) == (("Texas",), ("Friends",))
    assert Headings(("scope",), language="en", locale="en").of(row) == (("Local organizations",),)


def test_a_rule_is_none_where_its_words_mean_nothing() -> None:
    assert rule_of(" Scope, state ") == ("scope", "state")
    assert rule_of("") == ()
    for words in ("scope,scope", "none,state", "town", "scope,state,kind,members"):
        assert rule_of(words) is None
