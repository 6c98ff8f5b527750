"""The addresses that organizations named: contact data, for roles that may see contacts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.store.directory import in_parts
from app.store.tables_directory import signing_addresses


@dataclass(frozen=True, slots=True)
class AddressRow:
    id: int
    organization_id: int
    address: str


def of(connection: Connection, ids: Iterable[int]) -> tuple[AddressRow, ...]:
    """Return the addresses that may sign for these organizations, by address."""
    return tuple(
        AddressRow(*row)
        for some in in_parts(sorted(set(ids)))
        for row in connection.execute(
            select(
                signing_addresses.c.id,
                signing_addresses.c.organization_id,
                signing_addresses.c.address,
            )
            .where(signing_addresses.c.organization_id.in_(some))
            .order_by(signing_addresses.c.address)
        )
    )


def add(
    connection: Connection, organization_id: int, address: str, *, made_by: int, at: datetime
) -> bool:
    """Let this address sign for the organization; was it new?"""
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    made = connection.execute(
        dialect(signing_addresses)
        .values(organization_id=organization_id, address=address, made_by=made_by, created_at=at)
        .on_conflict_do_nothing(
            index_elements=[signing_addresses.c.organization_id, signing_addresses.c.address]
        )
        .returning(signing_addresses.c.id)
    ).scalar_one_or_none()
    return made is not None


def remove(connection: Connection, address_id: int) -> None:
    connection.execute(signing_addresses.delete().where(signing_addresses.c.id == address_id))
