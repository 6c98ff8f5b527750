"""What reading a letter file has to say about it, and the labels of its notes."""

from __future__ import annotations

from dataclasses import field

from app.domain.errors import Fault
from app.domain.finishing import Hindrance, Notice
from app.domain.letters import NamedPicture
from app.domain.sentences import Sentence
from app.domain.values import dataclass


@dataclass(slots=True)
class Report:
    """What reading a file has to say about it."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Notice | Hindrance] = field(default_factory=list)
    blocking: list[Hindrance] = field(default_factory=list)
    pictures: list[NamedPicture] = field(default_factory=list)

    def fault(self, line: int, key: str, message: Sentence) -> None:
        self.faults.append(Fault(line, key, message))

    def warn(self, line: int, sentence: Sentence) -> None:
        self.warnings.append(Notice(sentence, line))

    def block(self, line: int, sentence: Sentence, *, text: str = "") -> None:
        """Warn of something that must not stand in a final letter.

        `text` is what may be let through by name, "" for what has to be put right.
        """
        hindrance = Hindrance(sentence, text, line)
        self.warnings.append(hindrance)
        self.blocking.append(hindrance)

    def picture(self, name: str, alt: str, line: int) -> None:
        """Remember a picture that the file names, where it is named first."""
        if all(known.name != name for known in self.pictures):
            self.pictures.append(NamedPicture(name, alt, line))


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that was typed for a note, with the words around it ("supra note 4").

    `own` is the number of the note with that label, None where there is none.
    """

    line: int
    words: str
    figures: str
    own: int | None


class Labels:
    """The labels of notes: a number for each that is defined, and who refers to which."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.lines: dict[str, int] = {}
        self.inline_notes: dict[int, int] = {}
        self.typed: list[TypedNumber] = []

    def define(self, label: str, line: int) -> bool:
        """Number a label; False where it has one already."""
        if label in self.numbers:
            return False
        self.numbers[label] = self.next_number()
        self.lines[label] = line
        return True

    def next_number(self) -> int:
        return len(self.numbers) + len(self.inline_notes) + 1

    def of_inline_note(self, note_id: int) -> int:
        if note_id not in self.inline_notes:
            self.inline_notes[note_id] = self.next_number()
        return self.inline_notes[note_id]
