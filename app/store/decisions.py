"""What a coalition has decided about two names, remembered for all its letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from app.store.tables import letters, users
from app.store.tables_queue import decisions, settlements

AT_ONCE = 500

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    id: int
    settlement_id: int
    one_key: str
    other_key: str
    verdict: str


_COLUMNS = tuple(decisions.c[name] for name in DecisionRow.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision to be remembered: its keys, and the names as they stood on the page."""

    key: Key
    one_name: str
    other_name: str


def remember(
    connection: Connection,
    *,
    coalition_id: int,
    settlement_id: int,
    verdict: str,
    pairs: Sequence[Decided],
    at: datetime,
) -> None:
    if not pairs:
        return
    connection.execute(
        insert(decisions),
        [
            {
                "coalition_id": coalition_id,
                "settlement_id": settlement_id,
                "one_key": pair.key[0],
                "other_key": pair.key[1],
                "one_name": pair.one_name,
                "other_name": pair.other_name,
                "verdict": verdict,
                "made_at": at,
            }
            for pair in pairs
        ],
    )


def any_in_force(connection: Connection, coalition_id: int) -> bool:
    query = select(decisions.c.id).where(
        decisions.c.coalition_id == coalition_id, decisions.c.taken_back_at.is_(None)
    )
    return connection.execute(query.limit(1)).first() is not None


def in_force(
    connection: Connection, coalition_id: int, keys: Sequence[Key]
) -> dict[Key, DecisionRow]:
    """Return the latest decision of the coalition on each of these pairs, where there is one."""
    wanted = set(keys)
    found: dict[Key, DecisionRow] = {}
    firsts = sorted({one for one, _ in keys})
    for at in range(0, len(firsts), AT_ONCE):
        query = (
            select(*_COLUMNS)
            .where(
                decisions.c.coalition_id == coalition_id,
                decisions.c.one_key.in_(firsts[at : at + AT_ONCE]),
                decisions.c.taken_back_at.is_(None),
            )
            .order_by(decisions.c.id)
        )
        for values in connection.execute(query):
            row = DecisionRow(*values)
            if (row.one_key, row.other_key) in wanted:
                found[row.one_key, row.other_key] = row
    return found


def all_in_force(connection: Connection, coalition_id: int) -> dict[Key, str]:
    """Return the latest verdict of the coalition on each pair that it has decided."""
    query = (
        select(decisions.c.one_key, decisions.c.other_key, decisions.c.verdict)
        .where(decisions.c.coalition_id == coalition_id, decisions.c.taken_back_at.is_(None))
        .order_by(decisions.c.id)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def take_back(connection: Connection, settlement_id: int, *, at: datetime) -> None:
    """Forget what this settlement decided."""
    connection.execute(
        update(decisions)
        .where(decisions.c.settlement_id == settlement_id, decisions.c.taken_back_at.is_(None))
        .values(taken_back_at=at)
    )


def take_one_back(connection: Connection, decision_id: int, *, at: datetime) -> None:
    connection.execute(
        update(decisions)
        .where(decisions.c.id == decision_id, decisions.c.taken_back_at.is_(None))
        .values(taken_back_at=at)
    )


@dataclass(frozen=True, slots=True)
class Remembered:
    """A decision in force, with who made it where."""

    id: int
    settlement_id: int
    one_name: str
    other_name: str
    verdict: str
    made_at: datetime
    email: str | None
    letter_id: int
    letter_slug: str
    letter_title: str


def page(
    connection: Connection, coalition_id: int, *, offset: int, limit: int
) -> tuple[int, tuple[Remembered, ...]]:
    """Return how many decisions the coalition remembers, and one page, the newest first."""
    holds = (decisions.c.coalition_id == coalition_id, decisions.c.taken_back_at.is_(None))
    total = connection.execute(select(func.count(decisions.c.id)).where(*holds)).scalar_one()
    query = _remembered().where(*holds).order_by(decisions.c.id.desc()).offset(offset).limit(limit)
    return total, tuple(Remembered(*row) for row in connection.execute(query))


def find(connection: Connection, coalition_id: int, decision_id: int) -> Remembered | None:
    query = _remembered().where(
        decisions.c.id == decision_id,
        decisions.c.coalition_id == coalition_id,
        decisions.c.taken_back_at.is_(None),
    )
    row = connection.execute(query).first()
    return None if row is None else Remembered(*row)


def _remembered() -> Select[Any]:
    return (
        select(
            decisions.c.id,
            decisions.c.settlement_id,
            decisions.c.one_name,
            decisions.c.other_name,
            decisions.c.verdict,
            decisions.c.made_at,
            users.c.email,
            letters.c.id,
            letters.c.slug,
            letters.c.title,
        )
        .join(settlements, settlements.c.id == decisions.c.settlement_id)
        .join(letters, letters.c.id == settlements.c.letter_id)
        .outerjoin(users, users.c.id == settlements.c.made_by)
    )
