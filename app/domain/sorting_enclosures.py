"""What a draft encloses: a label with a count, the entries under it, attachments by their letter."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.draft_parts import Line, Sorted
from app.domain.drafts import About, DraftBlock, Span, remark
from app.domain.letter_words import COUNT_ALONE, ENCLOSURES_LABEL
from app.domain.sentences import N_, sentence
from app.domain.spans import cut, strip, text_of

_FIGURES = {
    word: figure
    for words in (
        "one two three four five six seven eight nine ten",
        "uno dos tres cuatro cinco seis siete ocho nueve diez",
    )
    for figure, word in enumerate(words.split(), 1)
} | {"un": 1, "una": 1}


class EnclosureSorter:
    """Gathers the enclosures of a draft into `found`; `settle` is called at the end."""

    def __init__(self, found: Sorted) -> None:
        self._found = found
        self._label: tuple[Line, DraftBlock] | None = None
        self._count = 0

    @property
    def has_any(self) -> bool:
        return bool(self._found.lines.get("enclosures"))

    def add(self, lines: Sequence[Line]) -> None:
        self._found.lines.setdefault("enclosures", []).extend(lines)
        self._found.meet("enclosures")

    def begin(self, block: DraftBlock, lines: Sequence[Line]) -> None:
        """Take the label of the enclosures, and what stands behind it and under it."""
        first, *rest = lines
        match = ENCLOSURES_LABEL.match(text_of(first.spans))
        if match is None:
            self.add(lines)
            return
        spans = strip(cut(first.spans, match.end())[1])
        behind = text_of(spans)
        said = match["before"] or match["within"] or match["behind"] or ""
        if COUNT_ALONE.fullmatch(behind):
            said, spans = behind, ()
        self._count = _figure(said) or (1 if match["one"] and not spans else 0)
        self._label = (first, block)
        kept = [Line(spans, first.place), *rest] if spans else rest
        if kept:
            self.add(kept)

    def settle(self) -> None:
        """Tell of a label that heads nothing, or another number than it says."""
        if self._label is None:
            return
        line, block = self._label
        count = len(self._found.lines.get("enclosures", ()))
        if not count and self._count:
            self.add([Line((Span(str(self._count)),), line.place)])
            told = N_("“%(words)s” heads no list; its number stands in place of the enclosures")
            said = sentence(told, words=line.text)
            self._found.remarks.append(remark(About.SAID, said, line.place))
        elif not count:
            self._found.leave_unknown(block)
        elif self._count not in (0, 1, count):
            told = N_("“%(words)s”: under it stand %(count)s")
            said = sentence(told, words=line.text, count=count)
            self._found.remarks.append(remark(About.SAID, said, line.place))


def _figure(said: str) -> int:
    word = said.strip(" ().").casefold()
    return int(word) if word.isdecimal() else _FIGURES.get(word, 0)
