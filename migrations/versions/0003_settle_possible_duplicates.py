"""Possible duplicates are settled: lines merge and part again, decisions are remembered.

A merged line keeps everything it had and stands behind another; who signed for it moves
along and remembers where they came to. Nothing is deleted, so that every merge can be undone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STANDINGS = "'listed','held','disputed','withdrawn','declined'"


def upgrade() -> None:
    with op.batch_alter_table("letters") as letters:
        letters.add_column(
            sa.Column("likely", sa.String(length=10), server_default="listed", nullable=False)
        )
        letters.create_check_constraint(op.f("ck_letters_likely"), "likely in ('listed','held')")
    with op.batch_alter_table("signatories") as signatories:
        _stand(signatories, f"{STANDINGS},'merged'")
        signatories.add_column(sa.Column("joined_id", sa.Integer(), nullable=True))
        signatories.create_foreign_key(
            op.f("fk_signatories_joined_id_signatories"), "signatories", ["joined_id"], ["id"]
        )
    op.create_index(op.f("ix_signatories_joined_id"), "signatories", ["joined_id"], unique=False)
    with op.batch_alter_table("sign_ons") as sign_ons:
        sign_ons.add_column(sa.Column("own_line_id", sa.Integer(), nullable=True))
        sign_ons.add_column(
            sa.Column("gets_mail", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        sign_ons.create_foreign_key(
            op.f("fk_sign_ons_own_line_id_signatories"), "signatories", ["own_line_id"], ["id"]
        )
    op.create_index(op.f("ix_sign_ons_own_line_id"), "sign_ons", ["own_line_id"], unique=False)
    op.add_column(
        "possible_duplicates", sa.Column("put_off_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "possible_duplicates",
        sa.Column("holds", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_index(
        op.f("ix_possible_duplicates_newer_id"), "possible_duplicates", ["newer_id"], unique=False
    )
    _make_settlements()
    _make_merges()
    _make_decisions()
    _make_questions()


def downgrade() -> None:
    for table in ("questions", "decisions", "merges", "settled_pairs", "settlements"):
        op.drop_table(table)
    op.drop_index(op.f("ix_possible_duplicates_newer_id"), table_name="possible_duplicates")
    with op.batch_alter_table("possible_duplicates") as pairs:
        pairs.drop_column("holds")
        pairs.drop_column("put_off_at")
    op.drop_index(op.f("ix_sign_ons_own_line_id"), table_name="sign_ons")
    with op.batch_alter_table("sign_ons") as sign_ons:
        sign_ons.drop_constraint(op.f("fk_sign_ons_own_line_id_signatories"), type_="foreignkey")
        sign_ons.drop_column("gets_mail")
        sign_ons.drop_column("own_line_id")
    # Who stood behind a merged line stands behind the other; the line itself is off the list.
    op.execute("UPDATE signatories SET standing = 'withdrawn' WHERE standing = 'merged'")
    op.drop_index(op.f("ix_signatories_joined_id"), table_name="signatories")
    with op.batch_alter_table("signatories") as signatories:
        signatories.drop_constraint(
            op.f("fk_signatories_joined_id_signatories"), type_="foreignkey"
        )
        signatories.drop_column("joined_id")
        _stand(signatories, STANDINGS)
    with op.batch_alter_table("letters") as letters:
        letters.drop_constraint(op.f("ck_letters_likely"), type_="check")
        letters.drop_column("likely")


def _stand(signatories: BatchOperations, standings: str) -> None:
    """Let the lines of the table have these standings and no others."""
    name = op.f("ck_signatories_standing")
    signatories.drop_constraint(name, type_="check")
    signatories.create_check_constraint(name, f"standing in ({standings})")


def _make_settlements() -> None:
    op.create_table(
        "settlements",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("batch", sa.String(length=40), server_default="", nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("verdict in ('same','different')", name=op.f("ck_settlements_verdict")),
        _key("settlements", "letter_id", "letters"),
        _key("settlements", "made_by", "users"),
        _key("settlements", "undone_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlements")),
    )
    op.create_index(
        op.f("ix_settlements_letter_id_made_at"), "settlements", ["letter_id", "made_at"]
    )
    op.create_table(
        "settled_pairs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("settlement_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        _key("settled_pairs", "settlement_id", "settlements"),
        _key("settled_pairs", "pair_id", "possible_duplicates"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settled_pairs")),
    )
    op.create_index(op.f("ix_settled_pairs_settlement_id"), "settled_pairs", ["settlement_id"])
    op.create_index(op.f("ix_settled_pairs_pair_id"), "settled_pairs", ["pair_id"])


def _make_merges() -> None:
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("settlement_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("brought", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("muted", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('lines','spelling')", name=op.f("ck_merges_kind")),
        _key("merges", "settlement_id", "settlements"),
        _key("merges", "letter_id", "letters"),
        _key("merges", "source_id", "signatories"),
        _key("merges", "target_id", "signatories"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
    )
    op.create_index(op.f("ix_merges_settlement_id"), "merges", ["settlement_id"])
    op.create_index(op.f("ix_merges_target_id"), "merges", ["target_id"])
    op.create_index(op.f("ix_merges_letter_id_undone_at"), "merges", ["letter_id", "undone_at"])
    op.create_index(
        "uq_merges_source_id_in_force",
        "merges",
        ["source_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )


def _make_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("settlement_id", sa.Integer(), nullable=False),
        sa.Column("one_key", sa.Text(), nullable=False),
        sa.Column("other_key", sa.Text(), nullable=False),
        sa.Column("one_name", sa.Text(), nullable=False),
        sa.Column("other_name", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("verdict in ('same','different')", name=op.f("ck_decisions_verdict")),
        _key("decisions", "coalition_id", "coalitions"),
        _key("decisions", "settlement_id", "settlements"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_settlement_id"), "decisions", ["settlement_id"])
    op.create_index(
        op.f("ix_decisions_coalition_id_made_at"), "decisions", ["coalition_id", "made_at"]
    )
    op.create_index(
        op.f("ix_decisions_coalition_id_one_key_other_key"),
        "decisions",
        ["coalition_id", "one_key", "other_key"],
    )


def _make_questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("sign_on_id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), server_default="1", nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=20), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer in ('','same','another','also_known','only_this')",
            name=op.f("ck_questions_answer"),
        ),
        _key("questions", "letter_id", "letters"),
        _key("questions", "pair_id", "possible_duplicates"),
        _key("questions", "sign_on_id", "sign_ons"),
        _key("questions", "outbox_id", "outbox"),
        _key("questions", "asked_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    for column in ("pair_id", "sign_on_id", "outbox_id"):
        op.create_index(op.f(f"ix_questions_{column}"), "questions", [column])


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
