"""A member changes a letter of their coalition: allowed, held, changed, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.services.house import House
from app.store import letters as letter_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

NOT_YOUR_ROLE = Refused(
    "Your role does not allow this. An owner or an organizer of the coalition can do it.",
    code="role",
)


@dataclass(frozen=True, slots=True)
class Done:
    """It is done, or was done already."""

    changed: bool


Change = Callable[[Connection, LetterRow], Done | Refused]


def change_letter(
    house: House, member: Member, slug: str, change: Change, *, needs: Permission
) -> Done | Refused | None:
    """Change the letter while it is held; None where the coalition has none at `slug`.

    Refused with the code "role" where the member's role lacks the permission.
    """
    if not member.may(needs):
        return NOT_YOUR_ROLE
    with house.store.write() as connection:
        letter_rows.hold_by_slug(connection, slug)
        row = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        return None if row is None else change(connection, row)
