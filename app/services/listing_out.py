"""The list of a letter for spreadsheets: as it prints for everybody, or with who signed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app.domain import tokens
from app.domain.composing import printed_date
from app.domain.counting import figures
from app.domain.letters import LetterFile
from app.domain.ordering import Group, arrange_letter, printed_once
from app.domain.signatories import Signatory
from app.formats.signatory_sheets import write_csv, write_xlsx
from app.services import documents
from app.services.writing_letters import group_in_list, rows_say_groups
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
        return write(public_rows(connection, letter, file, signatories), PUBLIC_COLUMNS)
    return write(_full_rows(connection, letter, file, kind), FULL_COLUMNS)


def public_rows(
    connection: Connection,
    letter: LetterRow,
    file: LetterFile,
    signatories: Sequence[Signatory],
) -> list[dict[str, str]]:
    """Return a row for each line in the order in which they print, with its heading.

    A line that prints under several headings stands where it prints first and names them all.
    """
    groups = arrange_letter(file, signatories)
    figure = figures(
        signatories,
        groups,
        listed=file.groups,
        language=file.language,
        date_text=printed_date(file, None),
    )
    return [
        _public_row(row, tokens.fill(group, figure))
        for row, group in _with_groups(connection, letter, file, groups)
    ]


def _with_groups(
    connection: Connection, letter: LetterRow, file: LetterFile, groups: Sequence[Group]
) -> list[tuple[Signatory, str]]:
    """Return each signatory once, in printing order, with what its column for groups says."""
    rows_say = rows_say_groups(connection, letter, file)
    return [
        (row, group_in_list(row, paths, rows_say=rows_say)) for row, paths in printed_once(groups)
    ]


def _full_rows(
    connection: Connection, letter: LetterRow, file: LetterFile, kind: ListKind
) -> list[dict[str, str]]:
    signers = lines_out.signers(connection, letter.id)
    listed = documents.listed_with_ids(connection, letter)
    rows = [
        _full_row(row, group, signers.get(listed[row]), "listed")
        for row, group in _with_groups(
            connection, letter, file, arrange_letter(file, tuple(listed))
        )
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
