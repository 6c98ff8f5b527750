"""What whoever runs the machine does: across coalitions, without a role, never by the web."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.errors import Refused
from app.domain.visibility import LetterState
from app.services.access import read_key
from app.services.house import House
from app.services.opening import move
from app.store import letters as letter_rows
from app.store import signatories as signatory_rows
from app.store.backup import copy_sqlite


@dataclass(frozen=True, slots=True)
class LetterLine:
    slug: str
    state: str
    count: int
    title: str


def letters(house: House) -> tuple[LetterLine, ...]:
    """Return every letter, by slug."""
    with house.store.read() as connection:
        rows = letter_rows.all_letters(connection)
        counts = signatory_rows.count_listed(connection, [row.id for row in rows])
    return tuple(LetterLine(row.slug, row.state, counts.get(row.id, 0), row.title) for row in rows)


def open_letter(house: House, slug: str, *, now: datetime) -> bool | Refused | None:
    """Return whether the letter was opened now; None where there is none."""
    return _move(house, slug, to=LetterState.OPEN, now=now)


def close_letter(house: House, slug: str, *, now: datetime) -> bool | Refused | None:
    return _move(house, slug, to=LetterState.CLOSED, now=now)


def private_link(house: House, slug: str) -> str:
    """Return the address by which whoever has it may read the letter, "" for none."""
    with house.store.read() as connection:
        letter = letter_rows.find_by_slug(connection, slug)
    return (
        "" if letter is None else f"{house.public_url}/letters/{slug}?key={read_key(house, letter)}"
    )


def backup(house: House, path: Path) -> Refused | None:
    """Write a whole copy of the database to `path`; Refused where that is not ours to do."""
    if not house.store.is_sqlite:
        return Refused("On PostgreSQL use pg_dump: it copies a running database whole.")
    try:
        copy_sqlite(house.store, path)
    except OSError as error:
        return Refused(f"{path}: {error.strerror or 'cannot be written'}")
    return None


def _move(house: House, slug: str, *, to: LetterState, now: datetime) -> bool | Refused | None:
    with house.store.write() as connection:
        letter_rows.hold_by_slug(connection, slug)
        letter = letter_rows.find_by_slug(connection, slug)
        if letter is None:
            return None
        outcome = move(connection, letter, to=to, user_id=None, now=now)
    return outcome if isinstance(outcome, Refused) else outcome.changed
