"""A draft as if one of its notes had never been: the others move up, in whatever refers to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable


def without_note(blocks: Sequence[DraftBlock], number: int) -> tuple[DraftBlock, ...]:
    """Return a text as if the note `number` had never been; those after it move up."""
    return tuple(
        replace(
            block,
            rows=tuple(
                tuple(tuple(_moved(each, number) for each in cell) for cell in row)
                for row in block.rows
            ),
        )
        if isinstance(block, DraftTable)
        else _moved(block, number)
        for block in blocks
    )


def times_referred_to(blocks: Sequence[DraftBlock], number: int) -> int:
    return sum(
        1 for each in _paragraphs(blocks) for span in each.spans
        if number in (span.note, span.points_to)
    )  # fmt: skip


def _paragraphs(blocks: Sequence[DraftBlock]) -> list[DraftParagraph]:
    found: list[DraftParagraph] = []
    for block in blocks:
        if isinstance(block, DraftTable):
            found += [each for row in block.rows for cell in row for each in cell]
        else:
            found.append(block)
    return found


def _moved(paragraph: DraftParagraph, number: int) -> DraftParagraph:
    spans = tuple(
        replace(
            span,
            note=span.note - (span.note > number),
            points_to=span.points_to - (span.points_to > number),
        )
        for span in paragraph.spans
        if span.note != number
    )
    return replace(paragraph, spans=spans)
