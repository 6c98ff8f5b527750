"""Which organizations became which, and when. Rows are ended, never removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select, update

from app.store.tables_directory import organizations, succession_origins, successions


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """One origin of a succession; both ends are the organizations that stand."""

    id: int
    from_id: int
    to_id: int
    kind: str
    happened_on: date


def of_coalition(connection: Connection, coalition_id: int) -> tuple[SuccessionRow, ...]:
    """Return all that holds, the earliest first. A coalition has few of them."""
    origin, target = organizations.alias("origin"), organizations.alias("target")
    query = (
        select(
            successions.c.id,
            func.coalesce(origin.c.root_id, origin.c.id),
            func.coalesce(target.c.root_id, target.c.id),
            successions.c.kind,
            successions.c.happened_on,
        )
        .join(succession_origins, succession_origins.c.succession_id == successions.c.id)
        .join(origin, origin.c.id == succession_origins.c.organization_id)
        .join(target, target.c.id == successions.c.to_organization_id)
        .where(successions.c.coalition_id == coalition_id, successions.c.ended_at.is_(None))
        .order_by(successions.c.happened_on, successions.c.id, succession_origins.c.id)
    )
    return tuple(SuccessionRow(*row) for row in connection.execute(query))


def touching(rows: Iterable[SuccessionRow], organization_id: int) -> tuple[SuccessionRow, ...]:
    """Return the rows of every succession in which the organization has a part."""
    kept = list(rows)
    ids = {row.id for row in kept if organization_id in (row.from_id, row.to_id)}
    return tuple(row for row in kept if row.id in ids)


def add(
    connection: Connection,
    *,
    coalition_id: int,
    from_ids: Sequence[int],
    to_id: int,
    kind: str,
    happened_on: date,
    made_by: int | None,
    at: datetime,
) -> int:
    """Return the new succession's id."""
    made = connection.execute(
        insert(successions)
        .values(
            coalition_id=coalition_id,
            to_organization_id=to_id,
            kind=kind,
            happened_on=happened_on,
            made_by=made_by,
            created_at=at,
        )
        .returning(successions.c.id)
    ).scalar_one()
    connection.execute(
        insert(succession_origins),
        [{"succession_id": made, "organization_id": each} for each in from_ids],
    )
    return int(made)


def end(connection: Connection, succession_id: int, *, at: datetime) -> None:
    connection.execute(
        update(successions).where(successions.c.id == succession_id).values(ended_at=at)
    )
