"""Lists that were brought: their cells while they wait, what came of them, and their undoing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.store.tables import sign_ons, signatories, users
from app.store.tables_imports import import_mappings, imports


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A list without its cells. `by` is the address of who brought it, None for a command."""

    id: int
    letter_id: int
    number: int
    state: str
    filename: str
    mapping: Any
    row_count: int
    listed: int
    joined: int
    already: int
    to_review: int
    refused: int
    task: str
    progress: int
    attempts: int
    problem: str
    has_cells: bool
    by: str | None
    created_at: datetime
    imported_by: int | None
    imported_at: datetime | None
    undone_at: datetime | None
    forget_at: datetime


def _column(name: str) -> ColumnElement[Any]:
    if name == "has_cells":
        return imports.c.cells.is_not(None)
    return users.c.email if name == "by" else imports.c[name]


_ROWS: Select[Any] = (
    select(*map(_column, ImportRow.__dataclass_fields__))
    .select_from(imports)
    .outerjoin(users, users.c.id == imports.c.made_by)
)


def add(connection: Connection, values: Mapping[str, Any]) -> tuple[int, int]:
    """Return the id of the new list and its number within its letter, which the caller holds."""
    last = select(func.coalesce(func.max(imports.c.number), 0)).where(
        imports.c.letter_id == values["letter_id"]
    )
    number = int(connection.execute(last).scalar_one()) + 1
    statement = insert(imports).values(**values, number=number).returning(imports.c.id)
    return int(connection.execute(statement).scalar_one()), number


def of_letter(connection: Connection, letter_id: int, *, limit: int = 100) -> tuple[ImportRow, ...]:
    """Return the letter's lists, the newest first, without those that were thrown away."""
    query = (
        _ROWS.where(imports.c.letter_id == letter_id, imports.c.state != "discarded")
        .order_by(imports.c.number.desc())
        .limit(limit)
    )
    return tuple(ImportRow(*row) for row in connection.execute(query))


def find(connection: Connection, letter_id: int, number: int) -> ImportRow | None:
    query = _ROWS.where(imports.c.letter_id == letter_id, imports.c.number == number)
    row = connection.execute(query).first()
    return None if row is None else ImportRow(*row)


def find_by_id(connection: Connection, import_id: int) -> ImportRow | None:
    row = connection.execute(_ROWS.where(imports.c.id == import_id)).first()
    return None if row is None else ImportRow(*row)


def hold(connection: Connection, import_id: int) -> None:
    """Hold the list until the transaction ends; its letter is held after it, never before."""
    connection.execute(select(imports.c.id).where(imports.c.id == import_id).with_for_update())


def cells(connection: Connection, import_id: int) -> bytes | None:
    query = select(imports.c.cells).where(imports.c.id == import_id)
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else bytes(found)


def outcomes(connection: Connection, import_id: int) -> bytes | None:
    query = select(imports.c.outcomes).where(imports.c.id == import_id)
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else bytes(found)


def change(connection: Connection, import_id: int, **values: Any) -> None:
    connection.execute(update(imports).where(imports.c.id == import_id).values(**values))


def content_hash(connection: Connection, import_id: int) -> str:
    """Return the SHA-256 of what was brought, in hexadecimal."""
    query = select(imports.c.sha256).where(imports.c.id == import_id)
    return str(connection.execute(query).scalar_one())


def same_content(connection: Connection, letter_id: int, import_id: int) -> int | None:
    """Return the number of the newest import that stands with the content of this list."""
    own = select(imports.c.sha256).where(imports.c.id == import_id).scalar_subquery()
    query = select(func.max(imports.c.number)).where(
        imports.c.letter_id == letter_id,
        imports.c.id != import_id,
        imports.c.sha256 == own,
        imports.c.state == "imported",
    )
    found: int | None = connection.execute(query).scalar_one_or_none()
    return found


def space_taken(connection: Connection, coalition_id: int) -> int:
    """Return how many bytes the cells of the coalition's lists hold."""
    query = select(func.coalesce(func.sum(func.length(imports.c.cells)), 0)).where(
        imports.c.coalition_id == coalition_id
    )
    return int(connection.execute(query).scalar_one())


# --------------------------------------------------------------------------- work


def due(connection: Connection, *, now: datetime, limit: int = 20) -> tuple[int, ...]:
    """Return the lists on which work waits that nobody does just now, the oldest first."""
    query = (
        select(imports.c.id)
        .where(imports.c.task != "", _is_free(now))
        .order_by(imports.c.id)
        .limit(limit)
    )
    return tuple(connection.execute(query).scalars())


def claim(connection: Connection, import_id: int, *, now: datetime, until: datetime) -> bool:
    """Take the work on a list for oneself until then; False where there is none to take."""
    statement = (
        update(imports)
        .where(imports.c.id == import_id, imports.c.task != "", _is_free(now))
        .values(leased_until=until, attempts=imports.c.attempts + 1, progress=0)
        .returning(imports.c.id)
    )
    return connection.execute(statement).first() is not None


