"""Lists of signatories in: each row a sign-on by the channel "import", behind its line.

All rows are placed in memory and written in a few statements: while SQLite's one writer
works on a long list, everybody who signs on waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import collation
from app.domain.duplicates import stored_reason
from app.domain.letters import LetterFile
from app.domain.signatories import Signatory
from app.services import directory_learning, recognizing
from app.services.importing_plan import Became, Fate, Plan, make_plan
from app.services.listing import line_values, list_changed, prepared_for_index
from app.store import audit
from app.store import duplicates as duplicate_rows
from app.store import imports as import_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

PREPARED_AT_ONCE = 1_000

Tell = Callable[[int], None]
"""Called with the number of rows that are prepared so far."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows. `to_review` counts those listed that resemble another line;
    `refused` those that cannot be listed; `already` those of `joined` that added nothing,
    because they stood there before.
    """

    listed: int
    joined: int
    to_review: int
    refused: int
    already: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: the import they belong to, who carried it out, and for each row
    what stands in it as evidence.
    """

    import_id: int | None = None
    user_id: int | None = None
    evidence: tuple[str, ...] = ()


NO_SOURCE = Source()


def prepare(rows: Sequence[Signatory], *, language: str, tell: Tell | None = None) -> None:
    """Work out every row's keys, which are kept, before a transaction makes others wait."""
    for at, row in enumerate(rows):
        if tell and at and at % PREPARED_AT_ONCE == 0:
            tell(at)
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
    plan = make_plan(connection, letter, file, rows, as_listed=as_listed, now=now)
    return write_plan(connection, letter, rows, plan, now=now)


def write_plan(
    connection: Connection,
    letter: LetterRow,
    rows: Sequence[Signatory],
    plan: Plan,
    *,
    source: Source = NO_SOURCE,
    now: datetime,
) -> Imported:
    """Carry the plan out, in the caller's transaction, which holds the letter."""
    recognizing.keep_keys(connection, letter.id)
    made = signatory_rows.insert_many(
        connection, [{**values, "import_id": source.import_id} for values in plan.new_lines]
    )

    def real(line_id: int) -> int:
        return made[-line_id - 1] if line_id < 0 else line_id

    recognizing.remember_names(
        connection, letter.id, ((real(line_id), reading) for line_id, reading in plan.readings)
    )
    for line_id, row in plan.again.items():
        recognizing.remember_another_name(connection, letter.id, line_id, row.name)
    import_rows.list_again(connection, _lines_listed_again(letter, plan, source, now))
    pairs = [
        (real(older), real(fate.line_id), stored_reason(reason))
        for fate in plan.fates
        for older, reason in fate.likely
    ]
    duplicate_rows.note_possible_duplicates(connection, letter.id, pairs, at=now)
    sign_on_rows.add_many(
        connection,
        [
            _sign_on(letter, row, real(fate.line_id), now)
            | {
                "import_id": source.import_id,
                "evidence": source.evidence[at] if source.evidence else "",
            }
            for at, (row, fate) in enumerate(zip(rows, plan.fates, strict=True))
            if fate.line_id
        ],
    )
    named = {
        real(fate.line_id): organization_id
        for fate, organization_id in zip(plan.fates, plan.organizations, strict=True)
        if fate.line_id
    }
    directory_learning.after_listing(connection, letter, named, now=now)
    imported = count(plan)
    audit.record(
        connection,
        "signatories imported",
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        user_id=source.user_id,
        at=now,
        details={
            "import_id": source.import_id,
            "listed": imported.listed,
            "joined": imported.joined,
            "already": imported.already,
            "to_review": imported.to_review,
            "refused": imported.refused,
        },
    )
    list_changed(connection, letter)
    return imported


def count(plan: Plan) -> Imported:
    """Return what becomes of the plan's rows, in figures."""
    fates = plan.fates
    became = {each: sum(1 for fate in fates if fate.became is each) for each in Became}
    return Imported(
        listed=became[Became.LISTED],
        joined=became[Became.JOINED] + became[Became.ALREADY],
        to_review=sum(1 for fate in fates if is_asked_about(plan, fate)),
        refused=became[Became.REFUSED],
        already=became[Became.ALREADY],
    )


def is_asked_about(plan: Plan, fate: Fate) -> bool:
    """Will the organizer find the row's line among the possible duplicates?"""
    return any(plan.stands(older) for older, _ in fate.likely)


def _lines_listed_again(
    letter: LetterRow, plan: Plan, source: Source, now: datetime
) -> list[dict[str, Any]]:
    """Return withdrawn lines as their new rows say: nothing of what they were stands any more."""
    again = []
    for line_id, row in plan.again.items():
        position = plan.standing[line_id].position
        values = line_values(letter, row, match_key=None, position=position, now=now)
        for kept in ("letter_id", "match_key", "prepared", "created_at"):
            del values[kept]
        again.append({**values, "line_id": line_id, "import_id": source.import_id})
    return again


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
