"""Lines of a draft to the fields of the letter: plain text, inlines, people.

What a field cannot hold is told; what is too long for it goes behind the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.documents import Inlines
from app.domain.draft_parts import Line, Sorted
from app.domain.drafted import Taken
from app.domain.drafted_blocks import BlockMaker
from app.domain.drafts import About, DraftBlock, DraftParagraph, Remark, Spans, remark
from app.domain.letters import Party
from app.domain.recognizing_parties import copies_of, parties_of, party_of
from app.domain.sentences import NOTHING, Sentence
from app.domain.spans import is_all, text_of, without_bold

# What a letter file allows is more; Markdown's escapes and the targets of links need room.
_LONGEST_LINE = 700
LONGEST_TITLE = 350
_LONGEST = {"contact": 3_500, "note": 3_500, "title": LONGEST_TITLE}
_LINE_BY_LINE = frozenset({"addressees", "enclosures", "letterhead", "officers"})
_SHOWN = 90
_KEYS = {
    "heading": "signatories_heading",
    "letterhead_name": "letterhead",
    "officers": "letterhead",
}


class FieldTaker:
    """Takes fields from the sorted lines; `taken` and `remarks` say what became of them."""

    def __init__(self, found: Sorted, maker: BlockMaker) -> None:
        self._found = found
        self._maker = maker
        self.taken: list[Taken] = []
        self.remarks: list[Remark] = []
        self.aside: list[DraftBlock] = []

    def lines(self, part: str) -> list[Line]:
        return self._found.lines.get(part, [])

    def _plain(self, line: Line) -> str:
        """Return a line as plain text; what plain text cannot hold is told."""
        for span in line.spans:
            if span.note:
                words = f"[^{span.note}]"
                self.remarks.append(remark(About.NOTE_IN_FIELD, words, line.place))
            elif span.link and span.link not in (span.text, f"mailto:{span.text}"):
                words = f"{span.text} ({span.link})"
                self.remarks.append(remark(About.LINK_IN_FIELD, words, line.place))
        return line.text

    def texts(self, part: str) -> list[str]:
        lines = self.lines(part)
        for line in lines:
            self.take(part, line.text, line.place)
        return [self._plain(line) for line in lines]

    def text(self, part: str) -> str:
        return " ".join(self.texts(part))

    def inlines(self, part: str) -> Inlines:
        lines = self.lines(part)
        if not lines:
            return ()
        spans = joined(lines)
        self.take(part, text_of(spans), lines[0].place)
        return self._maker.inlines(spans, lines[0].place)

    def take(self, part: str, words: str | Sentence, place: Sentence) -> None:
        shown = words if isinstance(words, Sentence) else _shown(words)
        self.taken.append(Taken(_KEYS.get(part, part), shown, place))

    def subject(self) -> Inlines:
        lines = self.lines("re")
        if not lines:
            return ()
        spans = joined(lines)
        # The line prints in bold as a whole.
        spans = without_bold(spans) if is_all(spans, "bold") else spans
        self.take("re", text_of(spans), lines[0].place)
        return self._maker.inlines(spans, lines[0].place)

    def label(self, part: str, usual: str) -> str:
        """Return the draft's own label where the letter's language has another."""
        written = self._found.text(f"{part}_label").strip()
        if not written or _letters(written) == _letters(usual):
            return ""
        return written

    def addressees(self) -> tuple[Party, ...]:
        lines = self.lines("addressees")
        starts = [line.is_start for line in lines]
        is_styled = self._found.is_styled
        # Where every line stands apart, the gaps tell nothing.
        if not is_styled and len(lines) > 1 and all(starts[1:]):
            starts = [False] * len(lines)
        texts = [self._plain(line) for line in lines]
        if is_styled:
            parties = _parties_by_start(texts, starts)
        else:
            parties = parties_of(texts, starts)
        for party in parties:
            place = next((line.place for line in lines if party.name in line.text), NOTHING)
            self.take("addressees", " / ".join(party.lines), place)
        return parties

    def copies(self) -> tuple[Party, ...]:
        entries = [[self._plain(line) for line in lines] for lines in self._found.copies]
        if self._found.is_styled:
            parties = tuple(party_of(lines, may_split=False) for lines in entries if lines)
        else:
            parties = copies_of(entries)
        places = [lines[0].place for lines in self._found.copies if lines]
        for at, party in enumerate(parties):
            place = places[min(at, len(places) - 1)] if places else NOTHING
            self.take("cc", " / ".join(party.lines), place)
        return parties

    def set_long_lines_aside(self) -> None:
        """Put what is too long for its field behind the body."""
        for part, lines in list(self._found.lines.items()):
            limit = _LONGEST.get(part, _LONGEST_LINE)
            over = [line for line in lines if len(line.text) > limit]
            if part not in _LINE_BY_LINE and len(text_of(joined(lines))) > limit:
                over = lines
            self._set_aside(over)
            self._found.lines[part] = [line for line in lines if line not in over]
        for at, lines in enumerate(self._found.copies):
            over = [line for line in lines if len(line.text) > _LONGEST_LINE]
            self._set_aside(over)
            self._found.copies[at] = [line for line in lines if line not in over]

    def _set_aside(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.aside.append(DraftParagraph(line.spans, line.place))
            self.remarks.append(remark(About.TOO_LONG, line.text, line.place))


def _parties_by_start(lines: Sequence[str], starts: Sequence[bool]) -> tuple[Party, ...]:
    blocks: list[list[str]] = []
    for line, is_start in zip(lines, starts, strict=True):
        if is_start or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return tuple(party_of(block, may_split=False) for block in blocks)


def joined(lines: Iterable[Line]) -> Spans:
    """Return lines as one, with a blank between two."""
    spans: Spans = ()
    for line in lines:
        space = (replace(line.spans[0], text=" ", note=0),) if spans and line.spans else ()
        spans = (*spans, *space, *line.spans)
    return tuple(replace(span, text=span.text.replace("\n", " ")) for span in spans)


def _shown(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
