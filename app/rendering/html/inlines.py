"""Inlines as HTML. Text goes in as values and comes out escaped, never as it was written."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

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
    Token,
)

Reference = Callable[[NoteReference], Markup]
"""Makes the mark of one reference to a note, as a link or as a button."""

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})

# A longer "word" is an address; kept on one line with its number it would not fit a phone.
LONGEST_TIED_WORD = 24


def inlines_html(inlines: Inlines, *, reference: Reference) -> Markup:
    """Return the inlines as phrasing content.

    The last word before a note's number shares a line with it, so that a number never
    starts a line.
    """
    parts: list[Markup] = []
    position = 0
    while position < len(inlines):
        marks = _references_from(inlines, position + 1)
        here = inlines[position]
        if marks and isinstance(here, Text):
            parts.append(_tied(here.text, Markup().join(map(reference, marks))))
            position += 1 + len(marks)
            continue
        parts.append(_inline_html(here, reference))
        position += 1
    return Markup().join(parts)


def plain(inlines: Inlines) -> str:
    """Return the words of the inlines without marks, a hard break as a blank."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Emphasis(children) | Strong(children) | Link(_, children):
                parts.append(plain(children))
            case NoteNumber(number):
                parts.append(str(number))
            case NoteReference() | Token():
                pass
    return "".join(parts)


def _references_from(inlines: Inlines, position: int) -> list[NoteReference]:
    found: list[NoteReference] = []
    for inline in inlines[position:]:
        if not isinstance(inline, NoteReference):
            break
        found.append(inline)
    return found


def _tied(text: str, marks: Markup) -> Markup:
    before, blank, word = text.rpartition(" ")
    if not word or len(word) > LONGEST_TIED_WORD:
        return escape(text) + marks
    tied = Markup('<span class="tie">{}{}</span>').format(word, marks)
    return escape(before + blank) + tied


def _inline_html(inline: Inline, reference: Reference) -> Markup:
    match inline:
        case Text(text):
            return escape(text)
        case Code(text):
            return Markup("<code>{}</code>").format(text)
        case LineBreak():
            return Markup("<br>")
        case Emphasis(children):
            return Markup("<em>{}</em>").format(inlines_html(children, reference=reference))
        case Strong(children):
            return Markup("<strong>{}</strong>").format(inlines_html(children, reference=reference))
        case Link():
            return _link_html(inline, reference)
        case NoteReference():
            return reference(inline)
        case NoteNumber(number):
            return Markup('<a href="#note-{0}">{0}</a>').format(number)
        case Token():
            raise ValueError(f"a document holds the token {inline.name!r}: it was not composed")


def _link_html(link: Link, reference: Reference) -> Markup:
    """A link; the notes referred to inside it follow it, since a link may not hold a button."""
    marks: list[NoteReference] = []

    def put_off(mark: NoteReference) -> Markup:
        marks.append(mark)
        return Markup()

    words = inlines_html(link.children, reference=put_off)
    following = Markup().join(map(reference, marks))
    if urlsplit(link.target).scheme.lower() not in SAFE_SCHEMES:
        return words + following
    return Markup('<a href="{}">{}</a>{}').format(link.target, words, following)
