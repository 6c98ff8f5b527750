"""The coalition's directory: known organizations and their accepted spellings.

An organization that was joined into another stays as it is; questions that ask for those
that stand look past it, to `root_id`. A family is one that stands with all that were joined
into it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.store.tables import coalitions
from app.store.tables_directory import organizations, spellings

AT_ONCE = 500
"""How many values one question names: both databases have a limit, far above."""


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    id: int
    coalition_id: int
    code: str
    name: str
    acronym: str
    website: str
    city: str
    state: str
    country: str
    sort_name: str
    notes: str
    prints_name: bool
    joined_into_id: int | None
    root_id: int | None
    joined_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """`organization_id` is the one that stands, also where another owns the spelling."""

    id: int
    organization_id: int
    owner_id: int
    spelling: str
    prepared: str
    place: str
    match_key: str
    websites: tuple[str, ...]


COLUMNS = tuple(organizations.c[name] for name in OrganizationRow.__dataclass_fields__)
_ROOT = func.coalesce(organizations.c.root_id, organizations.c.id)


def hold(connection: Connection, coalition_id: int) -> None:
    """Hold the coalition's directory until the transaction ends: whoever adds to it or joins
    comes one after the other. A letter is held before it, never after.
    """
    query = select(coalitions.c.id).where(coalitions.c.id == coalition_id)
    connection.execute(query.with_for_update(key_share=True))


def find(connection: Connection, coalition_id: int, code: str) -> OrganizationRow | None:
    query = select(*COLUMNS).where(
        organizations.c.coalition_id == coalition_id, organizations.c.code == code
    )
    row = connection.execute(query).first()
    return None if row is None else OrganizationRow(*row)


def by_id(connection: Connection, ids: Iterable[int]) -> dict[int, OrganizationRow]:
    """Return the organizations of these ids, whether they stand or were joined."""
    return {
        row[0]: OrganizationRow(*row)
        for some in in_parts(sorted(set(ids)))
        for row in connection.execute(select(*COLUMNS).where(organizations.c.id.in_(some)))
    }


def family(connection: Connection, organization_id: int) -> tuple[OrganizationRow, ...]:
    """Return the organization and all that were joined into it, the first made first."""
    query = (
        select(*COLUMNS)
        .where(
            or_(organizations.c.id == organization_id, organizations.c.root_id == organization_id)
        )
        .order_by(organizations.c.id)
    )
    return tuple(OrganizationRow(*row) for row in connection.execute(query))


def roots_of(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """Return which organization stands for each of these."""
    return {
        row[0]: row[1]
        for some in in_parts(sorted(set(ids)))
        for row in connection.execute(
            select(organizations.c.id, _ROOT).where(organizations.c.id.in_(some))
        )
    }


def members_of(connection: Connection, root_ids: Iterable[int]) -> dict[int, int]:
    """Return all organizations of these families, each with the one that stands for it."""
    return {
        row[0]: row[1]
        for some in in_parts(sorted(set(root_ids)))
        for row in connection.execute(
            select(organizations.c.id, _ROOT).where(
                or_(organizations.c.id.in_(some), organizations.c.root_id.in_(some))
            )
        )
    }


def with_prepared(
    connection: Connection, coalition_id: int, prepared: Iterable[str]
) -> dict[str, tuple[SpellingRow, ...]]:
    """Return the accepted spellings of these prepared names, by prepared name."""
    found: defaultdict[str, list[SpellingRow]] = defaultdict(list)
    for some in in_parts(sorted(set(prepared))):
        query = _spellings().where(
            spellings.c.coalition_id == coalition_id, spellings.c.prepared.in_(some)
        )
        for row in _spelling_rows(connection, query):
            found[row.prepared].append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def spellings_of(connection: Connection, ids: Iterable[int]) -> tuple[SpellingRow, ...]:
    """Return what these organizations own, the first accepted first."""
    return tuple(
        row
        for some in in_parts(sorted(set(ids)))
        for row in _spelling_rows(
            connection, _spellings().where(spellings.c.organization_id.in_(some))
        )
    )


def owner_of_key(connection: Connection, coalition_id: int, match_key: str) -> int | None:
    """Return the organization that owns the spelling of this key, None where nobody does."""
    query = select(spellings.c.organization_id).where(
        spellings.c.coalition_id == coalition_id, spellings.c.match_key == match_key
    )
    return connection.execute(query).scalar_one_or_none()


def _spellings() -> Select[Any]:
    root = organizations.alias("root")
    return (
        select(
            spellings.c.id,
            _ROOT,
            spellings.c.organization_id,
            spellings.c.spelling,
            spellings.c.prepared,
            spellings.c.place,
            spellings.c.match_key,
            organizations.c.website,
            root.c.website,
        )
        .join(organizations, organizations.c.id == spellings.c.organization_id)
        .outerjoin(root, root.c.id == organizations.c.root_id)
        .order_by(spellings.c.id)
    )


def _spelling_rows(connection: Connection, query: Select[Any]) -> Iterator[SpellingRow]:
    for number, root, owner, text, prepared, place, key, own, roots in connection.execute(query):
        websites = tuple(filter(None, (own, roots)))
        yield SpellingRow(number, root, owner, text, prepared, place, key, websites)


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the ids of new organizations, in the order of `rows`."""
    if not rows:
        return []
    statement = insert(organizations).returning(organizations.c.id, sort_by_parameter_order=True)
    return list(connection.execute(statement, list(rows)).scalars())


def add_spellings(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Accept these spellings; one that has an owner keeps it, the unique index decides."""
    if not rows:
        return
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    statement = dialect(spellings).on_conflict_do_nothing(
        index_elements=[spellings.c.coalition_id, spellings.c.match_key]
    )
    connection.execute(statement, list(rows))


def remove_spelling(connection: Connection, spelling_id: int) -> None:
    connection.execute(spellings.delete().where(spellings.c.id == spelling_id))


def change(connection: Connection, organization_id: int, **values: Any) -> None:
    connection.execute(
        update(organizations).where(organizations.c.id == organization_id).values(**values)
    )


def set_root(connection: Connection, ids: Sequence[int], root_id: int | None) -> None:
    """Say which organization stands for these; None for one that stands by itself."""
    for some in in_parts(ids):
        connection.execute(
            update(organizations).where(organizations.c.id.in_(some)).values(root_id=root_id)
        )


def in_parts(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield the values in parts that one question can name."""
    for at in range(0, len(ids), AT_ONCE):
        yield ids[at : at + AT_ONCE]
