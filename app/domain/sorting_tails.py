"""What stands under the body of a draft without styles: closing, names, copies, enclosures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain import letter_words
from app.domain.draft_parts import (
    LONGEST_NAME_LINE,
    Line,
    Sorted,
    is_label,
    is_sentence,
    lines_of_block,
)
from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable, Span
from app.domain.spans import cut, is_all, strip, text_of

_BREAK = Span("\n")


class TailSorter:
    """Sorts the end of `blocks` into `found`."""

    def __init__(self, blocks: Sequence[DraftBlock], found: Sorted) -> None:
        self._blocks = blocks
        self._found = found

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
            elif is_label(first, letter_words.COPIES_LABEL, letter_words.ENCLOSURES_LABEL):
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
        for block in blocks:
            if isinstance(block, DraftTable):
                state = self._table(block)
                continue
            state = self._paragraph(block, state)

    def _table(self, table: DraftTable) -> str:
        lines = lines_of_block(table)
        if lines and is_label(lines[0], letter_words.COPIES_LABEL):
            for line in lines:
                self._copy([line])
            return "cc"
        self._found.names.append(table)
        self._found.meet("names")
        return "names"

    def _paragraph(self, block: DraftParagraph, state: str) -> str:
        lines = lines_of_block(block)
        if not lines:
            return state
        text = lines[0].text
        if self._is_closing(block, lines[0]) and not self._found.has("closing"):
            self._found.add("closing", lines[0])
            if len(lines) > 1:
                rest = [span for line in lines[1:] for span in (*line.spans, _BREAK)]
                return self._paragraph(replace(block, spans=strip(tuple(rest))), "closing")
            return "closing"
        if is_label(lines[0], letter_words.COPIES_LABEL):
            self._copy(lines)
            return "cc"
        if is_label(lines[0], letter_words.ENCLOSURES_LABEL):
            return self._enclosures(lines)
        if is_names_heading(block) and not self._found.has("heading"):
            self._found.add("heading", Line(strip(block.spans), block.place))
            return "names"
        if letter_words.NAMES_NOTE.match(text) and not self._found.has("note"):
            self._found.add("note", Line(strip(block.spans), block.place))
            return state
        if self._is_contact(block, text):
            self._found.add("contact", Line(strip(block.spans), block.place))
            return state
        return self._lines(block, lines, state)

    def _lines(self, block: DraftParagraph, lines: list[Line], state: str) -> str:
        text = block.text
        if state in ("cc", "enclosures") and not block.has_gap and len(text) < LONGEST_NAME_LINE:
            if state == "cc":
                self._found.copies.append(lines)
            else:
                self._add_enclosures(lines)
            return state
        is_name = len(lines[0].text) <= LONGEST_NAME_LINE and not (
            is_sentence(text) and len(text.split()) > 14 and not block.mark
        )
        has_names = bool(self._found.names)
        if block.is_rule or not is_name or (state in ("cc", "enclosures") and has_names):
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

    def _copy(self, lines: list[Line]) -> None:
        first, *rest = lines
        spans = self._found.without_label("cc", first, letter_words.COPIES_LABEL)
        kept = [replace(first, spans=spans), *rest] if strip(spans) else rest
        self._found.meet("cc")
        if kept:
            self._found.copies.append(kept)

    def _add_enclosures(self, lines: list[Line]) -> None:
        found = self._found.lines["enclosures"]
        label = letter_words.ENCLOSURES_LABEL
        # A label that stood for want of anything else goes when the first enclosure comes.
        self._found.lines["enclosures"] = [
            *(line for line in found if not label.fullmatch(line.text)),
            *lines,
        ]

    def _enclosures(self, lines: list[Line]) -> str:
        first, *rest = lines
        match = letter_words.ENCLOSURES_LABEL.match(text_of(first.spans))
        spans = strip(cut(first.spans, match.end())[1]) if match else first.spans
        self._found.lines.setdefault("enclosures", [])
        self._found.meet("enclosures")
        kept = [replace(first, spans=spans), *rest] if spans else rest
        # "Enclosure" alone says that there is one.
        self._found.lines["enclosures"] += kept or [first]
        return "enclosures"


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
