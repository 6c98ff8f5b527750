"""Coalitions and who belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.store.tables import coalitions, members, users


@dataclass(frozen=True, slots=True)
class MemberRow:
    user_id: int
    email: str
    role: str
    coalition_id: int
    coalition_slug: str
    coalition_name: str


def memberships(connection: Connection, user_id: int) -> tuple[MemberRow, ...]:
    """Return the coalitions this user works for, by name."""
    query = (
        select(
            users.c.id,
            users.c.email,
            members.c.role,
            coalitions.c.id,
            coalitions.c.slug,
            coalitions.c.name,
        )
        .join(members, members.c.user_id == users.c.id)
        .join(coalitions, coalitions.c.id == members.c.coalition_id)
        .where(users.c.id == user_id, users.c.active.is_(True))
        .order_by(coalitions.c.name, coalitions.c.id)
    )
    return tuple(MemberRow(*row) for row in connection.execute(query))


def user_id_by_email(connection: Connection, email: str) -> int | None:
    query = select(users.c.id).where(users.c.email == email)
    return connection.execute(query).scalar_one_or_none()


def find_or_make_coalition(connection: Connection, *, slug: str, name: str, at: datetime) -> int:
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    connection.execute(
        dialect(coalitions)
        .values(slug=slug, name=name, created_at=at)
        .on_conflict_do_nothing(index_elements=[coalitions.c.slug])
    )
    query = select(coalitions.c.id).where(coalitions.c.slug == slug)
    return int(connection.execute(query).scalar_one())


def set_role(
    connection: Connection, *, coalition_id: int, user_id: int, role: str, at: datetime
) -> None:
    """Make the user a member with this role, or give a member this role."""
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    made = connection.execute(
        dialect(members)
        .values(coalition_id=coalition_id, user_id=user_id, role=role, created_at=at)
        .on_conflict_do_nothing(index_elements=[members.c.coalition_id, members.c.user_id])
        .returning(members.c.id)
    ).scalar_one_or_none()
    if made is None:
        connection.execute(
            update(members)
            .where(members.c.coalition_id == coalition_id, members.c.user_id == user_id)
            .values(role=role)
        )


def add_user(
    connection: Connection, *, email: str, password_hash: str, uniquifier: str, at: datetime
) -> int | None:
    """Return the new account's id, None where the address has one."""
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    return connection.execute(
        dialect(users)
        .values(
            email=email,
            password=password_hash,
            active=True,
            fs_uniquifier=uniquifier,
            created_at=at,
        )
        .on_conflict_do_nothing(index_elements=[users.c.email])
        .returning(users.c.id)
    ).scalar_one_or_none()


def set_password(
    connection: Connection, user_id: int, *, password_hash: str, uniquifier: str
) -> None:
    """Change the password; a new uniquifier ends every session of the account."""
    connection.execute(
        update(users)
        .where(users.c.id == user_id)
        .values(password=password_hash, fs_uniquifier=uniquifier)
    )
