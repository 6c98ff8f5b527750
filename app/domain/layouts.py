"""What a design decides about a letter that says nothing of it."""

from __future__ import annotations

from app.domain.documents import NamesPlace
from app.domain.letters import DEFAULT_PARTS, Part
from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class NoteRoom:
    """How long a note to the title may be: `lines` of about `letters` each."""

    lines: int
    letters: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The order of the parts, columns, where the names print, and whether a letterhead does.

    Names in a note to the title that are longer than `note_room` stand in an attachment; None
    is room for any number.
    """

    parts: tuple[Part, ...] = DEFAULT_PARTS
    columns: int = 1
    names_place: NamesPlace = NamesPlace.HERE
    addressee_columns: int = 1
    has_letterhead: bool = False
    note_room: NoteRoom | None = None
