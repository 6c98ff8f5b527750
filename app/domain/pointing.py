"""Words that name notes by their numbers: "supra note 4", "notes 1-3 above", "véase la nota 5".

A bare "note 4" may be that of another text. What says where the note stands ("supra", "above")
is taken for a note of the letter itself, and in Spanish what asks to look there ("véase").
Left alone: what belongs to somebody ("note 4 of the report", "its note 4 above") and what
stands within quotation marks, where the words are somebody else's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from app.domain.documents import (
    Code,
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    NoteNumber,
    NoteReference,
    Strong,
    Text,
    Token,
)
from app.domain.patterns import compiled
from app.domain.values import dataclass

NO_WORD = "\ufffc"
"""Stands in flat text for what is no word of it: a mark of a note, code, a figure."""


class Where(StrEnum):
    """Where the words say that the note stands, seen from them."""

    EARLIER = "earlier"
    LATER = "later"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words from `start` to `end` of a text that name notes.

    `numbers` are where their figures stand, from and to; `ranges` those of them that are the
    two ends of "1-3", by their places in `numbers`.
    """

    start: int
    end: int
    numbers: tuple[tuple[int, int], ...]
    ranges: tuple[tuple[int, int], ...]
    where: Where
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Flat:
    """A run of inlines as one text.

    `numbers` are the live ones, in their order, each with where its figures stand; `marks` are
    the references to notes, each with its place.
    """

    text: str
    numbers: tuple[tuple[int, int, int], ...]
    marks: tuple[tuple[int, int], ...]


# ---------------------------------------------------------------- patterns

_WORD_OF_PLACE = {
    **dict.fromkeys(("supra", "above", "ante", "arriba"), Where.EARLIER),
    **dict.fromkeys(("infra", "below", "abajo"), Where.LATER),
}
# Without one of these, and a note's number, no text points at a note; most texts hold neither,
# and the long patterns are compiled for those alone that do.
_SIGNS = (*_WORD_OF_PLACE, "véase", "vease", "véanse", "veanse", "vid.")
_A_NUMBER = r"\b(?:foot|end|f)?n(?:n|s|ot[ea]s?)?[.\s](?:\s|al?\s|de\s|pie\s|p[aá]gina\s){0,9}[0-9]"

# No sentence names more; each of them is told with all its words.
_LONGEST_LIST = 20
# "3rd", "12a" and "3.1" are no numbers of notes.
_NUMBER = r"[0-9]{1,4}(?!\w|\.[0-9])"
_HYPHEN = "[-\u2010-\u2013]"
_RANGE = rf"(?:\s?{_HYPHEN}\s?|\s(?:to|through|al?)\s)"
_AND = r"(?:,?\s{1,3}(?:and|or|&|y|e|o|u|et|ou)\s{1,3})"
# "supra notes 1, 3, 42 U.S.C. § 5" ends with 3.
_NO_CODE_OF_LAW = r"(?!\s?(?:(?-i:[A-Z§])|%|percent\b|per\scent\b))"
_ONE = rf"{_NUMBER}(?:{_HYPHEN}{_NUMBER})?"
_MANY = (
    rf"{_NUMBER}(?:{_RANGE}{_NUMBER})?"
    rf"(?:,\s{{1,3}}{_NUMBER}{_NO_CODE_OF_LAW}(?:{_RANGE}{_NUMBER})?){{0,{_LONGEST_LIST}}}"
    rf"(?:{_AND}{_NUMBER}{_NO_CODE_OF_LAW}(?:{_RANGE}{_NUMBER})?)?"
)
_AT_FOOT = r"(?:\s(?:al?|de)\spie(?:\sde\sp[aá]gina)?)?"
_BLANK = r"\s{1,3}"
_NOTE = rf"(?:(?:foot|end)?note{_BLANK}|nota{_AT_FOOT}{_BLANK}|f?n(?:\.\s{{0,3}}|{_BLANK}))"
_NOTES = rf"(?:(?:foot|end)?notes{_BLANK}|notas{_AT_FOOT}{_BLANK}|(?:nn|fnn|fns)(?:\.\s{{0,3}}|{_BLANK}))"
_NAMED = rf"(?P<named>{_NOTES}(?P<many>{_MANY})|{_NOTE}(?P<one>{_ONE}))"
_JOINED = r"(?:at\s|in\s|en\s|text\s(?:at|accompanying|to)\s)?(?:las?\s)?"
_SPANISH_SEE = r"(?:v[eé]an?se|vid\.)(?:\stambi[eé]n)?"

