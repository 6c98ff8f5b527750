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
    is_officer = [
        3 <= len(group) <= 5 and bool(TITLE.match(text_of(group[1][0]))) for group in groups
    ]
    if not groups or not all(is_officer):
        return ()
    return tuple(_officer(group) for group in groups)


def _officer(group: Sequence[tuple[Spans, Sentence]]) -> Entry:
    person, title, organization, *rest = group
    name = ", ".join(text_of(line) for line, _ in (organization, *rest))
    cells = (
        ("name", name),
        ("signer_name", text_of(person[0])),
        ("signer_title", text_of(title[0])),
    )
    return Entry(organization[0], person[1], cells=cells)
