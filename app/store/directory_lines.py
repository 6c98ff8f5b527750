"""Lines of letters and the known organizations that they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select, update

from app.store.directory import in_parts
from app.store.tables import letters, sign_ons, signatories


@dataclass(frozen=True, slots=True)
class LineRow:
    """An organization's line that prints, as the directory learns from it."""

    id: int
    name: str
    website: str
    city: str
    state: str
    sort_key: bytes
    sort_rule: int
    organization_id: int | None


def that_print(
    connection: Connection, letter_id: int, *, only: Sequence[int] | None = None
) -> tuple[LineRow, ...]:
    """Return the letter's organizations that print, the first listed first.

    `only` names the lines to look at.
    """
    query: Select[Any] = (
        select(*(signatories.c[name] for name in LineRow.__dataclass_fields__))
        .where(
            signatories.c.letter_id == letter_id,
            signatories.c.kind == "organization",
            signatories.c.standing == "listed",
        )
        .order_by(signatories.c.id)
    )
    return tuple(LineRow(*row) for row in _of(connection, query, signatories.c.id, only))


def names_signed(
    connection: Connection, letter_id: int, *, only: Sequence[int] | None = None
) -> tuple[tuple[int, str], ...]:
    """Return each name under which somebody stands behind a line, with the line's id.

    `only` names the lines to look at.
    """
    query: Select[Any] = (
        select(sign_ons.c.signatory_id, sign_ons.c.organization)
        .where(
            sign_ons.c.letter_id == letter_id,
            sign_ons.c.state == "confirmed",
            sign_ons.c.kind == "organization",
            sign_ons.c.signatory_id.is_not(None),
        )
        .distinct()
        .order_by(sign_ons.c.signatory_id, sign_ons.c.organization)
    )
    behind = _of(connection, query, sign_ons.c.signatory_id, only)
    return tuple((line_id, name) for line_id, name in behind)


def _of(
    connection: Connection, query: Select[Any], line_id: Any, only: Sequence[int] | None
) -> Iterator[Any]:
    if only is None:
        yield from connection.execute(query)
        return
    for some in in_parts(only):
        yield from connection.execute(query.where(line_id.in_(some)))


def link(connection: Connection, organization_of: Mapping[int, int]) -> None:
    """Say which known organization each line is; one that is linked keeps its link."""
    if not organization_of:
        return
    statement = (
        update(signatories)
        .where(signatories.c.id == bindparam("line_id"), signatories.c.organization_id.is_(None))
        .values(organization_id=bindparam("known_id"))
    )
    connection.execute(
        statement,
        [{"line_id": line, "known_id": known} for line, known in organization_of.items()],
    )


def stands_for_any(
    connection: Connection, letter_id: int, *, ids: Sequence[int], prepared: Sequence[str]
) -> bool:
    """Does a line that prints belong to one of these organizations, or bear such a name?"""
    query = (
        select(signatories.c.id)
        .where(
            signatories.c.letter_id == letter_id,
            signatories.c.standing == "listed",
            signatories.c.kind == "organization",
            or_(signatories.c.organization_id.in_(ids), signatories.c.prepared.in_(prepared)),
        )
        .limit(1)
    )
    return connection.execute(query).first() is not None


def prints_in_public(
    connection: Connection, coalition_id: int, *, name: str, prepared: str, states: Sequence[str]
) -> bool:
    """Does this very name stand on a letter of the coalition whose text and names everybody
    sees?
    """
    query = (
        select(signatories.c.id)
        .join(letters, letters.c.id == signatories.c.letter_id)
        .where(
            letters.c.coalition_id == coalition_id,
            letters.c.state.in_(states),
            letters.c.reads == "public",
            letters.c.shows == "public",
            signatories.c.prepared == prepared,
            signatories.c.name == name,
            signatories.c.kind == "organization",
            signatories.c.standing == "listed",
        )
        .limit(1)
    )
    return connection.execute(query).first() is not None


