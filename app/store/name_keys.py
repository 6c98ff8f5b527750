"""Keys of names: which lines of a letter may be the organization that signs now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select, union_all
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.store.tables import signatories
from app.store.tables_matching import name_key_rules, name_keys

_AT_ONCE = 5_000


def holders(
    connection: Connection, letter_id: int, most: Mapping[str, int]
) -> dict[str, tuple[int, ...]]:
    """Return the lines that hold each key, the oldest first: at most `most[key]` and one more."""
    if not most:
        return {}
    each = [
        select(
            select(name_keys.c.key, name_keys.c.signatory_id)
            .where(name_keys.c.letter_id == letter_id, name_keys.c.key == key)
            .order_by(name_keys.c.signatory_id)
            .limit(limit + 1)
            .subquery()
        )
        for key, limit in most.items()
    ]
    found: dict[str, list[int]] = {}
    for key, signatory_id in connection.execute(union_all(*each)):
        found.setdefault(key, []).append(signatory_id)
    return {key: tuple(ids) for key, ids in found.items()}


def counts(connection: Connection, letter_id: int, keys: Sequence[str]) -> dict[str, int]:
    """Return how many lines hold each of the keys; keys that none holds are missing."""
    query = (
        select(name_keys.c.key, func.count())
        .where(name_keys.c.letter_id == letter_id, name_keys.c.key.in_(keys))
        .group_by(name_keys.c.key)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def count_organizations(connection: Connection, letter_id: int) -> int:
    query = (
        select(func.count())
        .select_from(signatories)
        .where(signatories.c.letter_id == letter_id, signatories.c.kind == "organization")
    )
    return int(connection.execute(query).scalar_one())


def add(connection: Connection, letter_id: int, keys: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Store the keys of lines: (line, its keys), of lines that have none yet."""
    rows = [
        {"letter_id": letter_id, "key": key, "signatory_id": signatory_id}
        for signatory_id, its in keys
        for key in its
    ]
    for at in range(0, len(rows), _AT_ONCE):
        connection.execute(insert(name_keys), rows[at : at + _AT_ONCE])


def of_line(connection: Connection, signatory_id: int) -> tuple[str, ...]:
    query = select(name_keys.c.key).where(name_keys.c.signatory_id == signatory_id)
    return tuple(connection.execute(query).scalars())


def drop_all(connection: Connection, letter_id: int) -> None:
    connection.execute(delete(name_keys).where(name_keys.c.letter_id == letter_id))


def rule(connection: Connection, letter_id: int) -> int:
    """Return which rule made the letter's keys, 0 where none did."""
    query = select(name_key_rules.c.rule).where(name_key_rules.c.letter_id == letter_id)
    return connection.execute(query).scalar_one_or_none() or 0


def set_rule(connection: Connection, letter_id: int, rule: int) -> None:
    dialect = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    connection.execute(
        dialect(name_key_rules)
        .values(letter_id=letter_id, rule=rule)
        .on_conflict_do_update(index_elements=[name_key_rules.c.letter_id], set_={"rule": rule})
    )
