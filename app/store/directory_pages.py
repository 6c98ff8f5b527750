"""The directory page by page, as members find it on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, literal, or_, select

from app.store.directory import COLUMNS, OrganizationRow
from app.store.tables_directory import organizations, spellings, succession_origins, successions


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page of the directory shows: `find` in names, acronyms and spellings.

    `find_prepared` is its matching form, "" for none.
    """

    coalition_id: int
    find: str = ""
    find_prepared: str = ""
    is_incomplete: bool = False
    has_successor: bool = False


def page(
    connection: Connection, wanted: Wanted, *, offset: int, limit: int
) -> tuple[int, tuple[OrganizationRow, ...]]:
    """Return how many that stand match, and one page of them by sort key."""
    fits = _fits(wanted)
    total = connection.execute(select(func.count()).select_from(organizations).where(fits))
    query = (
        select(*COLUMNS)
        .where(fits)
        .order_by(organizations.c.sort_key, organizations.c.id)
        .offset(offset)
        .limit(limit)
    )
    rows = tuple(OrganizationRow(*row) for row in connection.execute(query))
    return int(total.scalar_one()), rows


def _fits(wanted: Wanted) -> Any:
    org = organizations.c
    conditions = [org.coalition_id == wanted.coalition_id, org.root_id.is_(None)]
    if wanted.find:
        conditions.append(_found(wanted))
    if wanted.is_incomplete:
        nowhere = and_(org.city == "", org.state == "", org.country == "")
        conditions.append(or_(org.website == "", nowhere))
    if wanted.has_successor:
        member = organizations.alias("member")
        conditions.append(
            select(literal(1))
            .select_from(succession_origins)
            .join(successions, successions.c.id == succession_origins.c.succession_id)
            .join(member, member.c.id == succession_origins.c.organization_id)
            .where(
                func.coalesce(member.c.root_id, member.c.id) == org.id,
                successions.c.ended_at.is_(None),
            )
            .exists()
        )
    return and_(*conditions)


def _found(wanted: Wanted) -> Any:
    member = organizations.alias("spelt")
    words = [
        func.lower(column).like(_like(wanted.find.lower()), escape="\\")
        for column in (organizations.c.name, organizations.c.acronym)
    ]
    # SQLite knows the capitals of ASCII alone.
    words.append(organizations.c.acronym.like(_like(wanted.find.upper()), escape="\\"))
    spelt = (
        select(literal(1))
        .select_from(spellings)
        .join(member, member.c.id == spellings.c.organization_id)
        .where(
            func.coalesce(member.c.root_id, member.c.id) == organizations.c.id,
            spellings.c.coalition_id == wanted.coalition_id,
            spellings.c.prepared.like(_like(wanted.find_prepared), escape="\\"),
        )
        .exists()
    )
    return or_(*words, *([spelt] if wanted.find_prepared else []))


def _like(words: str) -> str:
    return "%" + words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
