"""The desk: a coalition's letters, made, opened, watched and closed by its members.

Every call names the member. A letter of another coalition is not there (None); what the
member's role may not is Refused with the code "role".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain import moments, visibility
from app.domain.errors import Fault, FaultyFile, Refused
from app.domain.roles import Member, Permission, Role
from app.domain.visibility import LetterState, Reads, Shows, Signs
from app.formats.letter_files import canonical
from app.rendering.html.fragments import LetterHtml, letter_parts
from app.services import documents
from app.services.access import read_key
from app.services.house import House
from app.services.publishing import Circle, Owner, add_letter, lead_warnings, read_checked
from app.services.watching import SignOnLine, sign_on_lines
from app.store import audit
from app.store import letters as letter_rows
from app.store import members as member_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

NOT_YOUR_ROLE = Refused(
    "Your role does not allow this. An owner or an organizer of the coalition can do it.",
    code="role",
)
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


@dataclass(frozen=True, slots=True)
class DeskLetterPage:
    """Everything a letter's own page on the desk shows.

    `days` are the confirmed sign-ons by day in the letter's zone, from the first to the
    last without gaps. `private_link` is the address that whoever has it may read by.
    """

    summary: DeskLetter
    version: int
    version_date: datetime
    language: str
    opens_at: datetime | None
    reads: str
    signs: str
    shows: str
    is_public: bool
    private_link: str
    source: str
    html: LetterHtml
    warnings: tuple[str, ...]
    days: tuple[tuple[date, int], ...]
    latest: tuple[SignOnLine, ...]
    may_open: bool
    may_close: bool
    may_change_visibility: bool
    may_see_contacts: bool


@dataclass(frozen=True, slots=True)
class Created:
    slug: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FaultyLetter:
    """The letter file cannot be read; nothing is stored."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """It is done, or was done already."""

    changed: bool


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


def letter(house: House, member: Member, slug: str) -> DeskLetterPage | None:
    with house.store.read() as connection:
        row = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if row is None:
            return None
        file = documents.letter_file(connection, row)
        signatories = documents.listed_signatories(connection, row)
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
        is_public=visibility.is_public(
            visibility.Circulation(
                LetterState(row.state), Reads(row.reads), Signs(row.signs), Shows(row.shows)
            )
        ),
        private_link=f"{house.public_url}/letters/{row.slug}?key={read_key(house, row)}",
        source=source,
        html=letter_parts(documents.document(file, signatories, row)),
        warnings=(*file.warnings, *lead_warnings(file, signatories)),
        days=_by_day(moments_confirmed, row.zone),
        latest=latest,
        may_open=may_move and row.state in _OPENS,
        may_close=may_move and row.state == LetterState.OPEN,
        may_change_visibility=member.may(Permission.CHANGE_VISIBILITY),
        may_see_contacts=member.may(Permission.SEE_CONTACTS),
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
    return made if isinstance(made, Refused) else Created(made.slug, file.warnings)


_OPENS = {
    LetterState.DRAFT,
    LetterState.REVIEW,
    LetterState.CLOSED,
    LetterState.FINAL,
    LetterState.DELIVERED,
}


def open_letter(house: House, member: Member, slug: str, *, now: datetime) -> Done | Refused | None:
    """Open the letter for signatures, or open it again for late signers."""
    return _move(house, member, slug, to=LetterState.OPEN, now=now)


def close_letter(
    house: House, member: Member, slug: str, *, now: datetime
) -> Done | Refused | None:
    """Close the letter; who signed before may confirm for a day more."""
    return _move(house, member, slug, to=LetterState.CLOSED, now=now)


def set_visibility(
    house: House,
    member: Member,
    slug: str,
    *,
    reads: str,
    signs: str,
    shows: str,
    now: datetime,
) -> Done | Refused | None:
    """Say who reads the text, who may sign, who sees the names while the letter collects."""
    if not member.may(Permission.CHANGE_VISIBILITY):
        return NOT_YOUR_ROLE
    if reads not in tuple(Reads) or signs not in tuple(Signs) or shows not in tuple(Shows):
        return Refused("Choose one of the settings offered.", code="visibility")
    with house.store.write() as connection:
        letter_rows.hold_by_slug(connection, slug)
        row = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if row is None:
            return None
        if (row.reads, row.signs, row.shows) == (reads, signs, shows):
            return Done(changed=False)
        letter_rows.change(connection, row.id, reads=reads, signs=signs, shows=shows)
        audit.record(
            connection,
            "visibility changed",
            coalition_id=row.coalition_id,
            letter_id=row.id,
            user_id=member.user_id,
            at=now,
            details={"reads": reads, "signs": signs, "shows": shows},
        )
    return Done(changed=True)


def _move(
    house: House, member: Member, slug: str, *, to: LetterState, now: datetime
) -> Done | Refused | None:
    if not member.may(Permission.OPEN_AND_CLOSE):
        return NOT_YOUR_ROLE
    with house.store.write() as connection:
        letter_rows.hold_by_slug(connection, slug)
        row = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if row is None:
            return None
        return move(connection, row, to=to, user_id=member.user_id, now=now)


def move(
    connection: Connection,
    row: LetterRow,
    *,
    to: LetterState,
    user_id: int | None,
    now: datetime,
) -> Done | Refused:
    """Open or close the letter in the caller's transaction, which holds the letter."""
    if row.state == to:
        return Done(changed=False)
    if to is LetterState.CLOSED and row.state != LetterState.OPEN:
        return Refused("Only an open letter can be closed.", code="not-open-now")
    if to is LetterState.OPEN and row.closes_at is not None and row.closes_at <= now:
        return Refused(
            "Its deadline has passed. Give the letter a new one before you open it.",
            code="deadline-passed",
        )
    closed_at = _closing_moment(connection, row, now) if to is LetterState.CLOSED else None
    letter_rows.change(connection, row.id, state=to.value, closed_at=closed_at)
    audit.record(
        connection,
        f"letter {to.value}",
        coalition_id=row.coalition_id,
        letter_id=row.id,
        user_id=user_id,
        at=now,
        details={"from": row.state},
    )
    return Done(changed=True)


def _closing_moment(connection: Connection, row: LetterRow, now: datetime) -> datetime:
    """Return when the letter closes: not before the last sign-on that it has taken.

    A closing that waited its turn brings the moment at which its button was pressed. Who
    signed meanwhile was told to check the inbox, and must be able to confirm.
    """
    latest = sign_on_rows.latest_submission(connection, row.id)
    return now if latest is None else max(now, latest)


def _summaries(connection: Connection, rows: Sequence[LetterRow]) -> tuple[DeskLetter, ...]:
    ids = [row.id for row in rows]
    counts = signatory_rows.count_listed(connection, ids)
    unconfirmed = sign_on_rows.count_unconfirmed(connection, ids)
    unsettled = signatory_rows.count_unsettled(connection, ids)
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
