"""The table by which alike names are found: keys of the lines of a letter."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table

from app.store.tables import metadata

name_keys = Table(
    "name_keys",
    metadata,
    Column("letter_id", Integer, ForeignKey("letters.id"), nullable=False),
    Column("key", String(60), nullable=False),
    Column("signatory_id", Integer, ForeignKey("signatories.id"), nullable=False),
    # The index that a new name is looked up in: nothing but the key itself.
    PrimaryKeyConstraint("letter_id", "key", "signatory_id"),
    Index(None, "signatory_id"),
)

name_key_rules = Table(
    "name_key_rules",
    metadata,
    Column("letter_id", Integer, ForeignKey("letters.id"), primary_key=True),
    # Which rule made the letter's keys; keys of another rule are made anew.
    Column("rule", Integer, nullable=False),
)
