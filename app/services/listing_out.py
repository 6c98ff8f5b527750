"""The list of a letter for spreadsheets: as it prints for everybody, or with who signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from app.domain import tokens
from app.domain.composing import printed_date
from app.domain.counting import figures
from app.domain.letters import LetterFile
from app.domain.ordering import Group, arrange
from app.domain.signatories import Signatory
from app.formats.signatory_sheets import write_csv, write_xlsx
from app.services import documents
from app.store import lines_out
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.lines_out import Signer


class ListKind(StrEnum):
    """The public list, the printed lines with their contacts, or every line with its standing."""

    PUBLIC = "public"
    CONTACTS = "contacts"
    RECORD = "record"


PUBLIC_COLUMNS = ("name", "group", "scope", "state", "city", "kind")
FULL_COLUMNS = (
    *PUBLIC_COLUMNS,
    "signer_name",
    "signer_title",
    "email",
    "website",
    "channel",
    "confirmed_at",
    "version",
    "standing",
)


def list_as_file(
    connection: Connection, letter: LetterRow, file: LetterFile, kind: ListKind, fmt: str
) -> bytes:
    """Return the list as "csv" or "xlsx": the same bytes as long as the list is the same."""
    write = write_csv if fmt == "csv" else write_xlsx
    if kind is ListKind.PUBLIC:
        signatories = documents.listed_signatories(connection, letter)
        return write(public_rows(file, signatories), PUBLIC_COLUMNS)
    return write(_full_rows(connection, letter, file, kind), FULL_COLUMNS)


def public_rows(file: LetterFile, signatories: Sequence[Signatory]) -> list[dict[str, str]]:
    """Return a row for each line in the order in which they print, with its heading.

    A line that prints under several headings stands where it prints first and names them all.
    """
    figure = figures(
        signatories,
        _groups(file, signatories),
        listed=file.groups,
        language=file.language,
        date_text=printed_date(file, None),
    )
    return [
        _public_row(row, tokens.fill(group, figure))
        for row, group in printed_order(file, signatories)
    ]


def printed_order(
    file: LetterFile, signatories: Sequence[Signatory]
) -> tuple[tuple[Signatory, str], ...]:
    """Return each signatory once, in printing order, with the path of its headings."""
    found: dict[Signatory, str] = {}
    for signatory, path in _walk(_groups(file, signatories), ()):
        found.setdefault(signatory, signatory.group or path)
    return tuple(found.items())


def _groups(file: LetterFile, signatories: Sequence[Signatory]) -> tuple[Group, ...]:
    return arrange(
        signatories,
        leads=file.leads,
        order=file.order,
        groups=file.groups,
        group_by=file.group_by,
        locale=file.language,
        language=file.language,
    )


def _walk(groups: Sequence[Group], above: tuple[str, ...]) -> Iterator[tuple[Signatory, str]]:
    for group in groups:
        path = (*above, group.heading) if group.heading else above
        for signatory in group.signatories:
            yield signatory, " > ".join(path)
        yield from _walk(group.groups, path)


def _full_rows(
    connection: Connection, letter: LetterRow, file: LetterFile, kind: ListKind
) -> list[dict[str, str]]:
    signers = lines_out.signers(connection, letter.id)
    listed = documents.listed_with_ids(connection, letter)
    rows = [
        _full_row(row, group, signers.get(listed[row]), "listed")
        for row, group in printed_order(file, tuple(listed))
    ]
    if kind is ListKind.CONTACTS:
        return rows
    return rows + [
        _full_row(documents.as_signatory(row), row.group_path, signers.get(row.id), row.standing)
        for row in lines_out.not_listed(connection, letter.id)
    ]


def _public_row(row: Signatory, group: str) -> dict[str, str]:
    return {
        "name": row.name,
        "group": group,
        "scope": row.scope,
        "state": row.state,
        "city": row.city,
        "kind": row.kind.value,
    }


def _full_row(row: Signatory, group: str, signer: Signer | None, standing: str) -> dict[str, str]:
    full = {**_public_row(row, group), "website": row.website, "standing": standing}
    if signer is None:
        return {**full, "signer_name": row.signer_name, "signer_title": row.signer_title}
    signed_at = signer.confirmed_at or signer.submitted_at
    return {
        **full,
        "signer_name": signer.signer_name,
        "signer_title": signer.signer_title,
        "email": signer.email,
        "channel": signer.channel,
        "confirmed_at": signed_at.isoformat(timespec="seconds"),
        "version": str(signer.version_number),
    }
