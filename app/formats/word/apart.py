"""A Word draft is read in a process of its own, which can be ended whatever is in the file."""

from __future__ import annotations

from app.formats import apart
from app.formats.word.answers import letter_from_json
from app.formats.word.changes import Changes
from app.formats.word.outcome import (
    LIMIT_BYTES,
    TOO_MUCH_TIME,
    LetterOfDraft,
    UnreadableDraft,
    too_large,
)

_MODULE = "app.formats.word.child"


def read_apart(data: bytes, changes: Changes, *, seconds: float = apart.SECONDS) -> LetterOfDraft:
    """Return the letter of a draft, read in a child of limited time and memory.

    Raises UnreadableDraft; never takes longer than `seconds` and a moment.
    """
    if len(data) > LIMIT_BYTES:
        raise UnreadableDraft(too_large(len(data)))
    try:
        answer = apart.answer_of(_MODULE, changes.value, data=data, seconds=seconds)
    except apart.TookTooLong:
        raise UnreadableDraft(TOO_MUCH_TIME) from None
    return letter_from_json(answer)
