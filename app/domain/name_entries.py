"""One line of a draft's list of names: how it is cut out, and what was typed before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.drafts import DraftParagraph, Spans
from app.domain.name_rows import cells_of
from app.domain.sentences import Sentence
from app.domain.spans import cut, lines_of, split, strip, text_of
from app.domain.values import dataclass

_NUMBER = re.compile(r"\(?\d{1,5}[.)]\s+|\d{1,5}\s*\t\s*")
_BULLET = re.compile(r"[•◦▪‣·●○■*\-–—]\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a name, or with a `level` (from 1) a heading over names."""

    spans: Spans
    place: Sentence
    level: int = 0
    is_lead: bool = False
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        # Marks of direction beside a name are for its printed line.
        return " ".join(text_of(self.spans).split()).strip("\u200e\u200f")


def without_colon(spans: Spans) -> Spans:
    last = spans[-1] if spans else None
    if last and last.text.rstrip().endswith((":", "：")):
        return (*spans[:-1], replace(last, text=last.text.rstrip()[:-1]))
    return spans


def line_entries(block: DraftParagraph) -> list[Entry]:
    lines = lines_of(block.spans)
    if len(lines) == 1:
        text = text_of(lines[0])
        if text.count(";") >= 2:
            parts = split(lines[0], lambda character: character == ";")
            return [Entry(without_and(part), block.place) for part in parts]
    rows = [cells_of(line) for line in lines]
    return [Entry(cell, block.place) for row in rows for cell in row]


def without_and(spans: Spans) -> Spans:
    match = re.match(r"(and|y|et|und)\s+", spans[0].text)
    return (replace(spans[0], text=spans[0].text[match.end() :]), *spans[1:]) if match else spans


def unnumbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries without typed numbers or bullets, where most of the names have one."""
    names = [entry for entry in entries if not entry.level and not entry.cells]
    for pattern in (_NUMBER, _BULLET):
        having = sum(1 for entry in names if pattern.match(entry.text))
        if having >= 2 and having * 5 >= len(names) * 4:
            return tuple(_cut_entry(entry, pattern) for entry in entries)
    return tuple(entries)


def _cut_entry(entry: Entry, pattern: re.Pattern[str]) -> Entry:
    match = None if entry.level else pattern.match(text_of(entry.spans))
    return replace(entry, spans=strip(cut(entry.spans, match.end())[1])) if match else entry
