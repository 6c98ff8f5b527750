"""The desk: a coalition's letters as its members find them, and a new one.

Every call names the member. A letter of another coalition is not there (None); what the
member's role may not is Refused with the code "role".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain import moments
from app.domain.errors import Fault, FaultyFile, Refused
from app.domain.finishing import Hindrance, Notice
from app.domain.letters import LetterFile
from app.domain.roles import Member, Permission, Role
from app.domain.visibility import LetterState
from app.formats.letter_files import canonical
from app.rendering.html.fragments import LetterHtml, letter_parts
from app.services import documents, letting_through, opening
from app.services.access import read_key
from app.services.changing import NOT_YOUR_ROLE
from app.services.house import House
from app.services.keeping_pictures import address_of
from app.services.publishing import Circle, Owner, add_letter, lead_warnings, read_checked
from app.services.watching import SignOnLine, sign_on_lines
from app.store import duplicates as duplicate_rows
from app.store import letters as letter_rows
from app.store import members as member_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

LATEST = 5


@dataclass(frozen=True, slots=True)
class DeskLetter:
    """A letter in the coalition's list; its counts are whole, whoever else sees them."""

    slug: str
    title: str
    state: str
    addressee: str
    count: int
    unconfirmed: int
    possible_duplicates: int
    closes_at: datetime | None
    zone: str


class Wait(StrEnum):
    """What a letter can have waiting for its organizers, in the order in which it is shown."""

    DUPLICATES = "duplicates"
    UNCONFIRMED = "unconfirmed"
    WARNINGS = "warnings"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of one kind wait; never none."""

    what: Wait
    count: int


@dataclass(frozen=True, slots=True)
class DeskLetterPage:
    """Everything a letter's own page on the desk shows.

    `days` are the confirmed sign-ons by day in the letter's zone, from the first to the
    last without gaps. `private_link` is the address that whoever has it may read by.
    `warnings` are what to look at in the text, without what was let through as meant.
    """

    summary: DeskLetter
    version: int
    version_date: datetime
    language: str
    opens_at: datetime | None
    reads: str
    signs: str
    shows: str
    likely: str
    private_link: str
    source: str
    html: LetterHtml
    warnings: tuple[Notice | Hindrance, ...]
    days: tuple[tuple[date, int], ...]
    latest: tuple[SignOnLine, ...]
    may_open: bool
    may_close: bool
    may_change_visibility: bool
    may_settle: bool
    may_see_contacts: bool
    may_let_through: bool

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """Everything that waits: the next step and the list below it are told from this alone."""
        counts = {
            Wait.DUPLICATES: self.summary.possible_duplicates,
            Wait.UNCONFIRMED: self.summary.unconfirmed,
            Wait.WARNINGS: len(self.warnings),
        }
        return tuple(Waiting(what, count) for what, count in counts.items() if count)

    @property
    def open_to_letting_through(self) -> tuple[str, ...]:
        """Return the texts among the warnings that may be let through by name, each once."""
        stopping = (each for each in self.warnings if isinstance(each, Hindrance))
        return tuple(dict.fromkeys(each.text for each in stopping if each.may_be_let_through))


@dataclass(frozen=True, slots=True)
class Created:
    slug: str


@dataclass(frozen=True, slots=True)
class FaultyLetter:
    """The letter file cannot be read; nothing is stored."""

    faults: tuple[Fault, ...]


def memberships(house: House, user_id: int) -> tuple[Member, ...]:
    """Return the coalitions this user works for, by name."""
    with house.store.read() as connection:
        rows = member_rows.memberships(connection, user_id)
    return tuple(
        Member(
            user_id=row.user_id,
            coalition_id=row.coalition_id,
            coalition_slug=row.coalition_slug,
            coalition_name=row.coalition_name,
            role=Role(row.role),
            email=row.email,
        )
        for row in rows
    )


def letters(house: House, member: Member) -> tuple[DeskLetter, ...]:
    """Return the coalition's letters, the newest first."""
    with house.store.read() as connection:
        rows = letter_rows.all_of_coalition(connection, member.coalition_id)
        return _summaries(connection, rows)


def summary(house: House, member: Member, slug: str) -> DeskLetter | None:
    """Return one letter as the list shows it: what every page about it stands under."""
    with house.store.read() as connection:
        row = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        return None if row is None else _summaries(connection, (row,))[0]


