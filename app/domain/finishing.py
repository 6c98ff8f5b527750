"""What stands between a letter and its final document, and what was let through by name."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.errors import Refused, on_line
from app.domain.sentences import Sentence
from app.domain.values import dataclass

LONGEST_TEXT = 200
"""Longer than this nothing is meant as it stands."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a letter's author should look at, and that stops nothing.

    `line` is that of the letter file, 0 where it has none.
    """

    sentence: Sentence
    line: int = 0

    def __str__(self) -> str:
        return str(self.located)

    @property
    def located(self) -> Sentence:
        return on_line(self.line, self.sentence)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One reason why a letter is not final.

    `text` is what may be let through, as it stands in the letter ("XX groups", "[^9]"); "" where
    it has to be put right. `line` is that of the letter file, 0 where it has none.
    """

    sentence: Sentence
    text: str = ""
    line: int = 0

    @property
    def may_be_let_through(self) -> bool:
        return 0 < len(self.text) <= LONGEST_TEXT

    def __str__(self) -> str:
        return str(self.located)

    @property
    def located(self) -> Sentence:
        return on_line(self.line, self.sentence)


@dataclass(frozen=True, slots=True)
class Unfinished(Refused):
    """The refusal of a final document, with each of its reasons."""

    hindrances: tuple[Hindrance, ...] = ()

    @classmethod
    def by(cls, hindrances: tuple[Hindrance, ...]) -> Unfinished:
        return cls(" ".join(map(str, hindrances)), code="unfinished", hindrances=hindrances)


def stopping(
    hindrances: Collection[Hindrance], *, allowed: Collection[str]
) -> tuple[Hindrance, ...]:
    """Return the hindrances that `allowed` does not let through, in their order.

    A text of `allowed` lets through what stands so in the letter, a placeholder with its
    first word alone ("XX") or without its brackets too; letter case and blanks do not matter.
    """
    let_through = {_folded(text) for text in allowed}
    return tuple(each for each in hindrances if not let_through & _names(each.text))


def _names(text: str) -> set[str]:
    """Return what a text may be called by, none for one that cannot be let through."""
    folded = _folded(text)
    if not folded or folded.startswith("[^"):
        return {folded} - {""}
    return {folded, folded.split()[0], _folded(folded.strip("[] "))}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
