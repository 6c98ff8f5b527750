"""What stands under the body of a draft without styles: closing, names, copies, enclosures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain import letter_words
from app.domain.documents import NamesPlace
from app.domain.draft_parts import (
    LONGEST_NAME_LINE,
    Line,
    Sorted,
    is_label,
    is_sentence,
    lines_of_block,
)
from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable
from app.domain.sorting_enclosures import EnclosureSorter
from app.domain.spans import cut, is_all, split, strip, text_of

_LABELS = (letter_words.COPIES_LABEL, letter_words.ENCLOSURES_LABEL)
# What stands under the heading of an attachment is its text, and no part of the letter.
_ATTACHED_TEXT = "attached text"
# Where these were met under names, no further name follows.
_UNDER_NAMES = frozenset({"cc", "enclosures", "attached"})
# The level of a heading whose group is one of the list itself.
_GROUP_LEVEL = 2


class TailSorter:
    """Sorts the end of `blocks` into `found`."""

    def __init__(self, blocks: Sequence[DraftBlock], found: Sorted) -> None:
        self._blocks = blocks
        self._found = found
        self._enclosures = EnclosureSorter(found)

    def start(self, begin: int) -> int:
        """Return where the closing, the names or the copies begin."""
        closing = heading = label = None
        for at in range(begin, len(self._blocks)):
            block = self._blocks[at]
            first = next(iter(lines_of_block(block)), None)
            if not isinstance(block, DraftParagraph) or first is None:
                continue
            if self._is_closing(block, first):
                closing = at
            elif is_names_heading(block):
                heading = at if heading is None else heading
            elif is_label(first, *_LABELS):
                label = at if label is None else label
        late = begin + (len(self._blocks) - begin) // 2
        after = [at for at in (heading, label) if at is not None and (closing or late) <= at]
        starts = [closing] if closing is not None else []
        if heading is not None and closing is None:
            starts.append(heading)
        if label is not None and (closing is None or label < closing) and label >= late:
            starts.append(label)
        return min((*starts, *after), default=len(self._blocks))

    def _is_closing(self, block: DraftParagraph, first: Line) -> bool:
        if block.mark or block.heading or len(first.text) > 200:
            return False
        if block.style == "closing":
            return True
        is_short = len(first.text) <= 80 or letter_words.CLOSING.fullmatch(first.text)
        return bool(letter_words.CLOSING.match(first.text) and is_short) and not (
            len(first.text) > 40 and first.text.endswith(".")
        )

    def sort(self, blocks: Sequence[DraftBlock]) -> None:
        state = ""
        for at, block in enumerate(blocks):
            if isinstance(block, DraftTable):
                state = self._table(block, state)
            elif state == _ATTACHED_TEXT:
                self._found.leave_unknown(block)
            elif self._heads_attached_names(block, blocks[at + 1 : at + 2]):
                self._found.add("heading", Line(strip(block.spans), block.place))
                self._found.names_place = NamesPlace.ATTACHMENT
                state = "names"
            else:
                state = self._paragraph(block, state)
        self._enclosures.settle()

    def _table(self, table: DraftTable, state: str) -> str:
        lines = lines_of_block(table)
        if lines and is_label(lines[0], letter_words.COPIES_LABEL):
            for line in lines:
                self._copy([line])
            return "cc"
        if state == "cc" and not self._found.copies:
            cells = [cell for row in table.rows for cell in row]
            self._found.copies += [
                [line for each in cell for line in lines_of_block(each)] for cell in cells if cell
            ]
            return state
        if state == "enclosures" and not self._enclosures.has_any:
            self._enclosures.add(lines)
            return state
        has_names = bool(self._found.names)
        if state == _ATTACHED_TEXT or (state in _UNDER_NAMES and has_names):
            self._found.leave_unknown(table)
            return state
        self._found.names.append(table)
        self._found.meet("names")
        return "names"

    def _heads_attached_names(self, block: DraftParagraph, following: Sequence[DraftBlock]) -> bool:
        """Is this "Attachment A: Signatories", and are they there?"""
        attached = letter_words.ATTACHED.match(block.text)
        if not attached or self._found.names or self._found.has("heading"):
            return False
        words = block.text[attached.end() :].strip(" :–—-")
        lines = [line for each in following for line in lines_of_block(each)][:1]
        return bool(letter_words.SIGNATORIES.match(words) and lines) and not (
            is_label(lines[0], *_LABELS)
        )

    def _paragraph(self, block: DraftParagraph, state: str) -> str:
        lines = lines_of_block(block)
        if not lines:
            return state
        text = lines[0].text
        if self._is_closing(block, lines[0]) and not self._found.has("closing"):
            self._found.add("closing", lines[0])
            if len(lines) > 1:
                spans = strip(block.spans)
                rest = strip(cut(spans, text_of(spans).index("\n"))[1])
                return self._paragraph(replace(block, spans=rest), "closing")
            return "closing"
        if is_label(lines[0], letter_words.COPIES_LABEL):
            self._copy(lines)
            return "cc"
        if is_label(lines[0], letter_words.ENCLOSURES_LABEL):
            self._enclosures.begin(block, lines)
            self._found.meet("enclosures")
            return "enclosures"
        if letter_words.ATTACHED.match(text_of(lines[0].spans)) and _may_be_name(block, lines):
            return self._attached(block, lines, state)
        if is_names_heading(block) and not self._found.has("heading"):
            return self._names_heading(block)
        if letter_words.NAMES_NOTE.match(text) and not self._found.has("note"):
            self._found.add("note", Line(strip(block.spans), block.place))
            return state
        if self._is_contact(block, text):
            self._found.add("contact", Line(strip(block.spans), block.place))
            return state
        return self._lines(block, lines, state)

    def _lines(self, block: DraftParagraph, lines: list[Line], state: str) -> str:
        text = block.text
        if self._goes_on(block, state) and len(text) < LONGEST_NAME_LINE:
            if state == "cc":
                self._found.copies.append(_cells(lines))
            else:
                self._enclosures.add(lines)
            return state
        has_names = bool(self._found.names)
        if block.is_rule or not _may_be_name(block, lines) or (state in _UNDER_NAMES and has_names):
            if not block.is_rule:
                self._found.leave_unknown(block)
            return state
        self._found.columns = max(self._found.columns, block.columns)
        self._found.names.append(block)
        self._found.meet("names")
        return "names"

    def _is_contact(self, block: DraftParagraph, text: str) -> bool:
        whole = block.text
        has_address = "@" in whole or re.search(r"\d{3}[-. )]+\d{3,4}", whole) is not None
        return (
            not self._found.has("contact")
            and bool(letter_words.CONTACT.match(text))
            and (has_address or len(text) > 60)
        )

    def _goes_on(self, block: DraftParagraph, state: str) -> bool:
        """Is this a further line under the label of copies or enclosures?"""
        if state not in ("cc", "enclosures"):
            return False
        has_entries = bool(self._found.copies) if state == "cc" else self._enclosures.has_any
        # Under a label alone, white space may stand above its entries.
        return not block.has_gap or (not has_entries and bool(self._found.names))

    def _attached(self, block: DraftParagraph, lines: Sequence[Line], state: str) -> str:
        """Take "Attachment A: log" for an enclosure, or a heading for that of its text."""
        if block.heading or block.begins_page:
            self._found.leave_unknown(block)
            return _ATTACHED_TEXT
        self._enclosures.add(lines)
        return "enclosures" if state == "enclosures" else "attached"

    def _names_heading(self, block: DraftParagraph) -> str:
        if self._found.names:
            # Names stand above it, those of the letter's own signature: it heads a group.
            level = block.heading or _GROUP_LEVEL
            self._found.names.append(replace(block, heading=level))
        else:
            self._found.add("heading", Line(strip(block.spans), block.place))
        return "names"

    def _copy(self, lines: Sequence[Line]) -> None:
        first, *rest = lines
        spans = self._found.without_label("cc", first, letter_words.COPIES_LABEL)
        kept = [replace(first, spans=spans), *rest] if strip(spans) else rest
        self._found.meet("cc")
        if kept:
            self._found.copies.append(_cells(kept))


def _may_be_name(block: DraftParagraph, lines: Sequence[Line]) -> bool:
    """Is this as short as a name, and no sentence?"""
    text = block.text
    is_said = is_sentence(text) and len(text.split()) > 14 and not block.mark
    return len(lines[0].text) <= LONGEST_NAME_LINE and not is_said


def _cells(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a copy, one for each column that tabs set."""
    return [
        replace(line, spans=cell)
        for line in lines
        for cell in split(line.spans, lambda character: character == "\t")
    ]


def is_names_heading(block: DraftBlock) -> bool:
    if not isinstance(block, DraftParagraph) or block.mark:
        return False
    text = block.text
    is_set_apart = bool(block.heading) or is_all(block.spans, "bold") or text.endswith((":", "："))
    return (
        len(text) < 100
        and letter_words.SIGNATORIES.match(text) is not None
        and (is_set_apart or len(text.split()) <= 3)
    )
