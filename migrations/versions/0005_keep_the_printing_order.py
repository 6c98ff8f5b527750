"""Lines keep where they print, so that lists page from an index; letters keep their order.

Keys of old lines are NULL: `flask db upgrade` makes them after this step, and until then
lists are put in order as they are read.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Name, columns, and the condition of a partial one.
INDEXES = (
    ("ix_signatories_letter_id_standing_print_key", ["letter_id", "standing", "print_key"], ""),
    ("ix_signatories_letter_id_standing_print_path", ["letter_id", "standing", "print_path"], ""),
    ("ix_signatories_letter_id_position", ["letter_id", "position"], ""),
    ("ix_signatories_unkeyed", ["letter_id", "print_key"], "print_key IS NULL"),
    ("ix_signatories_leads", ["letter_id"], "lead_place IS NOT NULL"),
    ("ix_signatories_pinned", ["letter_id"], "pin IS NOT NULL"),
)


def upgrade() -> None:
    op.create_table(
        "arrangements",
        sa.Column("letter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sort_order", sa.String(length=20), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("awaited", sa.JSON(), nullable=False),
        sa.Column("keys_rule", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "sort_order in ('alphabetical','signed','manual')",
            name=op.f("ck_arrangements_sort_order"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_arrangements_letter_id_letters")
        ),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_arrangements")),
    )
    op.create_table(
        "further_places",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("signatory_id", sa.Integer(), nullable=False),
        sa.Column("print_key", sa.LargeBinary(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_further_places_letter_id_letters")
        ),
        sa.ForeignKeyConstraint(
            ["signatory_id"],
            ["signatories.id"],
            name=op.f("fk_further_places_signatory_id_signatories"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_further_places")),
    )
    op.create_index(
        op.f("ix_further_places_signatory_id"), "further_places", ["signatory_id"], unique=False
    )
    op.create_index(
        op.f("ix_further_places_letter_id_print_key"),
        "further_places",
        ["letter_id", "print_key"],
        unique=False,
    )
    # Not in batches: those would make the table anew, which lines that others refer to forbid.
    for column in _columns():
        op.add_column("signatories", column)
    for name, columns, rows in INDEXES:
        condition = sa.text(rows) if rows else None
        op.create_index(
            op.f(name),
            "signatories",
            columns,
            unique=False,
            sqlite_where=condition,
            postgresql_where=condition,
        )
    op.create_index(
        op.f("ix_sign_ons_letter_id_signatory_id"),
        "sign_ons",
        ["letter_id", "signatory_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_sign_ons_letter_id_signatory_id"), table_name="sign_ons")
    for name, _columns_of, _rows in INDEXES:
        op.drop_index(op.f(name), table_name="signatories")
    for column in reversed(_columns()):
        op.drop_column("signatories", column.name)
    op.drop_table("further_places")
    op.drop_table("arrangements")


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("sort_name", sa.Text(), server_default="", nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("membership", sa.String(length=20), server_default="", nullable=False),
        sa.Column("pin", sa.Integer(), nullable=True),
        sa.Column("lead_place", sa.Integer(), nullable=True),
        sa.Column("own_group", sa.Text(), nullable=True),
        sa.Column("own_group_rule", sa.Text(), server_default="", nullable=False),
        sa.Column("print_key", sa.LargeBinary(), nullable=True),
        sa.Column("print_path", sa.Text(), server_default="", nullable=False),
    ]
