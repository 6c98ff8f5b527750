"""In which order and under which headings the names of a letter stand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UnknownLocale
from app.domain.letters import Order
from app.domain.ordering import Group, arrange, order_for_print
from app.domain.signatories import Kind, Signatory

SAMPLE = Path(__file__).parents[2] / "letters/samples/blocked-crossings/signatories.csv"


def rows(*names: str) -> list[Signatory]:
    return [Signatory(name, position=place) for place, name in enumerate(names)]


def names(signatories: Sequence[Signatory]) -> list[str]:
    return [row.name for row in signatories]


def arranged(
    signatories: Sequence[Signatory],
    *,
    leads: Sequence[str] = (),
    order: Order = Order.ALPHABETICAL,
    groups: Sequence[str] = (),
    group_by: Sequence[str] = (),
    language: str = "en",
) -> list[object]:
    made = arrange(
        signatories,
        leads=leads,
        order=order,
        groups=groups,
        group_by=group_by,
        locale=language,
        language=language,
    )
    return [_told(group) for group in made]


def _told(group: Group) -> object:
    head = "(leads)" if group.is_leads else group.heading
    return (group.level, head, names(group.signatories), [_told(each) for each in group.groups])


def test_leads_come_first_in_their_own_order_whatever_their_spelling() -> None:
    signed = rows("Abel", "The Zoo & Road, Inc.", "Mid", "Beta")

    printed = order_for_print(
        signed, leads=["Zoo and Road", "beta"], order=Order.ALPHABETICAL, locale="en"
    )

    assert names(printed) == ["The Zoo & Road, Inc.", "Beta", "Abel", "Mid"]


def test_of_two_rows_with_a_leads_name_the_first_is_the_lead() -> None:
    signed = [
        Signatory("Depot Pantry", state="OR", position=0),
        Signatory("Depot Pantry", state="OH", position=1),
    ]

    printed = arrange(
        signed,
        leads=["Depot Pantry", "Depot Pantry"],
        order=Order.ALPHABETICAL,
        groups=(),
        group_by=(),
        locale="en",
        language="en",
    )

    assert [(group.is_leads, [row.state for row in group.signatories]) for group in printed] == [
        (True, ["OR"]),
        (False, ["OH"]),
    ]


def test_a_lead_is_not_repeated_in_its_group() -> None:
    signed = [Signatory("Lead", group="National"), Signatory("Other", group="National")]

    assert arranged(signed, leads=["Lead"]) == [
        (1, "(leads)", ["Lead"], []),
        (1, "National", ["Other"], []),
    ]


def test_order_of_signing_puts_rows_without_a_time_last() -> None:
    signed = [
        Signatory("None", position=0),
        Signatory("Late", signed_at=datetime(2027, 1, 2, tzinfo=UTC), position=1),
        Signatory("Same B", signed_at=datetime(2027, 1, 1, tzinfo=UTC), position=3),
        Signatory("Same A", signed_at=datetime(2027, 1, 1, tzinfo=UTC), position=2),
    ]

    printed = order_for_print(signed, leads=(), order=Order.SIGNED, locale="en")

    assert names(printed) == ["Same A", "Same B", "Late", "None"]


def test_manual_order_counts_only_where_it_is_asked_for() -> None:
    signed = [
        Signatory("A", manual_order=2, position=0),
        Signatory("B", manual_order=1.5, position=1),
        Signatory("C", position=2),
        Signatory("D", manual_order=-1, position=3),
    ]

    manual = order_for_print(signed, leads=(), order=Order.MANUAL, locale="en")
    alphabetical = order_for_print(signed, leads=(), order=Order.ALPHABETICAL, locale="en")

    assert names(manual) == ["D", "B", "A", "C"]
    assert names(alphabetical) == ["A", "B", "C", "D"]


def test_namesakes_stand_by_state() -> None:
    signed = [Signatory("Depot Pantry", state=state) for state in ("OR", "", "OH")]

    printed = order_for_print(signed, leads=(), order=Order.ALPHABETICAL, locale="en")

    assert [row.state for row in printed] == ["", "OH", "OR"]


def test_listed_groups_come_first_and_others_as_they_appear() -> None:
    signed = [
        Signatory("E", group="Later"),
        Signatory("D", group="State and local > Texas"),
        Signatory("C", group="State and local >  Ohio"),
        Signatory("B", group="National"),
        Signatory("A"),
        Signatory("F", group="State and local"),
        Signatory("G", group="Earlier"),
    ]

    assert arranged(signed, groups=["National", "Empty", "State and local > Ohio"]) == [
        (1, "", ["A"], []),
        (1, "National", ["B"], []),
        (
            1,
            "State and local",
            ["F"],
            [(2, "Ohio", ["C"], []), (2, "Texas", ["D"], [])],
        ),
        (1, "Later", ["E"], []),
        (1, "Earlier", ["G"], []),
    ]


def test_grouping_by_scope_and_state_makes_the_headings() -> None:
    signed = [
        Signatory("Town Hall", scope="local", state="TX"),
        Signatory("City Hall", scope="local", state="Ohio"),
        Signatory("Ohio Roads", scope="state", state="OH"),
        Signatory("Open Roads", scope="National", state="NY"),
        Signatory("Guild", scope="Cooperative"),
        Signatory("Unknown"),
    ]

    assert arranged(signed, group_by=["scope", "state"]) == [
        (1, "", ["Unknown"], []),
        (1, "National organizations", ["Open Roads"], []),
        (1, "State organizations", [], [(2, "Ohio", ["Ohio Roads"], [])]),
        (
            1,
            "Local organizations",
            [],
            [(2, "Ohio", ["City Hall"], []), (2, "Texas", ["Town Hall"], [])],
        ),
        (1, "Cooperative", ["Guild"], []),
    ]


def test_states_stand_by_name_in_the_language_of_the_letter() -> None:
    signed = [Signatory(code, state=code) for code in ("OH", "NC", "AK", "Ontario", "")]

    english = arranged(signed, group_by=["state"])
    spanish = arranged(signed, group_by=["state"], language="es")

    assert english == [
        (1, "", [""], []),
        (1, "Alaska", ["AK"], []),
        (1, "North Carolina", ["NC"], []),
        (1, "Ohio", ["OH"], []),
        (1, "Ontario", ["Ontario"], []),
    ]
    assert spanish[2] == (1, "Carolina del Norte", ["NC"], [])


def test_organizations_stand_before_individuals() -> None:
    signed = [Signatory("Ana Holt", Kind.INDIVIDUAL), Signatory("Zoo")]

    assert arranged(signed, group_by=["kind"], language="es") == [
        (1, "Organizaciones", ["Zoo"], []),
        (1, "Personas", ["Ana Holt"], []),
    ]


def test_an_unknown_language_is_refused_in_every_order() -> None:
    for order in Order:
        with pytest.raises(UnknownLocale):
            order_for_print(rows("A", "B"), leads=(), order=order, locale="xx-yy1")


def test_the_sample_prints_everybody_once() -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        signed = [
            Signatory(row["name"], scope=row["scope"], state=row["state"], position=place)
            for place, row in enumerate(csv.DictReader(file))
        ]

    made = arranged(signed, leads=["The Second Track Project", "Open Road Neighbors"])

    assert made[0] == (1, "(leads)", ["The Second Track Project", "Open Road Neighbors"], [])
    assert sorted(_all(made)) == sorted(names(signed))


def _all(made: Sequence[object]) -> list[str]:
    found: list[str] = []
    for level_heading_names_groups in made:
        assert isinstance(level_heading_names_groups, tuple)
        found += [*level_heading_names_groups[2], *_all(level_heading_names_groups[3])]
    return found


paths = st.sampled_from(["", "A", "a", "B > C", "B", "B > C > D", " > ", ">"])
signatories = st.lists(
    st.builds(
        Signatory,
        name=st.sampled_from(["Lead", "The Lead", "x", "Y", "é", "道口"]),
        group=paths,
        state=st.sampled_from(["", "OH", "Ontario"]),
        scope=st.sampled_from(["", "local", "national", "odd"]),
        kind=st.sampled_from(list(Kind)),
    ),
    max_size=12,
)
ways = st.sampled_from([(), ("scope",), ("state",), ("scope", "state"), ("kind",)])


@given(signatories, st.sampled_from(list(Order)), ways)
def test_nobody_is_lost_and_nobody_printed_twice(
    signed: list[Signatory], order: Order, group_by: tuple[str, ...]
) -> None:
    made = arranged(signed, leads=["Lead"], order=order, groups=["B"], group_by=group_by)
    flat = order_for_print(signed, leads=["Lead"], order=order, locale="en")

    assert sorted(_all(made)) == sorted(names(signed)) == sorted(names(flat))
