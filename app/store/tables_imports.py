"""The tables of lists that are brought in bulk."""

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
    UniqueConstraint,
)

from app.store.tables import UtcDateTime, metadata

# A list that somebody brought, from the moment it was read until its rows are forgotten. Its
# line of figures stays.
imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("coalition_id", Integer, ForeignKey("coalitions.id"), nullable=False, index=True),
    Column("letter_id", Integer, ForeignKey("letters.id"), nullable=False),
    # Counts the lists of one letter: what addresses use.
    Column("number", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("filename", Text, nullable=False, server_default=""),
    Column("sha256", String(64), nullable=False),
    # The cells as JSON, compressed; and what became of each row, or would. NULL once forgotten.
    Column("cells", LargeBinary, nullable=True),
    Column("outcomes", LargeBinary, nullable=True),
    Column("mapping", JSON, nullable=True),
    Column("row_count", Integer, nullable=False, server_default="0"),
    Column("listed", Integer, nullable=False, server_default="0"),
    Column("joined", Integer, nullable=False, server_default="0"),
    Column("already", Integer, nullable=False, server_default="0"),
    Column("to_review", Integer, nullable=False, server_default="0"),
    Column("refused", Integer, nullable=False, server_default="0"),
    # What is being done with it just now, how many rows are prepared, and who does it until when.
    Column("task", String(20), nullable=False, server_default=""),
    Column("progress", Integer, nullable=False, server_default="0"),
    Column("leased_until", UtcDateTime, nullable=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("problem", String(40), nullable=False, server_default=""),
    Column("made_by", Integer, ForeignKey("users.id"), nullable=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("imported_by", Integer, ForeignKey("users.id"), nullable=True),
    Column("imported_at", UtcDateTime, nullable=True),
    Column("undone_by", Integer, ForeignKey("users.id"), nullable=True),
    Column("undone_at", UtcDateTime, nullable=True),
    Column("forget_at", UtcDateTime, nullable=False),
    UniqueConstraint("letter_id", "number"),
    Index(None, "task", "leased_until"),
    Index(None, "forget_at"),
    CheckConstraint("state in ('read','previewed','imported','undone','discarded')", name="state"),
    CheckConstraint("task in ('','preview','import')", name="task"),
)

# What the columns of a coalition's lists hold, by their headers, as somebody settled it.
import_mappings = Table(
    "import_mappings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("coalition_id", Integer, ForeignKey("coalitions.id"), nullable=False),
    Column("headers_key", String(64), nullable=False),
    Column("fields", JSON, nullable=False),
    Column("made_by", Integer, ForeignKey("users.id"), nullable=True),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("coalition_id", "headers_key"),
)