# "supra note 3, infra note 4": the second word of place is that of the second note.
_AFTER_THE_NOTE = (
    rf"\b{_NAMED}(?P<comma>,)?\s{{1,3}}\(?"
    r"(?P<place>supra|infra|above|below|ante|(?:m[aá]s\s)?(?:arriba|abajo))\b"
    rf"(?!,?\s{{1,3}}{_JOINED}(?:{_NOTES}|{_NOTE})[0-9])"
)
# "the table below note 3" says where the table is: "below" leads on to the note only after a
# comma, or where somebody is asked to see it.
_BEFORE_THE_NOTE = (
    r"\b(?:(?P<latin>supra|infra|ante),?\s{1,3}"
    r"|(?P<aside>above|below|(?:m[aá]s\s)?(?:arriba|abajo)),\s{1,3}"
    r"|(?:see|cf\.)(?:\salso)?\s(?P<seen>above|below),?\s{1,3}"
    rf"|{_SPANISH_SEE}\s(?P<visto>(?:m[aá]s\s)?(?:arriba|abajo)),?\s{{1,3}})"
    rf"{_JOINED}{_NAMED}"
)
_SPANISH_ASKED = rf"\b{_SPANISH_SEE}\s(?:las?\s)?(?=nota){_NAMED}"

# What makes the note another's: "note 3 of the report", but not "note 3 of this letter".
_OF_ANOTHER = (
    r"\s{1,3}(?:of|to\s(?:the|its|that)|del?)\b"
    r"(?!\s(?:this|the\spresent|est[ae]|la\spresente)\b)"
)
_IN_ANOTHER = r"\s{1,3}en\s(?:el|la|los|las|su)\b(?!\spresente)"
# "note 3 below the table": the word says where the note to a table stands.
_BESIDE_A_THING = r"\s{1,3}(?:the|an?|this|that|its|el|las?|los|una?|del?)\b"
_SOMEBODYS = r"(?:['’]s?|\b(?:its|their|his|her|your|sus?))\s{1,3}$"
_FIGURES = re.compile(r"[0-9]+")


def pointings(text: str) -> tuple[Pointing, ...]:
    """Return the words of `text` that name notes of its own letter, in their order."""
    if not _may_point(text):
        return ()
    quotations = _quotations(text)
    found: list[Pointing] = []
    taken: set[tuple[int, int]] = set()
    for pattern in (_AFTER_THE_NOTE, _BEFORE_THE_NOTE, _SPANISH_ASKED):
        for match in compiled(pattern, re.IGNORECASE).finditer(text):
            if _is_anothers(match):
                continue
            made = _pointing(match, quotations)
            if taken.isdisjoint(made.numbers):
                taken.update(made.numbers)
                found.append(made)
    return tuple(sorted(found, key=lambda each: each.start))


def flat(inlines: Inlines) -> Flat:
    """Return a run of inlines as one text, its looks gone: "*supra* note 3" is three words."""
    pieces: list[str] = []
    numbers: list[tuple[int, int, int]] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for inline in _leaves(inlines):
        match inline:
            case Text(text):
                pieces.append(text)
            case LineBreak():
                pieces.append("\n")
            case NoteNumber(number):
                pieces.append(str(number))
                numbers.append((length, length + len(pieces[-1]), number))
            case NoteReference(number):
                pieces.append(NO_WORD)
                marks.append((length, number))
            case _:
                pieces.append(NO_WORD)
        length += len(pieces[-1])
    return Flat("".join(pieces), tuple(numbers), tuple(marks))


