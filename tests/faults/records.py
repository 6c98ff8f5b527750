"""What stands in the database when a race is over, read past the services."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from app.services.house import House
from app.store import tables


@dataclass(frozen=True)
class Event:
    """One audit event: what happened, and its ids and plain values."""

    what: str
    details: dict[str, int | str | bool]


def events(house: House, *whats: str) -> list[Event]:
    """Return what happened of these, in the order in which it was written down."""
    trail = tables.audit_events.c
    query = select(trail.what, trail.details).where(trail.what.in_(whats)).order_by(trail.id)
    with house.store.read() as connection:
        return [Event(what, details) for what, details in connection.execute(query)]


def list_version(house: House) -> int:
    """Return how often the list of the only letter has changed."""
    with house.store.read() as connection:
        return int(connection.execute(select(tables.letters.c.list_version)).scalar_one())


def lines_and_who_stands_behind(house: House) -> list[tuple[str, int]]:
    """Return each line's standing with how many confirmed sign-ons stand behind it."""
    lines, acts = tables.signatories.c, tables.sign_ons.c
    query = (
        select(lines.standing, func.count(acts.id))
        .outerjoin(tables.sign_ons, (acts.signatory_id == lines.id) & (acts.state == "confirmed"))
        .group_by(lines.id)
        .order_by(lines.id)
    )
    with house.store.read() as connection:
        return [(standing, count) for standing, count in connection.execute(query)]


def line_of_each_sign_on(house: House) -> dict[int, int]:
    """Return the line's id by the id of the sign-on behind it."""
    with house.store.read() as connection:
        rows = connection.execute(select(tables.sign_ons.c.id, tables.sign_ons.c.signatory_id))
        return {row[0]: row[1] for row in rows}
