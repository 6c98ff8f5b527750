"""The order of a letter's list: what was settled for it, and the keys its lines print by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)

from app.store.signatories import COLUMNS, SignatoryRow
from app.store.tables import signatories
from app.store.tables_order import arrangements, further_places

LISTED = "listed"


@dataclass(frozen=True, slots=True)
class ArrangementRow:
    """What an organizer settled. `headings` are the groups in printing order, by their rule;
    `awaited` the leads that have not signed, as pairs of place and name.
    """

    letter_id: int
    version: int
    sort_order: str
    rule: str
    headings: Mapping[str, Sequence[str]]
    awaited: Sequence[Sequence[Any]]
    keys_rule: str


_ARRANGEMENT = tuple(arrangements.c[name] for name in ArrangementRow.__dataclass_fields__)


def arrangement(connection: Connection, letter_id: int) -> ArrangementRow | None:
    query = select(*_ARRANGEMENT).where(arrangements.c.letter_id == letter_id)
    row = connection.execute(query).first()
    return None if row is None else ArrangementRow(*row)


def begin(connection: Connection, row: ArrangementRow) -> None:
    values = {name: getattr(row, name) for name in ArrangementRow.__dataclass_fields__}
    connection.execute(insert(arrangements).values(**values))


def change_arrangement(connection: Connection, letter_id: int, **values: Any) -> None:
    connection.execute(
        update(arrangements).where(arrangements.c.letter_id == letter_id).values(**values)
    )


# ------------------------------------------------------------------- leads


@dataclass(frozen=True, slots=True)
class LeadRow:
    signatory_id: int
    name: str
    place: int
    standing: str


def leads(connection: Connection, letter_id: int) -> tuple[LeadRow, ...]:
    """Return the lines that are leads, in their order, whatever their standing."""
    query = (
        select(
            signatories.c.id, signatories.c.name, signatories.c.lead_place, signatories.c.standing
        )
        .where(signatories.c.letter_id == letter_id, signatories.c.lead_place.is_not(None))
        .order_by(signatories.c.lead_place, signatories.c.id)
    )
    return tuple(LeadRow(*row) for row in connection.execute(query))


def first_of_name(connection: Connection, letter_id: int, prepared: str) -> int | None:
    """Return the first line that prints of a prepared name and is no lead."""
    query = (
        select(signatories.c.id)
        .where(
            signatories.c.letter_id == letter_id,
            signatories.c.prepared == prepared,
            signatories.c.standing == LISTED,
            signatories.c.lead_place.is_(None),
        )
        .order_by(signatories.c.position, signatories.c.id)
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none()


# ------------------------------------------------------------------- keys


def unkeyed(connection: Connection, letter_id: int) -> tuple[SignatoryRow, ...]:
    """Return the lines whose key is still to be made, in the order in which they came."""
    query = select(*COLUMNS).where(
        signatories.c.letter_id == letter_id, signatories.c.print_key.is_(None)
    )
    rows = (SignatoryRow(*row) for row in connection.execute(query))
    return tuple(sorted(rows, key=lambda row: (row.position, row.id)))


def has_unkeyed(connection: Connection, letter_id: int) -> bool:
    query = select(literal(1)).where(
        signatories.c.letter_id == letter_id, signatories.c.print_key.is_(None)
    )
    return connection.execute(query.limit(1)).first() is not None


def forget_keys(connection: Connection, letter_id: int) -> None:
    connection.execute(
        update(signatories).where(signatories.c.letter_id == letter_id).values(print_key=None)
    )


def write_keys(connection: Connection, keys: Sequence[Mapping[str, Any]]) -> None:
    """Write `line_id`, `key`, `path`, and `sorted_by` with its `rule` to the lines."""
    if not keys:
        return
    statement = (
        update(signatories)
        .where(signatories.c.id == bindparam("line_id"))
        .values(
            print_key=bindparam("key"),
            print_path=bindparam("path"),
            sort_key=bindparam("sorted_by"),
            sort_rule=bindparam("rule"),
        )
    )
    connection.execute(statement, list(keys))


def write_pinned_key(connection: Connection, line_id: int, key: bytes, path: str) -> None:
    connection.execute(
        update(signatories)
        .where(signatories.c.id == line_id)
        .values(print_key=key, print_path=path)
    )


def write_further_places(
    connection: Connection, line_ids: Sequence[int], places: Sequence[Mapping[str, Any]]
) -> None:
    """Make `places` the further ones of these lines (letter_id, signatory_id, print_key, path)."""
    if line_ids:
        gone = delete(further_places).where(further_places.c.signatory_id == bindparam("line_id"))
        connection.execute(gone, [{"line_id": line_id} for line_id in line_ids])
    if places:
        connection.execute(insert(further_places), list(places))


def with_further_places(connection: Connection, letter_id: int) -> frozenset[int]:
    query = select(further_places.c.signatory_id).where(further_places.c.letter_id == letter_id)
    return frozenset(connection.execute(query).scalars())


def pinned(connection: Connection, letter_id: int) -> tuple[SignatoryRow, ...]:
    """Return the lines that print and are pinned, leads apart."""
    # No other conditions: with more of them SQLite takes an index of the whole list.
    query = select(*COLUMNS).where(
        signatories.c.letter_id == letter_id, signatories.c.pin.is_not(None)
    )
    rows = (SignatoryRow(*row) for row in connection.execute(query))
    return tuple(row for row in rows if row.standing == LISTED and row.lead_place is None)


def count_free(connection: Connection, letter_id: int, span: tuple[bytes, bytes]) -> int:
    """Return how many lines print in this span of keys and are not pinned."""
    return sum(
        int(connection.execute(query.with_only_columns(func.count())).scalar_one())
        for query in _free(letter_id, span)
    )


def free_key_at(
    connection: Connection, letter_id: int, span: tuple[bytes, bytes], place: int
) -> bytes | None:
    """Return the key of the line that is the `place`th of those, counted from 0."""
    query = union_all(*_free(letter_id, span)).order_by("print_key").offset(place).limit(1)
    return connection.execute(query).scalar_one_or_none()


def _free(letter_id: int, span: tuple[bytes, bytes]) -> tuple[Select[Any], Select[Any]]:
    start, end = span
    own = select(signatories.c.print_key).where(
        signatories.c.letter_id == letter_id,
        signatories.c.standing == LISTED,
        signatories.c.print_key >= start,
        signatories.c.print_key < end,
        signatories.c.pin.is_(None),
    )
    further = (
        select(further_places.c.print_key)
        .join(signatories, signatories.c.id == further_places.c.signatory_id)
        .where(
            further_places.c.letter_id == letter_id,
            further_places.c.print_key >= start,
            further_places.c.print_key < end,
            signatories.c.pin.is_(None),
        )
    )
    return own, further
