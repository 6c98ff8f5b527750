"""Notes that were typed: raised figures in the text, numbered paragraphs at its foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.drafts import DraftBlock, DraftNote, DraftParagraph, DraftTable, Span, Spans
from app.domain.letter_words import FURNITURE_LINE, NOTES_HEADING
from app.domain.pointing import NO_WORD, pointings
from app.domain.sentences import NOTHING, Sentence
from app.domain.spans import strip
from app.domain.values import dataclass

_REFERENCE = re.compile(r"\[?(\d{1,3})\]?")
_TYPED_NUMBER = re.compile(r"\s*\[?(\d{1,3})[\].)]?\s+|\s*\[(\d{1,3})\]\s*")
# Notes stand at the foot of a letter, and few lists there begin with 1.
_FARTHEST = 1_500
_MOST_BEGINNINGS = 10


@dataclass(frozen=True, slots=True)
class TypedNotes:
    """The blocks without typed notes, those notes, and the figures that found no note."""

    blocks: tuple[DraftBlock, ...]
    notes: tuple[DraftNote, ...]
    place: Sentence = NOTHING
    loose: tuple[tuple[str, Sentence], ...] = ()


def resolve_typed_notes(blocks: Sequence[DraftBlock], *, first_number: int) -> TypedNotes:
    """Return the text with typed notes made real; they are numbered from `first_number`.

    Raised figures become references only where a block of notes with exactly these numbers
    stands under the text.
    """
    found = _find(blocks)
    if found is None:
        loose = [(figure, b.place) for b in _paragraphs(blocks) for figure in _raised(b.spans)]
        return TypedNotes(tuple(blocks), (), NOTHING, tuple(loose))
    start, end, notes = found
    offset = first_number - 1
    text = [_referring(block, offset) for block in (*blocks[:start], *blocks[end:])]
    made = tuple(
        DraftNote(number + offset, tuple(_referring(each, offset) for each in inner))
        for number, inner in enumerate(notes, 1)
    )
    return TypedNotes(tuple(text), made, blocks[start].place)


def typed_numbers(blocks: Sequence[DraftBlock]) -> tuple[tuple[str, Sentence], ...]:
    """Return the words that name notes by typed numbers, with where they stand."""
    found: list[tuple[str, Sentence]] = []
    for paragraph in _all_paragraphs(blocks):
        text = "".join(NO_WORD if span.note else span.text for span in paragraph.spans)
        live = _live_numbers(paragraph.spans)
        for each in pointings(text):
            if not each.is_quoted and not live.issuperset(each.numbers):
                words = " ".join(text[each.start : each.end].split())
                found.append((words, paragraph.place))
    return tuple(dict.fromkeys(found))


def _live_numbers(spans: Spans) -> set[tuple[int, int]]:
    """Return where the numbers of fields stand in the text of a paragraph."""
    live: set[tuple[int, int]] = set()
    at = 0
    for span in spans:
        length = 1 if span.note else len(span.text)
        if span.points_to:
            live.add((at, at + length))
        at += length
    return live


def _find(
    blocks: Sequence[DraftBlock],
) -> tuple[int, int, list[list[DraftParagraph]]] | None:
    """Return where the notes begin and end, and the paragraphs of each."""
    beginnings = [
        at
        for at in range(len(blocks) - 1, max(len(blocks) - _FARTHEST, -1), -1)
        if isinstance(block := blocks[at], DraftParagraph) and (_number(block) or (0,))[0] == 1
    ]
    for start in beginnings[:_MOST_BEGINNINGS]:
        notes, end = _notes_from(blocks, start)
        before = [figure for b in _paragraphs(blocks[:start]) for figure in _raised(b.spans)]
        referred = {int(figure) for figure in before if figure.isdecimal()}
        if referred and referred == set(range(1, len(notes) + 1)):
            return _with_heading(blocks, start), end, notes
    return None


def _notes_from(blocks: Sequence[DraftBlock], start: int) -> tuple[list[list[DraftParagraph]], int]:
    notes: list[list[DraftParagraph]] = []
    waiting: list[DraftParagraph] = []
    end = start
    for at in range(start, len(blocks)):
        block = blocks[at]
        if not isinstance(block, DraftParagraph):
            break
        found = _number(block)
        if found and found[0] == len(notes) + 1:
            # What stands between two numbers goes on with the note before.
            if notes:
                notes[-1] += waiting
            waiting = []
            notes.append([replace(block, spans=found[1], mark=None, left=0)])
            end = at + 1
        else:
            waiting.append(block)
    return notes, end


def _with_heading(blocks: Sequence[DraftBlock], start: int) -> int:
    """Return where the notes begin with their heading or the line above them."""
    while start:
        above = blocks[start - 1]
        is_line = isinstance(above, DraftParagraph) and (
            above.is_rule or FURNITURE_LINE.fullmatch(above.text) is not None
        )
        is_heading = isinstance(above, DraftParagraph) and NOTES_HEADING.fullmatch(
            above.text.rstrip(":")
        )
        if not (is_line or is_heading):
            break
        start -= 1
    return start


def _number(paragraph: DraftParagraph) -> tuple[int, Spans] | None:
    """Return the number that a paragraph begins with, and the paragraph without it."""
    spans = strip(paragraph.spans)
    if paragraph.mark and paragraph.mark.is_ordered:
        return paragraph.mark.count, spans
    if not spans:
        return None
    if spans[0].raised:
        match = _REFERENCE.fullmatch(spans[0].text.strip(" .)"))
        return (int(match[1]), strip(spans[1:])) if match else None
    match = _TYPED_NUMBER.match(spans[0].text)
    if match is None:
        return None
    rest = replace(spans[0], text=spans[0].text[match.end() :])
    return int(match[1] or match[2]), strip((rest, *spans[1:]))


def _raised(spans: Spans) -> list[str]:
    """Return the raised figures that look like references to notes.

    One at the very beginning is a note's own number; one after a figure is a power.
    """
    found: list[str] = []
    before = ""
    for span in spans:
        if span.raised and before.strip() and not before[-1:].isdecimal():
            parts = re.split(r"[,;\s]+", span.text.strip())
            if all(_REFERENCE.fullmatch(part) for part in parts):
                found += [part.strip("[]") for part in parts]
        before += span.text
    return found


def _referring(block: DraftBlock, offset: int) -> DraftBlock:
    if isinstance(block, DraftTable):
        return block
    return replace(block, spans=_with_references(block.spans, offset))


def _with_references(spans: Spans, offset: int) -> Spans:
    made: list[Span] = []
    before = ""
    for span in spans:
        numbers = _raised((Span(before), span)) if span.raised else []
        if numbers:
            made += [Span(note=int(number) + offset) for number in numbers]
        else:
            made.append(span)
        before += span.text
    return tuple(made)


def _all_paragraphs(blocks: Sequence[DraftBlock]) -> Iterator[DraftParagraph]:
    for block in blocks:
        if isinstance(block, DraftParagraph):
            yield block
        else:
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)


def _paragraphs(blocks: Sequence[DraftBlock]) -> list[DraftParagraph]:
    return [block for block in blocks if isinstance(block, DraftParagraph)]
