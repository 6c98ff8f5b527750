"""Opening a letter for sign-ons, and closing it."""

from __future__ import annotations

from datetime import datetime

from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.domain.visibility import LetterState
from app.services import directory_learning
from app.services.changing import Done, change_letter
from app.services.house import House
from app.store import audit
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

CAN_OPEN = frozenset(LetterState) - {LetterState.OPEN}


def open_letter(house: House, member: Member, slug: str, *, now: datetime) -> Done | Refused | None:
    """Open the letter for signatures, or open it again for late signers."""
    return _move_as_member(house, member, slug, to=LetterState.OPEN, now=now)


def close_letter(
    house: House, member: Member, slug: str, *, now: datetime
) -> Done | Refused | None:
    """Close the letter; who signed before may confirm for a day more."""
    return _move_as_member(house, member, slug, to=LetterState.CLOSED, now=now)


def move(
    connection: Connection,
    row: LetterRow,
    *,
    to: LetterState,
    user_id: int | None,
    now: datetime,
) -> Done | Refused:
    """Open or close the letter in the caller's transaction, which holds the letter."""
    if row.state == to:
        return Done(changed=False)
    if to is LetterState.CLOSED and row.state != LetterState.OPEN:
        return Refused("Only an open letter can be closed.", code="not-open-now")
    if to is LetterState.OPEN and row.closes_at is not None and row.closes_at <= now:
        return Refused(
            "Its deadline has passed. Give the letter a new one before you open it.",
            code="deadline-passed",
        )
    closed_at = _closing_moment(connection, row, now) if to is LetterState.CLOSED else None
    letter_rows.change(connection, row.id, state=to.value, closed_at=closed_at)
    audit.record(
        connection,
        f"letter {to.value}",
        coalition_id=row.coalition_id,
        letter_id=row.id,
        user_id=user_id,
        at=now,
        details={"from": row.state},
    )
    if to is LetterState.CLOSED:
        directory_learning.learn_from_letter(connection, row, now=now, user_id=user_id)
    return Done(changed=True)


def _closing_moment(connection: Connection, row: LetterRow, now: datetime) -> datetime:
    """Return when the letter closes: not before the last sign-on that it has taken.

    A closing that waited its turn brings the moment at which its button was pressed. Who
    signed meanwhile was told to check the inbox, and must be able to confirm.
    """
    latest = sign_on_rows.latest_submission(connection, row.id)
    return now if latest is None else max(now, latest)


def _move_as_member(
    house: House, member: Member, slug: str, *, to: LetterState, now: datetime
) -> Done | Refused | None:
    def change(connection: Connection, row: LetterRow) -> Done | Refused:
        return move(connection, row, to=to, user_id=member.user_id, now=now)

    return change_letter(house, member, slug, change, needs=Permission.OPEN_AND_CLOSE)
