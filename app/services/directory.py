"""The coalition's directory: whom a name means, and which spellings are theirs.

What other use cases ask of it, inside their own transaction. `known_as` answers whether a name
is that of a known organization; `learn_spelling` is how a merge is remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.directory import Accepted, Change, Spelling, Succession, hosts_of, meant
from app.store import audit
from app.store import directory as rows
from app.store import successions as succession_rows
from app.store.directory import SpellingRow
from app.store.engine import Connection


@dataclass(frozen=True, slots=True)
class Known:
    """A known organization with every spelling that is accepted for it."""

    organization_id: int
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """Whose spelling it is now; it stays with whoever had it before."""

    owner_id: int
    is_new: bool


def known_as(
    connection: Connection, coalition_id: int, name: str, place: str, *, website: str = ""
) -> Known | None:
    """Return the organization that this name in this place means, None where none is certain."""
    return known_as_many(connection, coalition_id, [(name, place, website)])[0]


def known_as_many(
    connection: Connection, coalition_id: int, names: Sequence[tuple[str, str, str]]
) -> tuple[Known | None, ...]:
    """Return the same for many (name, place, website), in their order, by two questions."""
    said = [Spelling.of(name, place=place, website=site) for name, place, site in names]
    found = organizations_meant(connection, coalition_id, said)
    texts = spellings_by_organization(connection, {each for each in found if each is not None})
    return tuple(None if each is None else Known(each, texts.get(each, ())) for each in found)


def organizations_meant(
    connection: Connection, coalition_id: int, said: Sequence[Spelling]
) -> list[int | None]:
    """Return the organization that each spelling means, None where none is certain."""
    known = rows.with_prepared(connection, coalition_id, {each.prepared for each in said})
    accepted = {name: [accepted_by(row) for row in found] for name, found in known.items()}
    return [meant(each, accepted.get(each.prepared, ())) for each in said]


def accepted_by(row: SpellingRow) -> Accepted:
    return Accepted(row.organization_id, row.place, hosts_of(row.websites))


def spellings_by_organization(
    connection: Connection, root_ids: Iterable[int]
) -> dict[int, tuple[str, ...]]:
    """Return the accepted spellings of organizations that stand, each text once."""
    members = rows.members_of(connection, root_ids)
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for row in rows.spellings_of(connection, members):
        found[members[row.owner_id]].setdefault(row.spelling)
    return {root: tuple(texts) for root, texts in found.items()}


def learn_spelling(
    connection: Connection,
    organization_id: int,
    spelling: str,
    *,
    place: str = "",
    source: str = "merge",
    user_id: int | None = None,
    now: datetime,
) -> Learnt:
    """Accept a spelling for an organization, as a merge on the desk found it.

    The caller holds the letter where there is one. A spelling that another organization has
    stays with that one: the answer says whose it is.
    """
    root_id = rows.roots_of(connection, [organization_id])[organization_id]
    organization = rows.by_id(connection, [root_id])[root_id]
    rows.hold(connection, organization.coalition_id)
    said = Spelling.of(spelling, place=place)
    owner = rows.owner_of_key(connection, organization.coalition_id, said.key)
    if owner is not None:
        return Learnt(rows.roots_of(connection, [owner])[owner], is_new=False)
    rows.add_spellings(
        connection,
        [
            spelling_values(
                organization.coalition_id,
                root_id,
                spelling,
                said,
                key=said.key,
                source=source,
                user_id=user_id,
                now=now,
            )
        ],
    )
    audit.record(
        connection,
        "spelling accepted",
        coalition_id=organization.coalition_id,
        user_id=user_id,
        at=now,
        details={"organization_id": root_id, "source": source},
    )
    return Learnt(root_id, is_new=True)


def spelling_values(
    coalition_id: int,
    organization_id: int,
    text: str,
    said: Spelling,
    *,
    key: str,
    source: str,
    user_id: int | None,
    now: datetime,
) -> dict[str, object]:
    """Return the row of an accepted spelling."""
    return {
        "coalition_id": coalition_id,
        "organization_id": organization_id,
        "spelling": text,
        "prepared": said.prepared,
        "place": said.place,
        "match_key": key,
        "source": source,
        "made_by": user_id,
        "created_at": now,
    }


def successions(connection: Connection, coalition_id: int) -> tuple[Succession, ...]:
    """Return who became whom; both ends are organizations that stand."""
    return tuple(
        Succession(row.from_id, row.to_id, Change(row.kind), row.happened_on)
        for row in succession_rows.of_coalition(connection, coalition_id)
        # Both ends of it were joined into one since: it says nothing any more.
        if row.from_id != row.to_id
    )
