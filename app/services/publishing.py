"""Making letters: a letter file becomes a letter with its first version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from app.domain import tokens
from app.domain.composing import missing_leads
from app.domain.errors import Fault, FaultyFile, Refused, UndersignedError
from app.domain.finishing import Hindrance, Notice
from app.domain.letters import LetterFile, Party
from app.domain.roles import Role
from app.domain.sentences import N_, as_written, sentence
from app.domain.signatories import Signatory
from app.domain.slugs import is_slug, slug_of
from app.domain.visibility import LetterState
from app.formats.letter_files import canonical, read_letter_file
from app.formats.picture_files import CleanPicture
from app.formats.signatory_lists import read_signatories
from app.rendering.designs import UnknownDesign, load_design
from app.services import keeping_pictures
from app.services.documents import among
from app.services.house import House
from app.services.importing import Imported, list_rows, prepare
from app.store import audit
from app.store import letters as letter_rows
from app.store import members as member_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

DEFAULT_COALITION = "default"
NO_PICTURES: Mapping[str, CleanPicture] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Circle:
    """The three visibility settings, by value. The default circulates quietly."""

    reads: str = "link"
    signs: str = "link"
    shows: str = "signers"


PUBLIC = Circle("public", "public", "public")


@dataclass(frozen=True, slots=True)
class Owner:
    """The coalition a letter belongs to, and the member who made it (None: the machine's)."""

    coalition_id: int
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The letter is there; `warnings` are what its author should know."""

    letter: LetterRow
    warnings: tuple[Notice | Hindrance, ...]
    imported: Imported | None = None


def read_checked(data: bytes, pictures: Mapping[str, CleanPicture] = NO_PICTURES) -> LetterFile:
    """Return the letter file's content, with those of its pictures that are there.

    Raises FaultyFile for a fault, an unknown design too.
    """
    contents = {name: picture.content for name, picture in pictures.items()}
    file = read_letter_file(data, read_picture=among(contents))
    try:
        load_design(file.design)
    except UnknownDesign as unknown:
        no_design = N_("there is no design %(name)s; there are: %(known)s")
        said = sentence(no_design, name=repr(unknown.name), known=", ".join(unknown.known))
        raise FaultyFile((Fault(0, "design", said),)) from None
    except UndersignedError as error:
        # A design of the machine's that is wrong: for whoever wrote it, in the words it has.
        raise FaultyFile((Fault(0, "design", as_written(str(error))),)) from None
    return file


def publish(  # noqa: PLR0913 - all that a letter starts with comes in one transaction
    house: House,
    data: bytes,
    *,
    signatories: bytes | None,
    as_listed: bool,
    slug: str,
    owner: str,
    circle: Circle,
    now: datetime,
    pictures: Mapping[str, CleanPicture] = NO_PICTURES,
) -> Published | Refused:
    """Create the letter, open it and list its signatories: all of it or nothing.

    `owner` is the address of a member whose coalition gets the letter; "" is the default
    coalition. `pictures` are those that the letter file names. Raises FaultyFile for either
    file.
    """
    file = read_checked(data, pictures)
    rows = () if signatories is None else read_signatories(signatories)
    prepare(rows, language=file.language)
    with house.store.write() as connection:
        coalition_id = _coalition(connection, owner, now)
        if isinstance(coalition_id, Refused):
            return coalition_id
        if refused := keeping_pictures.no_room(connection, coalition_id, pictures):
            return refused
        letter = add_letter(
            connection,
            owner=Owner(coalition_id),
            file=file,
            content=canonical(data),
            # The same file published twice is one letter: its slug is taken the second time.
            slug=slug or file.slug or slug_of(plain_title(file)),
            state=LetterState.OPEN,
            circle=circle,
            now=now,
        )
        if isinstance(letter, Refused):
            return letter
        keeping_pictures.keep(connection, letter, pictures, made_by=None, now=now)
        imported = (
            None
            if signatories is None
            else list_rows(connection, letter, file, rows, as_listed=as_listed, now=now)
        )
    return Published(letter, (*file.warnings, *lead_warnings(file, rows)), imported)


def add_letter(
    connection: Connection,
    *,
    owner: Owner,
    file: LetterFile,
    content: bytes,
    slug: str,
    state: LetterState,
    circle: Circle,
    now: datetime,
) -> LetterRow | Refused:
    """Return the new letter with its first version; Refused where its slug cannot be used.

    A slug that somebody chose is used or refused; one made from the title gets a number
    where another letter has it.
    """
    chosen = slug or file.slug
    if chosen and not is_slug(chosen):
        return Refused(
            f"The slug {chosen!r} cannot stand in an address: use lower-case letters, digits "
            "and hyphens, 80 at most.",
            code="slug-form",
        )
    values = {
        "coalition_id": owner.coalition_id,
        "title": plain_title(file),
        "addressee": addressee_of(file),
        "convener": ", ".join(file.leads),
        "state": state.value,
        "language": file.language,
        "reads": circle.reads,
        "signs": circle.signs,
        "shows": circle.shows,
        "opens_at": file.opens_at,
        "closes_at": file.closes_at,
        "zone": file.zone or "UTC",
        "version_number": 1,
        "created_at": now,
    }
    letter_id = None
    for attempt in (chosen,) if chosen else _numbered(slug_of(plain_title(file))):
        letter_id = letter_rows.insert_if_slug_free(connection, {**values, "slug": attempt})
        if letter_id is not None:
            break
    if letter_id is None:
        return Refused(
            f"There is a letter at {chosen!r} already. Choose another slug, with --slug or "
            "as `slug:` in the letter file.",
            code="slug-taken",
        )
    letter_rows.add_version(
        connection,
        letter_id=letter_id,
        number=1,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        made_by=owner.user_id,
        at=now,
    )
    audit.record(
        connection,
        "letter made",
        coalition_id=owner.coalition_id,
        letter_id=letter_id,
        user_id=owner.user_id,
        at=now,
        details={"version": 1, "state": state.value},
    )
    letter = letter_rows.find_by_id(connection, letter_id)
    if letter is None:
        raise RuntimeError("a letter that was just made is not there")
    return letter


def plain_title(file: LetterFile) -> str:
    """Return the title without its computed figures, for lists and addresses."""
    return " ".join(tokens.plain_text(tokens.filled(file.title, lambda _: "")).split())


def addressee_of(file: LetterFile) -> str:
    """Return to whom the letter goes, in one line: "Ada Example, Department of Examples"."""
    return "; ".join(filter(None, map(_party, file.addressees)))


def lead_warnings(file: LetterFile, rows: Sequence[Signatory]) -> tuple[Notice, ...]:
    unsigned = N_("The lead “%(lead)s” has not signed yet; its place is kept.")
    return tuple(Notice(sentence(unsigned, lead=lead)) for lead in missing_leads(file, rows))


def _party(party: Party) -> str:
    return ", ".join(filter(None, (party.name, party.organization or party.title)))


def _numbered(slug: str) -> tuple[str, ...]:
    return (slug, *(f"{slug}-{number}" for number in range(2, 100)))


def _coalition(connection: Connection, owner: str, now: datetime) -> int | Refused:
    if not owner:
        return member_rows.find_or_make_coalition(
            connection, slug=DEFAULT_COALITION, name="Undersigned", at=now
        )
    user_id = member_rows.user_id_by_email(connection, owner.strip().lower())
    memberships = () if user_id is None else member_rows.memberships(connection, user_id)
    may_publish = [m for m in memberships if Role(m.role) in {Role.OWNER, Role.ORGANIZER}]
    if not may_publish:
        return Refused(
            "Nobody with this address may publish letters. Make the account first: "
            "flask --app wsgi users create EMAIL --role organizer",
            code="owner-unknown",
        )
    if len(may_publish) == 1:
        return may_publish[0].coalition_id
    by_default = [m for m in may_publish if m.coalition_slug == DEFAULT_COALITION]
    if by_default:
        return by_default[0].coalition_id
    return Refused(
        "This member publishes for several coalitions. Make the letter on the desk, where "
        "the coalition is chosen.",
        code="owner-of-several",
    )
