"""Files of a coalition: the pictures that its letters show, its logo.

A file is found by its coalition and its hash; its content is written once. What refers to it
says what it is for.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.store.tables import files, logos, version_pictures


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture of a version, without its content. `size` is in bytes."""

    name: str
    file_id: int
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class LogoRow:
    file_id: int
    sha256: str
    media_type: str
    alt: str
    created_at: datetime


def add(
    connection: Connection,
    *,
    coalition_id: int,
    media_type: str,
    content: bytes,
    made_by: int | None,
    at: datetime,
) -> int:
    """Return the id of the coalition's file with this content, stored now where it is new."""
    sha256 = hashlib.sha256(content).hexdigest()
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    statement = (
        dialect(files)
        .values(
            coalition_id=coalition_id,
            sha256=sha256,
            media_type=media_type,
            size=len(content),
            content=content,
            made_by=made_by,
            created_at=at,
        )
        .on_conflict_do_nothing(index_elements=[files.c.coalition_id, files.c.sha256])
        .returning(files.c.id)
    )
    added = connection.execute(statement).scalar_one_or_none()
    if added is not None:
        return int(added)
    query = select(files.c.id).where(files.c.coalition_id == coalition_id, files.c.sha256 == sha256)
    return int(connection.execute(query).scalar_one())


def content(connection: Connection, file_id: int) -> bytes:
    query = select(files.c.content).where(files.c.id == file_id)
    return bytes(connection.execute(query).scalar_one())


def space_taken(connection: Connection, coalition_id: int) -> int:
    """Return how many bytes all files of the coalition hold."""
    query = select(func.coalesce(func.sum(files.c.size), 0)).where(
        files.c.coalition_id == coalition_id
    )
    return int(connection.execute(query).scalar_one())


# ---------------------------------------------------------------- pictures of a version


def pictures_of_version(connection: Connection, version_id: int) -> tuple[PictureRow, ...]:
    """Return the pictures that a version shows, by name."""
    query = (
        select(
            version_pictures.c.name,
            version_pictures.c.file_id,
            files.c.sha256,
            files.c.media_type,
            files.c.size,
        )
        .join(files, files.c.id == version_pictures.c.file_id)
        .where(version_pictures.c.version_id == version_id)
        .order_by(version_pictures.c.name)
    )
    return tuple(PictureRow(*row) for row in connection.execute(query))


def add_picture(
    connection: Connection,
    *,
    version_id: int,
    name: str,
    file_id: int,
    made_by: int | None,
    at: datetime,
) -> None:
    connection.execute(
        insert(version_pictures).values(
            version_id=version_id, name=name, file_id=file_id, made_by=made_by, created_at=at
        )
    )


def exchange_picture(
    connection: Connection,
    *,
    version_id: int,
    name: str,
    file_id: int,
    made_by: int | None,
    at: datetime,
) -> None:
    """Let a version that nobody has read show another file under a name; the old file stays."""
    connection.execute(
        update(version_pictures)
        .where(version_pictures.c.version_id == version_id, version_pictures.c.name == name)
        .values(file_id=file_id, made_by=made_by, created_at=at)
    )


# -------------------------------------------------------------------------------- logos


def logo(connection: Connection, coalition_id: int) -> LogoRow | None:
    """Return the coalition's logo, None where it has none or took it off."""
    query = (
        select(files.c.id, files.c.sha256, files.c.media_type, logos.c.alt, logos.c.created_at)
        .select_from(logos)
        .outerjoin(files, files.c.id == logos.c.file_id)
        .where(logos.c.coalition_id == coalition_id)
        .order_by(logos.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None or row.id is None else LogoRow(*row)


def set_logo(
    connection: Connection,
    *,
    coalition_id: int,
    file_id: int | None,
    alt: str,
    made_by: int | None,
    at: datetime,
) -> None:
    """Let this file be the logo from now on; None: the coalition has none."""
    connection.execute(
        insert(logos).values(
            coalition_id=coalition_id, file_id=file_id, alt=alt, made_by=made_by, created_at=at
        )
    )
