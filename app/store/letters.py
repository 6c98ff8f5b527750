"""Letters and their versions. Every question a member asks names the coalition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.store.tables import coalitions, letters, versions


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter with the number and id of the version that stands."""

    id: int
    coalition_id: int
    coalition_name: str
    slug: str
    title: str
    addressee: str
    convener: str
    state: str
    language: str
    reads: str
    signs: str
    shows: str
    opens_at: datetime | None
    closes_at: datetime | None
    zone: str
    closed_at: datetime | None
    likely: str
    link_generation: int
    list_version: int
    version_id: int
    version_number: int
    version_date: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    id: int
    letter_id: int
    number: int
    content: bytes
    sha256: str
    created_at: datetime


def _standing() -> Select[Any]:
    """Letters, each joined to its coalition and the version that stands."""
    return (
        select(
            letters.c.id,
            letters.c.coalition_id,
            coalitions.c.name.label("coalition_name"),
            letters.c.slug,
            letters.c.title,
            letters.c.addressee,
            letters.c.convener,
            letters.c.state,
            letters.c.language,
            letters.c.reads,
            letters.c.signs,
            letters.c.shows,
            letters.c.opens_at,
            letters.c.closes_at,
            letters.c.zone,
            letters.c.closed_at,
            letters.c.likely,
            letters.c.link_generation,
            letters.c.list_version,
            versions.c.id.label("version_id"),
            versions.c.number.label("version_number"),
            versions.c.created_at.label("version_date"),
            versions.c.sha256,
        )
        .join(coalitions, coalitions.c.id == letters.c.coalition_id)
        .join(
            versions,
            (versions.c.letter_id == letters.c.id)
            & (versions.c.number == letters.c.version_number),
        )
    )


def _letter(row: Row[Any] | None) -> LetterRow | None:
    return None if row is None else LetterRow(**row._mapping)


def find_by_slug(connection: Connection, slug: str) -> LetterRow | None:
    return _letter(connection.execute(_standing().where(letters.c.slug == slug)).first())


def find_by_id(connection: Connection, letter_id: int) -> LetterRow | None:
    return _letter(connection.execute(_standing().where(letters.c.id == letter_id)).first())


def find_of_coalition(connection: Connection, coalition_id: int, slug: str) -> LetterRow | None:
    query = _standing().where(letters.c.slug == slug, letters.c.coalition_id == coalition_id)
    return _letter(connection.execute(query).first())


def hold(connection: Connection, letter_id: int) -> None:
    """Hold this letter until the transaction ends: whoever changes its list or its state
    comes one after the other. A sign-on's own row is held before it, its lines after it.
    """
    query = select(letters.c.id).where(letters.c.id == letter_id)
    connection.execute(query.with_for_update(key_share=True))


def hold_by_slug(connection: Connection, slug: str) -> None:
    """Hold the letter of this slug, where there is one, as `hold` does."""
    query = select(letters.c.id).where(letters.c.slug == slug)
    connection.execute(query.with_for_update(key_share=True))


def all_of_coalition(connection: Connection, coalition_id: int) -> tuple[LetterRow, ...]:
    """Return the coalition's letters, the newest first, at most 500."""
    query = (
        _standing()
        .where(letters.c.coalition_id == coalition_id)
        .order_by(letters.c.created_at.desc(), letters.c.id.desc())
        .limit(500)
    )
    return tuple(LetterRow(**row._mapping) for row in connection.execute(query))


def all_letters(connection: Connection) -> tuple[LetterRow, ...]:
    """Return every letter of every coalition, by slug: for whoever runs the machine."""
    query = _standing().order_by(letters.c.slug)
    return tuple(LetterRow(**row._mapping) for row in connection.execute(query))


def public(connection: Connection, *, states: Sequence[str]) -> tuple[LetterRow, ...]:
    """Return letters that everybody may read, those that close first on top, at most 200."""
    query = (
        _standing()
        .where(letters.c.reads == "public", letters.c.state.in_(states))
        .order_by(letters.c.closes_at.is_(None), letters.c.closes_at, letters.c.id.desc())
        .limit(200)
    )
    return tuple(LetterRow(**row._mapping) for row in connection.execute(query))


def slug_is_taken(connection: Connection, slug: str) -> bool:
    query = select(letters.c.id).where(letters.c.slug == slug)
    return connection.execute(query).first() is not None


def insert_if_slug_free(connection: Connection, values: Mapping[str, Any]) -> int | None:
    """Return the new letter's id, None where another letter holds the slug."""
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    statement = (
        dialect(letters)
        .values(**values)
        .on_conflict_do_nothing(index_elements=[letters.c.slug])
        .returning(letters.c.id)
    )
    return connection.execute(statement).scalar_one_or_none()


def add_version(
    connection: Connection,
    *,
    letter_id: int,
    number: int,
    content: bytes,
    sha256: str,
    made_by: int | None,
    at: datetime,
) -> int:
    statement = (
        insert(versions)
        .values(
            letter_id=letter_id,
            number=number,
            content=content,
            sha256=sha256,
            made_by=made_by,
            created_at=at,
        )
        .returning(versions.c.id)
    )
    return int(connection.execute(statement).scalar_one())


def version(connection: Connection, version_id: int) -> VersionRow:
    query = select(
        versions.c.id,
        versions.c.letter_id,
        versions.c.number,
        versions.c.content,
        versions.c.sha256,
        versions.c.created_at,
    ).where(versions.c.id == version_id)
    return VersionRow(**connection.execute(query).one()._mapping)


def change(connection: Connection, letter_id: int, **values: Any) -> None:
    connection.execute(update(letters).where(letters.c.id == letter_id).values(**values))


def list_has_changed(connection: Connection, letter_id: int) -> None:
    """Raise the letter's list_version: pages made from the old list are stale."""
    change(connection, letter_id, list_version=letters.c.list_version + 1)