def count_letters(connection: Connection, organization_of: Mapping[int, int]) -> dict[int, int]:
    """Return under how many letters each organization prints, by the one that stands.

    `organization_of` are all members of the families asked about.
    """
    found: dict[int, set[int]] = {}
    for some in in_parts(sorted(organization_of)):
        query = (
            select(signatories.c.organization_id, signatories.c.letter_id)
            .where(signatories.c.organization_id.in_(some), signatories.c.standing == "listed")
            .distinct()
        )
        for member, letter_id in connection.execute(query):
            found.setdefault(organization_of[member], set()).add(letter_id)
    return {root: len(ids) for root, ids in found.items()}


@dataclass(frozen=True, slots=True)
class SignedRow:
    """One line of an organization, with its letter."""

    line_id: int
    letter_id: int
    slug: str
    title: str
    zone: str
    name: str
    city: str
    state: str
    website: str
    standing: str
    signed_at: datetime | None
    organization_id: int


def signed_by(connection: Connection, ids: Sequence[int]) -> tuple[SignedRow, ...]:
    """Return the lines of these organizations, the newest letter first, at most 500."""
    query: Select[Any] = (
        select(
            signatories.c.id,
            letters.c.id,
            letters.c.slug,
            letters.c.title,
            letters.c.zone,
            signatories.c.name,
            signatories.c.city,
            signatories.c.state,
            signatories.c.website,
            signatories.c.standing,
            signatories.c.signed_at,
            signatories.c.organization_id,
        )
        .join(letters, letters.c.id == signatories.c.letter_id)
        .where(signatories.c.organization_id.in_(ids))
        .order_by(letters.c.created_at.desc(), letters.c.id.desc(), signatories.c.id)
        .limit(500)
    )
    return tuple(SignedRow(*row) for row in connection.execute(query))


def first_senders(connection: Connection, line_ids: Sequence[int]) -> dict[int, str]:
    """Return the address of the oldest confirmed sign-on behind each line."""
    found: dict[int, str] = {}
    for some in in_parts(line_ids):
        query = (
            select(sign_ons.c.signatory_id, sign_ons.c.email)
            .where(sign_ons.c.signatory_id.in_(some), sign_ons.c.state == "confirmed")
            .order_by(sign_ons.c.confirmed_at.desc(), sign_ons.c.id.desc())
        )
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def former_websites(
    connection: Connection,
    coalition_id: int,
    *,
    but_letter_id: int,
    ids: Sequence[int],
    prepared: str,
) -> tuple[str, ...]:
    """Return the websites that lines of the coalition's other letters show: lines of these
    organizations, or unlinked ones of this prepared name.
    """
    of_name = (signatories.c.organization_id.is_(None)) & (signatories.c.prepared == prepared)
    query = (
        select(signatories.c.website)
        .join(letters, letters.c.id == signatories.c.letter_id)
        .where(
            letters.c.coalition_id == coalition_id,
            letters.c.id != but_letter_id,
            letters.c.state.in_(("closed", "final", "delivered")),
            signatories.c.standing == "listed",
            signatories.c.website != "",
            or_(signatories.c.organization_id.in_(ids), of_name),
        )
        .distinct()
        .limit(50)
    )
    return tuple(connection.execute(query).scalars())


@dataclass(frozen=True, slots=True)
class OverRow:
    letter_id: int
    coalition_id: int
    unknown: int


def over_letters_with_unknown_lines(
    connection: Connection, *, now: datetime, coalition_id: int | None = None
) -> tuple[OverRow, ...]:
    """Return the letters that collect no more and have lines the directory does not know, the
    oldest first; of every coalition without one.
    """
    is_over = or_(
        letters.c.state.in_(("closed", "final", "delivered")),
        (letters.c.state == "open") & (letters.c.closes_at <= now),
    )
    query = (
        select(letters.c.id, letters.c.coalition_id, func.count())
        .join(signatories, signatories.c.letter_id == letters.c.id)
        .where(
            is_over,
            signatories.c.kind == "organization",
            signatories.c.standing == "listed",
            signatories.c.organization_id.is_(None),
        )
        .group_by(letters.c.id, letters.c.coalition_id)
        .order_by(letters.c.id)
    )
    if coalition_id is not None:
        query = query.where(letters.c.coalition_id == coalition_id)
    return tuple(OverRow(*row) for row in connection.execute(query))
