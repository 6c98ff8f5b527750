"""Numbers typed for notes in a letter file: "supra note 4" becomes live, or is warned about.

The author's numbers are the labels: "supra note 4" is the note [^4], whatever number it prints
with, so it moves with its note. Parser tokens in and out, where a run is flat: the words of
"*supra* note 4" stand side by side, and each line end is known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field

from markdown_it.token import Token as Piece

from app.domain import tokens
from app.domain.pointing import NO_WORD, pointings
from app.domain.sentences import N_, Sentence, hinted, sentence
from app.domain.values import dataclass
from app.formats.reports import Labels, Report, TypedNumber

LIVE_NUMBER = "note_number"
"""The type of a token whose content is a number as it was typed; its meta has the note."""
_STAYS = N_("%(number)s in “%(words)s” is typed and does not move with the notes")
_NOWHERE = N_("%(number)s in “%(words)s” names no note")
_ELSEWHERE = N_(
    "%(number)s in “%(words)s” leads to [^%(number)s], which is not note %(number)s in the order"
    " of the text"
)
_BY_LABEL = N_("write {{ note:LABEL }} with the label of the note that is meant")
_IF_MEANT = N_("write {{ note:%(label)s }} if [^%(label)s] is meant")
_IF_IT_IS = N_("write {{ note:%(label)s }} if it is meant")
_EITHER = N_(
    "write {{ note:%(label)s }} if it is meant, or {{ note:%(other)s }} if [^%(other)s] is"
)
_TEXTS = ("text", "text_special")
_LOOKS = ("em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close")


@dataclass(slots=True)
class _Run:
    """The words of a run of tokens, where each token's begin, and at which line."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, words: str, line: int) -> None:
        self.words.append(words)
        self.starts.append(self.length)
        self.lines.append(line)
        self.length += len(words)


def with_live_numbers(pieces: Sequence[Piece], labels: Labels, *, line: int) -> Sequence[Piece]:
    """Return a run's tokens with the numbers of notes live; it begins at `line` of the file.

    Each number that was typed is noted in `labels`, those that name no label too.
    """
    run = _read(pieces, labels, line)
    text = "".join(run.words)
    live: dict[int, list[tuple[int, int, int]]] = {}
    for pointing in pointings(text):
        if pointing.is_quoted:
            continue
        words = " ".join(text[pointing.start : pointing.end].split())
        for start, end in pointing.numbers:
            at = bisect_right(run.starts, start) - 1
            if pieces[at].type == "figure":
                continue
            is_whole = pieces[at].type in _TEXTS and end <= run.starts[at] + len(run.words[at])
            own = labels.numbers.get(text[start:end]) if is_whole else None
            labels.typed.append(TypedNumber(run.lines[at], words, text[start:end], own))
            if own is not None:
                inside = (start - run.starts[at], end - run.starts[at], own)
                live.setdefault(at, []).append(inside)
    return [made for at, piece in enumerate(pieces) for made in _cut(piece, live.get(at, ()))]


def report_typed_numbers(labels: Labels, printed: Sequence[int], report: Report) -> None:
    """Warn of typed numbers that do not move with the notes, or may mean another note.

    `printed` are the notes' own numbers in the order of the text.
    """
    names = {number: label for label, number in labels.numbers.items()}
    in_order = [names.get(number, "") for number in printed]
    for typed in dict.fromkeys(labels.typed):
        if warning := _warning(typed, in_order):
            report.warn(typed.line, warning)


def _warning(typed: TypedNumber, in_order: Sequence[str]) -> Sentence | None:
    """Return what to tell about a typed number, None where it is sure to be meant."""
    at = int(typed.figures) - 1
    is_there = 0 <= at < len(in_order)
    there = in_order[at] if is_there else ""
    number = typed.figures
    if typed.own is None:
        said = sentence(_STAYS if is_there else _NOWHERE, number=number, words=typed.words)
        return hinted(said, sentence(_IF_MEANT, label=there) if there else Sentence(_BY_LABEL))
    if there == number:
        return None
    said = sentence(_ELSEWHERE, number=number, words=typed.words)
    if there:
        return hinted(said, sentence(_EITHER, label=number, other=there))
    return hinted(said, sentence(_IF_IT_IS, label=number))


def _read(pieces: Sequence[Piece], labels: Labels, line: int) -> _Run:
    run = _Run()
    for piece in pieces:
        if piece.type in _TEXTS:
            run.add(piece.content, line)
        elif piece.type in ("softbreak", "hardbreak"):
            run.add("\n", line)
            line += 1
        elif piece.type == "figure":
            run.add(_figure(piece, labels), line)
        else:
            run.add("" if piece.type in _LOOKS else NO_WORD, line)
    return run


def _figure(piece: Piece, labels: Labels) -> str:
    """Return the number that `{{ note:label }}` stands for, so that a list of notes is one."""
    name = tokens.known(piece.content) or ""
    number = labels.numbers.get(name.removeprefix(tokens.NOTE_PREFIX))
    return str(number) if name.startswith(tokens.NOTE_PREFIX) and number else NO_WORD


def _cut(piece: Piece, numbers: Sequence[tuple[int, int, int]]) -> list[Piece]:
    made: list[Piece] = []
    at = 0
    for start, end, own in sorted(numbers):
        number = Piece(LIVE_NUMBER, "", 0, content=piece.content[start:end], meta={"number": own})
        made += [piece.copy(content=piece.content[at:start]), number]
        at = end
    return [*made, piece.copy(content=piece.content[at:])] if made else [piece]
