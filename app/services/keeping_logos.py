"""A coalition's logo: it stands at the head of its letters where their design has one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.documents import Picture
from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.domain.sentences import N_, Sentence
from app.services.cleaning import cleaned
from app.services.house import House
from app.services.keeping_pictures import NOT_YOUR_ROLE, Kept, no_room
from app.store import audit
from app.store import files as file_rows
from app.store.engine import Connection
from app.store.files import LogoRow
from app.store.letters import LetterRow

LONGEST_ALT = 200

_SAY_WHAT_IT_SHOWS = Refused.saying(
    Sentence(
        N_(
            "Say what the logo shows, in 200 characters at most: most often the name of the "
            "coalition."
        )
    )
)


@dataclass(frozen=True, slots=True)
class Logo:
    alt: str
    set_at: datetime


def logo_of(connection: Connection, letter: LetterRow) -> Picture | None:
    """Return the logo that the letter's letterhead prints, None where its coalition has none."""
    row = file_rows.logo(connection, letter.coalition_id)
    return None if row is None else _picture(connection, row)


def logo(house: House, member: Member) -> Logo | None:
    with house.store.read() as connection:
        row = file_rows.logo(connection, member.coalition_id)
    return None if row is None else Logo(row.alt, row.created_at)


def logo_picture(house: House, member: Member) -> Picture | None:
    """Return the logo of the member's coalition as it prints."""
    with house.store.read() as connection:
        row = file_rows.logo(connection, member.coalition_id)
        return None if row is None else _picture(connection, row)


def set_logo(
    house: House, member: Member, *, content: bytes, alt: str, now: datetime
) -> Kept | Refused:
    """Let this picture be the coalition's logo; without a picture its words change alone."""
    if not member.may(Permission.WRITE_LETTERS):
        return NOT_YOUR_ROLE
    alt = " ".join(alt.split())
    if not alt or len(alt) > LONGEST_ALT or not alt.isprintable():
        return _SAY_WHAT_IT_SHOWS
    picture = cleaned(house, content) if content else None
    if isinstance(picture, Refused):
        return picture
    with house.store.write() as connection:
        there = file_rows.logo(connection, member.coalition_id)
        if picture is not None:
            if refused := no_room(connection, member.coalition_id, {"": picture}):
                return refused
            file_id = file_rows.add(
                connection,
                coalition_id=member.coalition_id,
                media_type=picture.media_type,
                content=picture.content,
                made_by=member.user_id,
                at=now,
            )
        elif there is not None:
            file_id = there.file_id
        else:
            return Refused.saying(Sentence(N_("Choose the picture of the logo.")))
        if there is not None and (there.file_id, there.alt) == (file_id, alt):
            return Kept(changed=False)
        return _set(connection, member, file_id, alt=alt, now=now)


def take_logo_off(house: House, member: Member, *, now: datetime) -> Kept | Refused:
    """Let the coalition's letters have no logo; the file and its history stay."""
    if not member.may(Permission.WRITE_LETTERS):
        return NOT_YOUR_ROLE
    with house.store.write() as connection:
        if file_rows.logo(connection, member.coalition_id) is None:
            return Kept(changed=False)
        return _set(connection, member, None, alt="", now=now)


def _set(
    connection: Connection, member: Member, file_id: int | None, *, alt: str, now: datetime
) -> Kept:
    file_rows.set_logo(
        connection,
        coalition_id=member.coalition_id,
        file_id=file_id,
        alt=alt,
        made_by=member.user_id,
        at=now,
    )
    audit.record(
        connection,
        "logo changed",
        coalition_id=member.coalition_id,
        user_id=member.user_id,
        at=now,
        details={"file": file_id},
    )
    return Kept(changed=True)


def _picture(connection: Connection, row: LogoRow) -> Picture:
    return Picture(row.alt, row.media_type, file_rows.content(connection, row.file_id))
