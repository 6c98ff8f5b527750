"""What went wrong with a PDF, told of the letter: characters without a glyph, pictures unread."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import cast

from app.domain import documents as tree
from app.rendering.print_blocks import picture_name

NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_NOT_ALLOWED = re.compile(r'codepoint `"((?:[^"\\]|\\.)*)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\(.)")
_MOST_PLACES = 3


def glyph_warnings(document: tree.LetterDocument, diagnostic: str) -> Iterator[str]:
    """Yield a sentence for each character that no face can draw, with the texts it is in."""
    found = [*NO_GLYPH.findall(diagnostic), *_NOT_ALLOWED.findall(diagnostic)]
    characters = dict.fromkeys("".join(_unescaped(each) for each in found))
    texts = tuple(_texts(document))
    for character in characters:
        places = tuple(dict.fromkeys(text for text in texts if character in text))
        named = ", ".join(f"“{_shortened(text, character)}”" for text in places[:_MOST_PLACES])
        more = len(places) - _MOST_PLACES
        others = f" and {more} more" if more > 0 else ""
        where = f" It stands in {named}{others}." if places else ""
        yield f"No typeface here has the character {character} (U+{ord(character):04X}).{where}"


def _unescaped(text: str) -> str:
    """Return what a text stands for that Typst quotes in the manner of Rust."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _shortened(text: str, character: str) -> str:
    """Return at most about 100 characters of a text around a character in it."""
    at = text.index(character)
    start, end = max(0, at - 50), at + 50
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a tree in order; a name with its tail is one text."""
    if isinstance(value, tree.NameLine):
        yield value.text
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def pictures_of(value: object) -> Iterator[tree.Picture]:
    if isinstance(value, tree.Picture):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from pictures_of(each)
    elif is_dataclass(value) and not isinstance(value, tree.NamesSection):
        for field in fields(value):
            yield from pictures_of(getattr(value, field.name))


def with_words_for_pictures(
    document: tree.LetterDocument, names: Collection[str]
) -> tree.LetterDocument:
    return cast("tree.LetterDocument", _replaced(document, names))


def _replaced(value: object, names: Collection[str]) -> object:
    if isinstance(value, tree.LetterheadSection) and value.logo:
        if picture_name(value.logo) not in names:
            return value
        # A logo cannot be a paragraph: its words are the first line under the name.
        return replace(value, logo=None, lines=(f"[{value.logo.alt}]", *value.lines))
    if isinstance(value, tree.Picture) and picture_name(value) in names:
        return tree.Paragraph((tree.Emphasis((tree.Text(f"[{value.alt}]"),)),))
    if isinstance(value, tuple):
        return tuple(_replaced(each, names) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _replaced(getattr(value, field.name), names) for field in fields(value)
        }
        return replace(value, **changed)
    return value
