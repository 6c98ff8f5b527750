"""What the page of possible duplicates shows beside each line, a query for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from app.store.tables import letters, possible_duplicates, sign_ons, signatories
from app.store.tables_queue import settled_pairs, settlements

MOST_EARLIER = 500


@dataclass(frozen=True, slots=True)
class ActRow:
    """One sign-on behind a line, with everything that members may weigh."""

    id: int
    signatory_id: int
    state: str
    channel: str
    organization: str
    website: str
    signer_name: str
    signer_title: str
    email: str
    gets_mail: bool
    submitted_at: datetime
    confirmed_at: datetime | None


_ACT = tuple(sign_ons.c[name] for name in ActRow.__dataclass_fields__)


def acts(connection: Connection, line_ids: Sequence[int]) -> tuple[ActRow, ...]:
    """Return who signed for these lines, the oldest first."""
    query = select(*_ACT).where(sign_ons.c.signatory_id.in_(line_ids)).order_by(sign_ons.c.id)
    return tuple(ActRow(*row) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A line of the same prepared name in another letter of the coalition."""

    prepared: str
    title: str


def known_elsewhere(
    connection: Connection, *, coalition_id: int, letter_id: int, prepared: Sequence[str]
) -> tuple[KnownRow, ...]:
    """Return the coalition's other letters that list these names, the newest first, 500 at most."""
    query = (
        select(signatories.c.prepared, letters.c.title)
        .join(letters, letters.c.id == signatories.c.letter_id)
        .where(
            letters.c.coalition_id == coalition_id,
            letters.c.id != letter_id,
            signatories.c.prepared.in_(prepared),
            signatories.c.standing.in_(("listed", "merged")),
        )
        .distinct()
        .order_by(letters.c.title, signatories.c.prepared)
        .limit(MOST_EARLIER)
    )
    return tuple(KnownRow(*row) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class AnsweredPair:
    """A pair that a settlement answered, by the names of its two lines."""

    settlement_id: int
    older: str
    newer: str


_older = signatories.alias("older")
_newer = signatories.alias("newer")


def answered(connection: Connection, settlement_ids: Sequence[int]) -> tuple[AnsweredPair, ...]:
    query = (
        select(settled_pairs.c.settlement_id, _older.c.name, _newer.c.name)
        .join(possible_duplicates, possible_duplicates.c.id == settled_pairs.c.pair_id)
        .join(_older, _older.c.id == possible_duplicates.c.older_id)
        .join(_newer, _newer.c.id == possible_duplicates.c.newer_id)
        .where(settled_pairs.c.settlement_id.in_(settlement_ids))
        .order_by(settled_pairs.c.id)
    )
    return tuple(AnsweredPair(*row) for row in connection.execute(query))


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A pair of this letter that an earlier decision of the coalition answered."""

    older: str
    newer: str
    letter_title: str


def not_asked(connection: Connection, letter_id: int, *, limit: int) -> tuple[NotAsked, ...]:
    """Return the letter's pairs that were settled by what another letter decided."""
    query = (
        select(_older.c.name, _newer.c.name, letters.c.title)
        .select_from(possible_duplicates)
        .join(settled_pairs, settled_pairs.c.pair_id == possible_duplicates.c.id)
        .join(settlements, settlements.c.id == settled_pairs.c.settlement_id)
        .join(letters, letters.c.id == settlements.c.letter_id)
        .join(_older, _older.c.id == possible_duplicates.c.older_id)
        .join(_newer, _newer.c.id == possible_duplicates.c.newer_id)
        .where(
            possible_duplicates.c.letter_id == letter_id,
            settlements.c.letter_id != letter_id,
            settlements.c.undone_at.is_(None),
        )
        .order_by(possible_duplicates.c.id.desc())
        .limit(limit)
    )
    return tuple(NotAsked(*row) for row in connection.execute(query))
