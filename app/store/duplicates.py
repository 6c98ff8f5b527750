"""Possible duplicates: pairs of lines that somebody has to look at.

A pair names two lines as they came. Where one of them was merged since, it is asked about
the line that stands for it, so that undoing the merge brings the first question back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.domain.settling import OpenPair, Spelling, Verdict, pair_key
from app.domain.signatories import place_of
from app.store import decisions as decision_rows
from app.store import settlements as settlement_rows
from app.store.tables import letters, possible_duplicates, signatories
from app.store.tables_queue import settled_pairs, settlements

AT_ONCE = 500
"""Ids in one statement; SQLite and drivers have limits of their own."""

_WAITING = ("listed", "held")


def note_possible_duplicates(
    connection: Connection,
    letter_id: int,
    pairs: Sequence[tuple[int, int, str]],
    *,
    at: datetime,
) -> None:
    """Put pairs (older, newer, reason) into the review queue; a pair of old stays as it is.

    What the coalition has decided to be different is not asked again: the pair is settled at
    once, by that decision. A newer line that is held now waits for its pairs.
    """
    if not pairs:
        return
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    held = _held(connection, [newer_id for _, newer_id, _ in pairs])
    connection.execute(
        dialect(possible_duplicates).on_conflict_do_nothing(
            index_elements=[possible_duplicates.c.older_id, possible_duplicates.c.newer_id]
        ),
        [
            {
                "letter_id": letter_id,
                "older_id": older_id,
                "newer_id": newer_id,
                "reason": reason,
                "created_at": at,
                "holds": newer_id in held,
            }
            for older_id, newer_id, reason in pairs
        ],
    )
    _settle_what_is_known(connection, letter_id, [(one, other) for one, other, _ in pairs], at=at)


def _held(connection: Connection, ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for some in _chunks(ids):
        query = select(signatories.c.id).where(
            signatories.c.id.in_(some), signatories.c.standing == "held"
        )
        found.update(connection.execute(query).scalars())
    return found


def _settle_what_is_known(
    connection: Connection, letter_id: int, ends: Sequence[tuple[int, int]], *, at: datetime
) -> None:
    """Settle the open pairs of these that the coalition has decided to be different."""
    coalition_id = connection.execute(
        select(letters.c.coalition_id).where(letters.c.id == letter_id)
    ).scalar_one()
    if not decision_rows.any_in_force(connection, coalition_id):
        return
    spelled = spellings(connection, sorted({line for pair in ends for line in pair}))
    keys = {pair: pair_key(spelled[pair[0]], spelled[pair[1]]) for pair in ends}
    known = decision_rows.in_force(
        connection, coalition_id, [key for key in keys.values() if key is not None]
    )
    for some in _chunks(ends):
        older = [older_id for older_id, _ in some]
        query = select(
            possible_duplicates.c.id, possible_duplicates.c.older_id, possible_duplicates.c.newer_id
        ).where(
            possible_duplicates.c.letter_id == letter_id,
            possible_duplicates.c.older_id.in_(older),
            possible_duplicates.c.settled_at.is_(None),
        )
        for pair_id, older_id, newer_id in connection.execute(query).all():
            key = keys.get((older_id, newer_id))
            decided = known.get(key) if key is not None else None
            if decided is not None and decided.verdict == Verdict.DIFFERENT:
                settle(connection, [pair_id], at=at)
                settlement_rows.answer(connection, decided.settlement_id, [pair_id])
                release(connection, [pair_id])


def spellings(connection: Connection, ids: Sequence[int]) -> dict[int, Spelling]:
    """Return the name, place and website that each of these lines has now."""
    found: dict[int, Spelling] = {}
    for some in _chunks(ids):
        query = select(
            signatories.c.id,
            signatories.c.name,
            signatories.c.city,
            signatories.c.state,
            signatories.c.website,
        ).where(signatories.c.id.in_(some))
        for line, name, city, state, website in connection.execute(query):
            found[line] = Spelling(name, place_of(city, state), website)
    return found


# ------------------------------------------------------------------------- what waits

_older = signatories.alias("older")
_newer = signatories.alias("newer")
_older_stands = signatories.alias("older_stands")
_newer_stands = signatories.alias("newer_stands")


def _open(*columns: Any) -> Select[Any]:
    """Pairs that wait, each with the two lines that stand for its own, both still there."""
    return (
        select(*columns)
        .select_from(possible_duplicates)
        .join(_older, _older.c.id == possible_duplicates.c.older_id)
        .join(_newer, _newer.c.id == possible_duplicates.c.newer_id)
        .join(_older_stands, _older_stands.c.id == func.coalesce(_older.c.joined_id, _older.c.id))
        .join(_newer_stands, _newer_stands.c.id == func.coalesce(_newer.c.joined_id, _newer.c.id))
        .where(
            possible_duplicates.c.settled_at.is_(None),
            _older_stands.c.standing.in_(_WAITING),
            _newer_stands.c.standing.in_(_WAITING),
            _older_stands.c.id != _newer_stands.c.id,
        )
    )


def open_pairs(connection: Connection, letter_id: int) -> tuple[OpenPair, ...]:
    """Return the letter's pairs that wait, between the lines that stand, the oldest first."""
    query = (
        _open(
            possible_duplicates.c.id,
            _older_stands.c.id,
            _newer_stands.c.id,
            possible_duplicates.c.put_off_at.is_not(None),
        )
        .where(possible_duplicates.c.letter_id == letter_id)
        .order_by(possible_duplicates.c.id)
    )
    return tuple(OpenPair(*row) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    older: str
    older_place: str
    newer: str
    newer_place: str
    reason: str


def unsettled(connection: Connection, letter_id: int) -> tuple[PossibleDuplicate, ...]:
    """Return the letter's pairs that wait in words, the oldest first."""
    query = (
        _open(
            _older_stands.c.name,
            _older_stands.c.city,
            _older_stands.c.state,
            _newer_stands.c.name,
            _newer_stands.c.city,
            _newer_stands.c.state,
            possible_duplicates.c.reason,
        )
        .where(possible_duplicates.c.letter_id == letter_id)
        .order_by(possible_duplicates.c.id)
    )
    return tuple(
        PossibleDuplicate(a, place_of(a_city, a_state), b, place_of(b_city, b_state), why)
        for a, a_city, a_state, b, b_city, b_state, why in connection.execute(query)
    )


def count_unsettled(connection: Connection, letter_ids: Sequence[int]) -> dict[int, int]:
    query = (
        _open(possible_duplicates.c.letter_id, func.count())
        .where(possible_duplicates.c.letter_id.in_(letter_ids))
        .group_by(possible_duplicates.c.letter_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as it was noted, between the lines as they came."""

    id: int
    letter_id: int
    older_id: int
    newer_id: int
    reason: str
    created_at: datetime
    settled_at: datetime | None
    put_off_at: datetime | None
    holds: bool


_COLUMNS = tuple(possible_duplicates.c[name] for name in PairRow.__dataclass_fields__)


def some(connection: Connection, ids: Sequence[int]) -> tuple[PairRow, ...]:
    query = (
        select(*_COLUMNS)
        .where(possible_duplicates.c.id.in_(ids))
        .order_by(possible_duplicates.c.id)
    )
    return tuple(PairRow(*row) for row in connection.execute(query))


def within_one_line(connection: Connection, letter_id: int) -> tuple[int, ...]:
    """Return the letter's unsettled pairs whose two lines are one by now."""
    query = (
        select(possible_duplicates.c.id)
        .join(_older, _older.c.id == possible_duplicates.c.older_id)
        .join(_newer, _newer.c.id == possible_duplicates.c.newer_id)
        .where(
            possible_duplicates.c.letter_id == letter_id,
            possible_duplicates.c.settled_at.is_(None),
            func.coalesce(_older.c.joined_id, _older.c.id)
            == func.coalesce(_newer.c.joined_id, _newer.c.id),
        )
        .order_by(possible_duplicates.c.id)
    )
    return tuple(connection.execute(query).scalars())


def apart_though_settled(connection: Connection, lines: Sequence[int]) -> tuple[int, ...]:
    """Return the pairs that a merge had answered and whose lines stand apart again.

    Asked of every pair with one of its lines among those that these stand for; what somebody
    has decided to be different stays settled.
    """
    stand = signatories.alias("stand")
    heads = select(func.coalesce(stand.c.joined_id, stand.c.id)).where(stand.c.id.in_(lines))
    different = (
        select(settled_pairs.c.id)
        .join(settlements, settlements.c.id == settled_pairs.c.settlement_id)
        .where(
            settled_pairs.c.pair_id == possible_duplicates.c.id,
            settlements.c.verdict == Verdict.DIFFERENT.value,
            settlements.c.undone_at.is_(None),
        )
        .exists()
    )
    older_head = func.coalesce(_older.c.joined_id, _older.c.id)
    newer_head = func.coalesce(_newer.c.joined_id, _newer.c.id)
    query = (
        select(possible_duplicates.c.id)
        .join(_older, _older.c.id == possible_duplicates.c.older_id)
        .join(_newer, _newer.c.id == possible_duplicates.c.newer_id)
        .where(
            possible_duplicates.c.settled_at.is_not(None),
            older_head.in_(heads) | newer_head.in_(heads),
            older_head != newer_head,
            ~different,
        )
        .order_by(possible_duplicates.c.id)
    )
    return tuple(connection.execute(query).scalars())


# ------------------------------------------------------------------------ what changes


def settle(connection: Connection, ids: Sequence[int], *, at: datetime) -> None:
    for chunk in _chunks(ids):
        connection.execute(
            update(possible_duplicates)
            .where(possible_duplicates.c.id.in_(chunk))
            .values(settled_at=at)
        )


def reopen(connection: Connection, ids: Sequence[int]) -> None:
    """Ask about these again, and let a listed line that waited for one of them wait again."""
    for chunk in _chunks(ids):
        connection.execute(
            update(possible_duplicates)
            .where(possible_duplicates.c.id.in_(chunk))
            .values(settled_at=None)
        )
        waiting = select(possible_duplicates.c.newer_id).where(
            possible_duplicates.c.id.in_(chunk), possible_duplicates.c.holds
        )
        connection.execute(
            update(signatories)
            .where(signatories.c.id.in_(waiting), signatories.c.standing == "listed")
            .values(standing="held")
        )


def release(connection: Connection, ids: Sequence[int]) -> int:
    """List the lines that waited for these pairs and for no other; return how many."""
    other = possible_duplicates.alias("other")
    waits_on = (
        select(other.c.id)
        .where(other.c.newer_id == signatories.c.id, other.c.holds, other.c.settled_at.is_(None))
        .exists()
    )
    released = 0
    for chunk in _chunks(ids):
        waited = select(possible_duplicates.c.newer_id).where(
            possible_duplicates.c.id.in_(chunk), possible_duplicates.c.holds
        )
        statement = (
            update(signatories)
            .where(and_(signatories.c.id.in_(waited), signatories.c.standing == "held", ~waits_on))
            .values(standing="listed")
        )
        released += connection.execute(statement).rowcount
    return released


def put_off(connection: Connection, ids: Sequence[int], *, at: datetime | None) -> None:
    """Let these stand behind all others from now on; None brings them back to the front."""
    connection.execute(
        update(possible_duplicates).where(possible_duplicates.c.id.in_(ids)).values(put_off_at=at)
    )


Each = TypeVar("Each")


def _chunks(each: Sequence[Each]) -> Iterator[Sequence[Each]]:
    return (each[at : at + AT_ONCE] for at in range(0, len(each), AT_ONCE))
