"""A member brings a list: it is read, its columns settled, looked at, and then imported.

Nothing of it stands under the letter before the last press. Every call names the member; a
list of another coalition is not there (None).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import headers
from app.domain.errors import Refused
from app.domain.header_words import FIELDS
from app.domain.roles import Member, Permission
from app.domain.sentences import N_, Sentence
from app.services import importing_files, importing_outcomes
from app.services.changing import NOT_YOUR_ROLE
from app.services.house import House
from app.services.importing_command import FINAL_STATES, IS_FINAL
from app.services.importing_files import Columns, Mapped, Table, columns_of
from app.services.importing_outcomes import Outcome, is_shown, outcome_of
from app.services.importing_work import AT_ONCE, KEPT, Clock, work_on
from app.store import audit
from app.store import imports as import_rows
from app.store import letters as letter_rows
from app.store.engine import Connection
from app.store.imports import ImportRow
from app.store.letters import LetterRow

PAGE_SIZE = 100
LONGEST_FILENAME = 120
MOST_OF_A_COALITION = 100_000_000
"""Bytes of all lists that wait or were imported in the last weeks, as they are kept."""

SHOWN = ("", "listed", "joined", "review", "already", "refused")
"""What the rows of a list may be narrowed to."""

_NOTHING = Refused.saying(Sentence(N_("Choose a file that holds something, or paste names.")))
_FULL = Refused.saying(
    Sentence(N_("Too many lists wait in this coalition. Throw some away, then bring this one."))
)
_BUSY = Refused(
    "Somebody is working on this list just now. Wait until that is done.", code="list-busy"
)
_NOT_NOW = Refused("This list is past that. Bring it again.", code="list-past")
_FORGOTTEN = Refused("The rows of this list are no longer kept. Bring it again.", code="list-gone")
_NO_NAME = Refused("Say which column holds the organization’s name.", code="columns:name:missing")
_TWICE = Refused("Two columns hold the same. Choose one of them.", code="columns:twice")


@dataclass(frozen=True, slots=True)
class Brought:
    """A list is there, by its number within the letter; `waits` for the worker."""

    number: int
    waits: bool


@dataclass(frozen=True, slots=True)
class ImportPage:
    """A list as its page shows it.

    `columns` and `mapped` say what was taken for what; None once the rows are forgotten.
    `rows` is one page of those that `show` narrows to, of `shown` altogether. `same_as` is the
    import of the letter that had the very same content, 0 for none.
    """

    row: ImportRow
    notices: tuple[Sentence, ...]
    columns: Columns | None
    mapped: Mapped | None
    rows: tuple[Outcome, ...]
    show: str
    shown: int
    page: int
    pages: int
    same_as: int
    above: int


def imports_of(house: House, member: Member, slug: str) -> tuple[ImportRow, ...] | None:
    """Return the letter's lists, the newest first."""
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        return None if letter is None else import_rows.of_letter(connection, letter.id)


def bring_file(
    house: House, member: Member, slug: str, *, content: bytes, filename: str, clock: Clock
) -> Brought | Refused | None:
    """Read a file and keep its rows; nothing is kept of one that cannot be read."""
    if not member.may(Permission.ENTER_SIGN_ONS):
        return NOT_YOUR_ROLE
    if not content.strip():
        return _NOTHING
    table = importing_files.read_file(content)
    sha256 = hashlib.sha256(content).hexdigest()
    return _bring(house, member, slug, table, filename=filename, sha256=sha256, clock=clock)


def bring_text(
    house: House, member: Member, slug: str, *, text: str, clock: Clock
) -> Brought | Refused | None:
    """Read pasted names, or cells that were copied from a spreadsheet."""
    if not member.may(Permission.ENTER_SIGN_ONS):
        return NOT_YOUR_ROLE
    if not text.strip():
        return _NOTHING
    sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    table = importing_files.read_text(text)
    return _bring(house, member, slug, table, filename="", sha256=sha256, clock=clock)


