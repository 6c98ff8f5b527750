"""What comes of a Word draft; light, so that commands which read none load no parser."""

from __future__ import annotations

from dataclasses import field

from app.domain.drafted import Taken
from app.domain.errors import UndersignedError
from app.domain.sentences import N_, NOTHING, Sentence, sentence
from app.domain.values import dataclass

# A letter with its pictures has a few MB.
LIMIT_BYTES = 25_000_000


class UnreadableDraft(UndersignedError):
    """A file that is no Word draft, or one that is refused; the sentence is for its author."""

    def __init__(self, said: str | Sentence) -> None:
        self.sentence = sentence(said) if isinstance(said, str) else said
        super().__init__(str(self.sentence))


class UnsettledChanges(UnreadableDraft):
    """A draft with tracked changes, of which nobody said what becomes of them."""


TOO_MUCH_MEMORY = N_("the file asks for far more memory than any letter")
TOO_MUCH_TIME = N_("the file takes far longer to read than any letter; it is not opened")
NO_WORD_FILE = N_("the file cannot be read as a Word document")


def too_large(size: int) -> Sentence:
    told = N_("the file has %(size)s bytes; at most %(limit)s are read")
    return sentence(told, size=f"{size:,}", limit=f"{LIMIT_BYTES:,}")


@dataclass(frozen=True, slots=True)
class Warned:
    """What the author should look at, and where in the draft (NOTHING: the whole file).

    `keeps_in_body`: it is about a passage that was taken for nothing.
    """

    what: Sentence
    place: Sentence = NOTHING
    keeps_in_body: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place != NOTHING else str(self.what)


@dataclass(frozen=True, slots=True)
class ListedNames:
    """The names under a draft: a CSV of them, their number, the first and the last few."""

    csv: str = field(default="", repr=False)
    count: int = 0
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterOfDraft:
    """What came of a draft: the letter file, its names, what was taken for what, warnings."""

    letter: str = field(repr=False)
    names: ListedNames
    taken: tuple[Taken, ...]
    warnings: tuple[Warned, ...]