def _is_free(now: datetime) -> Any:
    return or_(imports.c.leased_until.is_(None), imports.c.leased_until <= now)


def forget(connection: Connection, *, now: datetime) -> int:
    """Forget the cells of lists whose time has come; return how many there were."""
    statement = (
        update(imports)
        .where(imports.c.forget_at <= now, imports.c.cells.is_not(None), imports.c.task == "")
        .values(cells=None, outcomes=None)
    )
    return int(connection.execute(statement).rowcount)


def has_something_to_forget(connection: Connection, *, now: datetime) -> bool:
    query = select(imports.c.id).where(imports.c.forget_at <= now, imports.c.cells.is_not(None))
    return connection.execute(query.limit(1)).first() is not None


# ----------------------------------------------------------------------- mappings


def remembered_fields(
    connection: Connection, coalition_id: int, headers_key: str
) -> tuple[str, ...] | None:
    query = select(import_mappings.c.fields).where(
        import_mappings.c.coalition_id == coalition_id,
        import_mappings.c.headers_key == headers_key,
    )
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else tuple(found)


def remember_fields(
    connection: Connection,
    *,
    coalition_id: int,
    headers_key: str,
    fields: Sequence[str],
    made_by: int,
    at: datetime,
) -> None:
    """Remember what the columns under these headers hold, in the place of what was known."""
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    known = {"fields": list(fields), "made_by": made_by, "created_at": at}
    connection.execute(
        dialect(import_mappings)
        .values(coalition_id=coalition_id, headers_key=headers_key, **known)
        .on_conflict_do_update(
            index_elements=[import_mappings.c.coalition_id, import_mappings.c.headers_key],
            set_=known,
        )
    )


# ------------------------------------------------------- what stands by an import


@dataclass(frozen=True, slots=True)
class StandingSignOn:
    """What tells a sign-on that stands from another of the same letter."""

    organization: str
    kind: str
    state: str
    city: str
    website: str
    signer_name: str
    signer_title: str
    email: str


_TELLING = (
    sign_ons.c.organization,
    sign_ons.c.kind,
    sign_ons.c.state_code,
    sign_ons.c.city,
    sign_ons.c.website,
    sign_ons.c.signer_name,
    sign_ons.c.signer_title,
    sign_ons.c.email,
)


def standing_sign_ons(connection: Connection, letter_id: int) -> tuple[StandingSignOn, ...]:
    """Return the letter's sign-ons that are confirmed or held, in no order."""
    query = select(*_TELLING).where(
        sign_ons.c.letter_id == letter_id, sign_ons.c.state.in_(("confirmed", "held"))
    )
    return tuple(StandingSignOn(*row) for row in connection.execute(query))


def end_sign_ons(connection: Connection, import_id: int, *, because: str, at: datetime) -> int:
    """End the sign-ons of an import that stand; return how many there were."""
    statement = (
        update(sign_ons)
        .where(sign_ons.c.import_id == import_id, sign_ons.c.state.in_(("confirmed", "held")))
        .values(state="withdrawn", ended_at=at, ended_because=because)
    )
    return int(connection.execute(statement).rowcount)


def take_off_lines_left_by_all(connection: Connection, import_id: int) -> int:
    """Take off the list each line that the import touched and nobody signs for any more.

    A line that stood before without anybody behind it stays: it was not the import that
    brought it. Held, disputed and declined lines stay what they are.
    """
    of_line = sign_ons.alias("of_line")
    touched = select(sign_ons.c.signatory_id).where(
        sign_ons.c.import_id == import_id, sign_ons.c.signatory_id.is_not(None)
    )
    somebody_stands = exists().where(
        of_line.c.signatory_id == signatories.c.id, of_line.c.state == "confirmed"
    )
    others_signed = exists().where(
        and_(
            of_line.c.signatory_id == signatories.c.id,
            or_(of_line.c.import_id.is_(None), of_line.c.import_id != import_id),
        )
    )
    statement = (
        update(signatories)
        .where(
            signatories.c.id.in_(touched),
            signatories.c.standing == "listed",
            ~somebody_stands,
            or_(signatories.c.import_id == import_id, others_signed),
        )
        .values(standing="withdrawn")
    )
    return int(connection.execute(statement).rowcount)


def lines_kept_by_others(connection: Connection, import_id: int) -> tuple[int, ...]:
    """Return the lines that the import put on the list and that stay for others, by id."""
    query = (
        select(signatories.c.id)
        .where(
            signatories.c.import_id == import_id,
            exists().where(
                sign_ons.c.signatory_id == signatories.c.id, sign_ons.c.state == "confirmed"
            ),
        )
        .order_by(signatories.c.id)
    )
    return tuple(connection.execute(query).scalars())


def list_again(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Change lines to what these rows say, each by its `line_id`; all have the same columns."""
    if rows:
        by_line = update(signatories).where(signatories.c.id == bindparam("line_id"))
        connection.execute(by_line, list(rows))
