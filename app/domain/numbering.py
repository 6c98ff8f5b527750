"""Numbers for notes, in the order in which a reader of the printed letter meets them.

A letter file numbers its notes as they are defined; where they are first referred to decides
what prints. A note cannot hold a note in Word or on paper, so a reference inside a note
prints as words: "note 3" for a note that the text refers to too, otherwise the other note's
own words in brackets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.documents import (
    Block,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Note,
    NoteReference,
    Strong,
    Text,
)
from app.domain.tokens import mapped_blocks, merged


@dataclass(slots=True)
class Numbering:
    """Gives numbers to references as they come; `notes` closes it.

    `defined` maps the letter file's own numbers to the blocks of their notes.
    """

    defined: Mapping[int, tuple[Block, ...]]
    pattern: str
    _numbers: dict[int, int] = field(default_factory=dict)

    def inlines(self, inlines: Inlines) -> Inlines:
        """Return `inlines` of the text with their references numbered."""
        return tuple(self._numbered(inline) for inline in inlines)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return `blocks` of the text with their references numbered."""
        return mapped_blocks(blocks, self.inlines)

    def notes(self) -> tuple[Note, ...]:
        """Return the notes that the text refers to, numbered from 1 without gaps."""
        return tuple(
            Note(number, self._settled(self.defined[own], (own,)))
            for own, number in self._numbers.items()
        )

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
            return (Text(f" ({self.pattern.format(number=self._numbers[own])})"),)
        # A note that leads back to itself would never end.
        if own in inside:
            return ()
        words = self._settle(flattened(self.defined[own]), (*inside, own))
        return (Text(" ["), *words, Text("]"))


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
