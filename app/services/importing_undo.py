"""An import taken back as a whole, with nothing deleted.

Its sign-ons end; a line leaves unless somebody else signed for it since, and then it prints as
those did. Lines that the import only joined are as they were. Bringing the list once more lists
it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.services.behind import stand_by_who_is_left
from app.services.changing import NOT_YOUR_ROLE
from app.services.house import House
from app.services.importing_command import FINAL_STATES, IS_FINAL
from app.services.listing import list_changed
from app.store import audit
from app.store import imports as import_rows
from app.store import letters as letter_rows
from app.store.engine import Connection
from app.store.imports import ImportRow
from app.store.letters import LetterRow

BECAUSE = "import undone"


@dataclass(frozen=True, slots=True)
class Undone:
    """How many sign-ons ended and how many lines left; nothing where it was undone before."""

    sign_ons: int
    lines: int


_NOT_IMPORTED = Refused(
    "This list was not imported, so there is nothing to undo.", code="not-imported"
)


def undo(
    house: House, member: Member, slug: str, number: int, *, now: datetime
) -> Undone | Refused | None:
    """Take an import back as a member; None where the coalition has no such list."""
    if not member.may(Permission.ENTER_SIGN_ONS):
        return NOT_YOUR_ROLE
    with house.store.write() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        return None if letter is None else _undo(connection, letter, number, member.user_id, now)


def undo_by_command(
    house: House, slug: str, number: int, *, now: datetime
) -> Undone | Refused | None:
    """Take an import back for whoever runs the machine."""
    with house.store.write() as connection:
        letter = letter_rows.find_by_slug(connection, slug)
        return None if letter is None else _undo(connection, letter, number, None, now)


def _undo(
    connection: Connection, letter: LetterRow, number: int, user_id: int | None, now: datetime
) -> Undone | Refused | None:
    found = import_rows.find(connection, letter.id, number)
    if found is None:
        return None
    import_rows.hold(connection, found.id)
    letter_rows.hold(connection, letter.id)
    held = import_rows.find(connection, letter.id, number)
    letter_held = letter_rows.find_by_id(connection, letter.id)
    if held is None or letter_held is None:
        return None
    if held.state == "undone":
        return Undone(0, 0)
    if held.state != "imported":
        return _NOT_IMPORTED
    if letter_held.state in FINAL_STATES:
        return IS_FINAL
    return _take_back(connection, letter_held, held, user_id, now)


def _take_back(
    connection: Connection, letter: LetterRow, held: ImportRow, user_id: int | None, now: datetime
) -> Undone:
    sign_ons = import_rows.end_sign_ons(connection, held.id, because=BECAUSE, at=now)
    lines = import_rows.take_off_lines_left_by_all(connection, held.id)
    for line_id in import_rows.lines_kept_by_others(connection, held.id):
        stand_by_who_is_left(connection, letter, line_id)
    import_rows.change(connection, held.id, state="undone", undone_at=now, undone_by=user_id)
    audit.record(
        connection,
        "import undone",
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        user_id=user_id,
        at=now,
        details={"import_id": held.id, "sign_ons": sign_ons, "lines": lines},
    )
    list_changed(connection, letter)
    return Undone(sign_ons, lines)
