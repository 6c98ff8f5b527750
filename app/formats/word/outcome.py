"""What comes of a Word draft; light, so that commands which read none load no parser."""

from __future__ import annotations

from app.domain.errors import UndersignedError
from app.domain.values import dataclass

# A letter with its pictures has a few MB.
LIMIT_BYTES = 25_000_000


class UnreadableDraft(UndersignedError):
    """A file that is no Word draft, or one that is refused; the message is for its author."""


@dataclass(frozen=True, slots=True)
class LetterOfDraft:
    """What came of a draft: the letter file, its names as CSV, and two reports.

    `taken` says what was taken for what, `warnings` what the author should look at; a
    sentence each.
    """

    letter: str
    signatories: str
    name_count: int
    taken: tuple[str, ...]
    warnings: tuple[str, ...]
