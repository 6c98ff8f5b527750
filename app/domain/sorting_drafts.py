"""Which paragraph of a draft is which part of the letter: by style, or by its words.

Nothing is made of the parts here; whatever is in no part stays in the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.domain import letter_words
from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable, Span, Spans
from app.domain.letters import Part
from app.domain.recognizing_names import Entry
from app.domain.spans import cut, is_all, lines_of, strip, text_of
from app.domain.wording import read_date_words

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
    "numbered signatory": "names",
}
_TELLING = frozenset(
    {"letter date", "delivery", "address", "copies", "signatory", "signatory lead",
     "signatories heading", "docket"}
)  # fmt: skip
_GROUP = re.compile(r"signatory group (\d)")
_PART_OF = {
    "closing": Part.CLOSING,
    "contact": Part.CONTACT,
    "names": Part.NAMES,
    "heading": Part.NAMES,
    "note": Part.NAMES,
    "cc": Part.CC,
    "enclosures": Part.ENCLOSURES,
}
_DATE_SHAPES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}$|\d{1,2}[./]\d{1,2}[./]\d{2,4}$|\[?(insert )?date\]?$|"
    r"\d{4}年\d{1,2}月\d{1,2}日$|[A-Za-z]+ (_+|X+|\[.*\]|\?+|\d{1,2}),? \d{4}$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r".*[.?!]['\"”’)]?$", re.DOTALL)
_FARTHEST_SALUTATION = 60
_LONGEST_HEAD_LINE = 160
_LONGEST_NAME_LINE = 320
_BREAK = Span("\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the draft; `is_start`: white space stands before it."""

    spans: Spans
    place: str
    is_start: bool = True

    @property
    def text(self) -> str:
        return " ".join(text_of(self.spans).split())


@dataclass(slots=True)
class Sorted:
    """The parts as they were found; `parts` are those after the salutation, in order."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    copies: list[list[Line]] = field(default_factory=list)
    names: list[DraftBlock] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    body: list[DraftBlock] = field(default_factory=list)
    unknown: list[DraftBlock] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    columns: int = 1

    def add(self, part: str, line: Line) -> None:
        self.lines.setdefault(part, []).append(line)
        self.meet(part)

    def meet(self, part: str) -> None:
        found = _PART_OF.get(part)
        if found and found not in self.parts:
            self.parts.append(found)

    def has(self, part: str) -> bool:
        return part in self.lines

    def text(self, part: str) -> str:
        return " ".join(line.text for line in self.lines.get(part, ()))


def sort_draft(blocks: Sequence[DraftBlock], language: str) -> Sorted:
    """Return the parts of a draft."""
    styles = {block.style for block in blocks if isinstance(block, DraftParagraph)}
    return _by_style(blocks) if styles & _TELLING else _ByWords(blocks, language).sort()


def lines_of_block(block: DraftBlock) -> list[Line]:
    """Return the lines of a paragraph, or of a table's cells row by row."""
    if isinstance(block, DraftTable):
        cells = [cell for row in block.rows for cell in row]
        return [line for cell in cells for each in cell for line in lines_of_block(each)]
    is_start = block.has_gap or block.is_spaced
    return [
        Line(spans, block.place, is_start=is_start and at == 0)
        for at, spans in enumerate(lines_of(block.spans))
    ]


# ---------------------------------------------------------------- by style


def _by_style(blocks: Sequence[DraftBlock]) -> Sorted:
    found = Sorted()
    for block in blocks:
        style = block.style if isinstance(block, DraftParagraph) else ""
        group = _GROUP.fullmatch(style)
        part = "names" if group else _OWN_STYLES.get(style, "")
        if not isinstance(block, DraftParagraph) or not part:
            _add_to_body(found, block)
        elif part == "names":
            _add_name(found, block, level=int(group[1]) if group else 0)
        else:
            _add_styled(found, block, part)
    return found


def _add_to_body(found: Sorted, block: DraftBlock) -> None:
    if isinstance(block, DraftParagraph) and block.style in ("notes heading",):
        return
    found.body.append(block)
    if Part.BODY not in found.parts:
        found.parts.append(Part.BODY)


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


