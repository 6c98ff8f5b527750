"""What somebody let through in a letter as meant: placeholders and notes, by their text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.store.tables import allowances, users


@dataclass(frozen=True, slots=True)
class AllowanceRow:
    """`email` is that of the member, "" where a command let it through."""

    text: str
    reason: str
    channel: str
    email: str
    created_at: datetime


def of_letter(connection: Connection, letter_id: int) -> tuple[AllowanceRow, ...]:
    """Return what was let through, the first first."""
    query = (
        select(
            allowances.c.text,
            allowances.c.reason,
            allowances.c.channel,
            users.c.email,
            allowances.c.created_at,
        )
        .select_from(allowances)
        .outerjoin(users, users.c.id == allowances.c.made_by)
        .where(allowances.c.letter_id == letter_id)
        .order_by(allowances.c.id)
    )
    return tuple(
        AllowanceRow(text, reason, channel, email or "", at)
        for text, reason, channel, email, at in connection.execute(query)
    )


def add(
    connection: Connection,
    *,
    letter_id: int,
    text: str,
    channel: str,
    reason: str,
    made_by: int | None,
    at: datetime,
) -> bool:
    """Return whether it is let through from now on; False where it was before."""
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    statement = (
        dialect(allowances)
        .values(
            letter_id=letter_id,
            text=text,
            channel=channel,
            reason=reason,
            made_by=made_by,
            created_at=at,
        )
        .on_conflict_do_nothing(index_elements=[allowances.c.letter_id, allowances.c.text])
        .returning(allowances.c.id)
    )
    return connection.execute(statement).scalar_one_or_none() is not None


def take_back(connection: Connection, *, letter_id: int, text: str) -> bool:
    """Return whether it was let through until now."""
    statement = (
        delete(allowances)
        .where(allowances.c.letter_id == letter_id, allowances.c.text == text)
        .returning(allowances.c.id)
    )
    return connection.execute(statement).scalar_one_or_none() is not None
