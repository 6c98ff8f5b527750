"""Which paragraph of a draft is which part of the letter: by style, or by its words.

Nothing is made of the parts here; whatever is in no part stays in the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.documents import NamesPlace
from app.domain.draft_parts import Line, Sorted, lines_of_block
from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable, Spans
from app.domain.name_entries import Entry
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
    "letterhead name": "letterhead_name",
    "letterhead": "letterhead",
    "officers beside": "officers",
    "officers at foot": "officers",
    "edition": "edition",
}
_TELLING = frozenset(
    {"letter date", "delivery", "address", "copies", "signatory", "signatory lead",
     "signatories heading", "docket"}
)  # fmt: skip
_NAMES = frozenset({"names", "heading", "note"})
_BETWEEN_OFFICERS = " · "
# What the letter's own words are printed around: they are made again.
_MADE_AGAIN = frozenset({"notes heading", "draft mark", "header", "footer"})
_GROUP = re.compile(r"signatory group (\d)")


def sort_draft(
    blocks: Sequence[DraftBlock], language: str, *, around: Sequence[DraftParagraph] = ()
) -> Sorted:
    """Return the parts of a draft; `around` is what its headers and footers hold of it."""
    styles = {block.style for block in blocks if isinstance(block, DraftParagraph)}
    if not (styles & _TELLING or any(_is_address_table(block) for block in blocks)):
        return _by_words(blocks, language)
    return _by_style([*blocks, *around])


# ---------------------------------------------------------------- by style


def _by_style(blocks: Sequence[DraftBlock]) -> Sorted:
    found = Sorted(is_styled=True)
    for block in blocks:
        if isinstance(block, DraftParagraph):
            _add_paragraph(found, block)
        elif _is_address_table(block):
            _add_address_table(found, block)
        else:
            found.keep_as_text(block)
    return found


def _add_paragraph(found: Sorted, block: DraftParagraph) -> None:
    style = block.style
    group = _GROUP.fullmatch(style)
    part = _OWN_STYLES.get(style, "names" if style.startswith("signatory") else "")
    if style == "names pointer":
        # The names stand behind everything; this is their place among the parts.
        found.meet("names")
        found.names_place = NamesPlace.ATTACHMENT
        return
    if part in _NAMES and block.begins_page and not _has_names(found):
        found.names_place = found.names_place or NamesPlace.NEW_PAGE
    if part == "names":
        _add_name(found, block, level=int(group[1]) if group else 0)
    elif part:
        _add_styled(found, block, part)
    elif style not in _MADE_AGAIN:
        found.keep_as_text(block)


def _has_names(found: Sorted) -> bool:
    return bool(found.entries) or found.has("heading") or found.has("note")


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
    if part in ("re", "contact", "note", "title", "edition"):
        lines = [Line(strip(spans), block.place)]
    if part == "cc":
        found.copies.append(lines)
        found.meet("cc")
        return
    if block.style == "officers at foot":
        lines = [Line(each, block.place) for each in _parted(spans, _BETWEEN_OFFICERS)]
    for line in lines:
        found.add(part, line)


def _parted(spans: Spans, separator: str) -> list[Spans]:
    """Return the runs of text between separators."""
    parts: list[Spans] = []
    rest = spans
    while (at := text_of(rest).find(separator)) >= 0:
        before, rest = cut(rest, at)
        parts.append(strip(before))
        rest = cut(rest, len(separator))[1]
    return [*parts, strip(rest)]


def _is_address_table(block: DraftBlock) -> bool:
    """Is this the table without lines that addressees stand in, two in a row?"""
    if not isinstance(block, DraftTable):
        return False
    return all(each.style == "address" for row in block.rows for cell in row for each in cell)


def _add_address_table(found: Sorted, table: DraftTable) -> None:
    found.addressee_columns = 2
    for cell in (cell for row in table.rows for cell in row):
        lines = [line for each in cell for line in lines_of_block(each)]
        for at, line in enumerate(lines):
            found.add("addressees", replace(line, is_start=at == 0))


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
