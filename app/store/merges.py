"""Merges: which line stands behind which, and what each had before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from app.domain.merging import FIELDS, Joining, LineState
from app.store.tables import sign_ons, signatories
from app.store.tables_queue import merges


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge in force or undone. `muted` are the sign-ons that get no mail while it holds."""

    id: int
    settlement_id: int
    letter_id: int
    kind: str
    source_id: int
    target_id: int
    joining: Joining
    muted: tuple[int, ...]
    made_at: datetime


def add(
    connection: Connection,
    *,
    settlement_id: int,
    letter_id: int,
    lines: tuple[int, int],
    joining: Joining,
    muted: Sequence[int] = (),
    kind: str = "lines",
    at: datetime,
) -> int:
    """Write down that the first of these lines stands behind the second."""
    source_id, target_id = lines
    statement = (
        insert(merges)
        .values(
            settlement_id=settlement_id,
            letter_id=letter_id,
            kind=kind,
            source_id=source_id,
            target_id=target_id,
            before=_stored(joining.before),
            brought=_stored(joining.brought),
            chosen=dict(joining.chosen),
            muted=list(muted),
            made_at=at,
        )
        .returning(merges.c.id)
    )
    return int(connection.execute(statement).scalar_one())


def of_settlement(connection: Connection, settlement_id: int) -> tuple[MergeRow, ...]:
    """Return the merges of a settlement that are in force, the newest first."""
    return _some(connection, merges.c.settlement_id == settlement_id, merges.c.undone_at.is_(None))[
        ::-1
    ]


def in_cluster(connection: Connection, standing_id: int) -> tuple[MergeRow, ...]:
    """Return the merges in force among the lines behind this one, the oldest first."""
    behind = select(signatories.c.id).where(signatories.c.joined_id == standing_id)
    return _some(connection, merges.c.source_id.in_(behind), merges.c.undone_at.is_(None))


def change(
    connection: Connection,
    merge_id: int,
    *,
    joining: Joining | None = None,
    muted: Sequence[int] | None = None,
    undone_at: datetime | None = None,
) -> None:
    values: dict[str, Any] = {}
    if joining is not None:
        values |= {"before": _stored(joining.before), "brought": _stored(joining.brought)}
    if muted is not None:
        values["muted"] = list(muted)
    if undone_at is not None:
        values["undone_at"] = undone_at
    connection.execute(update(merges).where(merges.c.id == merge_id).values(**values))


@dataclass(frozen=True, slots=True)
class MergedNames:
    """What a settlement made of lines: the name that came, and the one it came to."""

    settlement_id: int
    source: str
    target: str


def names_of(connection: Connection, settlement_ids: Sequence[int]) -> tuple[MergedNames, ...]:
    """Return the names of the lines that these settlements merged, as they had them then."""
    query = (
        select(merges.c.settlement_id, merges.c.brought, merges.c.before, merges.c.chosen)
        .where(merges.c.settlement_id.in_(settlement_ids), merges.c.kind == "lines")
        .order_by(merges.c.id)
    )
    return tuple(
        MergedNames(settlement, brought["name"], chosen.get("name") or before["name"])
        for settlement, brought, before, chosen in connection.execute(query)
    )


# --------------------------------------------------------------- who stands behind a line


@dataclass(frozen=True, slots=True)
class BehindRow:
    """A sign-on behind a line, as far as merging asks about it."""

    id: int
    signatory_id: int
    own_line_id: int | None
    state: str
    organization: str
    city: str
    state_code: str
    signer_name: str
    signer_title: str
    gets_mail: bool
    confirmed_at: datetime | None


_BEHIND = tuple(sign_ons.c[name] for name in BehindRow.__dataclass_fields__)


def behind(connection: Connection, line_ids: Sequence[int]) -> tuple[BehindRow, ...]:
    """Return every sign-on behind these lines, whatever became of it, the oldest first."""
    query = select(*_BEHIND).where(sign_ons.c.signatory_id.in_(line_ids)).order_by(sign_ons.c.id)
    return tuple(BehindRow(*row) for row in connection.execute(query))


def hold_behind(connection: Connection, line_ids: Sequence[int]) -> frozenset[int]:
    """Hold every sign-on behind these lines until the transaction ends; return their ids.

    A sign-on's row is held before its letter, as by everybody who changes one.
    """
    query = (
        select(sign_ons.c.id)
        .where(sign_ons.c.signatory_id.in_(line_ids))
        .order_by(sign_ons.c.id)
        .with_for_update()
    )
    return frozenset(connection.execute(query).scalars())


def move_all(connection: Connection, *, source_id: int, target_id: int) -> None:
    """Let all who signed for the one line stand behind the other, and know where they came to."""
    connection.execute(
        update(sign_ons)
        .where(sign_ons.c.signatory_id == source_id, sign_ons.c.own_line_id.is_(None))
        .values(own_line_id=source_id)
    )
    connection.execute(
        update(sign_ons).where(sign_ons.c.signatory_id == source_id).values(signatory_id=target_id)
    )


def move(
    connection: Connection, sign_on_id: int, *, signatory_id: int, own_line_id: int | None
) -> None:
    connection.execute(
        update(sign_ons)
        .where(sign_ons.c.id == sign_on_id)
        .values(signatory_id=signatory_id, own_line_id=own_line_id)
    )


def set_gets_mail(connection: Connection, ids: Sequence[int], *, gets_mail: bool) -> None:
    if ids:
        connection.execute(
            update(sign_ons).where(sign_ons.c.id.in_(ids)).values(gets_mail=gets_mail)
        )


# ----------------------------------------------------------------------------- as stored


def _some(connection: Connection, *where: Any) -> tuple[MergeRow, ...]:
    query = (
        select(
            merges.c.id,
            merges.c.settlement_id,
            merges.c.letter_id,
            merges.c.kind,
            merges.c.source_id,
            merges.c.target_id,
            merges.c.before,
            merges.c.brought,
            merges.c.chosen,
            merges.c.muted,
            merges.c.made_at,
        )
        .where(*where)
        .order_by(merges.c.id)
    )
    return tuple(
        MergeRow(
            *row[:6],
            joining=Joining(_read(row[6]), _read(row[7]), row[8]),
            muted=tuple(row[9]),
            made_at=row[10],
        )
        for row in connection.execute(query)
    )


def _stored(line: LineState) -> dict[str, Any]:
    values = {name: getattr(line, name) for name in FIELDS}
    return values | {"signed_at": line.signed_at.isoformat() if line.signed_at else None}


def _read(stored: dict[str, Any]) -> LineState:
    line = LineState(**{name: value for name, value in stored.items() if name in FIELDS})
    at = stored.get("signed_at")
    return replace(line, signed_at=datetime.fromisoformat(at) if at else None)
