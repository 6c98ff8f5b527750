"""Signers of one organization leave and join at one moment: the line agrees with who is left."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from app.services import operating
from app.services.house import House
from config import Settings
from tests.cast import LetterInHand
from tests.faults.crowd import at_once, services
from tests.faults.records import (
    Event,
    events,
    line_of_each_sign_on,
    lines_and_who_stands_behind,
    list_version,
)

LETTER = "---\ntitle: Keep the ferry\n---\n\nKeep the ferry.\n"
ORGANIZATIONS = 12

CONFIRMED = "sign-on confirmed"
WITHDRAWN = "sign-on withdrawn by its signer"


@pytest.mark.parametrize(
    ("leaving", "joining"),
    [
        pytest.param(1, 1, id="one leaves and one joins"),
        pytest.param(2, 0, id="the last two leave"),
        pytest.param(2, 1, id="two leave and one joins"),
    ],
)
def test_a_line_stands_exactly_where_somebody_stands_behind_it(
    settings: Settings, leaving: int, joining: int
) -> None:
    with services(settings, leaving + joining) as crowd:
        house = crowd[0].house
        letter = LetterInHand.published(house, LETTER, now=datetime.now(UTC))
        for number in range(ORGANIZATIONS):
            buttons = _buttons(letter, f"Tenants Union {number}", leaving=leaving, joining=joining)
            presses = [one.ready(button) for one, button in zip(crowd, buttons, strict=True)]

            answers = at_once(presses)

            assert [answer.status for answer in answers] == [303] * len(presses)

        standing = ("listed" if joining else "withdrawn", joining)
        assert lines_and_who_stands_behind(house) == [standing] * ORGANIZATIONS
        count = ORGANIZATIONS if joining else 0
        assert len(letter.lines) == count
        assert [line.count for line in operating.letters(house)] == [count]
        trail = events(house, CONFIRMED, WITHDRAWN)
        assert Counter(event.what for event in trail) == {
            CONFIRMED: ORGANIZATIONS * (leaving + joining),
            WITHDRAWN: ORGANIZATIONS * leaving,
        }
        assert list_version(house) == len(trail)
        assert _told(trail) == _as_it_was(trail, house)


def _buttons(letter: LetterInHand, name: str, *, leaving: int, joining: int) -> list[str]:
    """Return where those who have signed can leave, and those who have asked can join."""
    now = datetime.now(UTC)
    pages = [
        f"/sign-on/{letter.signed_by(name, email=f'leaving{n}@x.example', now=now)}/withdraw"
        for n in range(leaving)
    ]
    for n in range(joining):
        letter.asked(name, email=f"joining{n}@x.example", now=now)
        pages.append(f"/confirm/{letter.confirm_token()}")
    return pages


def _told(trail: list[Event]) -> list[bool]:
    """Return what each event says of the line: made by it, or standing after it."""
    return [
        bool(event.details.get("made_the_line", event.details.get("line_stands")))
        for event in trail
    ]


def _as_it_was(trail: list[Event], house: House) -> list[bool]:
    """Return the same, told from the events before each."""
    line_of = line_of_each_sign_on(house)
    behind: dict[int, set[int]] = {}
    facts = []
    for event in trail:
        sign_on_id = int(event.details["sign_on_id"])
        line = line_of[sign_on_id]
        if event.what == CONFIRMED:
            facts.append(line not in behind)
            behind.setdefault(line, set()).add(sign_on_id)
        else:
            behind[line].remove(sign_on_id)
            facts.append(bool(behind[line]))
    return facts
