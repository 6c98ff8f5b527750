"""Pages of a list in printing order, and what is counted over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Select, func, literal, or_, select, union_all

from app.store.order import LISTED, leads
from app.store.signatories import COLUMNS, SignatoryRow
from app.store.tables import signatories
from app.store.tables_order import further_places


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place at which a line prints, under a path of headings."""

    line: SignatoryRow
    path: str


def page_query(
    connection: Connection, letter_id: int, *, offset: int, limit: int
) -> CompoundSelect[Any]:
    """Return the question for a page of places in printing order, by the line's id and that of
    its further place: both parts are read from an index in order, so that no list is sorted.
    """
    own = select(
        signatories.c.id.label("signatory_id"),
        literal(0).label("further_id"),
        signatories.c.print_key.label("print_key"),
    ).where(signatories.c.letter_id == letter_id, signatories.c.standing == LISTED)
    further = select(
        further_places.c.signatory_id, further_places.c.id, further_places.c.print_key
    ).where(further_places.c.letter_id == letter_id)
    if connection.dialect.name != "sqlite":
        # SQLite merges the two by itself; PostgreSQL where each is in order for itself.
        last = offset + limit
        own = select(own.order_by(signatories.c.print_key).limit(last).subquery())
        further = select(further.order_by(further_places.c.print_key).limit(last).subquery())
    return union_all(own, further).order_by("print_key").offset(offset).limit(limit)


def page(
    connection: Connection, letter_id: int, *, offset: int, limit: int
) -> tuple[PlaceRow, ...]:
    """Return the places at which lines print, in printing order."""
    found = connection.execute(page_query(connection, letter_id, offset=offset, limit=limit)).all()
    own = select(*COLUMNS, signatories.c.print_path).where(
        signatories.c.id.in_([row[0] for row in found])
    )
    lines = {row[0]: (SignatoryRow(*row[:-1]), row[-1]) for row in connection.execute(own)}
    further = select(further_places.c.id, further_places.c.path).where(
        further_places.c.id.in_([row[1] for row in found if row[1]])
    )
    paths = {row[0]: row[1] for row in connection.execute(further)}
    return tuple(
        PlaceRow(lines[line_id][0], paths.get(further_id, lines[line_id][1]))
        for line_id, further_id, _key in found
    )


def listed_by_id(
    connection: Connection, letter_id: int, line_ids: Sequence[int]
) -> tuple[SignatoryRow, ...]:
    """Return those of the lines that print under this letter."""
    query = select(*COLUMNS).where(
        signatories.c.id.in_(line_ids),
        signatories.c.letter_id == letter_id,
        signatories.c.standing == LISTED,
    )
    return tuple(SignatoryRow(*row) for row in connection.execute(query))


def counts_by_path(connection: Connection, letter_id: int) -> tuple[dict[str, int], int]:
    """Return how many lines print right under each path, and how many leads; from an index."""
    own = (
        select(signatories.c.print_path, func.count())
        .where(signatories.c.letter_id == letter_id, signatories.c.standing == LISTED)
        .group_by(signatories.c.print_path)
    )
    counts: dict[str, int] = {row[0]: row[1] for row in connection.execute(own)}
    leads_listed = sum(lead.standing == LISTED for lead in leads(connection, letter_id))
    counts[""] = counts.get("", 0) - leads_listed
    further = (
        select(further_places.c.path, func.count())
        .where(further_places.c.letter_id == letter_id)
        .group_by(further_places.c.path)
    )
    for path, count in connection.execute(further):
        counts[path] = counts.get(path, 0) + count
    return {path: count for path, count in counts.items() if count}, leads_listed


@dataclass(frozen=True, slots=True)
class ListedCounts:
    """How many lines print; `states` as the lines have them. `has_namesakes` tells whether
    lines of one name stand in several groups, so that they may be one signatory.
    """

    organizations: int
    individuals: int
    states: tuple[str, ...]
    has_namesakes: bool
    has_affiliations: bool


def listed_counts(connection: Connection, letter_id: int) -> ListedCounts:
    listed = (signatories.c.letter_id == letter_id, signatories.c.standing == LISTED)
    query = (
        select(
            signatories.c.kind,
            signatories.c.state,
            func.count(),
            func.max(func.length(signatories.c.signer_title)),
            func.min(signatories.c.group_path),
            func.max(signatories.c.group_path),
        )
        .where(*listed)
        .group_by(signatories.c.kind, signatories.c.state)
    )
    rows = connection.execute(query).all()
    groups = {row[column] for row in rows for column in (4, 5)}
    people = [row for row in rows if row[0] == "individual"]
    return ListedCounts(
        organizations=sum(row[2] for row in rows) - sum(row[2] for row in people),
        individuals=sum(row[2] for row in people),
        states=tuple({row[1] for row in rows}),
        has_namesakes=len(groups) > 1 and _has_namesakes(connection, letter_id),
        has_affiliations=any(row[3] for row in people),
    )


def _has_namesakes(connection: Connection, letter_id: int) -> bool:
    groups = signatories.c.group_path
    query = (
        select(literal(1))
        .where(signatories.c.letter_id == letter_id)
        .group_by(signatories.c.prepared)
        .having(func.min(groups) != func.max(groups))
        .limit(1)
    )
    return connection.execute(query).first() is not None


def lines_query(letter_id: int, *, find: str, offset: int, limit: int) -> Select[Any]:
    """Return the question for a page of lines, each once, at its first place."""
    return (
        _lines(letter_id, find)
        .order_by(signatories.c.print_key)
        .offset(offset)
        .limit(limit)
        .with_only_columns(*COLUMNS, signatories.c.print_path)
    )


def lines(
    connection: Connection, letter_id: int, *, find: str, offset: int, limit: int
) -> tuple[int, tuple[tuple[SignatoryRow, str], ...]]:
    """Return how many lines print whose name or sort name holds `find`, and a page of them,
    each with the path that it prints under first.
    """
    count = _lines(letter_id, find).with_only_columns(func.count())
    total = int(connection.execute(count).scalar_one())
    rows = connection.execute(lines_query(letter_id, find=find, offset=offset, limit=limit))
    return total, tuple((SignatoryRow(*row[:-1]), row[-1]) for row in rows)


def _lines(letter_id: int, find: str) -> Select[Any]:
    query = select(signatories.c.id).where(
        signatories.c.letter_id == letter_id, signatories.c.standing == LISTED
    )
    if find:
        like = (
            "%" + find.lower().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
        )
        texts = (signatories.c.name, signatories.c.sort_name)
        query = query.where(or_(*(func.lower(text).like(like, escape="\\") for text in texts)))
    return query


def has_own_groups(connection: Connection, letter_id: int) -> bool:
    """Has any line a group that takes the place of the one by its rule?"""
    query = select(literal(1)).where(
        signatories.c.letter_id == letter_id, signatories.c.own_group.is_not(None)
    )
    return connection.execute(query.limit(1)).first() is not None


def words_given(connection: Connection, letter_id: int, column: str) -> tuple[str, ...]:
    """Return the different words that the letter's lines have in a column, by name, at most 200."""
    words = signatories.c[column]
    query = (
        select(words)
        .where(signatories.c.letter_id == letter_id, words != "")
        .group_by(words)
        .order_by(words)
        .limit(200)
    )
    return tuple(connection.execute(query).scalars())
