"""How far paragraphs of a draft stand in: what is a quote, how deep, and what is the margin.

Only differences count: a text that stands in as a whole has another margin, and an inch is
no deeper a quote than a centimetre.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable

QUOTES = frozenset({"quote", "intense quote", "block text", "quotations", "block quotation"})
# Half of Word's narrowest step; less is a matter of taste.
QUOTE_TWIPS = 300
# By how much our own documents set in a quote, on both sides.
_OWN_STEP = 567
# How far the text of an item stands in, and one level of a list more than the one before.
_LIST_TWIPS = 560
_LEVEL_TWIPS = 400
# Styles that stand in by themselves and quote nothing.
_NO_QUOTES = ("list", "body text", "normal indent", "toc", "footnote", "endnote")
# What stands in behind a number or a bullet that was typed is an item.
_TYPED_ITEM = re.compile(r"(\(?(\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]|[-–—*•◦▪‣·●○■])\s")
# The margin is where at least every fifth paragraph of some length begins.
_SHARE_AT_MARGIN = 5
_SHORT = 30


def is_quoted(draft: DraftParagraph, base: int) -> bool:
    """Does a paragraph stand in as a quote, where its surroundings begin at `base` twips?"""
    if draft.style in QUOTES:
        return draft.mark is None
    if draft.left - base < QUOTE_TWIPS:
        return False
    return draft.right >= QUOTE_TWIPS or (not base and is_set_in(draft))


def is_set_in(draft: DraftParagraph) -> bool:
    """Does a paragraph stand in on the left alone, and as text, not as an item or a heading?"""
    return not (
        draft.mark
        or draft.right >= QUOTE_TWIPS
        or draft.alignment in ("center", "right")
        or draft.style.startswith(_NO_QUOTES)
        or _TYPED_ITEM.match(draft.text)
    )


def edge(draft: DraftParagraph) -> int:
    """Return where the text around a paragraph begins: a list's item stands further in."""
    return draft.left - (_LIST_TWIPS + _LEVEL_TWIPS * draft.mark.level if draft.mark else 0)


def stepped_out(
    paragraphs: Sequence[DraftParagraph], base: int, *, is_ours: bool
) -> list[DraftParagraph]:
    """Return the paragraphs of a quote as they stand in it: the outermost ones at `base`.

    Those that stand further in than the outermost are quotes in it. Our own documents say by
    their steps that a quote holds nothing but another one.
    """
    lefts = [each.left for each in paragraphs if not each.mark] or [
        edge(each) for each in paragraphs
    ]
    left, right = min(lefts) - base, min(each.right for each in paragraphs)
    if is_ours and right and all(each.right % _OWN_STEP == 0 for each in paragraphs):
        left = right = _OWN_STEP
    return [
        replace(
            each,
            style="" if each.style in QUOTES else each.style,
            left=each.left - left,
            right=each.right - right,
        )
        for each in paragraphs
    ]


def common_indent(drafts: Sequence[DraftBlock]) -> tuple[int, int]:
    """Return how far a text as a whole stands in, from the left and from the right, in twips."""
    texts = [
        each
        for each in drafts
        if isinstance(each, DraftParagraph)
        and not (each.heading or each.is_rule or each.style in QUOTES)
        and each.alignment not in ("center", "right")
    ]
    texts = [each for each in texts if len(each.text) >= _SHORT] or texts
    if not texts:
        return 0, 0
    edges = sorted(max(edge(each), 0) for each in texts)
    left = edges[math.ceil(len(edges) / _SHARE_AT_MARGIN) - 1]
    if left < QUOTE_TWIPS:
        return 0, 0
    return left, min(each.right for each in texts if max(edge(each), 0) <= left)


def at_the_margin(drafts: Sequence[DraftBlock], left: int, right: int) -> list[DraftBlock]:
    """Return a text that stands in as a whole as if it began at the margin."""
    return [
        each
        if isinstance(each, DraftTable)
        else replace(each, left=max(each.left - left, 0), right=max(each.right - right, 0))
        for each in drafts
    ]
