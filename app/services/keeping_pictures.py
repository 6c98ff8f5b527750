"""Pictures of letters, kept with the version that shows them.

A version shows for good what it showed once: a picture is added to it, and while the letter
is a draft it may be exchanged. No file is ever thrown away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from app.domain.errors import Fault, FaultyFile, Refused
from app.domain.letters import LetterFile
from app.domain.roles import Member, Permission
from app.domain.sentences import N_, Sentence, sentence
from app.domain.visibility import LetterState
from app.formats.picture_files import CleanPicture, UnusablePicture, clean
from app.rendering.html.blocks import name_of_file
from app.services import documents
from app.services.access import Visitor, find_door
from app.services.cleaning import cleaned
from app.services.house import House
from app.store import audit
from app.store import files as file_rows
from app.store import letters as letter_rows
from app.store.engine import Connection
from app.store.files import PictureRow
from app.store.letters import LetterRow

MOST_OF_A_LETTER: Final = 20_000_000
MOST_OF_A_COALITION: Final = 500_000_000
_FINAL = {LetterState.FINAL, LetterState.DELIVERED}
NONE_STORED: Mapping[str, PictureRow] = MappingProxyType({})

NOT_YOUR_ROLE = Refused(
    "Your role does not allow this. An owner or an organizer of the coalition can do it.",
    code="role",
)
_NO_SUCH_NAME = Refused.saying(
    Sentence(N_("The letter file names no such picture. Choose one of those in the list."))
)
_LETTER_IS_FULL = Refused.saying(
    Sentence(N_("The pictures of this letter have more than 20 MB together. Save them smaller."))
)
_COALITION_IS_FULL = Refused.saying(
    Sentence(
        N_(
            "The files of your coalition have more than 500 MB together. "
            "Ask whoever runs the service."
        )
    )
)
_IS_FINAL = Refused.saying(
    Sentence(N_("The letter is final: its pictures stay as they are. Make a new letter."))
)


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A picture that the letter file names. `address` and `size` (bytes) are empty where it
    is missing; `may_be_exchanged` is a stored one that nobody outside has seen.
    """

    name: str
    alt: str
    line: int
    address: str
    size: int
    may_be_exchanged: bool

    @property
    def is_missing(self) -> bool:
        return not self.address


@dataclass(frozen=True, slots=True)
class LetterPictures:
    """The pictures that a letter file names, in the order of the text."""

    lines: tuple[PictureLine, ...]
    may_add: bool

    @property
    def missing(self) -> int:
        return sum(line.is_missing for line in self.lines)


@dataclass(frozen=True, slots=True)
class Kept:
    """It is kept, or was before."""

    changed: bool


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture for whoever may read its letter."""

    content: bytes
    media_type: str
    sha256: str
    is_public: bool


def address_of(slug: str, *, key: str = "") -> Callable[[str], str]:
    """Return what makes the address of a letter's picture from its name of hash and ending.

    `key` is the private link's: a picture opens to whom the letter opens.
    """
    query = f"?key={key}" if key else ""
    return lambda name: f"/letters/{slug}/pictures/{name}{query}"


def gather(file: LetterFile, read: Callable[[str], bytes | None]) -> dict[str, CleanPicture]:
    """Return the pictures that the letter file names, as far as `read` has them, by name.

    Raises FaultyFile for those that cannot be kept.
    """
    gathered: dict[str, CleanPicture] = {}
    faults = []
    for named in file.pictures:
        content = read(named.name)
        if content is None:
            continue
        try:
            gathered[named.name] = clean(content)
        except UnusablePicture as unusable:
            said = sentence("%(name)s: %(why)s", name=named.name, why=unusable.sentence)
            faults.append(Fault(named.line, "body", said))
    if faults:
        raise FaultyFile(tuple(faults))
    return gathered


def no_room(
    connection: Connection,
    coalition_id: int,
    pictures: Mapping[str, CleanPicture],
    *,
    stored: Mapping[str, PictureRow] = NONE_STORED,
) -> Refused | None:
    """Return why the pictures are too many bytes for a letter that has `stored`, if they are."""
    sizes = {name: row.size for name, row in stored.items()}
    sizes.update({name: len(picture.content) for name, picture in pictures.items()})
    if sum(sizes.values()) > MOST_OF_A_LETTER:
        return _LETTER_IS_FULL
    new = sum(len(picture.content) for picture in pictures.values())
    if file_rows.space_taken(connection, coalition_id) + new > MOST_OF_A_COALITION:
        return _COALITION_IS_FULL
    return None


def keep(
    connection: Connection,
    letter: LetterRow,
    pictures: Mapping[str, CleanPicture],
    *,
    made_by: int | None,
    now: datetime,
) -> Kept | Refused:
    """Keep pictures with the version that stands, in the caller's transaction, which holds
    the letter. The names are those of its letter file.
    """
    if letter.state in _FINAL:
        return _IS_FINAL
    stored = {row.name: row for row in file_rows.pictures_of_version(connection, letter.version_id)}
    if refused := no_room(connection, letter.coalition_id, pictures, stored=stored):
        return refused
    changed = False
    for name, picture in pictures.items():
        outcome = _keep_one(
            connection, letter, name, picture, stored.get(name), made_by=made_by, now=now
        )
        if isinstance(outcome, Refused):
            return outcome
        changed |= outcome.changed
    if changed:
        # Pages that were made without the picture are stale, as after a new name.
        letter_rows.list_has_changed(connection, letter.id)
    return Kept(changed)


def pictures_of(house: House, member: Member, slug: str) -> LetterPictures | None:
    """Return what the letter's page on the desk shows of its pictures."""
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        file = documents.letter_file(connection, letter)
        stored = {
            row.name: row for row in file_rows.pictures_of_version(connection, letter.version_id)
        }
    address = address_of(slug)
    may_add = member.may(Permission.WRITE_LETTERS) and letter.state not in _FINAL
    lines = []
    for named in file.pictures:
        row = stored.get(named.name)
        lines.append(
            PictureLine(
                name=named.name,
                alt=named.alt,
                line=named.line,
                address=address(name_of_file(row.sha256, row.media_type)) if row else "",
                size=row.size if row else 0,
                may_be_exchanged=row is not None and letter.state == LetterState.DRAFT,
            )
        )
    return LetterPictures(tuple(lines), may_add)


