"""A Word draft becomes a letter file: the use case behind `python -m app draft` and the desk.

Loads neither Flask nor SQLAlchemy. The file itself is only ever opened by another process.
"""

from __future__ import annotations

from app.domain.errors import Refused
from app.formats.word.apart import read_apart
from app.formats.word.changes import Changes
from app.formats.word.outcome import LetterOfDraft, UnreadableDraft

CHANGES = tuple(each.value for each in Changes if each is not Changes.REFUSE)


def draft(data: bytes, *, changes: str = "") -> LetterOfDraft | Refused:
    """Return the letter file that a Word draft makes, what was taken for what, and warnings.

    `data` is the file; `changes` is "accept" or "reject" for its tracked changes, "" to refuse
    a draft that has any. A refusal says what the draft's author can do.
    """
    try:
        return read_apart(data, Changes(changes) if changes else Changes.REFUSE)
    except UnreadableDraft as unreadable:
        return Refused(str(unreadable))
