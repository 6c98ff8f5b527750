"""Refusals are values that a person reads; exceptions are broken assumptions."""

from __future__ import annotations

from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass


class UndersignedError(Exception):
    """The family of everything this project raises itself."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal that a person caused and can act on: one sentence with what to do next.

    `code` names it for the page that shows it, so that the words can be in the
    person's language; `reason` is the English sentence. Where it holds figures or names,
    `sentence` says it instead of a code.
    """

    reason: str
    code: str = ""
    sentence: Sentence | None = None

    @classmethod
    def saying(cls, sentence: Sentence) -> Refused:
        return cls(str(sentence), sentence=sentence)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where it stands (`line` counts from 1, 0: unknown), which
    key it is about ("" for none), and a sentence that says what was expected.
    """

    line: int
    key: str
    message: Sentence

    def __str__(self) -> str:
        return str(self.located)

    @property
    def located(self) -> Sentence:
        """Return the sentence with the line and the key before it."""
        said = self.message
        if self.key:
            said = sentence("%(key)s: %(said)s", key=self.key, said=said)
        return on_line(self.line, said)


def on_line(line: int, said: Sentence) -> Sentence:
    """Return the sentence with the line before it; as it is for 0, which is no line."""
    if not line:
        return said
    return sentence(N_("line %(number)s: %(said)s"), number=line, said=said)


class FaultyFile(UndersignedError):
    """A file that a person edits holds faults; `faults` names every one, in line order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


class UnknownLocale(UndersignedError):
    """A language tag that has no collation rules."""
