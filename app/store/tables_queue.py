"""The tables of possible duplicates that were settled: who decided what, and what came of it.

Rows are added and marked as undone, never deleted: every settlement can be taken back.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from app.store.tables import UtcDateTime, metadata


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _refers(name: str, target: str, *, required: bool = True, index: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=not required, index=index)


# One decision of one member on one card, whichever lines it was about.
settlements = Table(
    "settlements",
    metadata,
    _id(),
    _refers("letter_id", "letters.id"),
    Column("verdict", String(20), nullable=False),
    # The same for all that were settled with one press; "" for a card of its own.
    Column("batch", String(40), nullable=False, server_default=""),
    _refers("made_by", "users.id", required=False),
    Column("made_at", UtcDateTime, nullable=False),
    _refers("undone_by", "users.id", required=False),
    Column("undone_at", UtcDateTime, nullable=True),
    Index(None, "letter_id", "made_at"),
    CheckConstraint("verdict in ('same','different')", name="verdict"),
)

# The pairs that a settlement answered, also those of later letters that were not asked again.
settled_pairs = Table(
    "settled_pairs",
    metadata,
    _id(),
    _refers("settlement_id", "settlements.id", index=True),
    _refers("pair_id", "possible_duplicates.id", index=True),
)

# One line that moved behind another. `before` is the line that stays as it was, `brought`
# the line that moved, `chosen` what the organizer chose for the line that stays, `muted`
# the sign-ons that get no mail about the line while this holds.
merges = Table(
    "merges",
    metadata,
    _id(),
    _refers("settlement_id", "settlements.id", index=True),
    _refers("letter_id", "letters.id"),
    # 'spelling': the source is no line of anybody's but a name that was typed for the target.
    Column("kind", String(20), nullable=False),
    _refers("source_id", "signatories.id"),
    _refers("target_id", "signatories.id", index=True),
    Column("before", JSON, nullable=False),
    Column("brought", JSON, nullable=False),
    Column("chosen", JSON, nullable=False),
    Column("muted", JSON, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime, nullable=True),
    Index(None, "letter_id", "undone_at"),
    # A line stands behind one other at a time.
    Index(
        "uq_merges_source_id_in_force",
        "source_id",
        unique=True,
        sqlite_where=text("undone_at IS NULL"),
        postgresql_where=text("undone_at IS NULL"),
    ),
    CheckConstraint("kind in ('lines','spelling')", name="kind"),
)

# What a coalition knows of two names, by prepared name and place of both, the smaller first.
decisions = Table(
    "decisions",
    metadata,
    _id(),
    _refers("coalition_id", "coalitions.id"),
    _refers("settlement_id", "settlements.id", index=True),
    Column("one_key", Text, nullable=False),
    Column("other_key", Text, nullable=False),
    # As they stood on the page when it was decided.
    Column("one_name", Text, nullable=False),
    Column("other_name", Text, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("taken_back_at", UtcDateTime, nullable=True),
    Index(None, "coalition_id", "made_at"),
    # The latest that was not taken back holds.
    Index(None, "coalition_id", "one_key", "other_key"),
    CheckConstraint("verdict in ('same','different')", name="verdict"),
)

# What a signer was asked about the name they signed for, and what they said.
questions = Table(
    "questions",
    metadata,
    _id(),
    _refers("letter_id", "letters.id"),
    _refers("pair_id", "possible_duplicates.id", index=True),
    _refers("sign_on_id", "sign_ons.id", index=True),
    _refers("outbox_id", "outbox.id", index=True),
    Column("generation", Integer, nullable=False, server_default="1"),
    _refers("asked_by", "users.id", required=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer", String(20), nullable=False, server_default=""),
    Column("words", Text, nullable=False, server_default=""),
    Column("answered_at", UtcDateTime, nullable=True),
    CheckConstraint(
        "answer in ('','same','another','also_known','only_this')",
        name="answer",
    ),
)
