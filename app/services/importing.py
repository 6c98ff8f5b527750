"""Lists of signatories in: each row a sign-on by the channel "import", behind its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import names
from app.domain.duplicates import Candidate
from app.domain.errors import Refused
from app.domain.letters import LetterFile
from app.domain.signatories import Kind, Signatory, place_of
from app.formats.signatory_lists import read_signatories
from app.services import documents
from app.services.house import House
from app.services.listing import (
    Line,
    find_or_make_line,
    list_as_it_is,
    list_changed,
    remember_all,
)
from app.store import audit
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows. `to_review` counts those listed that resemble another line;
    `refused` those a letter for organizations cannot list.
    """

    listed: int
    joined: int
    to_review: int
    refused: int


def import_signatories(
    house: House, slug: str, data: bytes, *, dry_run: bool, now: datetime
) -> Imported | Refused:
    """List the rows of a CSV under the letter, all in one transaction or none.

    A dry run does the same and takes it back. Raises FaultyFile.
    """
    rows = read_signatories(data)
    with house.store.write() as connection:
        letter = letter_rows.find_by_slug(connection, slug)
        if letter is None:
            return Refused(f"There is no letter at {slug!r}.", code="letter-unknown")
        file = documents.letter_file(connection, letter)
        imported = list_rows(connection, letter, file, rows, as_listed=False, now=now)
        if dry_run:
            connection.rollback()
    return imported


def list_rows(
    connection: Connection,
    letter: LetterRow,
    file: LetterFile,
    rows: Sequence[Signatory],
    *,
    as_listed: bool,
    now: datetime,
) -> Imported:
    """Return what became of the rows; `as_listed` makes every row a line of its own."""
    known = remember_all(connection, letter)
    first = signatory_rows.next_position(connection, letter.id)
    sign_ons: list[dict[str, Any]] = []
    refused = joined = to_review = 0
    for position, row in enumerate(rows, start=first):
        if row.kind is Kind.INDIVIDUAL and not (file.individuals or as_listed):
            refused += 1
            continue
        if as_listed:
            line = list_as_it_is(connection, letter, row, position=position, now=now)
        else:
            line = find_or_make_line(
                connection,
                letter,
                row,
                standing=lambda prepared: known.get(prepared, []),
                position=position,
                now=now,
            )
            if line.is_new:
                _remember(known, row, line)
        joined += not line.is_new
        to_review += line.is_doubtful
        sign_ons.append(_sign_on(letter, row, line, now))
    sign_on_rows.add_many(connection, sign_ons)
    imported = Imported(
        listed=len(sign_ons) - joined, joined=joined, to_review=to_review, refused=refused
    )
    audit.record(
        connection,
        "signatories imported",
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        at=now,
        details={
            "listed": imported.listed,
            "joined": imported.joined,
            "to_review": imported.to_review,
            "refused": imported.refused,
        },
    )
    list_changed(connection, letter)
    return imported


def _remember(known: dict[str, list[Candidate]], row: Signatory, line: Line) -> None:
    """Later rows of the same file meet the line that this one made."""
    if row.kind is Kind.ORGANIZATION:
        known.setdefault(names.prepared(row.name), []).append(
            Candidate(
                signatory_id=line.id,
                match_key=line.match_key,
                place=place_of(row.city, row.state),
                website=row.website,
            )
        )


def _sign_on(letter: LetterRow, row: Signatory, line: Line, now: datetime) -> dict[str, Any]:
    return {
        "letter_id": letter.id,
        "version_id": letter.version_id,
        "signatory_id": line.id,
        "state": "confirmed",
        "channel": "import",
        "language": letter.language,
        "organization": row.name,
        "kind": row.kind.value,
        "website": row.website,
        "scope": row.scope,
        "state_code": row.state,
        "city": row.city,
        "signer_name": row.signer_name,
        "signer_title": row.signer_title,
        "email": row.email,
        "authority": "",
        "submitted_at": now,
        "confirmed_at": now,
    }
