"""What is wrong in a letter file, each fault with the line it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import Fault
from app.web.words import say

LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class QuotedFault:
    """A fault in the reader's language, with the words of its line: "" where it stands on no
    line that can be shown.
    """

    line: int
    key: str
    message: str
    words: str


def quoted(faults: Sequence[Fault], text: str) -> tuple[QuotedFault, ...]:
    """Return the faults with what stands on their lines in `text`."""
    lines = text.splitlines()
    return tuple(
        QuotedFault(fault.line, fault.key, say(fault.message), _words(lines, fault.line))
        for fault in faults
    )


def _words(lines: Sequence[str], number: int) -> str:
    if not 1 <= number <= len(lines):
        return ""
    words = lines[number - 1].strip()
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()} …"
