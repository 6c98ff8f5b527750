"""Exports: the letter as it stands, as a document or as a list of its signatories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Refused, UndersignedError
from app.domain.finishing import Unfinished
from app.domain.letters import LetterFile
from app.domain.roles import Member, Permission
from app.rendering.designs import load_design
from app.services import documents, letting_through, writing_letters
from app.services.house import House
from app.services.listing_out import ListKind, list_as_file
from app.services.rendering import render_as
from app.store import letters as letter_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS = tuple(MEDIA_TYPES)

_ENDINGS = {ListKind.PUBLIC: "-public", ListKind.CONTACTS: "", ListKind.RECORD: "-record"}


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out. `warnings` are what its maker should look at."""

    filename: str
    media_type: str
    content: bytes
    warnings: tuple[str, ...] = ()


def export(
    house: House,
    slug: str,
    fmt: str,
    *,
    member: Member,
    is_draft: bool,
    list_kind: str = "",
    now: datetime,
) -> Export | Refused | None:
    """Return the member's export; None where the letter is not their coalition's.

    `list_kind` is for a list, one of ListKind; "" is the fullest that the member may see.
    """
    if not member.may(Permission.EXPORT):
        return Refused("Your role cannot export letters.", code="role")
    sees_contacts = member.may(Permission.SEE_CONTACTS)
    kind = list_kind or (ListKind.CONTACTS if sees_contacts else ListKind.PUBLIC)
    if kind not in set(ListKind):
        return None
    if kind != ListKind.PUBLIC and not sees_contacts:
        return Refused("Your role cannot see contacts.", code="role")
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        return _export(
            connection,
            letter,
            fmt,
            is_draft=is_draft,
            list_kind=ListKind(kind),
            now=now,
        )


def export_for_operator(
    house: House,
    slug: str,
    fmt: str,
    *,
    is_draft: bool,
    list_kind: ListKind = ListKind.CONTACTS,
    now: datetime,
) -> Export | Refused | None:
    """Return the export for whoever runs the machine; None where there is no such letter."""
    with house.store.read() as connection:
        letter = letter_rows.find_by_slug(connection, slug)
        if letter is None:
            return None
        return _export(
            connection,
            letter,
            fmt,
            is_draft=is_draft,
            list_kind=list_kind,
            now=now,
        )


def _export(
    connection: Connection,
    letter: LetterRow,
    fmt: str,
    *,
    is_draft: bool,
    list_kind: ListKind,
    now: datetime,
) -> Export | Refused | None:
    if fmt not in MEDIA_TYPES:
        return None
    file = documents.letter_file(connection, letter)
    name = f"{letter.slug}{'-draft' if is_draft else ''}.{fmt}"
    if fmt == "md":
        content = writing_letters.letter_file_now(connection, letter)
        return Export(name, MEDIA_TYPES[fmt], content, _said(file))
    if fmt in {"csv", "xlsx"}:
        content = list_as_file(connection, letter, file, list_kind, fmt)
        name = name.replace(letter.slug, letter.slug + _ENDINGS[list_kind], 1)
        return Export(name, MEDIA_TYPES[fmt], content)
    return _document(connection, letter, file, name, fmt, is_draft=is_draft, now=now)


def _document(
    connection: Connection,
    letter: LetterRow,
    file: LetterFile,
    name: str,
    fmt: str,
    *,
    is_draft: bool,
    now: datetime,
) -> Export | Refused:
    try:
        design = load_design(file.design)
    except UndersignedError as error:
        return Refused(str(error), code="cannot-render")
    document = letting_through.printed_document(
        connection, letter, file, design=design, is_draft=is_draft, now=now
    )
    if not is_draft and (found := letting_through.hindrances(connection, letter, file, document)):
        return Unfinished.by(found)
    try:
        rendered = render_as(f".{fmt}", document, design)
    except UndersignedError as error:
        return Refused(str(error), code="cannot-render")
    return Export(name, MEDIA_TYPES[fmt], rendered.content, (*_said(file), *rendered.warnings))


def _said(file: LetterFile) -> tuple[str, ...]:
    return tuple(map(str, file.warnings))
