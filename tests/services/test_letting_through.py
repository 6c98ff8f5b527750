"""What is let through in a final letter is on the record, and can be taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.domain.errors import Refused
from app.domain.finishing import Unfinished
from app.domain.roles import Member
from app.rendering.designs import Design, UnknownDesign, load_design
from app.services import desk, exporting, letting_through
from app.services.house import House
from app.services.keeping_pictures import Kept
from app.store.tables import audit_events
from tests.cast import NOON, member_of

LETTER = b"""---
title: The fares
slug: fares
---

XX groups and XX unions ask [name] for more.[^9]
"""


@pytest.fixture
def ines(house: House) -> Member:
    member = member_of(house, "buses", role="staff")
    author = member_of(house, "buses")
    made = desk.create_letter(house, author, LETTER, now=NOON)
    assert isinstance(made, desk.Created)
    return member


def stopping(house: House, member: Member) -> list[str]:
    outcome = exporting.export(house, "fares", "txt", member=member, is_draft=False, now=NOON)
    if not isinstance(outcome, Refused):
        return []
    assert isinstance(outcome, Unfinished)
    return [each.text for each in outcome.hindrances]


def let(house: House, member: Member, text: str, reason: str = "") -> Kept | Refused | None:
    return letting_through.let_through(house, member, "fares", text=text, reason=reason, now=NOON)


def test_each_hindrance_is_let_through_by_its_own_text(house: House, ines: Member) -> None:
    found = stopping(house, ines)
    for text in found:
        assert let(house, ines, text) == Kept(changed=True)

    assert found == ["[^9]", "XX groups", "XX unions", "[name]"]
    assert stopping(house, ines) == []


def test_one_that_is_let_through_leaves_the_others(house: House, ines: Member) -> None:
    let(house, ines, "XX groups", reason=" A band’s  name ")
    again = let(house, ines, "XX groups")

    (row,) = letting_through.let_through_so_far(house, ines, "fares")

    assert again == Kept(changed=False)
    assert stopping(house, ines) == ["[^9]", "XX unions", "[name]"]
    assert (row.text, row.reason, row.email, row.channel, row.created_at) == (
        "XX groups",
        "A band’s name",
        "staff@buses.example",
        "desk",
        NOON,
    )


def test_it_can_be_taken_back_and_the_trail_keeps_both(house: House, ines: Member) -> None:
    let(house, ines, "[name]")

    first = letting_through.take_back(house, ines, "fares", text="[name]", now=NOON)
    second = letting_through.take_back(house, ines, "fares", text="[name]", now=NOON)

    assert (first, second) == (Kept(changed=True), Kept(changed=False))
    assert "[name]" in stopping(house, ines)
    with house.store.read() as connection:
        trail = connection.execute(
            select(audit_events.c.what, audit_events.c.user_id, audit_events.c.details)
            .where(audit_events.c.what.like("placeholder%"))
            .order_by(audit_events.c.id)
        ).all()
    assert [tuple(row) for row in trail] == [
        ("placeholder let through", ines.user_id, {"text": "[name]"}),
        ("placeholder stopped again", ines.user_id, {"text": "[name]"}),
    ]


@pytest.mark.parametrize("text", ["", "XX", "TBD", "the", "x" * 5000])
def test_what_does_not_stop_the_letter_cannot_be_let_through(
    house: House, ines: Member, text: str
) -> None:
    outcome = let(house, ines, text)

    assert isinstance(outcome, Refused)
    assert "does not stop the letter" in outcome.reason
    assert letting_through.let_through_so_far(house, ines, "fares") == ()


def test_a_reason_is_a_sentence_and_no_essay(house: House, ines: Member) -> None:
    assert isinstance(let(house, ines, "XX groups", reason="x" * 501), Refused)


def test_a_viewer_lets_nothing_through_and_another_coalition_sees_nothing(
    house: House, ines: Member
) -> None:
    viewer = member_of(house, "buses", role="viewer")
    third = member_of(house, "trains", role="owner")
    let(house, ines, "XX unions")

    refused = let(house, viewer, "XX groups")

    assert isinstance(refused, Refused)
    assert refused.code == "role"
    assert let(house, third, "XX groups") is None
    assert letting_through.take_back(house, third, "fares", text="XX unions", now=NOON) is None
    assert letting_through.let_through_so_far(house, third, "fares") == ()
    assert stopping(house, ines) == ["[^9]", "XX groups", "[name]"]


def test_a_command_may_name_the_first_word_and_is_on_the_record(house: House, ines: Member) -> None:
    idle = letting_through.let_through_by_command(house, "fares", ("xx", "name", "TBD"), now=NOON)
    again = letting_through.let_through_by_command(house, "fares", ("XX", "[^9]"), now=NOON)

    rows = letting_through.let_through_so_far(house, ines, "fares")

    assert (idle, again) == (("TBD",), ())
    assert [(row.text, row.channel, row.email) for row in rows] == [
        ("XX groups", "command", ""),
        ("XX unions", "command", ""),
        ("[name]", "command", ""),
        ("[^9]", "command", ""),
    ]
    assert stopping(house, ines) == []


def test_no_letter_no_allowance(house: House) -> None:
    assert letting_through.let_through_by_command(house, "none", ("XX",), now=NOON) is None


def test_what_no_database_can_hold_is_refused_or_changes_nothing(
    house: House, ines: Member
) -> None:
    refused = let(house, ines, "XX groups", reason="a\0b")
    taken_back = letting_through.take_back(house, ines, "fares", text="a\0b", now=NOON)

    assert isinstance(refused, Refused)
    assert taken_back == Kept(changed=False)
    assert letting_through.let_through_so_far(house, ines, "fares") == ()


def looked_at(house: House, member: Member, slug: str = "fares") -> list[str]:
    page = desk.letter(house, member, slug, now=NOON)
    assert page is not None
    return list(map(str, page.warnings))


def test_what_stops_the_final_letter_is_looked_at_before_it_is_opened(
    house: House, ines: Member
) -> None:
    page = desk.letter(house, ines, "fares", now=NOON)

    assert page is not None
    assert looked_at(house, ines) == [
        "line 6: note [^9] is referred to but not defined; it prints as text",
        "“XX groups” is still a placeholder in paragraph 1.",
        "“XX unions” is still a placeholder in paragraph 1.",
        "“[name]” is still a placeholder in paragraph 1.",
    ]
    assert page.open_to_letting_through == ("[^9]", "XX groups", "XX unions", "[name]")
    assert [(each.what, each.count) for each in page.waiting] == [(desk.Wait.WARNINGS, 4)]


def test_what_is_let_through_needs_no_second_look(house: House, ines: Member) -> None:
    for text in ("[^9]", "XX unions"):
        let(house, ines, text)
    less = looked_at(house, ines)
    letting_through.take_back(house, ines, "fares", text="[^9]", now=NOON)

    assert [line.partition(" is ")[0] for line in less] == ["“XX groups”", "“[name]”"]
    assert "note [^9]" in looked_at(house, ines)[0]


def test_a_placeholder_of_the_letterhead_is_looked_at_where_its_design_prints_one(
    house: House,
) -> None:
    author = member_of(house, "trains")
    letter = (
        b"---\ntitle: T\nslug: head\nletterhead: {name: TBD}\ndesign: letterhead\n---\nWe ask.\n"
    )
    desk.create_letter(house, author, letter, now=NOON)

    assert looked_at(house, author, "head") == ["“TBD” is still a placeholder in the letterhead."]


def test_a_design_that_is_gone_hides_nothing_of_what_is_left_over(
    house: House, ines: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(name: str) -> Design:
        if name == "plain" and not asked:
            asked.append(name)
            raise UnknownDesign(name, ())
        return load_design(name)

    asked: list[str] = []
    monkeypatch.setattr(letting_through, "load_design", gone)

    assert len(looked_at(house, ines)) == 4
    assert asked == ["plain"]