# ---------------------------------------------------------------- by words


class _ByWords:
    def __init__(self, blocks: Sequence[DraftBlock], language: str) -> None:
        self._blocks = list(blocks)
        self._language = language
        self._found = Sorted()

    def sort(self) -> Sorted:
        begin = self._head()
        end = self._tail_start(begin)
        for block in self._blocks[begin:end]:
            _add_to_body(self._found, block)
        self._tail(self._blocks[end:])
        return self._found

    # -------------------------------------------------------------- head

    def _head(self) -> int:
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
            is_sentence = len(text) > 70 and _SENTENCE.match(text)
            is_labelled = any(self._head_part(line) for line in lines_of_block(block))
            if at and block.heading and block.style != "title":
                return at
            if (is_long or is_sentence) and not is_labelled:
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
        parts = [self._head_part(line) for _, line in lines]
        dated = next((at for at, part in enumerate(parts) if part == "date"), -1)
        last_plain = max((at for at, part in enumerate(parts) if not part), default=-1)
        re_place = ""
        for at, ((block, line), part) in enumerate(zip(lines, parts, strict=True)):
            if part in ("date", "docket", "via") and not self._may_add(part, line):
                part = ""
            if part == "re":
                re_place = line.place
            if not part and re_place and line.place == re_place:
                part = "re"
            if not part and self._is_title(block, line, at, is_above_date=at < dated):
                part = "title"
            is_letterhead = at < dated < last_plain or _is_letterhead(block, line)
            if part in ("from", "warning") or (not part and is_letterhead):
                self._leave(block, line)
            else:
                self._add_head(part or "addressees", line)

    def _may_add(self, part: str, line: Line) -> bool:
        return part != "date" or not self._found.has("date")

    def _add_head(self, part: str, line: Line) -> None:
        label = {
            "re": letter_words.SUBJECT_LABEL,
            "to": letter_words.TO_LABEL,
            "date": letter_words.DATE_LABEL,
            "cc": letter_words.COPIES_LABEL,
        }.get(part)
        spans = line.spans
        if label and not (part == "re" and self._found.has("re")):
            spans = self._without_label(part, line, label)
        if part == "cc":
            self._found.copies.append([replace(line, spans=spans)])
            self._found.meet("cc")
        elif strip(spans):
            self._found.add("addressees" if part == "to" else part, replace(line, spans=spans))

    def _without_label(self, part: str, line: Line, label: re.Pattern[str]) -> Spans:
        match = label.match(text_of(line.spans))
        if match is None:
            return line.spans
        before, after = cut(line.spans, match.end())
        if part in ("re", "cc") and not self._found.has(f"{part}_label"):
            self._found.add(f"{part}_label", Line(strip(before), line.place))
        return strip(after)

    def _is_title(self, block: DraftBlock, line: Line, at: int, *, is_above_date: bool) -> bool:
        if self._found.has("title") or not isinstance(block, DraftParagraph):
            return False
        if block.style in ("title", "subtitle") or block.heading:
            return True
        is_loud = is_all(line.spans, "bold") or line.text.isupper()
        if is_above_date and not letter_words.TITLE_OF_LETTER.search(line.text):
            return False
        return block.alignment == "center" and is_loud and len(line.text) > 15 and at < 12

    def _title_alone(self) -> int:
        first = self._blocks[0] if self._blocks else None
        if isinstance(first, DraftParagraph) and first.text:
            is_loud = is_all(first.spans, "bold") and first.alignment == "center"
            if first.style == "title" or is_loud:
                self._found.add("title", Line(strip(first.spans), first.place))
                return 1
        return 0

    def _leave(self, block: DraftBlock, line: Line) -> None:
        kept = DraftParagraph(line.spans, line.place)
        self._found.unknown.append(kept)
        _add_to_body(self._found, kept)

    # -------------------------------------------------------------- tail

    def _tail_start(self, begin: int) -> int:
        """Return where the closing, the names or the copies begin."""
        closing = heading = label = None
        for at in range(begin, len(self._blocks)):
            block = self._blocks[at]
            first = next(iter(lines_of_block(block)), None)
            if not isinstance(block, DraftParagraph) or first is None:
                continue
            if self._is_closing(block, first):
                closing = at
            elif _is_names_heading(block):
                heading = at if heading is None else heading
            elif _is_label(first, letter_words.COPIES_LABEL, letter_words.ENCLOSURES_LABEL):
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

    def _tail(self, blocks: Sequence[DraftBlock]) -> None:
        state = ""
        for block in blocks:
            if isinstance(block, DraftTable):
                state = self._tail_table(block, state)
                continue
            state = self._tail_paragraph(block, state)

    def _tail_table(self, table: DraftTable, state: str) -> str:
        lines = lines_of_block(table)
        if lines and _is_label(lines[0], letter_words.COPIES_LABEL):
            for line in lines:
                self._copy([line])
            return "cc"
        self._found.names.append(table)
        self._found.meet("names")
        return "names"

    def _tail_paragraph(self, block: DraftParagraph, state: str) -> str:
        lines = lines_of_block(block)
        if not lines:
            return state
        text = lines[0].text
        if self._is_closing(block, lines[0]) and not self._found.has("closing"):
            self._found.add("closing", lines[0])
            if len(lines) > 1:
                rest = [span for line in lines[1:] for span in (*line.spans, _BREAK)]
                return self._tail_paragraph(replace(block, spans=strip(tuple(rest))), "closing")
            return "closing"
        if _is_label(lines[0], letter_words.COPIES_LABEL):
            self._copy(lines)
            return "cc"
        if _is_label(lines[0], letter_words.ENCLOSURES_LABEL):
            return self._enclosures(lines)
        if _is_names_heading(block) and not self._found.has("heading"):
            self._found.add("heading", Line(strip(block.spans), block.place))
            return "names"
        if letter_words.NAMES_NOTE.match(text) and not self._found.has("note"):
            self._found.add("note", Line(strip(block.spans), block.place))
            return state
        if self._is_contact(block, text):
            self._found.add("contact", Line(strip(block.spans), block.place))
            return state
        return self._tail_lines(block, lines, state)

    def _tail_lines(self, block: DraftParagraph, lines: list[Line], state: str) -> str:
        text = block.text
        if state in ("cc", "enclosures") and not block.has_gap and len(text) < _LONGEST_NAME_LINE:
            if state == "cc":
                self._found.copies.append(lines)
            else:
                self._found.lines["enclosures"] += lines
            return state
        is_name = len(lines[0].text) <= _LONGEST_NAME_LINE and not (
            _SENTENCE.match(text) and len(text.split()) > 14 and not block.mark
        )
        has_names = bool(self._found.names)
        if block.is_rule or not is_name or (state in ("cc", "enclosures") and has_names):
            if not block.is_rule:
                self._found.unknown.append(block)
                _add_to_body(self._found, block)
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
        spans = self._without_label("cc", first, letter_words.COPIES_LABEL)
        kept = [replace(first, spans=spans), *rest] if strip(spans) else rest
        self._found.meet("cc")
        if kept:
            self._found.copies.append(kept)

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


def _is_letterhead(block: DraftBlock, line: Line) -> bool:
    is_centred = isinstance(block, DraftParagraph) and block.alignment == "center"
    return is_centred or bool(
        re.search(r"\bwww\.|\b(tel|phone|fax)\b\.?:?\s*[\d(+]", line.text, re.IGNORECASE)
    )


def _is_names_heading(block: DraftBlock) -> bool:
    if not isinstance(block, DraftParagraph) or block.mark:
        return False
    text = block.text
    is_set_apart = bool(block.heading) or is_all(block.spans, "bold") or text.endswith((":", "："))
    return (
        len(text) < 100
        and letter_words.SIGNATORIES.match(text) is not None
        and (is_set_apart or len(text.split()) <= 3)
    )


def _is_label(line: Line, *labels: re.Pattern[str]) -> bool:
    text = text_of(line.spans)
    return len(text) < _LONGEST_NAME_LINE and any(label.match(text) for label in labels)
