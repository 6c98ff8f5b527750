"""Signatories: the lines of a letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.store.tables import signatories


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    id: int
    name: str
    kind: str
    match_key: str | None
    prepared: str
    signer_name: str
    signer_title: str
    group_path: str
    scope: str
    state: str
    city: str
    website: str
    manual_order: float | None
    position: int
    standing: str
    signed_at: datetime | None
    joined_id: int | None
    created_at: datetime
    sort_name: str
    category: str
    membership: str
    pin: int | None
    lead_place: int | None
    own_group: str | None
    own_group_rule: str


COLUMNS = tuple(signatories.c[name] for name in SignatoryRow.__dataclass_fields__)


def listed(connection: Connection, letter_id: int) -> tuple[SignatoryRow, ...]:
    """Return the lines that print, in printing order as far as their keys are made."""
    query = (
        select(*COLUMNS)
        .where(signatories.c.letter_id == letter_id, signatories.c.standing == "listed")
        .order_by(signatories.c.print_key, signatories.c.id)
    )
    return tuple(SignatoryRow(*row) for row in connection.execute(query))


def count_listed(connection: Connection, letter_ids: Sequence[int]) -> dict[int, int]:
    """Return how many lines print, by letter; a letter without any is missing."""
    query = (
        select(signatories.c.letter_id, func.count())
        .where(signatories.c.letter_id.in_(letter_ids), signatories.c.standing == "listed")
        .group_by(signatories.c.letter_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def find(connection: Connection, signatory_id: int) -> SignatoryRow:
    query = select(*COLUMNS).where(signatories.c.id == signatory_id)
    return SignatoryRow(*connection.execute(query).one())


def insert_if_free(connection: Connection, values: Mapping[str, Any]) -> int | None:
    """Return the new line's id, None where a line of the letter holds the match key.

    The unique index decides, so that of many transactions at once exactly one makes it.
    """
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    statement = (
        dialect(signatories)
        .values(**values)
        .on_conflict_do_nothing(index_elements=[signatories.c.letter_id, signatories.c.match_key])
        .returning(signatories.c.id)
    )
    return connection.execute(statement).scalar_one_or_none()


def hold_by_match_key(connection: Connection, letter_id: int, match_key: str) -> SignatoryRow:
    """Return the line that holds the key, its row held until the transaction ends: nobody
    takes it off the list while somebody joins it.

    For a line that was merged it is the one that stands for it.
    """
    query = (
        select(*COLUMNS)
        .where(signatories.c.letter_id == letter_id, signatories.c.match_key == match_key)
        .with_for_update()
    )
    row = SignatoryRow(*connection.execute(query).one())
    return row if row.joined_id is None else hold(connection, row.joined_id)


def hold(connection: Connection, signatory_id: int) -> SignatoryRow:
    """Return the line, held until the transaction ends; of a merged one that which stands."""
    query = select(*COLUMNS).where(signatories.c.id == signatory_id).with_for_update()
    row = SignatoryRow(*connection.execute(query).one())
    return row if row.joined_id is None else hold(connection, row.joined_id)


def standing_line(connection: Connection, row: SignatoryRow) -> SignatoryRow:
    """Return the line that stands for this one: itself, but where it was merged."""
    return row if row.joined_id is None else find(connection, row.joined_id)


def of_organization(
    connection: Connection, letter_id: int, organization_id: int | None
) -> frozenset[int]:
    """Return the lines of the letter that are this known organization; of None there are none."""
    if organization_id is None:
        return frozenset()
    query = select(signatories.c.id).where(
        signatories.c.letter_id == letter_id, signatories.c.organization_id == organization_id
    )
    return frozenset(connection.execute(query).scalars())


def by_organization(connection: Connection, letter_id: int) -> dict[int, int]:
    """Return the oldest line of each known organization under the letter, by organization."""
    query = (
        select(signatories.c.organization_id, func.min(signatories.c.id))
        .where(signatories.c.letter_id == letter_id, signatories.c.organization_id.is_not(None))
        .group_by(signatories.c.organization_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def that_stand(connection: Connection, ids: Sequence[int]) -> tuple[int, ...]:
    """Return the lines that stand for these, each once."""
    query = (
        select(func.coalesce(signatories.c.joined_id, signatories.c.id))
        .where(signatories.c.id.in_(ids))
        .distinct()
    )
    return tuple(sorted(connection.execute(query).scalars()))


def some(connection: Connection, letter_id: int, ids: Sequence[int]) -> tuple[SignatoryRow, ...]:
    """Return these lines as far as they are the letter's, the oldest first."""
    query = (
        select(*COLUMNS)
        .where(signatories.c.letter_id == letter_id, signatories.c.id.in_(ids))
        .order_by(signatories.c.id)
    )
    return tuple(SignatoryRow(*row) for row in connection.execute(query))


def behind(connection: Connection, ids: Sequence[int]) -> tuple[SignatoryRow, ...]:
    """Return the lines that were merged into these, the oldest first."""
    query = select(*COLUMNS).where(signatories.c.joined_id.in_(ids)).order_by(signatories.c.id)
    return tuple(SignatoryRow(*row) for row in connection.execute(query))


def put_behind(connection: Connection, ids: Sequence[int], standing_id: int) -> None:
    """Let these lines stand behind that one; it itself stands for itself."""
    connection.execute(
        update(signatories)
        .where(signatories.c.id.in_(ids), signatories.c.id != standing_id)
        .values(joined_id=standing_id)
    )
    connection.execute(
        update(signatories).where(signatories.c.id == standing_id).values(joined_id=None)
    )


def organizations(connection: Connection, letter_id: int) -> tuple[SignatoryRow, ...]:
    """Return every organization's line of the letter, whatever its standing, the oldest first."""
    query = (
        select(*COLUMNS)
        .where(signatories.c.letter_id == letter_id, signatories.c.kind == "organization")
        .order_by(signatories.c.id)
    )
    return tuple(SignatoryRow(*row) for row in connection.execute(query))


def insert_many(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the ids of the new lines, in the order of `rows`. The caller holds the letter."""
    if not rows:
        return []
    statement = insert(signatories).returning(signatories.c.id, sort_by_parameter_order=True)
    return list(connection.execute(statement, list(rows)).scalars())


def change(connection: Connection, signatory_id: int, **values: Any) -> None:
    """Change a line; its printing key is made anew when the list has changed."""
    values.setdefault("print_key", None)
    connection.execute(update(signatories).where(signatories.c.id == signatory_id).values(**values))


def next_position(connection: Connection, letter_id: int) -> int:
    query = select(func.coalesce(func.max(signatories.c.position), 0)).where(
        signatories.c.letter_id == letter_id
    )
    return int(connection.execute(query).scalar_one()) + 1
