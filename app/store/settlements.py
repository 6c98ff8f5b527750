"""Settlements: what a member decided about a card of possible duplicates, and what it answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from app.store.tables import users
from app.store.tables_queue import settled_pairs, settlements


@dataclass(frozen=True, slots=True)
class SettlementRow:
    id: int
    letter_id: int
    verdict: str
    batch: str
    made_at: datetime
    undone_at: datetime | None


_COLUMNS = tuple(settlements.c[name] for name in SettlementRow.__dataclass_fields__)


def add(
    connection: Connection,
    *,
    letter_id: int,
    verdict: str,
    batch: str,
    made_by: int | None,
    at: datetime,
) -> int:
    statement = (
        insert(settlements)
        .values(letter_id=letter_id, verdict=verdict, batch=batch, made_by=made_by, made_at=at)
        .returning(settlements.c.id)
    )
    return int(connection.execute(statement).scalar_one())


def answer(connection: Connection, settlement_id: int, pair_ids: Sequence[int]) -> None:
    """Write down that this settlement answered these pairs."""
    if pair_ids:
        connection.execute(
            insert(settled_pairs),
            [{"settlement_id": settlement_id, "pair_id": pair_id} for pair_id in pair_ids],
        )


def find(connection: Connection, letter_id: int, settlement_id: int) -> SettlementRow | None:
    query = select(*_COLUMNS).where(
        settlements.c.id == settlement_id, settlements.c.letter_id == letter_id
    )
    row = connection.execute(query).first()
    return None if row is None else SettlementRow(*row)


def of_batch(connection: Connection, letter_id: int, batch: str) -> tuple[SettlementRow, ...]:
    """Return what was settled with one press and still holds, the newest first."""
    query = (
        select(*_COLUMNS)
        .where(
            settlements.c.letter_id == letter_id,
            settlements.c.batch == batch,
            settlements.c.undone_at.is_(None),
        )
        .order_by(settlements.c.id.desc())
    )
    return tuple(SettlementRow(*row) for row in connection.execute(query))


def undo(connection: Connection, settlement_id: int, *, by: int | None, at: datetime) -> None:
    connection.execute(
        update(settlements)
        .where(settlements.c.id == settlement_id)
        .values(undone_at=at, undone_by=by)
    )


def pairs_answered(connection: Connection, settlement_id: int) -> tuple[int, ...]:
    """Return the ids of the pairs that this settlement answered, in whichever letter."""
    query = (
        select(settled_pairs.c.pair_id)
        .where(settled_pairs.c.settlement_id == settlement_id)
        .distinct()
        .order_by(settled_pairs.c.pair_id)
    )
    return tuple(connection.execute(query).scalars())


def answered_otherwise(
    connection: Connection, pair_ids: Sequence[int], *, but: int
) -> frozenset[int]:
    """Return those of the pairs that another settlement, which holds, has answered too."""
    query = (
        select(settled_pairs.c.pair_id)
        .join(settlements, settlements.c.id == settled_pairs.c.settlement_id)
        .where(
            settled_pairs.c.pair_id.in_(pair_ids),
            settled_pairs.c.settlement_id != but,
            settlements.c.undone_at.is_(None),
        )
    )
    return frozenset(connection.execute(query).scalars())


@dataclass(frozen=True, slots=True)
class SettledRow:
    """A settlement with who made it and who took it back, by their addresses."""

    id: int
    verdict: str
    batch: str
    made_at: datetime
    by: str | None
    undone_at: datetime | None
    undone_by: str | None


def page(
    connection: Connection, letter_id: int, *, offset: int, limit: int
) -> tuple[int, tuple[SettledRow, ...]]:
    """Return how many settlements the letter has, and one page, the newest first."""
    total = connection.execute(
        select(func.count(settlements.c.id)).where(settlements.c.letter_id == letter_id)
    ).scalar_one()
    made_by, undone_by = users.alias("made_by"), users.alias("undone_by")
    query = (
        select(
            settlements.c.id,
            settlements.c.verdict,
            settlements.c.batch,
            settlements.c.made_at,
            made_by.c.email,
            settlements.c.undone_at,
            undone_by.c.email,
        )
        .outerjoin(made_by, made_by.c.id == settlements.c.made_by)
        .outerjoin(undone_by, undone_by.c.id == settlements.c.undone_by)
        .where(settlements.c.letter_id == letter_id)
        .order_by(settlements.c.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return total, tuple(SettledRow(*row) for row in connection.execute(query))
