"""Which paragraph of a draft is which part of the letter: by style, or by its words.

Nothing is made of the parts here; whatever is in no part stays in the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.draft_parts import Line, Sorted, lines_of_block
from app.domain.drafts import DraftBlock, DraftParagraph
from app.domain.recognizing_names import Entry
from app.domain.sorting_heads import HeadSorter
from app.domain.sorting_tails import TailSorter
from app.domain.spans import cut, lines_of, strip, text_of

_OWN_STYLES = {
    "title": "title",
    "letter date": "date",
    "delivery": "via",
    "docket": "docket",
    "address": "addressees",
    "re": "re",
    "salutation": "salutation",
    "closing": "closing",
    "contact": "contact",
    "copies": "cc",
    "enclosures": "enclosures",
    "signatories heading": "heading",
    "signatories note": "note",
    "signatory": "names",
    "signatory lead": "names",
}
_TELLING = frozenset(
    {"letter date", "delivery", "address", "copies", "signatory", "signatory lead",
     "signatories heading", "docket"}
)  # fmt: skip
# What a design adds around the letter, and its text does not hold.
_FURNITURE = frozenset({"letterhead", "letterhead line", "edition", "edition line"})
_GROUP = re.compile(r"signatory group (\d)")


def sort_draft(blocks: Sequence[DraftBlock], language: str) -> Sorted:
    """Return the parts of a draft."""
    styles = {block.style for block in blocks if isinstance(block, DraftParagraph)}
    return _by_style(blocks) if styles & _TELLING else _by_words(blocks, language)


# ---------------------------------------------------------------- by style


def _by_style(blocks: Sequence[DraftBlock]) -> Sorted:
    found = Sorted(is_styled=True)
    for block in blocks:
        style = block.style if isinstance(block, DraftParagraph) else ""
        group = _GROUP.fullmatch(style)
        part = _OWN_STYLES.get(style, "names" if style.startswith("signatory") else "")
        if isinstance(block, DraftParagraph) and style in _FURNITURE:
            found.furniture.append(block)
        elif not isinstance(block, DraftParagraph) or not part:
            _keep(found, block)
        elif part == "names":
            _add_name(found, block, level=int(group[1]) if group else 0)
        else:
            _add_styled(found, block, part)
    return found


def _add_name(found: Sorted, block: DraftParagraph, *, level: int) -> None:
    found.meet("names")
    found.columns = max(found.columns, block.columns)
    for line in lines_of(block.spans):
        is_lead = block.style == "signatory lead"
        found.entries.append(Entry(line, block.place, level=level, is_lead=is_lead))


def _add_styled(found: Sorted, block: DraftParagraph, part: str) -> None:
    spans = block.spans
    if part in ("re", "cc", "enclosures"):
        label, tab, _ = text_of(spans).partition("\t")
        if tab:
            before, spans = cut(spans, len(label) + 1)
            if strip(before) and not found.has(f"{part}_label"):
                found.add(f"{part}_label", Line(strip(before), block.place))
    lines = lines_of_block(replace(block, spans=spans))
    if part in ("re", "contact", "note", "title"):
        lines = [Line(strip(spans), block.place)]
    if part == "cc":
        found.copies.append(lines)
        found.meet("cc")
        return
    for line in lines:
        found.add(part, line)


def _keep(found: Sorted, block: DraftBlock) -> None:
    # The heading over endnotes is made again where they print.
    if not (isinstance(block, DraftParagraph) and block.style == "notes heading"):
        found.keep_as_text(block)


# ---------------------------------------------------------------- by words


def _by_words(blocks: Sequence[DraftBlock], language: str) -> Sorted:
    found = Sorted()
    rest = list(blocks)
    begin = HeadSorter(rest, language, found).sort()
    tail = TailSorter(rest, found)
    end = tail.start(begin)
    for block in rest[begin:end]:
        found.keep_as_text(block)
    tail.sort(rest[end:])
    return found
