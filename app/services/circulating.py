"""Circulating a letter: who reads, signs and sees the names, and the private link."""

from __future__ import annotations

from datetime import datetime

from app.domain import visibility
from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.domain.settling import Likely
from app.domain.visibility import Audience
from app.services.changing import Done, change_letter
from app.services.house import House
from app.store import audit
from app.store import letters as letter_rows
from app.store.engine import Connection
from app.store.letters import LetterRow


def set_visibility(
    house: House,
    member: Member,
    slug: str,
    *,
    reads: str,
    signs: str,
    shows: str,
    now: datetime,
) -> Done | Refused | None:
    """Say who reads the text, who may sign, who sees the names while the letter collects."""

    def change(connection: Connection, row: LetterRow) -> Done | Refused:
        wanted = _possible(reads=reads, signs=signs, shows=shows)
        if isinstance(wanted, Refused):
            return wanted
        if (row.reads, row.signs, row.shows) == (reads, signs, shows):
            return Done(changed=False)
        values = {"reads": reads, "signs": signs, "shows": shows}
        letter_rows.change(connection, row.id, **values)
        _record(connection, "visibility changed", row, member, at=now, **values)
        return Done(changed=True)

    return change_letter(house, member, slug, change, needs=Permission.CHANGE_VISIBILITY)


def set_likely(
    house: House, member: Member, slug: str, *, likely: str, now: datetime
) -> Done | Refused | None:
    """Say whether a line that may be a duplicate is listed at once or waits to be settled.

    It holds for lines to come; those that wait are settled one by one.
    """

    def change(connection: Connection, row: LetterRow) -> Done | Refused:
        if likely not in tuple(Likely):
            return Refused("Choose one of the settings offered.", code="visibility")
        if row.likely == likely:
            return Done(changed=False)
        letter_rows.change(connection, row.id, likely=likely)
        _record(connection, "likely duplicates changed", row, member, at=now, likely=likely)
        return Done(changed=True)

    return change_letter(house, member, slug, change, needs=Permission.SETTLE)


def renew_private_link(
    house: House, member: Member, slug: str, *, now: datetime
) -> Done | Refused | None:
    """Give the letter a new private link; the one before opens nothing any more.

    Those who have signed keep the key of their own sign-on.
    """

    def change(connection: Connection, row: LetterRow) -> Done:
        generation = row.link_generation + 1
        letter_rows.change(connection, row.id, link_generation=generation)
        _record(connection, "private link renewed", row, member, at=now, generation=generation)
        return Done(changed=True)

    return change_letter(house, member, slug, change, needs=Permission.CHANGE_VISIBILITY)


def _possible(*, reads: str, signs: str, shows: str) -> Audience | Refused:
    wanted = Audience.parse(reads=reads, signs=signs, shows=shows)
    if wanted is None:
        return Refused("Choose one of the settings offered.", code="visibility")
    return next(iter(visibility.contradictions(wanted)), wanted)


def _record(
    connection: Connection,
    what: str,
    row: LetterRow,
    member: Member,
    *,
    at: datetime,
    **details: int | str,
) -> None:
    audit.record(
        connection,
        what,
        coalition_id=row.coalition_id,
        letter_id=row.id,
        user_id=member.user_id,
        at=at,
        details=details,
    )
