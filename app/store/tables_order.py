"""The tables of a letter's order: what was settled for its list, and its further places."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from app.store.tables import metadata

# A letter without a row follows its letter file.
arrangements = Table(
    "arrangements",
    metadata,
    Column("letter_id", Integer, ForeignKey("letters.id"), primary_key=True, autoincrement=False),
    # Goes up with each change that an organizer makes, so that nobody writes over another's.
    Column("version", Integer, nullable=False),
    Column("sort_order", String(20), nullable=False),
    Column("rule", String(60), nullable=False),
    # The headings in printing order, by the rule that they belong to.
    Column("headings", JSON, nullable=False),
    # Leads that have not signed yet, as pairs of place and name.
    Column("awaited", JSON, nullable=False),
    # What the keys of the letter's lines were made by (printing_order.rule_of_keys).
    Column("keys_rule", String(80), nullable=False),
    CheckConstraint("sort_order in ('alphabetical','signed','manual')", name="sort_order"),
)

# Where a line prints beside its first place: one that stands under several headings. Only of
# lines that print, so that a page is read from this index alone.
further_places = Table(
    "further_places",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("letter_id", Integer, ForeignKey("letters.id"), nullable=False),
    Column(
        "signatory_id",
        Integer,
        ForeignKey("signatories.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("print_key", LargeBinary, nullable=False),
    Column("path", Text, nullable=False),
    Index(None, "letter_id", "print_key"),
)
