"""Flat runs of text: cutting, joining, and the tree of inlines that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from app.domain.documents import (
    Code,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteNumber,
    NoteReference,
    Strong,
    Text,
)
from app.domain.drafts import Span, Spans
from app.domain.tokens import merged

_LOOKS = ("bold", "italic", "code", "link")
_UPPER = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWER = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def text_of(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def lines_of(spans: Spans) -> tuple[Spans, ...]:
    """Return the lines between hard breaks, blanks at their ends gone, empty ones left out."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = span.text.split("\n")
        lines[-1].append(replace(span, text=first))
        lines += [[replace(span, text=part)] for part in rest]
    stripped = (strip(tuple(line)) for line in lines)
    return tuple(line for line in stripped if line)


def strip(spans: Spans) -> Spans:
    """Return the runs without blanks and breaks at both ends and without empty runs."""
    kept = [span for span in spans if span.text or span.note]
    while kept and not kept[0].note and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].note and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def cut(spans: Spans, at: int) -> tuple[Spans, Spans]:
    """Return what stands before and after character `at` of the text."""
    before: list[Span] = []
    after: list[Span] = []
    seen = 0
    for span in spans:
        here = min(max(at - seen, 0), len(span.text))
        seen += len(span.text)
        if span.note:
            (before if seen < at else after).append(span)
            continue
        if here:
            before.append(replace(span, text=span.text[:here]))
        if here < len(span.text):
            after.append(replace(span, text=span.text[here:]))
    return tuple(before), tuple(after)


def split(spans: Spans, is_separator: Callable[[str], bool]) -> tuple[Spans, ...]:
    """Return the parts between separating characters, stripped, empty ones left out."""
    parts: list[list[Span]] = [[]]
    for span in spans:
        word = ""
        for character in span.text:
            if is_separator(character):
                parts[-1].append(replace(span, text=word))
                parts.append([])
                word = ""
            else:
                word += character
        parts[-1].append(replace(span, text=word))
    stripped = (strip(tuple(part)) for part in parts)
    return tuple(part for part in stripped if part)


def is_all(spans: Spans, look: str) -> bool:
    """Has every word of the runs this look ("bold", "italic")?"""
    words = [span for span in spans if span.text.strip()]
    return bool(words) and all(getattr(span, look) for span in words)


def without_bold(spans: Spans) -> Spans:
    return tuple(replace(span, bold=False) for span in spans)


def with_figures(spans: Spans) -> Spans:
    """Return the runs with raised and lowered figures as characters of their own.

    "10" with a raised "6" must not read as 106. Other raised text ("1st") stays as it is.
    """
    return tuple(_with_figures(span) for span in spans)


def _with_figures(span: Span) -> Span:
    if not (span.raised or span.lowered):
        return span
    table = _UPPER if span.raised else _LOWER
    if holds_figures(span):
        return replace(span, text=span.text.translate(table), raised=False, lowered=False)
    return replace(span, raised=False, lowered=False)


def holds_figures(span: Span) -> bool:
    """Is this a raised or lowered figure, such as the 2 of H2O or of a square?"""
    letters = [character for character in span.text if character.isalpha()]
    return (
        (span.raised or span.lowered)
        and any(character in "0123456789" for character in span.text)
        and not letters
    )


def inlines_of(spans: Spans) -> Inlines:
    """Return the tree that the runs make: breaks and blanks at the ends of a look outside it."""
    pieces = _settled(strip(with_figures(spans)))
    return _tree(pieces, _LOOKS)


def spans_of(inlines: Inlines, look: Span | None = None) -> Spans:
    """Return a tree as flat runs; the counterpart of `inlines_of`."""
    look = look or Span()
    found: list[Span] = []
    for inline in inlines:
        match inline:
            case Text(text):
                found.append(replace(look, text=text))
            case Code(text):
                found.append(replace(look, text=text, code=True))
            case LineBreak():
                found.append(Span("\n"))
            case NoteReference(number):
                found.append(Span(note=number))
            case NoteNumber(number):
                found.append(replace(look, text=str(number), points_to=number))
            case Emphasis(children):
                found += spans_of(children, replace(look, italic=True))
            case Strong(children):
                found += spans_of(children, replace(look, bold=True))
            case Link(target, children):
                found += spans_of(children, replace(look, link=target))
    return tuple(found)


