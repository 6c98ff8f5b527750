"""The parts of a draft while they are being sorted: lines, copies, names, what stays text."""

from __future__ import annotations

import re
from dataclasses import field

from app.domain.documents import NamesPlace
from app.domain.drafts import DraftBlock, DraftTable, Remark, Spans
from app.domain.letters import Part
from app.domain.name_entries import Entry
from app.domain.sentences import Sentence
from app.domain.spans import cut, lines_of, strip, text_of
from app.domain.values import dataclass

_PART_OF = {
    "closing": Part.CLOSING,
    "contact": Part.CONTACT,
    "names": Part.NAMES,
    "heading": Part.NAMES,
    "note": Part.NAMES,
    "cc": Part.CC,
    "enclosures": Part.ENCLOSURES,
}
# The longest line of names, with a title and an affiliation, that real letters have.
LONGEST_NAME_LINE = 320
_SENTENCE = re.compile(r".*[.?!]['\"”’)]?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the draft; `is_start`: white space stands before it."""

    spans: Spans
    place: Sentence
    is_start: bool = True

    @property
    def text(self) -> str:
        return " ".join(text_of(self.spans).split())


@dataclass(slots=True)
class Sorted:
    """The parts as they were found; `parts` are those after the salutation, in order.

    `is_styled`: the styles of our own documents told them, line by line.
    """

    lines: dict[str, list[Line]] = field(default_factory=dict)
    copies: list[list[Line]] = field(default_factory=list)
    names: list[DraftBlock] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    body: list[DraftBlock] = field(default_factory=list)
    unknown: list[DraftBlock] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    columns: int = 1
    addressee_columns: int = 0
    names_place: NamesPlace | None = None
    remarks: list[Remark] = field(default_factory=list)
    is_styled: bool = False

    def add(self, part: str, line: Line) -> None:
        self.lines.setdefault(part, []).append(line)
        self.meet(part)

    def meet(self, part: str) -> None:
        found = _PART_OF.get(part)
        if found and found not in self.parts:
            self.parts.append(found)

    def has(self, part: str) -> bool:
        return part in self.lines

    def text(self, part: str) -> str:
        return " ".join(line.text for line in self.lines.get(part, ()))

    def keep_as_text(self, block: DraftBlock) -> None:
        """Leave a block in the body."""
        self.body.append(block)
        if Part.BODY not in self.parts:
            self.parts.append(Part.BODY)

    def leave_unknown(self, block: DraftBlock) -> None:
        """Leave a block in the body that stands where something else was expected."""
        self.unknown.append(block)
        self.keep_as_text(block)

    def without_label(self, part: str, line: Line, label: re.Pattern[str]) -> Spans:
        """Return a line without the label of its part; the first label is kept apart."""
        match = label.match(text_of(line.spans))
        if match is None:
            return line.spans
        before, after = cut(line.spans, match.end())
        if part in ("re", "cc") and not self.has(f"{part}_label"):
            self.add(f"{part}_label", Line(strip(before), line.place))
        return strip(after)


def lines_of_block(block: DraftBlock) -> list[Line]:
    """Return the lines of a paragraph, or of a table's cells row by row."""
    if isinstance(block, DraftTable):
        cells = [cell for row in block.rows for cell in row]
        return [line for cell in cells for each in cell for line in lines_of_block(each)]
    is_start = block.has_gap or block.is_spaced
    return [
        Line(spans, block.place, is_start=is_start and at == 0)
        for at, spans in enumerate(lines_of(block.spans))
    ]


def is_label(line: Line, *labels: re.Pattern[str]) -> bool:
    text = text_of(line.spans)
    return len(text) < LONGEST_NAME_LINE and any(label.match(text) for label in labels)


def is_sentence(text: str) -> bool:
    return _SENTENCE.match(text) is not None
