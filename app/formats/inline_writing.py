"""Inlines out as a line of Markdown that reads back as the same inlines."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
from app.domain.pointing import live_by_themselves
from app.formats.markdown_escaping import Piece, put_together, text_pieces


class InlineWriter:
    """Writes inlines; `is_wary` escapes more than people would."""

    def __init__(self, *, is_wary: bool) -> None:
        self._is_wary = is_wary
        self._are_named: Iterator[bool] = iter(())

    def written(self, inlines: Inlines, *, is_quoted: bool = False) -> str:
        """Return a whole run; in a block quotation no number of a note is live by itself."""
        named = live_by_themselves(inlines)
        self._are_named = iter([False] * len(named) if is_quoted else named)
        pieces: list[Piece] = []
        self._gather(inlines, pieces, is_linked=False, beside_strong=False)
        return put_together(pieces, is_wary=self._is_wary)

    def _gather(
        self, inlines: Inlines, pieces: list[Piece], *, is_linked: bool, beside_strong: bool
    ) -> None:
        for at, inline in enumerate(inlines):
            match inline:
                case Text(text):
                    pieces += self._text(text, is_linked=is_linked)
                case Code(text):
                    pieces.append(Piece("done", _code(text)))
                case LineBreak() | NoteReference() | Token():
                    pieces.append(Piece("done", _mark(inline)))
                case NoteNumber(number):
                    pieces.append(_number(number, is_named=next(self._are_named)))
                case Link(target, children):
                    self._link(target, children, pieces)
                case Strong(children):
                    self._look("**", children, pieces, is_linked=is_linked)
                case Emphasis(children):
                    neighbours = (*inlines[max(at - 1, 0) : at], *inlines[at + 1 : at + 2])
                    is_beside = beside_strong or any(
                        isinstance(each, Strong) for each in (*neighbours, *children)
                    )
                    mark = "_" if is_beside or self._is_wary else "*"
                    self._look(mark, children, pieces, is_linked=is_linked)

    def _look(self, mark: str, children: Inlines, pieces: list[Piece], *, is_linked: bool) -> None:
        pieces.append(Piece("mark", mark, is_opening=True))
        self._gather(children, pieces, is_linked=is_linked, beside_strong=mark == "**")
        pieces.append(Piece("mark", mark))

    def _link(self, target: str, children: Inlines, pieces: list[Piece]) -> None:
        if children == (Text(target),) and re.fullmatch(r"[a-z]+:[^\s<>\\&]+", target):
            pieces.append(Piece("done", f"<{target}>"))
            return
        inner: list[Piece] = []
        self._gather(children, inner, is_linked=True, beside_strong=False)
        escaped = re.sub(r"([\\<>&])", r"\\\1", target)
        destination = escaped if re.fullmatch(r"[^\s()<>]+", escaped) else f"<{escaped}>"
        pieces.append(Piece("done", "["))
        pieces += inner
        pieces.append(Piece("done", f"]({destination})"))

    def _text(self, text: str, *, is_linked: bool) -> list[Piece]:
        if is_linked or self._is_wary:
            return [Piece("text", text)] if text else []
        return text_pieces(text)


def unbroken(inlines: Inlines) -> Inlines:
    """Return inlines with blanks in place of hard breaks."""
    made: list[Inline] = []
    for inline in inlines:
        match inline:
            case LineBreak():
                made.append(Text(" "))
            case Emphasis(children):
                made.append(Emphasis(unbroken(children)))
            case Strong(children):
                made.append(Strong(unbroken(children)))
            case Link(target, children):
                made.append(Link(target, unbroken(children)))
            case _:
                made.append(inline)
    return tuple(made)


def _mark(inline: LineBreak | NoteReference | Token) -> str:
    match inline:
        case LineBreak():
            return "\\\n"
        case NoteReference(number):
            return f"[^{number}]"
        case Token(name):
            return f"{{{{ {name} }}}}"


def _number(number: int, *, is_named: bool) -> Piece:
    """Return the number of a note; where its words alone make it live, as people write it."""
    return Piece("text", str(number)) if is_named else Piece("done", f"{{{{ note:{number} }}}}")


def _code(text: str) -> str:
    ticks = "`" * (longest_ticks(text) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def longest_ticks(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)
