"""Lists of signatories in: each row a sign-on by the channel "import", behind its line.

All rows are placed in memory and written in a few statements: while SQLite's one writer
works on a long list, everybody who signs on waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain import collation
from app.domain.duplicates import Candidate
from app.domain.errors import Refused
from app.domain.letters import LetterFile
from app.domain.signatories import Kind, Signatory, place_of
from app.formats.signatory_lists import read_signatories
from app.services import directory_learning, directory_naming, documents
from app.services.directory_naming import Naming
from app.services.house import House
from app.services.listing import (
    candidate,
    line_values,
    list_again,
    list_changed,
    placement_among,
    prepared_for_index,
)
from app.store import audit
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.signatories import SignatoryRow


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows. `to_review` counts those listed that resemble another line;
    `refused` those a letter for organizations cannot list.
    """

    listed: int
    joined: int
    to_review: int
    refused: int


@dataclass(slots=True)
class _Plan:
    """What an import will write. A line to be made has the id -1, -2 ... until it is."""

    new_lines: list[dict[str, Any]] = field(default_factory=list)
    line_of_row: list[int] = field(default_factory=list)
    likely: list[tuple[int, int, str]] = field(default_factory=list)
    again: dict[int, Signatory] = field(default_factory=dict)


def import_signatories(
    house: House, slug: str, data: bytes, *, dry_run: bool, now: datetime
) -> Imported | Refused:
    """List the rows of a CSV under the letter, all in one transaction or none.

    A dry run does the same and takes it back. Raises FaultyFile.
    """
    rows = read_signatories(data)
    with house.store.read() as connection:
        letter = letter_rows.find_by_slug(connection, slug)
    if letter is None:
        return Refused(f"There is no letter at {slug!r}.", code="letter-unknown")
    prepare(rows, language=letter.language)
    with house.store.write() as connection:
        letter_rows.hold(connection, letter.id)
        file = documents.letter_file(connection, letter)
        imported = list_rows(connection, letter, file, rows, as_listed=False, now=now)
        if dry_run:
            connection.rollback()
    return imported


def prepare(rows: Sequence[Signatory], *, language: str) -> None:
    """Work out every row's keys, which are kept, before a transaction makes others wait."""
    for row in rows:
        prepared_for_index(row.name)
        collation.sort_key(row.name, locale=language)


def list_rows(
    connection: Connection,
    letter: LetterRow,
    file: LetterFile,
    rows: Sequence[Signatory],
    *,
    as_listed: bool,
    now: datetime,
) -> Imported:
    """Return what became of the rows; `as_listed` makes every row a line of its own.

    The caller holds the letter.
    """
    taken = [row for row in rows if as_listed or file.individuals or not _is_person(row)]
    standing = signatory_rows.organizations(connection, letter.id)
    first = signatory_rows.next_position(connection, letter.id)
    # What is listed as it is prints as it is; a sign-on keeps the name that its row had.
    named = (
        tuple(map(Naming, taken))
        if as_listed
        else directory_naming.for_import(connection, letter, taken, now=now)
    )
    printed = [each.signatory for each in named]
    plan = _plan(letter, printed, () if as_listed else standing, as_listed, first, now)
    made = signatory_rows.insert_many(connection, plan.new_lines)
    # Whoever signs for a line that was merged stands behind the one that stands for it.
    stand_for = signatory_rows.stand_for(connection, letter.id)

    def real(line_id: int) -> int:
        return made[-line_id - 1] if line_id < 0 else stand_for.get(line_id, line_id)

    _write_lists_again(connection, letter, standing, plan, now)
    pairs = [(real(older), real(newer), reason) for older, newer, reason in plan.likely]
    signatory_rows.note_possible_duplicates(connection, letter.id, pairs, at=now)
    sign_on_rows.add_many(
        connection,
        [
            _sign_on(letter, row, real(line_id), now)
            for row, line_id in zip(taken, plan.line_of_row, strict=True)
        ],
    )
    decided = {
        real(line_id): each.organization_id
        for each, line_id in zip(named, plan.line_of_row, strict=True)
    }
    directory_learning.after_listing(connection, letter, decided, now=now)
    imported = Imported(
        listed=len(made),
        joined=len(taken) - len(made),
        to_review=len({newer for _, newer, _ in plan.likely}),
        refused=len(rows) - len(taken),
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


def _plan(
    letter: LetterRow,
    rows: Sequence[Signatory],
    standing: Sequence[SignatoryRow],
    as_listed: bool,
    first: int,
    now: datetime,
) -> _Plan:
    """Return where each row goes: later rows of a file meet the lines that earlier ones make."""
    known: defaultdict[str, list[Candidate]] = defaultdict(list)
    for line in standing:
        known[line.prepared].append(candidate(line))
    plan = _Plan()
    for position, row in enumerate(rows, start=first):
        new_id = -len(plan.new_lines) - 1
        match_key = None
        if not as_listed and not _is_person(row):
            same_name = known[prepared_for_index(row.name)]
            placement = placement_among(same_name, row)
            match_key = placement.match_key
            holder = next((c for c in same_name if c.match_key == match_key), None)
            if holder is not None:
                plan.line_of_row.append(holder.signatory_id)
                plan.again.setdefault(holder.signatory_id, row)
                continue
            plan.likely += [(older, new_id, reason) for older, reason in placement.likely]
            place = place_of(row.city, row.state)
            same_name.append(Candidate(new_id, match_key, place, row.website))
        plan.line_of_row.append(new_id)
        plan.new_lines.append(
            line_values(letter, row, match_key=match_key, position=position, now=now)
        )
    return plan


def _write_lists_again(
    connection: Connection,
    letter: LetterRow,
    standing: Sequence[SignatoryRow],
    plan: _Plan,
    now: datetime,
) -> None:
    for line in standing:
        if line.id in plan.again:
            stands = signatory_rows.standing_line(connection, line)
            list_again(connection, letter, stands, plan.again[line.id], now=now)


def _is_person(row: Signatory) -> bool:
    return row.kind is Kind.INDIVIDUAL


def _sign_on(letter: LetterRow, row: Signatory, line_id: int, now: datetime) -> dict[str, Any]:
    return {
        "letter_id": letter.id,
        "version_id": letter.version_id,
        "signatory_id": line_id,
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
