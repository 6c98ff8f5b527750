"""Which paragraphs of a draft are items of one list, and which stand below an item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.drafted_indents import QUOTE_TWIPS, QUOTES, edge
from app.domain.drafts import DraftBlock, DraftParagraph, Spans

CODES = frozenset({"code", "html preformatted", "preformatted text"})
_BULLETS = "•◦▪‣·●○■"
_SLACK = 40
# Half the step that Word's own lists stand in by.
_LEVEL_TWIPS = 180


def end_while(
    drafts: Sequence[DraftBlock], at: int, belongs: Callable[[DraftParagraph], bool]
) -> int:
    """Return where the paragraphs from `at` end that belong together; a heading ends them."""
    end = at
    while end < len(drafts):
        each = drafts[end]
        if not isinstance(each, DraftParagraph) or each.heading or not belongs(each):
            break
        end += 1
    return end


def end_of_list(drafts: Sequence[DraftBlock], at: int, base: int) -> int:
    first = drafts[at]
    left = first.left if isinstance(first, DraftParagraph) else 0

    def belongs(each: DraftParagraph) -> bool:
        if each.is_rule or each.style in CODES:
            return False
        if each.style in QUOTES or each.right >= QUOTE_TWIPS:
            return edge(each) - left >= QUOTE_TWIPS
        return each.mark is not None or (left > base and each.left >= left - _SLACK)

    return max(end_while(drafts, at, belongs), at + 1)


def is_below(draft: DraftParagraph, head: DraftParagraph) -> bool:
    """Is this an item of a list inside the item `head`?

    In one list its levels tell; of two lists, which a draft may well have on one level, the
    one that stands further in is inside the other.
    """
    if not draft.mark or not head.mark:
        return False
    further = draft.left - head.left
    is_same_list = draft.mark.list_id == head.mark.list_id
    if is_same_list and (draft.mark.is_ordered or draft.mark.level != head.mark.level):
        return draft.mark.level > head.mark.level
    if abs(further) >= _LEVEL_TWIPS:
        return further > 0
    return draft.mark.level > head.mark.level


def continues(draft: DraftParagraph, head: DraftParagraph, items: int) -> bool:
    """Is this the next item of the list that `head` begins?"""
    mark, first = draft.mark, head.mark
    if not mark or not first or mark.is_ordered != first.is_ordered or is_below(head, draft):
        return False
    if not mark.is_ordered:
        return True
    return mark.list_id == first.list_id and mark.count == first.count + items


def typed_bullet(draft: DraftParagraph) -> str:
    text = draft.text
    has_blank = text[1:2].isspace()
    return (
        text[0] if text and text[0] in _BULLETS and has_blank and draft.style not in CODES else ""
    )


def without_first(spans: Spans) -> Spans:
    """Return the spans without the bullet that was typed before them."""
    text = "".join(span.text for span in spans)
    lead = len(text) - len(text.lstrip())
    rest = list(spans)
    dropped = lead + 1
    while dropped and rest:
        first = rest[0]
        rest[0] = replace(first, text=first.text[dropped:])
        dropped -= min(dropped, len(first.text))
        if dropped:
            rest.pop(0)
    return tuple(rest)
