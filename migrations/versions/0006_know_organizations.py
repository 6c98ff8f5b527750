"""The coalition's directory: organizations, their accepted spellings, whom they became.

A line names the organization it is; the directory is filled by the service (`directory
build`), not here: which line is which organization is a decision of the code that runs.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _moment(name: str, *, required: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not required)


def _number(name: str, *, required: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=not required)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), autoincrement=True, nullable=False)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    op.create_table(
        "organizations",
        _id(),
        _number("coalition_id"),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *map(_words, ("acronym", "website", "city", "state", "country", "sort_name", "notes")),
        sa.Column("prints_name", sa.Boolean(), server_default=sa.false(), nullable=False),
        _number("joined_into_id", required=False),
        _number("root_id", required=False),
        _moment("joined_at"),
        sa.Column("sort_key", sa.LargeBinary(), nullable=False),
        _number("sort_rule"),
        _number("made_by", required=False),
        _moment("created_at", required=True),
        _refers("organizations", "coalition_id", "coalitions"),
        _refers("organizations", "joined_into_id", "organizations"),
        _refers("organizations", "root_id", "organizations"),
        _refers("organizations", "made_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
        sa.UniqueConstraint(
            "coalition_id", "code", name=op.f("uq_organizations_coalition_id_code")
        ),
    )
    _index("organizations", "coalition_id", "sort_key")
    _index("organizations", "root_id")
    op.create_table(
        "spellings",
        _id(),
        _number("coalition_id"),
        _number("organization_id"),
        sa.Column("spelling", sa.Text(), nullable=False),
        sa.Column("prepared", sa.Text(), nullable=False),
        _words("place"),
        sa.Column("match_key", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        _number("made_by", required=False),
        _moment("created_at", required=True),
        sa.CheckConstraint("source in ('letter','desk','merge')", name=op.f("ck_spellings_source")),
        _refers("spellings", "coalition_id", "coalitions"),
        _refers("spellings", "organization_id", "organizations"),
        _refers("spellings", "made_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spellings")),
        sa.UniqueConstraint(
            "coalition_id", "match_key", name=op.f("uq_spellings_coalition_id_match_key")
        ),
    )
    _index("spellings", "coalition_id", "prepared")
    _index("spellings", "organization_id")
    op.create_table(
        "successions",
        _id(),
        _number("coalition_id"),
        _number("to_organization_id"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        _number("made_by", required=False),
        _moment("created_at", required=True),
        _moment("ended_at"),
        sa.CheckConstraint(
            "kind in ('merged','renamed','split')", name=op.f("ck_successions_kind")
        ),
        _refers("successions", "coalition_id", "coalitions"),
        _refers("successions", "to_organization_id", "organizations"),
        _refers("successions", "made_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
    )
    _index("successions", "coalition_id")
    _index("successions", "to_organization_id")
    op.create_table(
        "succession_origins",
        _id(),
        _number("succession_id"),
        _number("organization_id"),
        _refers("succession_origins", "succession_id", "successions"),
        _refers("succession_origins", "organization_id", "organizations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession_origins")),
        sa.UniqueConstraint(
            "succession_id",
            "organization_id",
            name=op.f("uq_succession_origins_succession_id_organization_id"),
        ),
    )
    _index("succession_origins", "organization_id")
    op.create_table(
        "signing_addresses",
        _id(),
        _number("organization_id"),
        sa.Column("address", sa.String(length=320), nullable=False),
        _number("made_by", required=False),
        _moment("created_at", required=True),
        _refers("signing_addresses", "organization_id", "organizations"),
        _refers("signing_addresses", "made_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_addresses")),
        sa.UniqueConstraint(
            "organization_id",
            "address",
            name=op.f("uq_signing_addresses_organization_id_address"),
        ),
    )
    # SQLite adds the column in place, with its reference in the same breath. Batch mode would
    # make the table anew, and drop one that sign-ons refer to.
    op.execute(
        "ALTER TABLE signatories ADD COLUMN organization_id INTEGER"
        " CONSTRAINT fk_signatories_organization_id_organizations REFERENCES organizations (id)"
    )
    _index("signatories", "organization_id")


def downgrade() -> None:
    op.drop_index(op.f("ix_signatories_organization_id"), table_name="signatories")
    op.execute("ALTER TABLE signatories DROP COLUMN organization_id")
    for table in (
        "signing_addresses",
        "succession_origins",
        "successions",
        "spellings",
        "organizations",
    ):
        op.drop_table(table)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)
