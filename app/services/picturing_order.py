"""How a list prints, as pictures of its first pages, set by the letter's own design."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.domain.documents import LetterDocument, NameGroup, NamesPlace, NamesSection
from app.domain.errors import UndersignedError
from app.domain.roles import Member
from app.rendering.designs import design_names, load_design
from app.services import documents, letting_through
from app.services.house import House
from app.store import letters as letter_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

PAGES = 2
"""So many pages are shown; the whole list is a PDF away."""

# As many lines as three pages hold in the smallest type: what follows would not be seen.
_LINES = 450


@dataclass(frozen=True, slots=True)
class PagePicture:
    content: bytes
    etag: str


def page_picture(house: House, member: Member, slug: str, number: int) -> PagePicture | None:
    """Return the picture of a page of names, counted from 1; None where there is none."""
    if not 1 <= number <= PAGES:
        return None
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        key = ("names in print", letter.id, letter.version_id, letter.list_version)
        pictures = house.shelf.get(key, lambda: _pictures(connection, letter))
    if number > len(pictures):
        return None
    etag = f"{letter.id}-{letter.version_id}-{letter.list_version}-{number}"
    return PagePicture(pictures[number - 1], etag)


def _pictures(connection: Connection, letter: LetterRow) -> tuple[bytes, ...]:
    from app.rendering.pdf import page_pictures

    file = documents.letter_file(connection, letter)
    # A design that is gone stops an export; how names stand can be seen in any.
    design = load_design(file.design if file.design in design_names() else "plain")
    document = letting_through.printed_document(
        connection, letter, file, design=design, now=datetime.now(UTC)
    )
    names = _names_alone(document)
    if not names.sections:
        return ()
    try:
        return page_pictures(names, design, at_most=PAGES)
    except UndersignedError:
        return ()


def _names_alone(document: LetterDocument) -> LetterDocument:
    names = tuple(
        replace(section, groups=_cut(section.groups, _LINES)[0], place=NamesPlace.HERE)
        for section in document.sections
        if isinstance(section, NamesSection)
    )
    return replace(document, sections=names, notes=())


def _cut(groups: tuple[NameGroup, ...], room: int) -> tuple[tuple[NameGroup, ...], int]:
    """Return the groups as far as the first `room` lines go, and what room is left."""
    kept = []
    for group in groups:
        if room <= 0:
            break
        lines = group.lines[:room]
        nested, room = _cut(group.groups, room - len(lines))
        kept.append(replace(group, lines=lines, groups=nested))
    return tuple(kept), room
