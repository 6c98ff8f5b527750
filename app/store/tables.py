"""Every table, in SQLAlchemy Core. `migrations/` makes the same schema step by step.

Ids are integers and stay inside; slugs and tokens go outside. Times are UTC and aware.
Enumerations are stored by value, so that a row can be read without this code.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
    true,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored and given back in UTC. SQLite would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _moment(name: str, *, required: bool = False) -> Column[datetime]:
    return Column(name, UtcDateTime, nullable=not required)


def _words(name: str, *, default: str = "") -> Column[str]:
    """Words that people wrote: how long they may be is settled where they come in."""
    return Column(name, Text, nullable=False, server_default=default)


def _refers(name: str, target: str, *, required: bool = True, **options: Any) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=not required, **options)


def _few(name: str, rows: str, *more: str) -> Index:
    """Return the index of a letter's few lines that meet a condition. SQLite takes the index
    of which a question names the most columns, so that a few more of them let it be found.
    """
    condition = text(rows)
    return Index(name, "letter_id", *more, sqlite_where=condition, postgresql_where=condition)


coalitions = Table(
    "coalitions",
    metadata,
    _id(),
    Column("slug", String(80), nullable=False, unique=True),
    Column("name", String(300), nullable=False),
    _moment("created_at", required=True),
)

users = Table(
    "users",
    metadata,
    _id(),
    Column("email", String(255), nullable=False, unique=True),
    Column("password", String(255), nullable=True),
    Column("active", Boolean, nullable=False),
    Column("fs_uniquifier", String(64), nullable=False, unique=True),
    _moment("created_at", required=True),
)

members = Table(
    "members",
    metadata,
    _id(),
    _refers("coalition_id", "coalitions.id"),
    _refers("user_id", "users.id", index=True),
    Column("role", String(20), nullable=False),
    _moment("created_at", required=True),
    UniqueConstraint("coalition_id", "user_id"),
    CheckConstraint("role in ('owner','organizer','staff','viewer')", name="role"),
)

letters = Table(
    "letters",
    metadata,
    _id(),
    _refers("coalition_id", "coalitions.id", index=True),
    Column("slug", String(120), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("addressee", Text, nullable=False, server_default=""),
    Column("convener", Text, nullable=False, server_default=""),
    Column("state", String(20), nullable=False),
    _words("language", default="en"),
    Column("reads", String(10), nullable=False),
    Column("signs", String(10), nullable=False),
    Column("shows", String(10), nullable=False),
    _moment("opens_at"),
    _moment("closes_at"),
    _words("zone", default="UTC"),
    _moment("closed_at"),
    # What happens with a line that may be a duplicate until that is settled.
    Column("likely", String(10), nullable=False, server_default="listed"),
    Column("link_generation", Integer, nullable=False, server_default="1"),
    Column("list_version", Integer, nullable=False, server_default="0"),
    Column("version_number", Integer, nullable=False),
    _moment("created_at", required=True),
    CheckConstraint(
        "state in ('draft','review','open','closed','final','delivered')", name="state"
    ),
    CheckConstraint("reads in ('members','link','public')", name="reads"),
    CheckConstraint("signs in ('invited','link','public')", name="signs"),
    CheckConstraint("shows in ('members','signers','public')", name="shows"),
    CheckConstraint("likely in ('listed','held')", name="likely"),
)

versions = Table(
    "versions",
    metadata,
    _id(),
    _refers("letter_id", "letters.id"),
    Column("number", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    _refers("made_by", "users.id", required=False),
    _moment("created_at", required=True),
    UniqueConstraint("letter_id", "number"),
)

signatories = Table(
    "signatories",
    metadata,
    _id(),
    _refers("letter_id", "letters.id"),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    # What the unique index holds: prepared name and place. NULL, of which both databases
    # allow many, for individuals, for rows listed as they are and for split lines.
    Column("match_key", Text, nullable=True),
    Column("prepared", Text, nullable=False),
    _words("signer_name"),
    _words("signer_title"),
    _words("group_path"),
    _words("scope"),
    _words("state"),
    _words("city"),
    _words("website"),
    Column("manual_order", Float, nullable=True),
    Column("position", Integer, nullable=False),
    Column("sort_key", LargeBinary, nullable=False),
    Column("sort_rule", Integer, nullable=False),
    _words("sort_name"),
    _words("category"),
    Column("membership", String(20), nullable=False, server_default=""),
    Column("pin", Integer, nullable=True),
    Column("lead_place", Integer, nullable=True),
    Column("own_group", Text, nullable=True),
    _words("own_group_rule"),
    # Where the line prints (domain.printing_order). NULL until the change that it waits for is
    # told to services.keeping_order.
    Column("print_key", LargeBinary, nullable=True),
    _words("print_path"),
    Column("standing", String(20), nullable=False),
    # The line it stands behind since it was merged, over however many steps.
    _refers("joined_id", "signatories.id", required=False, index=True),
    _moment("signed_at"),
    _moment("created_at", required=True),
    # The known organization that the line is, once the coalition's directory has it.
    _refers("organization_id", "organizations.id", required=False, index=True),
    # The import that put the line on the list.
    _refers("import_id", "imports.id", required=False, index=True),
    UniqueConstraint("letter_id", "match_key"),
    Index(None, "letter_id", "prepared"),
    Index(None, "letter_id", "standing", "sort_key"),
    Index(None, "letter_id", "standing", "print_key"),
    Index(None, "letter_id", "standing", "print_path"),
    Index(None, "letter_id", "position"),
    _few("ix_signatories_unkeyed", "print_key IS NULL", "print_key"),
    _few("ix_signatories_leads", "lead_place IS NOT NULL"),
    _few("ix_signatories_pinned", "pin IS NOT NULL"),
    CheckConstraint("kind in ('organization','individual')", name="kind"),
    CheckConstraint(
        "standing in ('listed','held','disputed','withdrawn','declined','merged')", name="standing"
    ),
)

sign_ons = Table(
    "sign_ons",
    metadata,
    _id(),
    _refers("letter_id", "letters.id"),
    _refers("version_id", "versions.id"),
    _refers("signatory_id", "signatories.id", required=False, index=True),
    Column("state", String(20), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("language", String(40), nullable=False),
    Column("organization", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    _words("website"),
    _words("scope"),
    _words("state_code"),
    _words("city"),
    _words("signer_name"),
    _words("signer_title"),
    _words("email"),
    Column("authority", Text, nullable=False, server_default=""),
    Column("generation", Integer, nullable=False, server_default="1"),
    # The line it came to, where that stands behind `signatory_id` now.
    _refers("own_line_id", "signatories.id", required=False, index=True),
    # Is it among the contacts of its line, who are written to about it?
    Column("gets_mail", Boolean, nullable=False, server_default=true()),
    _moment("submitted_at", required=True),
    _moment("confirmed_at"),
    _moment("ended_at"),
    _words("ended_because"),
    # What it came with where nobody filled in the form: the list, words, a file.
    _refers("import_id", "imports.id", required=False, index=True),
    _words("evidence"),
    _refers("evidence_file_id", "files.id", required=False),
    Index(None, "letter_id", "state", "submitted_at"),
    Index(None, "letter_id", "email"),
    Index(None, "letter_id", "signatory_id"),
    CheckConstraint(
        "state in ('unconfirmed','confirmed','held','denied','declined','withdrawn')", name="state"
    ),
    CheckConstraint("channel in ('web','email','phone','paper','import','api')", name="channel"),
)

possible_duplicates = Table(
    "possible_duplicates",
    metadata,
    _id(),
    _refers("letter_id", "letters.id"),
    _refers("older_id", "signatories.id"),
    _refers("newer_id", "signatories.id"),
    Column("reason", Text, nullable=False),
    _moment("created_at", required=True),
    _moment("settled_at"),
    # Asked later, or asked of the signer: it stands behind all others.
    _moment("put_off_at"),
    # The newer line waits for this pair to be settled.
    Column("holds", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("older_id", "newer_id"),
    Index(None, "letter_id", "settled_at"),
    Index(None, "newer_id"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("purpose", String(60), nullable=False),
    _refers("sign_on_id", "sign_ons.id", required=False),
    _refers("user_id", "users.id", required=False),
    Column("message_id", String(200), nullable=False, unique=True),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    _moment("due_at", required=True),
    _moment("leased_until"),
    _moment("sent_at"),
    _words("last_error"),
    _moment("created_at", required=True),
    Index(None, "state", "due_at"),
    CheckConstraint("state in ('waiting','sent','dead')", name="state"),
)

audit_events = Table(
    "audit_events",
    metadata,
    _id(),
    _refers("coalition_id", "coalitions.id"),
    _refers("letter_id", "letters.id", required=False),
    _refers("user_id", "users.id", required=False),
    Column("what", String(60), nullable=False),
    # Ids and plain values only: names and addresses stay in the rows they belong to.
    Column("details", JSON, nullable=False),
    _moment("at", required=True),
    Index(None, "letter_id", "at"),
)

# What a coalition keeps as files: pictures of letters, its logo. Rows are added and never
# changed, so that a version and an export show for good what they showed once.
files = Table(
    "files",
    metadata,
    _id(),
    _refers("coalition_id", "coalitions.id"),
    Column("sha256", String(64), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    _refers("made_by", "users.id", required=False),
    _moment("created_at", required=True),
    UniqueConstraint("coalition_id", "sha256"),
)

version_pictures = Table(
    "version_pictures",
    metadata,
    _id(),
    _refers("version_id", "versions.id"),
    # As the letter file names it.
    Column("name", String(200), nullable=False),
    _refers("file_id", "files.id"),
    _refers("made_by", "users.id", required=False),
    _moment("created_at", required=True),
    UniqueConstraint("version_id", "name"),
)

# One row for each change; the newest stands. Without a file the coalition has no logo.
logos = Table(
    "logos",
    metadata,
    _id(),
    _refers("coalition_id", "coalitions.id", index=True),
    _refers("file_id", "files.id", required=False),
    _words("alt"),
    _refers("made_by", "users.id", required=False),
    _moment("created_at", required=True),
)

allowances = Table(
    "allowances",
    metadata,
    _id(),
    _refers("letter_id", "letters.id"),
    # What stands in the letter and is meant so: "XX groups", "[^9]".
    Column("text", String(200), nullable=False),
    Column("channel", String(20), nullable=False),
    _words("reason"),
    _refers("made_by", "users.id", required=False),
    _moment("created_at", required=True),
    UniqueConstraint("letter_id", "text"),
    CheckConstraint("channel in ('desk','command')", name="channel"),
)

# Tables of one feature stand in files of their own, and on the same metadata: whoever has
# this module has them all.
from app.store import tables_directory, tables_imports, tables_matching, tables_order, tables_queue  # noqa: E402, F401
