"""The list of sign-ons as members watch it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.documents import NameLine
from app.domain.duplicates import read_reason
from app.domain.letters import LetterFile
from app.domain.lines import name_line
from app.domain.roles import Member, Permission
from app.domain.signatories import Kind, Signatory
from app.services import documents
from app.services.house import House
from app.store import duplicates as duplicate_rows
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.sign_ons import DeskRow

PAGE_SIZE = 100
# A number that somebody typed into an address must not overflow a database.
LAST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class SignOnLine:
    """One sign-on with the line it stands behind, or the line it would make.

    `state` is the sign-on's, `standing` the line's ("" where there is none yet).
    """

    line: NameLine
    group: str
    state: str
    standing: str
    signer_name: str
    signer_title: str
    email: str
    channel: str
    submitted_at: datetime
    confirmed_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class SignatoryList:
    """One page of a letter's sign-ons. `count` are the lines that print."""

    rows: tuple[SignOnLine, ...]
    total: int
    page: int
    pages: int
    count: int
    unconfirmed: int
    find: str


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two lines that may be one organization, each with its place, and why."""

    older: str
    older_place: str
    newer: str
    newer_place: str
    reason: str


def signatories(
    house: House, member: Member, slug: str, *, find: str = "", page: int = 1
) -> SignatoryList | None:
    """Return one page of the letter's sign-ons; contacts are blank for whoever may not see them."""
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        file = documents.letter_file(connection, letter)
        page = max(1, min(page, LAST_PAGE))
        total, rows = sign_on_lines(
            connection,
            letter,
            file,
            member=member,
            find=find,
            offset=(page - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
        )
        count = signatory_rows.count_listed(connection, [letter.id]).get(letter.id, 0)
        unconfirmed = sign_on_rows.count_unconfirmed(connection, [letter.id]).get(letter.id, 0)
    return SignatoryList(
        rows=rows,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        count=count,
        unconfirmed=unconfirmed,
        find=find,
    )


def possible_duplicates(house: House, slug: str) -> tuple[PossibleDuplicate, ...] | None:
    """Return the letter's review queue for whoever runs the machine."""
    with house.store.read() as connection:
        letter = letter_rows.find_by_slug(connection, slug)
        if letter is None:
            return None
        rows = duplicate_rows.unsettled(connection, letter.id)
    return tuple(
        PossibleDuplicate(
            row.older, row.older_place, row.newer, row.newer_place, str(read_reason(row.reason))
        )
        for row in rows
    )


def sign_on_lines(
    connection: Connection,
    letter: LetterRow,
    file: LetterFile,
    *,
    member: Member,
    find: str,
    offset: int,
    limit: int,
    newest_first: bool = False,
) -> tuple[int, tuple[SignOnLine, ...]]:
    """Return how many sign-ons match, and a page of them.

    Whoever may not see contacts gets them blank, and cannot search for them either.
    """
    sees_contacts = member.may(Permission.SEE_CONTACTS)
    total, rows = sign_on_rows.page_for_desk(
        connection,
        letter.id,
        find=find.strip(),
        in_contacts=sees_contacts,
        offset=offset,
        limit=limit,
        newest_first=newest_first,
    )
    lines = tuple(_line(row, file) for row in rows)
    return total, lines if sees_contacts else tuple(_without_contact(line) for line in lines)


def _line(row: DeskRow, file: LetterFile) -> SignOnLine:
    signatory = Signatory(
        name=row.line_name or row.organization,
        kind=Kind(row.line_kind or "organization"),
        signer_name=row.line_signer_name or "",
        signer_title=row.line_signer_title or "",
        state=row.state_code if row.line_name is None else row.line_state or "",
        city=row.city if row.line_name is None else row.line_city or "",
    )
    return SignOnLine(
        line=name_line(signatory, file.line, language=file.language),
        group=row.group_path or "",
        state=row.state,
        standing=row.standing or "",
        signer_name=row.signer_name,
        signer_title=row.signer_title,
        email=row.email,
        channel=row.channel,
        submitted_at=row.submitted_at,
        confirmed_at=row.confirmed_at,
        version=row.version_number,
    )


def _without_contact(row: SignOnLine) -> SignOnLine:
    return replace(row, email="", signer_name="", signer_title="")