def live_by_themselves(inlines: Inlines) -> tuple[bool, ...]:
    """Return for each NoteNumber of a run whether the words around it name its note."""
    run = flat(inlines)
    if not run.numbers:
        return ()
    named = {span for each in pointings(run.text) if not each.is_quoted for span in each.numbers}
    return tuple((start, end) in named for start, end, _ in run.numbers)


_Spans = list[tuple[int, int]]
_Leaf = Text | Code | LineBreak | Token | NoteReference | NoteNumber


def _leaves(inlines: Inlines) -> Iterator[_Leaf]:
    for inline in inlines:
        if isinstance(inline, (Emphasis, Strong, Link)):
            yield from _leaves(inline.children)
        else:
            yield inline


def _may_point(text: str) -> bool:
    folded = text.casefold()
    is_signed = any(sign in folded for sign in _SIGNS)
    return is_signed and compiled(_A_NUMBER).search(folded) is not None


def _is_anothers(match: re.Match[str]) -> bool:
    text, place = match.string, _place(match)
    after = text[match.end() : match.end() + 40]
    if compiled(_OF_ANOTHER, re.IGNORECASE).match(after):
        return True
    if not place:
        return compiled(_IN_ANOTHER, re.IGNORECASE).match(after) is not None
    stands_after = match.groupdict().get("place") is not None
    if place == "ante":
        # In Spanish the word is a preposition: "la nota 3 ante el tribunal".
        is_spanish = match["named"].casefold().startswith("nota")
        return is_spanish or (stands_after and not match["comma"])
    if not stands_after:
        return False
    if place not in ("supra", "infra") and compiled(_BESIDE_A_THING, re.IGNORECASE).match(after):
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    return compiled(_SOMEBODYS, re.IGNORECASE).search(before) is not None


def _place(match: re.Match[str]) -> str:
    """Return the word that says where the note stands, "" where none does."""
    groups = match.groupdict()
    words = (groups.get(name) for name in ("place", "latin", "aside", "seen", "visto"))
    return next((each.split()[-1].casefold() for each in words if each), "")


def _pointing(match: re.Match[str], quotations: tuple[_Spans, _Spans]) -> Pointing:
    group = "many" if match["many"] else "one"
    words, begins = match[group], match.start(group)
    figures = [each.span() for each in _FIGURES.finditer(words)]
    between = [words[a[1] : b[0]] for a, b in pairwise(figures)]
    is_range = compiled(_RANGE, re.IGNORECASE).fullmatch
    ranges = [at for at, gap in enumerate(between) if is_range(gap)]
    return Pointing(
        match.start(),
        match.end(),
        tuple((begins + start, begins + end) for start, end in figures),
        tuple((at, at + 1) for at in ranges),
        _WORD_OF_PLACE.get(_place(match), Where.ANYWHERE),
        any(_holds(spans, match.start()) for spans in quotations),
    )


def _holds(spans: _Spans, place: int) -> bool:
    at = bisect_right(spans, (place, place)) - 1
    return at >= 0 and spans[at][0] < place < spans[at][1]


def _quotations(text: str) -> tuple[_Spans, _Spans]:
    """Return where quotations begin and end, those in curly marks and those in straight ones.

    One in curly marks may run on past the end; a straight mark without a second one is a sign
    for inches.
    """
    opening, closing = ("„«", "“”»") if "„" in text else ("“«", "”»")
    curly: _Spans = []
    opened: int | None = None
    for at in (each.start() for each in re.finditer("[“”„«»]", text)):
        if text[at] in opening and opened is None:
            opened = at
        elif text[at] in closing and opened is not None:
            curly.append((opened, at))
            opened = None
    if opened is not None:
        curly.append((opened, len(text)))
    straight = [each.start() for each in re.finditer('"', text)]
    return curly, list(zip(straight[::2], straight[1::2], strict=False))
