"""What a coalition has decided about two names: looked up when lines are made, and by members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.domain.settling import Spelling, Verdict, pair_key
from app.services import settling
from app.services.changing import NOT_YOUR_ROLE, Done
from app.services.house import House
from app.store import audit
from app.store import decisions as decision_rows
from app.store.engine import Connection

PAGE_SIZE = 100


def remembered(
    connection: Connection, coalition_id: int, one: Spelling, other: Spelling
) -> Verdict | None:
    """Return what the coalition has decided about these two, None where it has not."""
    return remembered_of(connection, coalition_id, [(one, other)])[0]


def remembered_of(
    connection: Connection, coalition_id: int, pairs: Sequence[tuple[Spelling, Spelling]]
) -> tuple[Verdict | None, ...]:
    """Return what the coalition has decided about each of these pairs, in their order.

    However many there are, a few queries; none where it has decided nothing yet.
    """
    if not pairs or not decision_rows.any_in_force(connection, coalition_id):
        return (None,) * len(pairs)
    keys = [pair_key(one, other) for one, other in pairs]
    known = decision_rows.in_force(
        connection, coalition_id, [key for key in keys if key is not None]
    )
    return tuple(
        Verdict(known[key].verdict) if key is not None and key in known else None for key in keys
    )


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as members read it. `by` is "" where no account is known."""

    id: int
    one: str
    other: str
    verdict: str
    made_at: datetime
    by: str
    letter_slug: str
    letter_title: str


@dataclass(frozen=True, slots=True)
class DecisionList:
    rows: tuple[DecisionLine, ...]
    total: int
    page: int
    pages: int


def decisions(house: House, member: Member, *, page: int = 1) -> DecisionList:
    """Return one page of what the member's coalition remembers, the newest first."""
    page = max(1, page)
    with house.store.read() as connection:
        total, rows = decision_rows.page(
            connection, member.coalition_id, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE
        )
    return DecisionList(
        rows=tuple(
            DecisionLine(
                id=row.id,
                one=row.one_name,
                other=row.other_name,
                verdict=row.verdict,
                made_at=row.made_at,
                by=row.email or "",
                letter_slug=row.letter_slug,
                letter_title=row.letter_title,
            )
            for row in rows
        ),
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
    )


def take_back(
    house: House, member: Member, decision_id: int, *, now: datetime
) -> Done | Refused | None:
    """Forget a decision.

    What was held to be different is asked again, in every letter. Lines that were merged stay
    merged: only the memory goes, and the merge is undone in its letter.
    """
    if not member.may(Permission.SETTLE):
        return NOT_YOUR_ROLE
    with house.store.read() as connection:
        row = decision_rows.find(connection, member.coalition_id, decision_id)
    if row is None:
        return None
    if row.verdict == Verdict.DIFFERENT:
        return settling.undo(house, member, row.letter_slug, row.settlement_id, now=now)
    with house.store.write() as connection:
        decision_rows.take_one_back(connection, decision_id, at=now)
        audit.record(
            connection,
            "decision on two names taken back",
            coalition_id=member.coalition_id,
            letter_id=row.letter_id,
            user_id=member.user_id,
            at=now,
            details={"decision_id": decision_id, "settlement_id": row.settlement_id},
        )
    return Done(changed=True)