def import_page(
    house: House, member: Member, slug: str, number: int, *, show: str = "", page: int = 1
) -> ImportPage | Refused | None:
    """Return the page of a list; its rows hold contacts, which not every role may see."""
    if not member.may(Permission.ENTER_SIGN_ONS):
        return NOT_YOUR_ROLE
    show = show if show in SHOWN else ""
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        row = None if letter is None else import_rows.find(connection, letter.id, number)
        if letter is None or row is None or row.state == "discarded":
            return None
        cells = None if row.task else import_rows.cells(connection, row.id)
        outcomes = None if row.task else import_rows.outcomes(connection, row.id)
        same_as = (
            import_rows.same_content(connection, letter.id, row.id)
            if row.state in {"read", "previewed"}
            else None
        )
    table = None if cells is None else importing_files.unpacked(cells)
    mapped = None if row.mapping is None else Mapped.of_plain(row.mapping)
    columns = (
        None
        if table is None
        else columns_of(table, header_at=None if mapped is None else mapped.header_at)
    )
    told = [] if outcomes is None else importing_outcomes.unpacked(outcomes)
    chosen = [each for each in told if is_shown(each, show)]
    first = (page - 1) * PAGE_SIZE
    return ImportPage(
        row=row,
        notices=() if table is None else table.notices,
        columns=columns,
        mapped=mapped,
        rows=tuple(map(outcome_of, chosen[first : first + PAGE_SIZE])),
        show=show,
        shown=len(chosen),
        page=page,
        pages=max(1, -(-len(chosen) // PAGE_SIZE)),
        same_as=same_as or 0,
        above=max(columns.header_at, 0) if columns else 0,
    )


def settle_columns(
    house: House,
    member: Member,
    slug: str,
    number: int,
    *,
    fields: Sequence[str],
    has_headers: bool,
    clock: Clock,
) -> Brought | Refused | None:
    """Take the columns for what a person says they hold, remember it, and look at the rows."""

    def settle(connection: Connection, letter: LetterRow, row: ImportRow) -> Refused | None:
        if row.state not in {"read", "previewed"}:
            return _NOT_NOW
        cells = import_rows.cells(connection, row.id)
        if cells is None:
            return _FORGOTTEN
        table = importing_files.unpacked(cells)
        columns = _columns_as_said(table, has_headers=has_headers)
        wrong = _wrong(fields, columns)
        if wrong is not None:
            return wrong
        if columns.header_at >= 0:
            import_rows.remember_fields(
                connection,
                coalition_id=letter.coalition_id,
                headers_key=headers.key_of(columns.headers),
                fields=fields,
                made_by=member.user_id,
                at=clock(),
            )
        mapped = Mapped(tuple(fields), columns.header_at)
        import_rows.change(
            connection, row.id, mapping=mapped.as_plain(), task="preview", problem="", state="read"
        )
        return None

    return _change(house, member, slug, number, settle, clock)


def carry_out(
    house: House, member: Member, slug: str, number: int, *, clock: Clock
) -> Brought | Refused | None:
    """Import the list exactly as it was shown, at once or by the worker."""

    def start(connection: Connection, letter: LetterRow, row: ImportRow) -> Refused | None:
        if row.state != "previewed":
            return _NOT_NOW
        if letter.state in FINAL_STATES:
            return IS_FINAL
        import_rows.change(
            connection, row.id, task="import", problem="", imported_by=member.user_id
        )
        return None

    return _change(house, member, slug, number, start, clock)


def discard(
    house: House, member: Member, slug: str, number: int, *, clock: Clock
) -> Brought | Refused | None:
    """Throw away a list that was not imported, with its rows."""

    def throw(connection: Connection, letter: LetterRow, row: ImportRow) -> Refused | None:
        if row.state not in {"read", "previewed"}:
            return _NOT_NOW
        import_rows.change(
            connection, row.id, state="discarded", cells=None, outcomes=None, filename=""
        )
        _record(connection, letter, "list thrown away", row.id, member, clock())
        return None

    return _change(house, member, slug, number, throw, clock)


def bring_again(
    house: House, member: Member, slug: str, number: int, *, clock: Clock
) -> Brought | Refused | None:
    """Bring the rows of a list once more, after it was undone: as a list of its own."""
    if not member.may(Permission.ENTER_SIGN_ONS):
        return NOT_YOUR_ROLE
    with house.store.write() as connection:
        found = _find_and_hold(connection, member, slug, number)
        if found is None:
            return None
        letter, row = found
        cells = import_rows.cells(connection, row.id)
        if row.state != "undone":
            return _NOT_NOW
        if cells is None:
            return _FORGOTTEN
        again = _add(
            connection,
            letter,
            member,
            {
                "filename": row.filename,
                "sha256": import_rows.content_hash(connection, row.id),
                "cells": cells,
                "mapping": row.mapping,
                "row_count": row.row_count,
                "task": "preview",
            },
            now=clock(),
        )
    return _worked_on(house, again, row.row_count, clock)


def _bring(
    house: House,
    member: Member,
    slug: str,
    table: Table | Refused,
    *,
    filename: str,
    sha256: str,
    clock: Clock,
) -> Brought | Refused | None:
    if isinstance(table, Refused):
        return table
    columns = columns_of(table)
    with house.store.write() as connection:
        letter_rows.hold_by_slug(connection, slug)
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        if letter.state in FINAL_STATES:
            return IS_FINAL
        kept = importing_files.packed(table)
        if import_rows.space_taken(connection, letter.coalition_id) + len(kept) > (
            MOST_OF_A_COALITION
        ):
            return _FULL
        mapped = _settled(connection, letter, columns)
        rows = len(table.records) - 1 - columns.header_at
        added = _add(
            connection,
            letter,
            member,
            {
                "filename": filename[-LONGEST_FILENAME:],
                "sha256": sha256,
                "cells": kept,
                "mapping": None if mapped is None else mapped.as_plain(),
                "row_count": rows,
                "task": "" if mapped is None else "preview",
            },
            now=clock(),
        )
    return (
        Brought(added[1], waits=False) if mapped is None else _worked_on(house, added, rows, clock)
    )


def _settled(connection: Connection, letter: LetterRow, columns: Columns) -> Mapped | None:
    """Return what the columns hold where that is known, None where a person has to say it."""
    if columns.header_at >= 0:
        key = headers.key_of(columns.headers)
        remembered = import_rows.remembered_fields(connection, letter.coalition_id, key)
        if remembered is not None and len(remembered) == len(columns.columns):
            return Mapped(remembered, columns.header_at)
    return Mapped(columns.fields, columns.header_at) if columns.is_sure else None


def _columns_as_said(table: Table, *, has_headers: bool) -> Columns:
    if table.is_names or not has_headers:
        return columns_of(table, header_at=-1)
    found = columns_of(table)
    return found if found.header_at >= 0 else columns_of(table, header_at=0)


def _wrong(fields: Sequence[str], columns: Columns) -> Refused | None:
    if len(fields) != len(columns.columns) or not set(fields) <= {"", *FIELDS}:
        return Refused("Choose one of the fields offered.", code="columns:unknown")
    complaint = headers.complaint(fields)
    if complaint == "name:missing":
        return _NO_NAME
    return _TWICE if complaint else None


_Change = Callable[[Connection, LetterRow, ImportRow], Refused | None]


def _change(
    house: House, member: Member, slug: str, number: int, change: _Change, clock: Clock
) -> Brought | Refused | None:
    """Change a list on which nobody works, held while it is changed; then do what that asks."""
    if not member.may(Permission.ENTER_SIGN_ONS):
        return NOT_YOUR_ROLE
    with house.store.write() as connection:
        found = _find_and_hold(connection, member, slug, number)
        if found is None:
            return None
        letter, row = found
        if row.task:
            return _BUSY
        refused = change(connection, letter, row)
        if refused is not None:
            return refused
    return _worked_on(house, (row.id, number), row.row_count, clock)


def _find_and_hold(
    connection: Connection, member: Member, slug: str, number: int
) -> tuple[LetterRow, ImportRow] | None:
    letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
    row = None if letter is None else import_rows.find(connection, letter.id, number)
    if letter is None or row is None or row.state == "discarded":
        return None
    import_rows.hold(connection, row.id)
    letter_rows.hold(connection, letter.id)
    held = import_rows.find(connection, letter.id, number)
    return None if held is None else (letter, held)


def _worked_on(house: House, added: tuple[int, int], rows: int, clock: Clock) -> Brought:
    """Do what waits on a short list now; a long one waits for the worker."""
    import_id, number = added
    if rows > AT_ONCE:
        return Brought(number, waits=True)
    work_on(house, import_id, clock=clock)
    return Brought(number, waits=False)


def _add(
    connection: Connection,
    letter: LetterRow,
    member: Member,
    values: dict[str, object],
    *,
    now: datetime,
) -> tuple[int, int]:
    added = import_rows.add(
        connection,
        {
            **values,
            "coalition_id": letter.coalition_id,
            "letter_id": letter.id,
            "state": "read",
            "made_by": member.user_id,
            "created_at": now,
            "forget_at": now + KEPT,
        },
    )
    _record(connection, letter, "list brought", added[0], member, now)
    return added


def _record(
    connection: Connection,
    letter: LetterRow,
    what: str,
    import_id: int,
    member: Member,
    now: datetime,
) -> None:
    audit.record(
        connection,
        what,
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        user_id=member.user_id,
        at=now,
        details={"import_id": import_id},
    )
