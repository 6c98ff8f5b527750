"""Lists are read, looked at, imported and undone: who brought what, and what came of it.

Sign-ons and lines say which import they came by; a sign-on has room for its evidence, and for
why it ended. SQLite adds these columns in place: making a table anew under rows that refer to
it would break those.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_REFERENCES = (
    ("signatories", "import_id", "imports"),
    ("sign_ons", "import_id", "imports"),
    ("sign_ons", "evidence_file_id", "files"),
)
_WORDS = (("sign_ons", "ended_because"), ("sign_ons", "evidence"))


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("filename", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("cells", sa.LargeBinary(), nullable=True),
        sa.Column("outcomes", sa.LargeBinary(), nullable=True),
        sa.Column("mapping", sa.JSON(), nullable=True),
        _number("row_count"),
        _number("listed"),
        _number("joined"),
        _number("already"),
        _number("to_review"),
        _number("refused"),
        sa.Column("task", sa.String(length=20), server_default="", nullable=False),
        _number("progress"),
        _moment("leased_until"),
        _number("attempts"),
        sa.Column("problem", sa.String(length=40), server_default="", nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        _moment("created_at", nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        _moment("imported_at"),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        _moment("undone_at"),
        _moment("forget_at", nullable=False),
        sa.CheckConstraint(
            "state in ('read','previewed','imported','undone','discarded')",
            name=op.f("ck_imports_state"),
        ),
        sa.CheckConstraint("task in ('','preview','import')", name=op.f("ck_imports_task")),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_imports_coalition_id_coalitions")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_imports_letter_id_letters")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_imports_made_by_users")),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["users.id"], name=op.f("fk_imports_imported_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["users.id"], name=op.f("fk_imports_undone_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint("letter_id", "number", name=op.f("uq_imports_letter_id_number")),
    )
    op.create_index(op.f("ix_imports_coalition_id"), "imports", ["coalition_id"])
    op.create_index(op.f("ix_imports_task_leased_until"), "imports", ["task", "leased_until"])
    op.create_index(op.f("ix_imports_forget_at"), "imports", ["forget_at"])
    op.create_table(
        "import_mappings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("headers_key", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        _moment("created_at", nullable=False),
        sa.ForeignKeyConstraint(
            ["coalition_id"],
            ["coalitions.id"],
            name=op.f("fk_import_mappings_coalition_id_coalitions"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["users.id"], name=op.f("fk_import_mappings_made_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mappings")),
        sa.UniqueConstraint(
            "coalition_id",
            "headers_key",
            name=op.f("uq_import_mappings_coalition_id_headers_key"),
        ),
    )
    for table, column in _WORDS:
        op.add_column(table, sa.Column(column, sa.Text(), server_default="", nullable=False))
    for table, column, target in _REFERENCES:
        _add_reference(table, column, target)
    op.create_index(op.f("ix_signatories_import_id"), "signatories", ["import_id"])
    op.create_index(op.f("ix_sign_ons_import_id"), "sign_ons", ["import_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_sign_ons_import_id"), table_name="sign_ons")
    op.drop_index(op.f("ix_signatories_import_id"), table_name="signatories")
    for table, column, target in reversed(_REFERENCES):
        if op.get_bind().dialect.name != "sqlite":
            op.drop_constraint(f"fk_{table}_{column}_{target}", table, type_="foreignkey")
        op.drop_column(table, column)
    for table, column in reversed(_WORDS):
        op.drop_column(table, column)
    op.drop_table("import_mappings")
    op.drop_table("imports")


def _add_reference(table: str, column: str, target: str) -> None:
    """Add a column that refers to another table and is empty in every row so far."""
    name = f"fk_{table}_{column}_{target}"
    if op.get_bind().dialect.name == "sqlite":
        # Both parts are names of ours; SQLite takes the reference with the column, and in no
        # other way.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT {name} REFERENCES {target} (id)"
        )
        return
    op.add_column(table, sa.Column(column, sa.Integer(), nullable=True))
    op.create_foreign_key(op.f(name), table, target, [column], ["id"])