def add_picture(
    house: House, member: Member, slug: str, *, name: str, content: bytes, now: datetime
) -> Kept | Refused | None:
    """Keep an uploaded picture under a name that the letter file has."""
    if not member.may(Permission.WRITE_LETTERS):
        return NOT_YOUR_ROLE
    picture = cleaned(house, content)
    if isinstance(picture, Refused):
        return picture
    with house.store.write() as connection:
        letter_rows.hold_by_slug(connection, slug)
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        file = documents.letter_file(connection, letter)
        if name not in {named.name for named in file.pictures}:
            return _NO_SUCH_NAME
        return keep(connection, letter, {name: picture}, made_by=member.user_id, now=now)


def picture_for(house: House, slug: str, name: str, *, visitor: Visitor) -> ShownPicture | None:
    """Return the picture of this name for whoever may read the letter, None for others.

    `name` is the file's hash with its ending, as the letter's page has it.
    """
    with house.store.read() as connection:
        door = find_door(house, connection, slug, visitor)
        if door is None:
            return None
        stored = file_rows.pictures_of_version(connection, door.letter.version_id)
        row = next(
            (row for row in stored if name_of_file(row.sha256, row.media_type) == name), None
        )
        if row is None:
            return None
        content = file_rows.content(connection, row.file_id)
    return ShownPicture(content, row.media_type, row.sha256, door.is_public)


def _keep_one(
    connection: Connection,
    letter: LetterRow,
    name: str,
    picture: CleanPicture,
    there: PictureRow | None,
    *,
    made_by: int | None,
    now: datetime,
) -> Kept | Refused:
    if there is not None and there.sha256 == hashlib.sha256(picture.content).hexdigest():
        return Kept(changed=False)
    if there is not None and letter.state != LetterState.DRAFT:
        return _was_shown(letter)
    file_id = file_rows.add(
        connection,
        coalition_id=letter.coalition_id,
        media_type=picture.media_type,
        content=picture.content,
        made_by=made_by,
        at=now,
    )
    put = file_rows.add_picture if there is None else file_rows.exchange_picture
    put(
        connection,
        version_id=letter.version_id,
        name=name,
        file_id=file_id,
        made_by=made_by,
        at=now,
    )
    audit.record(
        connection,
        "picture stored",
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        user_id=made_by,
        at=now,
        details={
            "version": letter.version_number,
            "file": file_id,
            "instead_of": there.file_id if there else None,
        },
    )
    return Kept(changed=True)


def _was_shown(letter: LetterRow) -> Refused:
    shown = N_(
        "Others have seen version %(number)s with its picture, so it stays. To show another "
        "one, add the letter again."
    )
    return Refused.saying(sentence(shown, number=letter.version_number))
