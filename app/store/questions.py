"""What signers were asked about the name they signed for, and what they said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from app.store.tables import sign_ons
from app.store.tables_queue import questions


@dataclass(frozen=True, slots=True)
class QuestionRow:
    id: int
    letter_id: int
    pair_id: int
    sign_on_id: int
    generation: int
    asked_at: datetime
    answer: str
    words: str
    answered_at: datetime | None


_COLUMNS = tuple(questions.c[name] for name in QuestionRow.__dataclass_fields__)


def add(connection: Connection, **values: Any) -> int:
    statement = insert(questions).values(**values).returning(questions.c.id)
    return int(connection.execute(statement).scalar_one())


def find(connection: Connection, question_id: int) -> QuestionRow | None:
    row = connection.execute(select(*_COLUMNS).where(questions.c.id == question_id)).first()
    return None if row is None else QuestionRow(*row)


def find_by_mail(connection: Connection, outbox_id: int) -> QuestionRow | None:
    """Return the question that this mail asks."""
    row = connection.execute(select(*_COLUMNS).where(questions.c.outbox_id == outbox_id)).first()
    return None if row is None else QuestionRow(*row)


def of_pairs(connection: Connection, pair_ids: Sequence[int]) -> tuple[QuestionRow, ...]:
    """Return what was asked about these pairs, the oldest first."""
    query = select(*_COLUMNS).where(questions.c.pair_id.in_(pair_ids)).order_by(questions.c.id)
    return tuple(QuestionRow(*row) for row in connection.execute(query))


def change(connection: Connection, question_id: int, **values: Any) -> None:
    connection.execute(update(questions).where(questions.c.id == question_id).values(**values))


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A signer who can be written to about their line."""

    sign_on_id: int
    signatory_id: int


def contacts(
    connection: Connection, line_ids: Sequence[int], *, limit: int
) -> tuple[ContactRow, ...]:
    """Return who stands confirmed behind these lines and gets their mail, the oldest first."""
    query = (
        select(sign_ons.c.id, sign_ons.c.signatory_id)
        .where(
            sign_ons.c.signatory_id.in_(line_ids),
            sign_ons.c.state == "confirmed",
            sign_ons.c.gets_mail,
            sign_ons.c.email != "",
        )
        .order_by(sign_ons.c.id)
        .limit(limit)
    )
    return tuple(ContactRow(*row) for row in connection.execute(query))
