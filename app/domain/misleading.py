"""Numbers of notes that lead a reader of the printed letter astray.

"supra note 9" in a letter of five notes, "supra note 4" in note 4, "infra note 2" below note 2,
"notes 5-3": each stops a final letter until somebody puts it right or says that it is meant.
"""

from __future__ import annotations

from collections.abc import Collection

from app.domain.documents import LetterDocument
from app.domain.finishing import Hindrance
from app.domain.pointing import Pointing, Where, flat, pointings
from app.domain.printed_texts import printed_texts
from app.domain.sentences import N_, sentence

_NOT_THERE = N_(
    "“%(text)s” in %(place)s names a note that is not there; write {{ note:LABEL }} with the label"
    " of the note that is meant in place of the number."
)
_NOT_EARLIER = N_(
    "“%(text)s” in %(place)s names a note that does not stand before these words; write another"
    " word, or {{ note:LABEL }} with the label of the note that is meant."
)
_NOT_LATER = N_(
    "“%(text)s” in %(place)s names a note that does not stand after these words; write another"
    " word, or {{ note:LABEL }} with the label of the note that is meant."
)
_BACKWARDS = N_(
    "“%(text)s” in %(place)s counts backwards; name the notes one by one, or in their new order."
)


def misleading_numbers(document: LetterDocument) -> tuple[Hindrance, ...]:
    """Return the words that name notes by wrong numbers, in printing order, each once.

    What is typed is looked at as what is live is. A quotation keeps its typed words, which are
    somebody else's.
    """
    count = len(document.notes)
    met: set[int] = set()
    found: list[Hindrance] = []
    for printed in printed_texts(document):
        run = flat(printed.inlines)
        live = {(start, end) for start, end, _ in run.numbers}
        marks = list(reversed(run.marks))
        for each in pointings(run.text):
            while marks and marks[-1][0] < each.start:
                met.add(marks.pop()[1])
            is_quoted = printed.is_quoted or each.is_quoted
            if is_quoted and live.isdisjoint(each.numbers):
                continue
            numbers = [int(run.text[start:end]) for start, end in each.numbers]
            if fault := _fault(each, numbers, printed.note, met, count):
                text = " ".join(run.text[each.start : each.end].split())
                said = sentence(fault, text=text, place=printed.place)
                found.append(Hindrance(said, text=text))
        met.update(number for _, number in marks)
    return tuple(dict.fromkeys(found))


def _fault(
    pointing: Pointing, numbers: list[int], own: int, met: Collection[int], count: int
) -> str:
    """Return what is wrong with `numbers`, named in note `own` or in the text after `met`."""
    if any(not 1 <= number <= count for number in numbers):
        return _NOT_THERE
    earlier = [number < own if own else number in met for number in numbers]
    later = [number > own if own else number not in met for number in numbers]
    if pointing.where is Where.EARLIER and not all(earlier):
        return _NOT_EARLIER
    if pointing.where is Where.LATER and not all(later):
        return _NOT_LATER
    if any(numbers[start] >= numbers[end] for start, end in pointing.ranges):
        return _BACKWARDS
    return ""
