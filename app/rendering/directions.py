"""Which way a text runs that stands in a letter: its own where all of it runs the other way.

A Latin note in an Arabic letter would else end with its full stop at the wrong end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain import documents as tree
from app.domain import tokens
from app.domain.patterns import compiled

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LETTER_FROM_THE_LEFT = f"[^\\W\\d_{RIGHT_TO_LEFT}]"


def own_direction(text: str, *, around: str) -> str:
    """Return "ltr" or "rtl" for a text all of whose letters run that way, else `around`."""
    if around == "ltr" and text.isascii():
        return around
    has_rtl = compiled(f"[{RIGHT_TO_LEFT}]").search(text) is not None
    has_ltr = compiled(_LETTER_FROM_THE_LEFT).search(text) is not None
    if has_rtl is has_ltr:
        return around
    return "rtl" if has_rtl else "ltr"


def direction_of_items(items: Sequence[Sequence[tree.Block]], *, around: str) -> str:
    """Return the direction of a list: the other one only where all its items run that way."""
    texts = [text for item in items for text in _texts(item)]
    ways = {own_direction(text, around=around) for text in texts if text.strip()}
    return ways.pop() if len(ways) == 1 else around


def _texts(blocks: Sequence[tree.Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case tree.Paragraph(inlines) | tree.Heading(_, inlines):
                yield tokens.plain_text(inlines)
            case tree.BulletList(items) | tree.OrderedList(items):
                for item in items:
                    yield from _texts(item)
            case tree.Quote(inner):
                yield from _texts(inner)
            case tree.Table():
                for row in (block.header, *block.rows):
                    yield from map(tokens.plain_text, row)
