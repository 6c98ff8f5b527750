"""Lines are found by keys of their names, so that a new one is compared with few.

The keys themselves are made by the service when a letter's list is next asked: they hang on a
rule that changes with the code.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "name_keys",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("signatory_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_name_keys_letter_id_letters")
        ),
        sa.ForeignKeyConstraint(
            ["signatory_id"],
            ["signatories.id"],
            name=op.f("fk_name_keys_signatory_id_signatories"),
        ),
        sa.PrimaryKeyConstraint("letter_id", "key", "signatory_id", name=op.f("pk_name_keys")),
    )
    op.create_index(op.f("ix_name_keys_signatory_id"), "name_keys", ["signatory_id"])
    op.create_table(
        "name_key_rules",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_name_key_rules_letter_id_letters")
        ),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_name_key_rules")),
    )


def downgrade() -> None:
    op.drop_table("name_key_rules")
    op.drop_index(op.f("ix_name_keys_signatory_id"), table_name="name_keys")
    op.drop_table("name_keys")