def _settled(spans: Spans) -> list[Span]:
    """Return the runs cut at breaks and blanks, a blank with the looks its neighbours share.

    Markdown cannot begin or end a look with a blank.
    """
    pieces = [part for span in _trimmed_at_breaks(spans) for part in _blanks_apart(span)]
    before = _nearest_words(pieces)
    after = _nearest_words(pieces[::-1])[::-1]
    return [
        piece if _is_word(piece) else _shared(piece, before[at], after[at])
        for at, piece in enumerate(pieces)
    ]


def _blanks_apart(span: Span) -> tuple[Span, ...]:
    core = span.text.strip()
    if span.note or not core or span.code:
        return (span,)
    head = span.text[: len(span.text) - len(span.text.lstrip())]
    tail = span.text[len(span.text.rstrip()) :]
    return tuple(replace(span, text=part) for part in (head, core, tail) if part)


def _is_word(piece: Span) -> bool:
    return bool(piece.note or piece.text.strip())


def _nearest_words(pieces: Sequence[Span]) -> list[Span | None]:
    """Return for each piece the last one at or before it that is no blank."""
    found: list[Span | None] = []
    for piece in pieces:
        found.append(piece if _is_word(piece) else found[-1] if found else None)
    return found


def _trimmed_at_breaks(spans: Spans) -> list[Span]:
    """Return the runs with every break a run of its own, and no blanks beside it."""
    made: list[Span] = []
    for line in lines_of(spans):
        if made:
            made.append(Span("\n"))
        made += line
    return made


def _shared(blank: Span, before: Span | None, after: Span | None) -> Span:
    """Return a blank or a break with the looks that its two neighbours have in common."""
    if before is None or after is None:
        return replace(blank, bold=False, italic=False, code=False, link="")
    is_linked = before.link == after.link and (blank.link == before.link or blank.text == "\n")
    return replace(
        blank,
        bold=before.bold and after.bold,
        italic=before.italic and after.italic,
        code=False,
        link=before.link if is_linked else "",
    )


def _tree(pieces: Sequence[Span], looks: tuple[str, ...]) -> Inlines:
    made: list[Inline] = []
    at = 0
    while at < len(pieces):
        look, end = _longest(pieces, at, looks) if _is_word(pieces[at]) else ("", at)
        if not look:
            made.append(_leaf(pieces[at]))
            at += 1
            continue
        inner = _tree(pieces[at:end], tuple(each for each in looks if each != look))
        made.append(_around(look, pieces[at], inner))
        at = end
    return merged(made)


def _longest(pieces: Sequence[Span], at: int, looks: tuple[str, ...]) -> tuple[str, int]:
    """Return the look that lasts longest from `at`, and where it ends; a link is never cut."""
    best, best_end = "", at
    for look in looks:
        if look == "code" or not getattr(pieces[at], look):
            continue
        end = at
        while end < len(pieces) and getattr(pieces[end], look) == getattr(pieces[at], look):
            end += 1
        if look != "link" and "link" in looks and end < len(pieces):
            end = _before_link(pieces, at, end)
        while end > at and not _is_word(pieces[end - 1]):
            end -= 1
        if end > best_end:
            best, best_end = look, end
    return best, best_end


def _before_link(pieces: Sequence[Span], at: int, end: int) -> int:
    link = pieces[end].link
    if not link or pieces[end - 1].link != link:
        return end
    while end > at and pieces[end - 1].link == link:
        end -= 1
    return end


def _around(look: str, first: Span, inner: Inlines) -> Inline:
    if look == "link":
        return Link(first.link, inner)
    return Strong(inner) if look == "bold" else Emphasis(inner)


def _leaf(span: Span) -> Inline:
    if span.note:
        return NoteReference(span.note)
    if span.text == "\n":
        return LineBreak()
    # A link within a link leads nowhere: there the number is text.
    if span.points_to and not span.link and not span.code:
        return NoteNumber(span.points_to)
    return Code(span.text) if span.code else Text(span.text)
