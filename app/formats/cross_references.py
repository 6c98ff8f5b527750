"""Words that name a note by its number: "supra note 4" becomes a live number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from app.domain.documents import (
    Block,
    Emphasis,
    Inline,
    Inlines,
    NoteNumber,
    Strong,
    Text,
)
from app.domain.tokens import mapped_blocks, merged

# "supra note 4", "note 4 supra", "see note 12 above": what lawyers write. A bare "note 4" may
# be that of another text and stays as it is.
_POINTING = re.compile(
    r"(?i)\b(?:supra|infra),?\s+(?:at\s+)?(?:foot)?(?:notes?|nn?\.)\s+(?P<after>\d{1,4})(?!\d)"
    r"|\b(?:foot)?note\s+(?P<before>\d{1,4}),?\s+(?:supra|infra|above|below)\b"
)


def is_live_by_itself(before: str, number: int, after: str) -> bool:
    """Do the words around a number name the note, as in "supra note 4"?"""
    figures = str(number)
    span = (len(before), len(before) + len(figures))
    found = _POINTING.finditer(before + figures + after)
    return any(span in (each.span("after"), each.span("before")) for each in found)


class CrossReferences:
    """Puts NoteNumbers in the place of such numbers; `numbers` are those of the labels."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return mapped_blocks(blocks, self.inlines)

    def inlines(self, inlines: Inlines) -> Inlines:
        return merged([found for inline in inlines for found in self._inline(inline)])

    def _inline(self, inline: Inline) -> Inlines:
        match inline:
            case Text(text):
                return self._text(text)
            # Not inside links: a link within a link leads nowhere.
            case Emphasis(children) | Strong(children):
                return (replace(inline, children=self.inlines(children)),)
        return (inline,)

    def _text(self, text: str) -> Inlines:
        made: list[Inline] = []
        at = 0
        for found in _POINTING.finditer(text):
            group = "after" if found["after"] else "before"
            own = self._numbers.get(found[group])
            if own is not None:
                start, end = found.span(group)
                made += [Text(text[at:start]), NoteNumber(own, found[group])]
                at = end
        return (*made, Text(text[at:]))
