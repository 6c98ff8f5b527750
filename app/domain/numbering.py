"""Numbers for notes, in the order in which a reader of the printed letter meets them.

A letter file numbers its notes as they are defined; where they are first referred to decides
what prints. A note cannot hold a note in Word or on paper, so a reference inside a note
prints as words: "note 3", which leads there, for a note that the text refers to too, otherwise the other note's
own words in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from app.domain.documents import (
    Block,
    BodySection,
    ContactSection,
    Emphasis,
    Inline,
    Inlines,
    Link,
    NamesSection,
    Note,
    NoteNumber,
    NoteReference,
    ReSection,
    Section,
    Strong,
    Text,
    TitleSection,
)
from app.domain.tokens import mapped_blocks, merged
from app.domain.values import dataclass


@dataclass(slots=True)
class Numbering:
    """Gives numbers to references as they come; `notes` closes it.

    `defined` maps the letter file's own numbers to the blocks of their notes.
    """

    defined: dict[int, tuple[Block, ...]]
    pattern: str
    _numbers: dict[int, int] = field(default_factory=dict)

    def defined_too(self, blocks: tuple[Block, ...]) -> int:
        """Add a note that the letter file does not hold; return its own number."""
        own = max(self.defined, default=0) + 1
        self.defined[own] = blocks
        return own

    def inlines(self, inlines: Inlines) -> Inlines:
        """Return `inlines` of the text with their references numbered."""
        return tuple(self._numbered(inline) for inline in inlines)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return `blocks` of the text with their references numbered."""
        return mapped_blocks(blocks, self.inlines)

    def notes(self) -> tuple[Note, ...]:
        """Return the notes that the text refers to, numbered from 1 without gaps."""
        return tuple(
            Note(number, self.pointed_blocks(self._settled(self.defined[own], (own,))))
            for own, number in self._numbers.items()
        )

    def pointed(self, inlines: Inlines) -> Inlines:
        """Return `inlines` with the printed numbers of the notes they point at.

        Asked for when everything is numbered: "infra note 9" stands before its note.
        """
        return merged([self._pointed(inline) for inline in inlines])

    def pointed_blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return `blocks` with the printed numbers of the notes they point at."""
        return mapped_blocks(blocks, self.pointed)

    def _pointed(self, inline: Inline) -> Inline:
        if isinstance(inline, NoteNumber):
            number = self._numbers.get(inline.number)
            # A note that nothing refers to has no number, and what stands here stops a letter.
            return Text("[?]") if number is None else NoteNumber(number)
        if isinstance(inline, (Emphasis, Strong)):
            return replace(inline, children=self.pointed(inline.children))
        if isinstance(inline, Link):
            return replace(inline, children=_as_text(self.pointed(inline.children)))
        return inline

    def _numbered(self, inline: Inline) -> Inline:
        if isinstance(inline, NoteReference):
            again = inline.number in self._numbers
            number = self._numbers.setdefault(inline.number, len(self._numbers) + 1)
            return NoteReference(number, again=again)
        if isinstance(inline, (Emphasis, Strong, Link)):
            return replace(inline, children=self.inlines(inline.children))
        return inline

    def _settled(self, blocks: tuple[Block, ...], inside: tuple[int, ...]) -> tuple[Block, ...]:
        return mapped_blocks(blocks, lambda inlines: self._settle(inlines, inside))

    def _settle(self, inlines: Inlines, inside: tuple[int, ...]) -> Inlines:
        settled: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, NoteReference):
                settled.extend(self._in_words(inline.number, inside))
            elif isinstance(inline, (Emphasis, Strong, Link)):
                settled.append(replace(inline, children=self._settle(inline.children, inside)))
            else:
                settled.append(inline)
        return merged(settled)

    def _in_words(self, own: int, inside: tuple[int, ...]) -> Inlines:
        if own in self._numbers:
            before, _, after = self.pattern.partition("{number}")
            return (Text(f" ({before}"), NoteNumber(own), Text(f"{after})"))
        # A note that leads back to itself would never end.
        if own in inside:
            return ()
        words = self._settle(flattened(self.defined[own]), (*inside, own))
        return (Text(" ["), *words, Text("]"))


def pointed(sections: Sequence[Section], numbering: Numbering) -> tuple[Section, ...]:
    """Return the sections with the printed numbers of the notes that their text points at."""
    return tuple(_pointed_section(section, numbering) for section in sections)


def _pointed_section(section: Section, numbering: Numbering) -> Section:
    match section:
        case BodySection(blocks):
            return BodySection(numbering.pointed_blocks(blocks))
        case TitleSection() | ReSection() | ContactSection():
            return replace(section, inlines=numbering.pointed(section.inlines))
        case NamesSection(note=note):
            return replace(section, note=numbering.pointed(note))
    return section


def _as_text(inlines: Inlines) -> Inlines:
    """Return the inlines of a link: a link within a link leads nowhere, its number prints."""
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, NoteNumber):
            made.append(Text(str(inline.number)))
        elif isinstance(inline, (Emphasis, Strong)):
            made.append(replace(inline, children=_as_text(inline.children)))
        else:
            made.append(inline)
    return merged(made)


def flattened(blocks: tuple[Block, ...]) -> Inlines:
    """Return the inlines of `blocks` in one run, a blank between two blocks."""
    runs: list[Inlines] = []

    def gather(inlines: Inlines) -> Inlines:
        runs.append(inlines)
        return inlines

    mapped_blocks(blocks, gather)
    joined: list[Inline] = []
    for run in runs:
        joined += [Text(" "), *run] if joined else run
    return merged(joined)


def references(inlines: Inlines) -> tuple[int, ...]:
    """Return the numbers that `inlines` refer to, as they come."""
    found: list[int] = []
    for inline in inlines:
        if isinstance(inline, NoteReference):
            found.append(inline.number)
        elif isinstance(inline, (Emphasis, Strong, Link)):
            found.extend(references(inline.children))
    return tuple(found)


def references_of_blocks(blocks: tuple[Block, ...]) -> tuple[int, ...]:
    """Return the numbers that `blocks` refer to, as they come."""
    return references(flattened(blocks))
