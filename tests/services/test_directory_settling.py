"""Joining two entries and parting them again, and what became of whom."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.errors import Refused
from app.domain.roles import Role
from app.services import directory_editing, directory_settling
from app.services.changing import Done
from app.services.directory_organization import organization
from app.services.directory_settling import SuccessionAnswers
from app.services.house import House
from app.store.tables_directory import organizations, spellings
from tests.cast import NOON, member_of
from tests.services.directory_cast import Coalition

NAMES = ("Ash Tenants", "Birch Tenants", "Cedar Tenants", "Dogwood Tenants")


@pytest.fixture
def coalition(house: House) -> Coalition:
    return Coalition.gathered(house)


def codes(coalition: Coalition) -> dict[str, str]:
    with coalition.house.store.read() as connection:
        query = select(organizations.c.name, organizations.c.code)
        return {row[0]: row[1] for row in connection.execute(query)}


def everything(coalition: Coalition) -> list[tuple[object, ...]]:
    with coalition.house.store.read() as connection:
        return [
            tuple(row)
            for table in (organizations, spellings)
            for row in connection.execute(select(table).order_by(table.c.id))
        ]


def join(coalition: Coalition, kept: str, other: str) -> Done | Refused | None:
    own = codes(coalition)
    return directory_settling.join(
        coalition.house, coalition.she, own[kept], other=own[other], now=NOON
    )


def part(coalition: Coalition, kept: str, other: str) -> Done | Refused | None:
    own = codes(coalition)
    return directory_settling.undo_join(
        coalition.house, coalition.she, own[kept], other=own[other], now=NOON
    )


def test_two_joined_are_one_for_every_name_and_every_letter(coalition: Coalition) -> None:
    coalition.closed_letter("Ash Tenants")
    coalition.closed_letter("Birch Tenants")
    code = coalition.code("Ash Tenants")

    coalition.done(join(coalition, "Ash Tenants", "Birch Tenants"))

    assert coalition.entries["Ash Tenants"].letters == 2
    assert list(coalition.entries) == ["Ash Tenants"]
    known = coalition.known("Birch Tenants")
    assert known == coalition.known("Ash Tenants")
    assert known is not None
    assert set(known.spellings) == {"Ash Tenants", "Birch Tenants"}
    page = organization(coalition.house, coalition.she, code)
    assert page is not None
    assert {line.name for line in page.signed} == {"Ash Tenants", "Birch Tenants"}
    assert coalition.trail()[-1] == "organizations joined"


def test_what_is_learned_while_joined_stays_with_the_one_that_stood(
    coalition: Coalition, house: House
) -> None:
    coalition.closed_letter("Ash Tenants", "Birch Tenants")
    join(coalition, "Ash Tenants", "Birch Tenants")
    directory_editing.add_spelling(
        house, coalition.she, coalition.code("Ash Tenants"), spelling="AT", place="", now=NOON
    )

    coalition.done(part(coalition, "Ash Tenants", "Birch Tenants"))

    ash, birch = coalition.known("Ash Tenants"), coalition.known("Birch Tenants")
    assert ash is not None
    assert birch is not None
    assert set(ash.spellings) == {"Ash Tenants", "AT"}
    assert birch.spellings == ("Birch Tenants",)


STEPS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_any_joins_and_undos_end_with_every_entry_as_it_was(
    coalition: Coalition, steps: list[tuple[bool, str, str]]
) -> None:
    if not codes(coalition):
        coalition.closed_letter(*NAMES)
    before = everything(coalition)

    for joins, kept, other in steps:
        (join if joins else part)(coalition, kept, other)
        # Each name means an entry that stands, whatever was joined.
        meant = {name: coalition.known(name) for name in NAMES}
        assert None not in meant.values()
        assert {name for each in meant.values() for name in each.spellings} == set(NAMES)
        assert len({each.organization_id for each in meant.values()}) == len(coalition.entries)

    while joined := _joined(coalition):
        part(coalition, *joined)
    assert everything(coalition) == before


def _joined(coalition: Coalition) -> tuple[str, str] | None:
    """Return one that stands and one that was joined into it, by name; None where all stand."""
    root = organizations.alias("root")
    query = select(root.c.name, organizations.c.name).join(
        root, root.c.id == organizations.c.root_id
    )
    with coalition.house.store.read() as connection:
        row = connection.execute(query).first()
    return None if row is None else (row[0], row[1])


def test_an_entry_that_was_joined_has_no_page_of_its_own(coalition: Coalition) -> None:
    coalition.closed_letter("Ash Tenants", "Birch Tenants")
    code = coalition.code("Birch Tenants")
    join(coalition, "Ash Tenants", "Birch Tenants")

    assert organization(coalition.house, coalition.she, code) is None
    assert join(coalition, "Birch Tenants", "Ash Tenants") is None


def test_nobody_joins_with_an_organization_of_another_coalition(
    coalition: Coalition, house: House
) -> None:
    other = Coalition.gathered(house, "other-matters")
    coalition.closed_letter("Ash Tenants")
    other.closed_letter("Birch Tenants")
    ours, theirs = coalition.code("Ash Tenants"), other.code("Birch Tenants")

    refused = directory_settling.join(house, coalition.she, ours, other=theirs, now=NOON)
    unseen = directory_settling.join(house, other.she, ours, other=theirs, now=NOON)

    assert isinstance(refused, Refused)
    assert unseen is None
    assert organization(house, other.she, ours) is None


@pytest.mark.parametrize("role", [Role.STAFF, Role.VIEWER])
def test_who_is_who_is_settled_by_organizers_alone(
    coalition: Coalition, house: House, role: Role
) -> None:
    coalition.closed_letter("Ash Tenants", "Birch Tenants")
    ash, birch = coalition.code("Ash Tenants"), coalition.code("Birch Tenants")
    he = member_of(house, "cool-homes", role=role)
    became = SuccessionAnswers(kind="renamed", becomes="Birch Tenants", on=NOON.date())

    outcomes = [
        directory_settling.join(house, he, ash, other=birch, now=NOON),
        directory_settling.undo_join(house, he, ash, other=birch, now=NOON),
        directory_settling.set_successor(house, he, ash, became, now=NOON),
        directory_settling.take_back_successor(house, he, ash, succession_id=1, now=NOON),
        directory_editing.set_print_as(house, he, ash, prints_name=True, now=NOON),
    ]

    assert [getattr(each, "code", "") for each in outcomes] == ["role"] * 5


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (SuccessionAnswers("merged", "Ash Tenants", NOON.date()), "becomes:succession-circle"),
        (SuccessionAnswers("merged", "", NOON.date()), "becomes:name-missing"),
        (SuccessionAnswers("merged", "New", None), "on:succession-day"),
        (SuccessionAnswers("eaten", "New", NOON.date()), "on:succession-day"),
        (
            SuccessionAnswers("merged", "New", NOON.date(), ("Nobody",)),
            "others:not-in-directory",
        ),
        (
            SuccessionAnswers("renamed", "New", NOON.date(), ("Birch Tenants",)),
            "others:succession-several",
        ),
    ],
)
def test_a_succession_that_cannot_be_is_refused_and_makes_nothing(
    coalition: Coalition, answers: SuccessionAnswers, code: str
) -> None:
    coalition.closed_letter("Ash Tenants", "Birch Tenants")

    refused = directory_settling.set_successor(
        coalition.house, coalition.she, coalition.code("Ash Tenants"), answers, now=NOON
    )

    assert getattr(refused, "code", "") == code
    assert set(coalition.entries) == {"Ash Tenants", "Birch Tenants"}


def test_nobody_becomes_one_that_it_was_made_from(coalition: Coalition) -> None:
    coalition.closed_letter("Ash Tenants")
    coalition.becomes("Ash Tenants", "Birch Tenants", kind="renamed")

    refused = directory_settling.set_successor(
        coalition.house,
        coalition.she,
        coalition.code("Birch Tenants"),
        SuccessionAnswers("renamed", "Ash Tenants", NOON.date()),
        now=NOON,
    )

    assert getattr(refused, "code", "") == "becomes:succession-circle"


def test_a_succession_shows_on_both_pages(coalition: Coalition) -> None:
    coalition.closed_letter("Ash Tenants", "Birch Tenants")
    coalition.becomes("Ash Tenants", "Cedar Tenants", others=("Birch Tenants",))

    for name in ("Ash Tenants", "Birch Tenants", "Cedar Tenants"):
        page = organization(coalition.house, coalition.she, coalition.code(name))
        assert page is not None
        (line,) = page.successions
        assert [each for each, _ in line.origins] == ["Ash Tenants", "Birch Tenants"]
        assert line.becomes[0] == "Cedar Tenants"
    assert coalition.entries["Birch Tenants"].became[0].name == "Cedar Tenants"
