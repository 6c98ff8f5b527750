"""The directory as members find it on the desk: page by page, and as a list to take along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain import names
from app.domain.directory import Change, Gap, gaps
from app.domain.roles import Member, Permission
from app.domain.signatories import place_of
from app.formats.signatory_sheets import write_csv
from app.services.directory import spellings_by_organization
from app.services.house import House
from app.store import directory as rows
from app.store import directory_lines as line_rows
from app.store import directory_pages, successions
from app.store import signing_addresses as address_rows
from app.store.directory import OrganizationRow
from app.store.directory_pages import Wanted
from app.store.engine import Connection

PAGE_SIZE = 100

# The addresses that may sign come last: they are for whoever may see contacts.
_COLUMNS = (
    "name",
    "acronym",
    "website",
    "city",
    "state",
    "country",
    "sort_name",
    "spellings",
    "became",
    "letters",
    "may_sign",
)


@dataclass(frozen=True, slots=True)
class Became:
    """Whom an organization became, when and how; `code` leads to that one's page."""

    name: str
    code: str
    kind: Change
    on: date


@dataclass(frozen=True, slots=True)
class Entry:
    """An organization in the directory's list. `letters` counts those it stands under."""

    code: str
    name: str
    acronym: str
    website: str
    place: str
    letters: int
    gaps: tuple[Gap, ...]
    became: tuple[Became, ...]


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """One page of the directory. `unread` are lines of closed letters it does not know yet."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    unread: int


def directory(
    house: House,
    member: Member,
    *,
    find: str = "",
    only: str = "",
    page: int = 1,
    now: datetime,
) -> DirectoryPage:
    """Return one page of the coalition's directory; `only` is "", "incomplete" or "successor"."""
    wanted = _wanted(member, find, only)
    with house.store.read() as connection:
        total, found = directory_pages.page(
            connection, wanted, offset=(max(1, page) - 1) * PAGE_SIZE, limit=PAGE_SIZE
        )
        entries = _entries(connection, member.coalition_id, found)
        over = line_rows.over_letters_with_unknown_lines(
            connection, now=now, coalition_id=member.coalition_id
        )
    return DirectoryPage(
        entries=entries,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        unread=sum(row.unknown for row in over),
    )


def to_join_with(house: House, member: Member, code: str, *, find: str) -> tuple[Entry, ...] | None:
    """Return whom an organization could be joined with: those found, itself left out."""
    with house.store.read() as connection:
        row = rows.find(connection, member.coalition_id, code)
        if row is None or row.root_id is not None:
            return None
        if not find:
            return ()
        _, found = directory_pages.page(
            connection, _wanted(member, find, ""), offset=0, limit=PAGE_SIZE
        )
        return _entries(
            connection, member.coalition_id, [each for each in found if each.id != row.id]
        )


def as_csv(house: House, member: Member) -> bytes:
    """Return the whole directory as CSV in which no cell acts as a formula: the addresses that
    may sign only for whoever may see contacts.
    """
    with house.store.read() as connection:
        _, found = directory_pages.page(
            connection, _wanted(member, "", ""), offset=0, limit=1_000_000
        )
        entries = _entries(connection, member.coalition_id, found)
        members = rows.members_of(connection, [row.id for row in found])
        spelt = spellings_by_organization(connection, [row.id for row in found])
        may_sign: dict[int, list[str]] = {}
        sees_contacts = member.may(Permission.SEE_CONTACTS)
        for address in address_rows.of(connection, members) if sees_contacts else ():
            may_sign.setdefault(members[address.organization_id], []).append(address.address)
    made = [
        {
            "name": row.name,
            "acronym": row.acronym,
            "website": row.website,
            "city": row.city,
            "state": row.state,
            "country": row.country,
            "sort_name": row.sort_name,
            "spellings": "; ".join(spelt.get(row.id, ())),
            "became": "; ".join(f"{each.name} ({each.kind}, {each.on})" for each in entry.became),
            "letters": str(entry.letters),
            "may_sign": "; ".join(may_sign.get(row.id, ())),
        }
        for row, entry in zip(found, entries, strict=True)
    ]
    return write_csv(made, _COLUMNS if sees_contacts else _COLUMNS[:-1])


def place_in_words(row: OrganizationRow) -> str:
    return ", ".join(filter(None, (place_of(row.city, row.state), row.country)))


def _wanted(member: Member, find: str, only: str) -> Wanted:
    said = " ".join(find.split())
    return Wanted(
        coalition_id=member.coalition_id,
        find=said,
        find_prepared=names.prepared(said) if said else "",
        is_incomplete=only == "incomplete",
        has_successor=only == "successor",
    )


def _entries(
    connection: Connection, coalition_id: int, found: Sequence[OrganizationRow]
) -> tuple[Entry, ...]:
    members = rows.members_of(connection, [row.id for row in found])
    letters = line_rows.count_letters(connection, members)
    followed = successions.of_coalition(connection, coalition_id) if found else ()
    others = rows.by_id(connection, {each.to_id for each in followed})
    became: dict[int, list[Became]] = {}
    for each in followed:
        if each.from_id != each.to_id:
            to = others[each.to_id]
            became.setdefault(each.from_id, []).append(
                Became(to.name, to.code, Change(each.kind), each.happened_on)
            )
    return tuple(
        Entry(
            code=row.code,
            name=row.name,
            acronym=row.acronym,
            website=row.website,
            place=place_in_words(row),
            letters=letters.get(row.id, 0),
            gaps=gaps_of(row),
            became=tuple(became.get(row.id, ())),
        )
        for row in found
    )


def gaps_of(row: OrganizationRow) -> tuple[Gap, ...]:
    return gaps(website=row.website, city=row.city, state=row.state, country=row.country)
