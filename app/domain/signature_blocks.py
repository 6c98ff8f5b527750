"""Signature blocks of a draft: a person, a title and an organization, one under another."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.drafts import DraftBlock, DraftTable, Spans
from app.domain.letter_words import FURNITURE_LINE, TITLE
from app.domain.name_entries import Entry
from app.domain.sentences import Sentence
from app.domain.spans import lines_of, text_of


def officers(blocks: Sequence[DraftBlock]) -> tuple[Entry, ...]:
    """Return signature blocks as names of organizations with their signers.

    A block is two to five lines: a person, a title, an organization. Empty where the region
    holds anything else.
    """
    groups: list[list[tuple[Spans, Sentence]]] = []
    for block in blocks:
        if isinstance(block, DraftTable) or block.mark or block.heading:
            return ()
        lines = [
            line for line in lines_of(block.spans) if not FURNITURE_LINE.fullmatch(text_of(line))
        ]
        if block.has_gap or not groups:
            groups.append([])
        groups[-1] += [(line, block.place) for line in lines]
    groups = [group for group in groups if group]
    return _officers(groups)


def officers_in_cells(table: DraftTable) -> tuple[Entry, ...]:
    """Return a table of signature blocks, one a cell, row by row; empty where it holds others."""
    cells = [
        [(line, table.place) for paragraph in cell for line in lines_of(paragraph.spans)]
        for row in table.rows
        for cell in row
    ]
    return _officers([cell for cell in cells if cell])


def _officers(groups: Sequence[Sequence[tuple[Spans, Sentence]]]) -> tuple[Entry, ...]:
    is_officer = [
        3 <= len(group) <= 5 and bool(TITLE.match(text_of(group[1][0]))) for group in groups
    ]
    return tuple(map(_officer, groups)) if all(is_officer) else ()


def _officer(group: Sequence[tuple[Spans, Sentence]]) -> Entry:
    person, title, organization, *rest = group
    name = ", ".join(text_of(line) for line, _ in (organization, *rest))
    cells = (
        ("name", name),
        ("signer_name", text_of(person[0])),
        ("signer_title", text_of(title[0])),
    )
    return Entry(organization[0], person[1], cells=cells)
