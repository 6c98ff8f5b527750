"""May this letter be signed, may this sign-on still be confirmed?"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.visibility import Hours, LetterState

LATE_CONFIRMATION = timedelta(hours=24)
"""A sign-on that was submitted before closing counts, and may be confirmed this much later."""

CONFIRMATION_LASTS = timedelta(days=14)
"""How long a link in a confirmation mail is good where the letter names no deadline."""

UNCONFIRMED_AT_ONCE = 5
"""So many mails an address gets for one letter in an hour; more at once would be a nuisance
that somebody else causes."""

UNCONFIRMED_COUNTED = timedelta(hours=24)
"""How far back the sign-ons of an address that wait for confirmation are counted."""


class Closed(StrEnum):
    """Why a letter takes no sign-ons now."""

    NOT_YET = "not-yet"
    NOT_OPEN = "not-open"
    OVER = "over"


def why_closed(state: LetterState, hours: Hours, *, now: datetime) -> Closed | None:
    """Return why nobody can sign now, None where the letter collects."""
    if state in {LetterState.DRAFT, LetterState.REVIEW}:
        return Closed.NOT_OPEN
    if state is not LetterState.OPEN:
        return Closed.OVER
    if hours.closes_at is not None and now >= hours.closes_at:
        return Closed.OVER
    if hours.opens_at is not None and now < hours.opens_at:
        return Closed.NOT_YET
    return None


def good_until(hours: Hours, *, submitted_at: datetime) -> datetime:
    """Return until when the link of a confirmation mail works."""
    lasts = submitted_at + CONFIRMATION_LASTS
    if hours.closes_at is None:
        return lasts
    return min(lasts, hours.closes_at + LATE_CONFIRMATION)


def may_confirm(
    state: LetterState,
    hours: Hours,
    *,
    closed_at: datetime | None,
    submitted_at: datetime,
    now: datetime,
) -> bool:
    """Can a sign-on submitted then become a line now?"""
    if now >= good_until(hours, submitted_at=submitted_at):
        return False
    if state is LetterState.OPEN:
        return True
    return (
        state is LetterState.CLOSED
        and closed_at is not None
        and submitted_at <= closed_at
        and now < closed_at + LATE_CONFIRMATION
    )


def mail_due(*, waiting: int, now: datetime) -> datetime:
    """Return when the next confirmation mail goes to an address for which `waiting`
    sign-ons wait: five now, five in an hour, five in two. None is ever left out.
    """
    return now + timedelta(hours=waiting // UNCONFIRMED_AT_ONCE)
