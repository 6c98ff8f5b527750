"""A letter is closed while people sign and confirm: everybody is either before it or told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from app.domain.eligibility import LATE_CONFIRMATION
from app.domain.errors import Refused
from app.services import confirming, operating
from app.services.confirming import Confirmed
from app.services.house import House
from app.services.signing import CheckYourInbox
from config import Settings
from tests.cast import LetterInHand
from tests.faults.crowd import Answer, services
from tests.faults.records import events, list_version

LETTER = "---\ntitle: Keep the ferry\n---\n\nKeep the ferry.\n"
PEOPLE = 3
SIGN_ONS_EACH = 12
LATE = Answer(410, "The letter has closed")

CONFIRMED = "sign-on confirmed"
SUBMITTED = "sign-on submitted"
CLOSED = "letter closed"

Told = TypeVar("Told")


def test_a_confirmation_comes_before_the_closing_or_is_told_that_the_time_is_over(
    settings: Settings,
) -> None:
    # The letter closes as of a day ago and longer: whoever comes after that has no hours left.
    closing = datetime.now(UTC) - LATE_CONFIRMATION - timedelta(minutes=1)
    submitted = closing - timedelta(hours=1)
    with services(settings, 1 + PEOPLE) as (closer, *confirmers):
        letter = LetterInHand.published(closer.house, LETTER, now=submitted)
        presses = [
            [
                service.ready(_asked_to_confirm(letter, f"{person} {number}", now=submitted))
                for number in range(SIGN_ONS_EACH)
            ]
            for person, service in enumerate(confirmers)
        ]
        afterwards = confirmers[0].ready(_asked_to_confirm(letter, "late", now=submitted))

        answers = _while_it_closes(closer.house, presses, closed_at=lambda: closing)
        answers.append(afterwards())

        assert answers[-1] == LATE
        in_time = [answer for answer in answers if answer != LATE]
        assert {answer.status for answer in in_time} == {303}
        count = len(in_time)
        trail = [event.what for event in events(closer.house, CONFIRMED, CLOSED)]
        assert trail == [CONFIRMED] * count + [CLOSED]
        assert list_version(closer.house) == count
        assert len(letter.lines) == count


def test_who_is_told_to_check_the_inbox_while_the_letter_closes_can_still_confirm(
    settings: Settings,
) -> None:
    with services(settings, 1 + PEOPLE) as (closer, *signers):
        letter = LetterInHand.published(closer.house, LETTER, now=datetime.now(UTC))
        asking = [
            [
                partial(_ask, LetterInHand(service.house, letter.slug), f"{person} {number}")
                for number in range(SIGN_ONS_EACH)
            ]
            for person, service in enumerate(signers)
        ]

        told = _while_it_closes(closer.house, asking, closed_at=lambda: datetime.now(UTC))
        told.append(_ask(letter, "late"))

        assert isinstance(told[-1], Refused)
        assert {one.code for one in told if isinstance(one, Refused)} == {"closed"}
        count = sum(isinstance(one, CheckYourInbox) for one in told)
        assert count
        trail = [event.what for event in events(closer.house, SUBMITTED, CLOSED)]
        assert trail == [SUBMITTED] * count + [CLOSED]
        for number in range(1, count + 1):
            token = letter.confirm_token(number)
            outcome = confirming.confirm(closer.house, token, now=datetime.now(UTC))
            assert isinstance(outcome, Confirmed), outcome
        assert len(letter.lines) == count


def _while_it_closes(
    house: House,
    deeds: Sequence[Sequence[Callable[[], Told]]],
    *,
    closed_at: Callable[[], datetime],
) -> list[Told]:
    """Do these, each row in a thread of its own, and close the letter when the first is done.

    Returns what each led to; the letter is closed when this returns.
    """
    has_begun = threading.Event()

    def do(row: Sequence[Callable[[], Told]]) -> list[Told]:
        results = []
        for deed in row:
            results.append(deed())
            has_begun.set()
        return results

    def close() -> None:
        assert has_begun.wait(30)
        assert operating.close_letter(house, "ferry", now=closed_at()) is True

    with ThreadPoolExecutor(len(deeds) + 1) as pool:
        closing = pool.submit(close)
        results = [result for row in pool.map(do, deeds) for result in row]
        closing.result()
    return results


def _ask(letter: LetterInHand, who: str) -> CheckYourInbox | Refused | None:
    return letter.asked(f"Tenants Union {who}", now=datetime.now(UTC))


def _asked_to_confirm(letter: LetterInHand, who: str, *, now: datetime) -> str:
    """Return the address that the mail of this sign-on leads to."""
    asked = letter.asked(f"Tenants Union {who}", now=now)
    assert isinstance(asked, CheckYourInbox)
    return f"/confirm/{letter.confirm_token()}"
