"""A Word draft becomes a letter file: the use case behind `python -m app draft` and the desk.

Loads neither Flask nor SQLAlchemy. The file itself is only ever opened by another process.
"""

from __future__ import annotations

import threading

from app.domain.errors import Refused
from app.domain.sentences import N_, sentence
from app.formats.word.apart import read_apart
from app.formats.word.changes import Changes
from app.formats.word.outcome import (
    LIMIT_BYTES,
    LetterOfDraft,
    UnreadableDraft,
    UnsettledChanges,
    Warned,
)

__all__ = ["BUSY", "CHANGES", "LARGEST_DRAFT", "UNSETTLED", "LetterOfDraft", "Warned", "draft"]

CHANGES = tuple(each.value for each in Changes if each is not Changes.REFUSE)
LARGEST_DRAFT = LIMIT_BYTES
UNSETTLED = "changes"
"""The code of a refusal because nobody said what becomes of tracked changes."""
BUSY = "busy"
"""The code of a refusal because too many drafts are being read just now."""

# A reading process may take 400 MB and a processor to itself for seconds.
MOST_AT_ONCE = 2
SECONDS_IN_LINE = 2.0

_TURNS = threading.BoundedSemaphore(MOST_AT_ONCE)
_BUSY = N_("other drafts are being read at this moment; send this one again in half a minute")


def draft(data: bytes, *, changes: str = "") -> LetterOfDraft | Refused:
    """Return the letter file that a Word draft makes, what was taken for what, and warnings.

    `data` is the file; `changes` is "accept" or "reject" for its tracked changes, "" to refuse
    a draft that has any. A refusal says what the draft's author can do. Waits for a turn and
    for the reading process, some eleven seconds at most.
    """
    if not _TURNS.acquire(timeout=SECONDS_IN_LINE):
        return Refused(_BUSY, BUSY, sentence(_BUSY))
    try:
        return read_apart(data, Changes(changes) if changes else Changes.REFUSE)
    except UnsettledChanges as unsettled:
        return Refused(str(unsettled), UNSETTLED, unsettled.sentence)
    except UnreadableDraft as unreadable:
        return Refused(str(unreadable), sentence=unreadable.sentence)
    finally:
        _TURNS.release()