def letter(house: House, member: Member, slug: str, *, now: datetime) -> DeskLetterPage | None:
    with house.store.read() as connection:
        row = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if row is None:
            return None
        file = documents.letter_file(connection, row)
        signatories = documents.listed_signatories(connection, row)
        stopping = letting_through.stopping_now(
            connection, row, file, signatories=signatories, now=now
        )
        _, latest = sign_on_lines(
            connection, row, file, member=member, find="", offset=0, limit=LATEST, newest_first=True
        )
        source = letter_rows.version(connection, row.version_id).content.decode()
        (summary,) = _summaries(connection, (row,))
        moments_confirmed = sign_on_rows.confirmed_moments(connection, row.id)
    may_move = member.may(Permission.OPEN_AND_CLOSE)
    return DeskLetterPage(
        summary=summary,
        version=row.version_number,
        version_date=row.version_date,
        language=row.language,
        opens_at=row.opens_at,
        reads=row.reads,
        signs=row.signs,
        shows=row.shows,
        likely=row.likely,
        private_link=f"{house.public_url}/letters/{row.slug}?key={read_key(house, row)}",
        source=source,
        html=letter_parts(
            documents.document(file, signatories, row), picture_address=address_of(row.slug)
        ),
        warnings=(*_to_look_at(file, stopping), *lead_warnings(file, signatories)),
        days=_by_day(moments_confirmed, row.zone),
        latest=latest,
        may_open=may_move and row.state in opening.CAN_OPEN,
        may_close=may_move and row.state == LetterState.OPEN,
        may_change_visibility=member.may(Permission.CHANGE_VISIBILITY),
        may_settle=member.may(Permission.SETTLE),
        may_see_contacts=member.may(Permission.SEE_CONTACTS),
        may_let_through=member.may(Permission.LET_THROUGH),
    )


def create_letter(
    house: House, member: Member, data: bytes, *, slug: str = "", now: datetime
) -> Created | FaultyLetter | Refused:
    """Make a draft from a letter file; nothing is stored where it holds a fault."""
    if not member.may(Permission.WRITE_LETTERS):
        return NOT_YOUR_ROLE
    try:
        file = read_checked(data)
        content = canonical(data)
    except FaultyFile as faulty:
        return FaultyLetter(faulty.faults)
    with house.store.write() as connection:
        made = add_letter(
            connection,
            owner=Owner(member.coalition_id, member.user_id),
            file=file,
            content=content,
            slug=slug.strip(),
            state=LetterState.DRAFT,
            circle=Circle(),
            now=now,
        )
    return made if isinstance(made, Refused) else Created(made.slug)


def _to_look_at(file: LetterFile, stopping: Sequence[Hindrance]) -> tuple[Notice | Hindrance, ...]:
    """Return what the reader of the file noticed and what else stops the final letter.

    What was let through stops nothing, and needs no second look.
    """
    still = set(stopping)
    noticed = [each for each in file.warnings if not isinstance(each, Hindrance) or each in still]
    return (*noticed, *(each for each in stopping if each not in set(file.blocking)))


def _summaries(connection: Connection, rows: Sequence[LetterRow]) -> tuple[DeskLetter, ...]:
    ids = [row.id for row in rows]
    counts = signatory_rows.count_listed(connection, ids)
    unconfirmed = sign_on_rows.count_unconfirmed(connection, ids)
    unsettled = duplicate_rows.count_unsettled(connection, ids)
    return tuple(
        DeskLetter(
            slug=row.slug,
            title=row.title,
            state=row.state,
            addressee=row.addressee,
            count=counts.get(row.id, 0),
            unconfirmed=unconfirmed.get(row.id, 0),
            possible_duplicates=unsettled.get(row.id, 0),
            closes_at=row.closes_at,
            zone=row.zone,
        )
        for row in rows
    )


def _by_day(confirmed: Sequence[datetime], zone: str) -> tuple[tuple[date, int], ...]:
    days = Counter(moments.in_zone(moment, zone).date() for moment in confirmed)
    if not days:
        return ()
    first, last = min(days), max(days)
    return tuple(
        (day, days.get(day, 0))
        for day in (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    )
