"""Files belong to a coalition, versions and logos name them; what is let through is kept.

The table `files` of the first migration was never written to: nothing could store a file
before this step. It is made anew, with an id and its coalition.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("files")
    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_files_coalition_id_coalitions")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_files_made_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("coalition_id", "sha256", name=op.f("uq_files_coalition_id_sha256")),
    )
    op.create_table(
        "version_pictures",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_version_pictures_file_id_files")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["users.id"], name=op.f("fk_version_pictures_made_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_version_pictures_version_id_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_pictures")),
        sa.UniqueConstraint("version_id", "name", name=op.f("uq_version_pictures_version_id_name")),
    )
    op.create_table(
        "logos",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("alt", sa.Text(), server_default="", nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_logos_coalition_id_coalitions")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_logos_file_id_files")),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_logos_made_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logos")),
    )
    op.create_index(op.f("ix_logos_coalition_id"), "logos", ["coalition_id"], unique=False)
    op.create_table(
        "allowances",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("channel in ('desk','command')", name=op.f("ck_allowances_channel")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_allowances_letter_id_letters")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["users.id"], name=op.f("fk_allowances_made_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowances")),
        sa.UniqueConstraint("letter_id", "text", name=op.f("uq_allowances_letter_id_text")),
    )


def downgrade() -> None:
    op.drop_table("allowances")
    op.drop_index(op.f("ix_logos_coalition_id"), table_name="logos")
    op.drop_table("logos")
    op.drop_table("version_pictures")
    op.drop_table("files")
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_files")),
    )
