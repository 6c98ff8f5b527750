"""What stands above the body of a draft without styles: from the letterhead to "Dear ...".

Each line is known by its words; a line that says nothing is one of an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain import letter_words
from app.domain.draft_parts import Line, Sorted, is_sentence, lines_of_block
from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable
from app.domain.spans import is_all, strip
from app.domain.wording import read_date_words

_DATE_SHAPES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}$|\d{1,2}[./]\d{1,2}[./]\d{2,4}$|\[?(insert )?date\]?$|"
    r"\d{4}年\d{1,2}月\d{1,2}日$|[A-Za-z]+ (_+|X+|\[.*\]|\?+|\d{1,2}),? \d{4}$",
    re.IGNORECASE,
)
_FARTHEST_SALUTATION = 60
_LONGEST_HEAD_LINE = 160


class HeadSorter:
    """Sorts the head of `blocks` into `found`; a salutation that runs on is cut in `blocks`."""

    def __init__(self, blocks: list[DraftBlock], language: str, found: Sorted) -> None:
        self._blocks = blocks
        self._language = language
        self._found = found

    def sort(self) -> int:
        """Sort what stands above the body; return where the body begins."""
        salutation = self._salutation()
        end = self._end_of_head() if salutation is None else salutation
        head = self._blocks[:end]
        lines = [(block, line) for block in head for line in lines_of_block(block)]
        is_letter = salutation is not None or any(
            self._head_part(line) for _, line in lines if line.text
        )
        if not is_letter:
            return self._title_alone()
        self._sort_head(lines)
        if salutation is None:
            return end
        return self._take_salutation(salutation)

    def _salutation(self) -> int | None:
        for at, block in enumerate(self._blocks[:_FARTHEST_SALUTATION]):
            if not isinstance(block, DraftParagraph) or block.mark:
                continue
            first = next(iter(lines_of_block(block)), None)
            if first is None or len(first.text) > _LONGEST_HEAD_LINE:
                continue
            is_said = letter_words.SALUTATION.match(first.text) and not first.text.endswith(".")
            if block.style == "salutation" or is_said:
                return at
        return None

    def _take_salutation(self, at: int) -> int:
        block = self._blocks[at]
        if not isinstance(block, DraftParagraph):
            return at
        first, *rest = lines_of_block(block)
        salutations = [first]
        # Two lines of address stand under each other; text that follows is the body's.
        while rest and letter_words.SALUTATION.match(rest[0].text) and len(rest[0].text) < 80:
            salutations.append(rest.pop(0))
        for line in salutations:
            self._found.add("salutation", line)
        if rest:
            spans = tuple(span for line in rest for span in line.spans)
            self._blocks[at] = replace(block, spans=spans)
            return at
        return at + 1

    def _end_of_head(self) -> int:
        for at, block in enumerate(self._blocks[:_FARTHEST_SALUTATION]):
            if isinstance(block, DraftTable) or block.mark:
                return at
            text = block.text
            is_long = any(len(line.text) > _LONGEST_HEAD_LINE for line in lines_of_block(block))
            ends = len(text) > 70 and is_sentence(text)
            is_labelled = any(self._head_part(line) for line in lines_of_block(block))
            if at and block.heading and block.style != "title":
                return at
            leads_on = text.endswith((":", "：")) and not is_labelled
            if leads_on or ((is_long or ends) and not is_labelled):
                return at
        return min(len(self._blocks), _FARTHEST_SALUTATION)

    def _head_part(self, line: Line) -> str:
        """Return the part whose words a line of the head says, "" for none."""
        text = line.text
        if letter_words.SUBJECT_LABEL.match(text):
            return "re"
        if len(text) > _LONGEST_HEAD_LINE:
            return ""
        for part, pattern in (
            ("from", letter_words.FROM_LABEL),
            ("to", letter_words.TO_LABEL),
            ("cc", letter_words.COPIES_LABEL),
            ("via", letter_words.VIA),
            ("docket", letter_words.DOCKET),
            ("warning", letter_words.WARNING),
        ):
            if pattern.match(text):
                return part
        return "date" if self._is_date(text) else ""

    def _is_date(self, text: str) -> bool:
        label = letter_words.DATE_LABEL.match(text)
        words = text[label.end() :] if label else text
        if len(words) > 60:
            return False
        if _DATE_SHAPES.match(words):
            return True
        try:
            return read_date_words(words, self._language) is not None and len(words) < 45
        except ValueError:
            return True

    def _sort_head(self, lines: Sequence[tuple[DraftBlock, Line]]) -> None:
        said = [self._head_part(line) for _, line in lines]
        dated = next((at for at, part in enumerate(said) if part == "date"), -1)
        last_plain = max((at for at, part in enumerate(said) if not part), default=-1)
        for at, (block, line) in enumerate(lines):
            part = self._settled_part(block, line, said[at], is_above_date=at < dated)
            is_letterhead = at < dated < last_plain or _is_letterhead(block, line)
            is_text = is_letterhead or len(line.text) > _LONGEST_HEAD_LINE
            if part in ("from", "warning") or (not part and is_text):
                self._found.leave_unknown(DraftParagraph(line.spans, line.place))
            else:
                self._add_head(part or "addressees", line)

    def _settled_part(
        self, block: DraftBlock, line: Line, said: str, *, is_above_date: bool
    ) -> str:
        """Return the part of a line, what stands before it considered; "" for an address."""
        if said and not (said == "date" and self._found.has("date")):
            return said
        subject = self._found.lines.get("re", [])
        if subject and subject[-1].place == line.place:
            return "re"
        return "title" if self._is_title(block, line, is_above_date=is_above_date) else ""

    def _add_head(self, part: str, line: Line) -> None:
        label = {
            "re": letter_words.SUBJECT_LABEL,
            "to": letter_words.TO_LABEL,
            "date": letter_words.DATE_LABEL,
            "cc": letter_words.COPIES_LABEL,
        }.get(part)
        spans = line.spans
        if label and not (part == "re" and self._found.has("re")):
            spans = self._found.without_label(part, line, label)
        if part == "cc":
            self._found.copies.append([replace(line, spans=spans)])
            self._found.meet("cc")
        elif strip(spans):
            self._found.add("addressees" if part == "to" else part, replace(line, spans=spans))

    def _is_title(self, block: DraftBlock, line: Line, *, is_above_date: bool) -> bool:
        if self._found.has("title") or not isinstance(block, DraftParagraph):
            return False
        if block.style in ("title", "subtitle") or block.heading:
            return True
        is_loud = is_all(line.spans, "bold") or line.text.isupper()
        if is_above_date and not letter_words.TITLE_OF_LETTER.search(line.text):
            return False
        return block.alignment == "center" and is_loud and len(line.text) > 15

    def _title_alone(self) -> int:
        first = self._blocks[0] if self._blocks else None
        if isinstance(first, DraftParagraph) and first.text:
            is_loud = is_all(first.spans, "bold") and first.alignment == "center"
            if first.style == "title" or is_loud:
                self._found.add("title", Line(strip(first.spans), first.place))
                return 1
        return 0


def _is_letterhead(block: DraftBlock, line: Line) -> bool:
    is_centred = isinstance(block, DraftParagraph) and block.alignment == "center"
    return is_centred or bool(
        re.search(r"\bwww\.|\b(tel|phone|fax)\b\.?:?\s*[\d(+]", line.text, re.IGNORECASE)
    )
