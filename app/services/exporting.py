"""Exports: the letter as it stands, as a document or as a list of its signatories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Refused, UndersignedError
from app.domain.finishing import Unfinished
from app.domain.letters import LetterFile
from app.domain.ordering import order_for_print
from app.domain.roles import Member, Permission
from app.formats.signatory_sheets import write_csv, write_xlsx
from app.rendering.designs import load_design
from app.services import documents, letting_through
from app.services.house import House
from app.services.rendering import render_as
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows
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

_LISTED = ("name", "group", "scope", "state", "city", "kind")
_CONTACTS = (
    *_LISTED,
    "signer_name",
    "signer_title",
    "email",
    "website",
    "channel",
    "confirmed_at",
    "version",
)


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
    now: datetime,
) -> Export | Refused | None:
    """Return the member's export; None where the letter is not their coalition's."""
    if not member.may(Permission.EXPORT):
        return Refused("Your role cannot export letters.", code="role")
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        return _export(
            connection,
            letter,
            fmt,
            is_draft=is_draft,
            with_contacts=member.may(Permission.SEE_CONTACTS),
            now=now,
        )


def export_for_operator(
    house: House,
    slug: str,
    fmt: str,
    *,
    is_draft: bool,
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
            with_contacts=True,
            now=now,
        )


def _export(
    connection: Connection,
    letter: LetterRow,
    fmt: str,
    *,
    is_draft: bool,
    with_contacts: bool,
    now: datetime,
) -> Export | Refused | None:
    if fmt not in MEDIA_TYPES:
        return None
    file = documents.letter_file(connection, letter)
    name = f"{letter.slug}{'-draft' if is_draft else ''}.{fmt}"
    if fmt == "md":
        content = letter_rows.version(connection, letter.version_id).content
        return Export(name, MEDIA_TYPES[fmt], content, file.warnings)
    if fmt in {"csv", "xlsx"}:
        columns = _CONTACTS if with_contacts else _LISTED
        rows = _list_rows(connection, letter, file)
        write = write_csv if fmt == "csv" else write_xlsx
        return Export(name, MEDIA_TYPES[fmt], write(rows, columns))
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
    return Export(name, MEDIA_TYPES[fmt], rendered.content, (*file.warnings, *rendered.warnings))


def _list_rows(connection: Connection, letter: LetterRow, file: LetterFile) -> list[dict[str, str]]:
    """Return a row for each line in printing order, with the first sign-on behind it."""
    contacts = sign_on_rows.first_behind_each_line(connection, letter.id)
    signatories = documents.listed_with_ids(connection, letter)
    ordered = order_for_print(
        tuple(signatories), leads=file.leads, order=file.order, locale=file.language
    )
    rows = []
    for signatory in ordered:
        contact = contacts.get(signatories[signatory])
        rows.append(
            {
                "name": signatory.name,
                "group": signatory.group,
                "scope": signatory.scope,
                "state": signatory.state,
                "city": signatory.city,
                "kind": signatory.kind.value,
                "signer_name": contact.signer_name if contact else signatory.signer_name,
                "signer_title": contact.signer_title if contact else signatory.signer_title,
                "email": contact.email if contact else "",
                "website": signatory.website,
                "channel": contact.channel if contact else "",
                "confirmed_at": contact.confirmed_at.isoformat(timespec="seconds")
                if contact and contact.confirmed_at
                else "",
                "version": str(contact.version_number) if contact else "",
            }
        )
    return rows
