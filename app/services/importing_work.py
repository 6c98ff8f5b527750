"""The work on lists that were brought: looked at, then imported exactly as it was shown.

A short list is worked on within the request that asks for it, a long one by the worker, with
its progress kept where the page finds it. What dies in the middle leaves nothing behind: all
rows are written in one transaction, and the work is taken up again when its lease has run out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.services import documents, importing_files
from app.services.house import House
from app.services.importing import Imported, Source, count, prepare, write_plan
from app.services.importing_command import FINAL_STATES
from app.services.importing_files import Mapped
from app.services.importing_outcomes import Prepared, outcomes_of, packed, unpacked
from app.services.importing_plan import Plan, make_plan
from app.store import imports as import_rows
from app.store import letters as letter_rows
from app.store.engine import Connection
from app.store.imports import ImportRow
from app.store.letters import LetterRow

AT_ONCE = 1_000
"""Rows that are worked on within a request: some tenths of a second."""
LEASE = timedelta(minutes=5)
"""Longer than the longest list takes."""
MOST_ATTEMPTS = 3
KEPT = timedelta(days=30)
"""How long the rows of a list are kept, so that it can be looked at and imported anew."""

Clock = Callable[[], datetime]
_log = logging.getLogger("undersigned.imports")


@dataclass(frozen=True, slots=True)
class _Work:
    """A list that was taken to be worked on."""

    row: ImportRow
    letter: LetterRow
    prepared: Prepared
    evidence: tuple[str, ...]


def work_on_due(house: House, *, clock: Clock) -> int:
    """Do what waits, and forget the rows whose time has come; return how many lists were
    worked on.
    """
    now = clock()
    with house.store.read() as connection:
        waiting = import_rows.due(connection, now=now)
        is_over = import_rows.has_something_to_forget(connection, now=now)
    if is_over:
        with house.store.write() as connection:
            import_rows.forget(connection, now=now)
    return sum(work_on(house, import_id, clock=clock) for import_id in waiting)


def work_on(house: House, import_id: int, *, clock: Clock) -> bool:
    """Do what waits on one list; False where somebody else does it, or nothing waits."""
    now = clock()
    with house.store.write() as connection:
        if not import_rows.claim(connection, import_id, now=now, until=now + LEASE):
            return False
    try:
        _do(house, import_id, clock)
    except Exception as error:  # noqa: BLE001 - one list must not keep the others waiting
        # Its words may hold names: only its kind goes into the log.
        _log.error("list %d could not be worked on: %s", import_id, type(error).__name__)
        _give_back(house, import_id)
    return True


def _do(house: House, import_id: int, clock: Clock) -> None:
    work = _read(house, import_id)
    if work is None:
        _end(house, import_id, problem="forgotten")
        return
    if work.row.attempts > MOST_ATTEMPTS:
        # Whoever worked on it died each time.
        _end(house, import_id, problem="failed")
        return

    def tell(done: int) -> None:
        with house.store.write() as connection:
            import_rows.change(connection, import_id, progress=done)

    prepare(work.prepared.signatories, language=work.letter.language, tell=tell)
    now = clock()
    with house.store.read() as connection:
        letter = letter_rows.find_by_id(connection, work.letter.id) or work.letter
        plan = _planned(connection, letter, work, now)
    outcomes = outcomes_of(work.prepared, plan)
    if work.row.task == "preview":
        with house.store.write() as connection:
            _keep_preview(connection, work, plan, outcomes, problem="", now=now)
        return
    with house.store.write() as connection:
        _import(connection, work, plan, outcomes, now)


def _read(house: House, import_id: int) -> _Work | None:
    with house.store.read() as connection:
        row = import_rows.find_by_id(connection, import_id)
        cells = import_rows.cells(connection, import_id)
        letter = None if row is None else letter_rows.find_by_id(connection, row.letter_id)
    if row is None or cells is None or letter is None or row.mapping is None:
        return None
    mapped = Mapped.of_plain(row.mapping)
    table = importing_files.unpacked(cells)
    read = importing_files.read_rows(table, mapped.fields, header_at=mapped.header_at)
    prepared = Prepared(read)
    evidence = tuple(f"row {each.line}" for each, _ in prepared.taken)
    return _Work(row, letter, prepared, evidence)


def _planned(connection: Connection, letter: LetterRow, work: _Work, now: datetime) -> Plan:
    file = documents.letter_file(connection, letter)
    return make_plan(connection, letter, file, work.prepared.signatories, as_listed=False, now=now)


def _import(
    connection: Connection, work: _Work, plan: Plan, outcomes: list[object], now: datetime
) -> None:
    """Import the list if that does what was shown; else show what it would do now."""
    import_rows.hold(connection, work.row.id)
    letter_rows.hold(connection, work.letter.id)
    row = import_rows.find_by_id(connection, work.row.id)
    letter = letter_rows.find_by_id(connection, work.letter.id)
    if row is None or letter is None or row.task != "import":
        return
    if letter.state in FINAL_STATES:
        import_rows.change(connection, row.id, task="", leased_until=None, problem="final")
        return
    if not plan.still_holds(letter):
        plan = _planned(connection, letter, work, now)
        outcomes = outcomes_of(work.prepared, plan)
    shown = import_rows.outcomes(connection, row.id)
    if shown is None or unpacked(shown) != outcomes:
        _keep_preview(connection, work, plan, outcomes, problem="changed", now=now)
        return
    source = Source(import_id=row.id, user_id=row.imported_by, evidence=work.evidence)
    write_plan(connection, letter, work.prepared.signatories, plan, source=source, now=now)
    import_rows.change(
        connection,
        row.id,
        state="imported",
        task="",
        problem="",
        leased_until=None,
        imported_at=now,
        forget_at=now + KEPT,
    )


def _keep_preview(
    connection: Connection,
    work: _Work,
    plan: Plan,
    outcomes: list[object],
    *,
    problem: str,
    now: datetime,
) -> None:
    imported: Imported = count(plan)
    import_rows.change(
        connection,
        work.row.id,
        state="previewed",
        task="",
        problem=problem,
        attempts=0,
        leased_until=None,
        outcomes=packed(outcomes),
        row_count=len(outcomes),
        listed=imported.listed,
        joined=imported.joined - imported.already,
        already=imported.already,
        to_review=imported.to_review,
        refused=imported.refused + len(outcomes) - len(work.prepared.signatories),
        forget_at=now + KEPT,
    )


def _give_back(house: House, import_id: int) -> None:
    """Let the work be tried again, or end it where it failed too often."""
    with house.store.write() as connection:
        row = import_rows.find_by_id(connection, import_id)
        if row is not None and row.attempts < MOST_ATTEMPTS:
            import_rows.change(connection, import_id, leased_until=None)
            return
    _end(house, import_id, problem="failed")


def _end(house: House, import_id: int, *, problem: str) -> None:
    with house.store.write() as connection:
        import_rows.change(
            connection, import_id, task="", leased_until=None, attempts=0, problem=problem
        )
