"""Pieces of a line to Markdown in which nothing is taken for markup that is not meant so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.values import dataclass
from app.formats.markdown_parser import address_at, is_live

_SPECIAL = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)|\{(?=\{)|(?<=\{)\{")
_ADDRESS_START = re.compile(
    r"(?<![A-Za-z0-9])https?://|(?<![A-Za-z0-9/@.\-_=])www\.", re.IGNORECASE
)
_LINE_START = re.compile(r"[#+\-=>|~:]")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(slots=True)
class Piece:
    """A piece of a line: `kind` is "text" (raw, to be escaped), "address" or "unlinked"
    (raw as well), "mark" or "done".
    """

    kind: str
    content: str
    is_opening: bool = False


def text_pieces(text: str) -> list[Piece]:
    """Return the pieces of a text: its words, and the addresses that a reader will link."""
    pieces: list[Piece] = []
    at = 0
    for match in _ADDRESS_START.finditer(text):
        if match.start() < at:
            continue
        address = _bare_address(text, match)
        kind = "address" if address else "unlinked"
        pieces.append(Piece("text", text[at : match.start()]))
        pieces.append(Piece(kind, address or match[0]))
        at = match.start() + len(address or match[0])
    pieces.append(Piece("text", text[at:]))
    return [piece for piece in pieces if piece.content]


def put_together(pieces: Sequence[Piece], *, is_wary: bool) -> str:
    """Return the pieces of a line as Markdown."""
    written: list[str] = []
    for at, piece in enumerate(pieces):
        before = pieces[at - 1] if at else None
        # A reader would take the mark beside an address for a part of it.
        is_bare = piece.kind == "address" and not (
            _reaches_a_mark(pieces, at) or (before and before.kind == "mark")
        )
        if is_bare or piece.kind in ("mark", "done"):
            written.append(piece.content)
            continue
        text = _escaped(pieces, at, is_wary=is_wary)
        written.append(_unlinked(text) if piece.kind != "text" or is_wary else text)
    return "".join(written)


def _escaped(pieces: Sequence[Piece], at: int, *, is_wary: bool) -> str:
    text = pieces[at].content
    before = pieces[at - 1] if at else None
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    first = last = ""
    if before and before.kind == "mark" and not before.is_opening:
        if _needs_entity(text[0], before.content, _inside(pieces[at - 2], -1), is_wary):
            first, text = _entity(text[0]), text[1:]
    if text and after and after.kind == "mark" and after.is_opening:
        if _needs_entity(text[-1], after.content, _inside(pieces[at + 2], 0), is_wary):
            last, text = _entity(text[-1]), text[:-1]
    text = _SPECIAL.sub(_backslash, text)
    # [^1](so) would be a link, and ![a](b) a picture.
    if not first and text[:1] in ("(", ":") and before and before.content.endswith("]"):
        text = "\\" + text
    if not last and text[-1:] in ("!", "^") and after and after.content.startswith("["):
        text = f"{text[:-1]}\\{text[-1]}"
    return first + text + last


def _unlinked(text: str) -> str:
    """Return escaped text in which no reader finds an address."""
    return re.sub(r"(www)\.", r"\1\.", text.replace("://", "\\://"), flags=re.IGNORECASE)


def _reaches_a_mark(pieces: Sequence[Piece], at: int) -> bool:
    """Does a look begin or end where the word does that the address at `at` is a part of?"""
    for piece in pieces[at + 1 :]:
        if piece.kind != "text":
            return piece.kind == "mark"
        if any(character.isspace() for character in piece.content):
            return False
    return False


def _backslash(match: re.Match[str]) -> str:
    return "\\" + match[0]


def _bare_address(text: str, match: re.Match[str]) -> str:
    """Return the address that a reader will link, "" where it would not."""
    address = address_at(text, match.start(), len(text))
    if "\\" in address or "&amp;" in address or "|" in address:
        return ""
    if match[0].casefold() == "www.":
        return (
            address if re.match(r"www\.[^\s./?#]+(?:\.[^\s./?#]+)+", address, re.IGNORECASE) else ""
        )
    return address if is_live(address) else ""


def _inside(piece: Piece, at: int) -> str:
    """Return the character on the other side of a mark; a lone one may become an entity."""
    return piece.content[at] if len(piece.content) > 1 else ""


def _needs_entity(character: str, mark: str, inner: str, is_wary: bool) -> bool:
    """Would the letter beside a mark keep it from opening or closing the look?"""
    if character.isspace() or character in _PUNCTUATION:
        return False
    return mark == "_" or is_wary or not inner.isalnum()


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def guarded(line: str) -> str:
    """Return a line of a paragraph whose beginning no reader takes for a block's."""
    if _LINE_START.match(line):
        return "\\" + line
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if _NUMBER_START.match(line) else line
