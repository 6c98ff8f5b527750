"""The tables of the coalition's directory, on the metadata of `app.store.tables`."""

from __future__ import annotations

import secrets

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from app.store.tables import _id, _moment, _refers, _words, metadata


def _code() -> str:
    """What names an organization in addresses of the desk; the id stays inside."""
    return secrets.token_hex(8)


organizations = Table(
    "organizations",
    metadata,
    _id(),
    _refers("coalition_id", "coalitions.id"),
    Column("code", String(16), nullable=False, default=_code),
    Column("name", Text, nullable=False),
    _words("acronym"),
    _words("website"),
    _words("city"),
    _words("state"),
    _words("country"),
    _words("sort_name"),
    _words("notes"),
    # Later lines print the name above, where the organizer said so.
    Column("prints_name", Boolean, nullable=False, server_default=false()),
    # Joined on the desk into another one, which may be joined itself: `root_id` is where the
    # chain ends. Both NULL for one that stands. What it owns stays its own, for the undo.
    _refers("joined_into_id", "organizations.id", required=False),
    _refers("root_id", "organizations.id", required=False, index=True),
    _moment("joined_at"),
    Column("sort_key", LargeBinary, nullable=False),
    Column("sort_rule", Integer, nullable=False),
    _refers("made_by", "users.id", required=False),
    _moment("created_at", required=True),
    UniqueConstraint("coalition_id", "code"),
    Index(None, "coalition_id", "sort_key"),
)

spellings = Table(
    "spellings",
    metadata,
    _id(),
    _refers("coalition_id", "coalitions.id"),
    _refers("organization_id", "organizations.id", index=True),
    Column("spelling", Text, nullable=False),
    Column("prepared", Text, nullable=False),
    # As compared: "columbus, oh". "" where the letter asked for none.
    _words("place"),
    # Prepared name and place, and the website of the second of that name and place.
    Column("match_key", Text, nullable=False),
    Column("source", String(20), nullable=False),
    _refers("made_by", "users.id", required=False),
    _moment("created_at", required=True),
    UniqueConstraint("coalition_id", "match_key"),
    Index(None, "coalition_id", "prepared"),
    CheckConstraint("source in ('letter','desk','merge')", name="source"),
)

successions = Table(
    "successions",
    metadata,
    _id(),
    _refers("coalition_id", "coalitions.id", index=True),
    _refers("to_organization_id", "organizations.id", index=True),
    Column("kind", String(20), nullable=False),
    Column("happened_on", Date, nullable=False),
    _refers("made_by", "users.id", required=False),
    _moment("created_at", required=True),
    # Taken back on the desk: the row stays as the record.
    _moment("ended_at"),
    CheckConstraint("kind in ('merged','renamed','split')", name="kind"),
)

succession_origins = Table(
    "succession_origins",
    metadata,
    _id(),
    _refers("succession_id", "successions.id"),
    _refers("organization_id", "organizations.id", index=True),
    UniqueConstraint("succession_id", "organization_id"),
)

# Contact data: only roles that may see contacts.
signing_addresses = Table(
    "signing_addresses",
    metadata,
    _id(),
    _refers("organization_id", "organizations.id"),
    # An e-mail address, or a whole domain.
    Column("address", String(320), nullable=False),
    _refers("made_by", "users.id", required=False),
    _moment("created_at", required=True),
    UniqueConstraint("organization_id", "address"),
)
