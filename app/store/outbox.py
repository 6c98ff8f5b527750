"""The outbox: mails owed, each written in the transaction that owes it.

A row holds a purpose and ids. Whoever delivers claims it with a lease, sends outside any
transaction, and says so in a second one: a crash in between sends again, under the same
Message-ID, and loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, or_, select, update

from app.store.tables import outbox


@dataclass(frozen=True, slots=True)
class OutboxRow:
    id: int
    purpose: str
    sign_on_id: int | None
    user_id: int | None
    message_id: str
    state: str
    attempts: int
    created_at: datetime


_COLUMNS = tuple(outbox.c[name] for name in OutboxRow.__dataclass_fields__)


def owe(
    connection: Connection,
    *,
    purpose: str,
    message_id: str,
    at: datetime,
    due_at: datetime,
    sign_on_id: int | None = None,
    user_id: int | None = None,
) -> int:
    statement = (
        insert(outbox)
        .values(
            purpose=purpose,
            sign_on_id=sign_on_id,
            user_id=user_id,
            message_id=message_id,
            state="waiting",
            due_at=due_at,
            created_at=at,
        )
        .returning(outbox.c.id)
    )
    return int(connection.execute(statement).scalar_one())


def claim(
    connection: Connection, outbox_id: int, *, now: datetime, lease: timedelta
) -> OutboxRow | None:
    """Return the row, leased to the caller; None where it is sent, dead or in other hands.

    One statement, so that of two workers only one gets it.
    """
    statement = (
        update(outbox)
        .where(
            outbox.c.id == outbox_id,
            outbox.c.state == "waiting",
            or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now),
        )
        .values(leased_until=now + lease, attempts=outbox.c.attempts + 1)
        .returning(*_COLUMNS)
    )
    row = connection.execute(statement).first()
    return None if row is None else OutboxRow(*row)


def due(connection: Connection, *, now: datetime, limit: int) -> tuple[int, ...]:
    """Return the ids of rows that may be sent now, the longest due first."""
    query = (
        select(outbox.c.id)
        .where(
            outbox.c.state == "waiting",
            outbox.c.due_at <= now,
            or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now),
        )
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
    )
    return tuple(connection.execute(query).scalars())


def mark_sent(connection: Connection, outbox_id: int, *, at: datetime) -> None:
    connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id)
        .values(state="sent", sent_at=at, leased_until=None, last_error="")
    )


NEEDLESS = "nothing owed any more"


def mark_needless(connection: Connection, outbox_id: int, *, at: datetime) -> None:
    """End a mail that nobody needs any more; none goes out."""
    connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id)
        .values(state="sent", sent_at=at, leased_until=None, last_error=NEEDLESS)
    )


def was_sent(connection: Connection, *, purpose: str, sign_on_id: int) -> bool:
    """Has a mail of this purpose gone out to this signer?"""
    query = select(outbox.c.id).where(
        outbox.c.sign_on_id == sign_on_id,
        outbox.c.purpose == purpose,
        outbox.c.sent_at.is_not(None),
        outbox.c.last_error != NEEDLESS,
    )
    return connection.execute(query.limit(1)).first() is not None


def mark_failed(
    connection: Connection, outbox_id: int, *, error: str, again_at: datetime | None
) -> None:
    """Put the row back until `again_at`, or end it as dead where that is None."""
    values: dict[str, object] = {"leased_until": None, "last_error": error}
    if again_at is None:
        values |= {"state": "dead"}
    else:
        values |= {"due_at": again_at}
    connection.execute(update(outbox).where(outbox.c.id == outbox_id).values(**values))


def revive(connection: Connection, *, now: datetime) -> int:
    """Put every dead row back to waiting, as if new; return how many."""
    statement = (
        update(outbox)
        .where(outbox.c.state == "dead")
        .values(state="waiting", attempts=0, due_at=now, leased_until=None)
    )
    return connection.execute(statement).rowcount


def oldest_waiting(connection: Connection) -> datetime | None:
    query = select(func.min(outbox.c.created_at)).where(outbox.c.state == "waiting")
    return connection.execute(query).scalar_one_or_none()


@dataclass(frozen=True, slots=True)
class MailRow:
    id: int
    purpose: str
    state: str
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    last_error: str


def latest(connection: Connection, *, limit: int) -> tuple[MailRow, ...]:
    """Return the newest mails, the newest first."""
    query = (
        select(*(outbox.c[name] for name in MailRow.__dataclass_fields__))
        .order_by(outbox.c.id.desc())
        .limit(limit)
    )
    return tuple(MailRow(*row) for row in connection.execute(query))
