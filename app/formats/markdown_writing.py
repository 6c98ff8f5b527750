"""Blocks and inlines out as Markdown that reads back as the same blocks and inlines.

Whatever a reader would take for markup is escaped. An address stays bare, and is a live link
when it is read. `is_wary` escapes those too, and every character beside a look: for the rare
text that does not read back otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain.documents import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteReference,
    OrderedList,
    Paragraph,
    Passage,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    Token,
)
from app.domain.values import dataclass
from app.formats.markdown_parser import address_at, is_live

_SPECIAL = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)|\{(?=\{)|(?<=\{)\{")
_ADDRESS_START = re.compile(
    r"(?<![A-Za-z0-9])https?://|(?<![A-Za-z0-9/@.\-_=])www\.", re.IGNORECASE
)
_LINE_START = re.compile(r"[#+\-=>|~:]")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_DIGITS_OF_A_LIST = 999_999_999


@dataclass(slots=True)
class _Piece:
    """A piece of a line: `kind` is "text" (raw, to be escaped), "address" or "unlinked"
    (raw as well), "mark" or "done".
    """

    kind: str
    content: str
    is_opening: bool = False


class MarkdownWriter:
    """Writes the parts of one letter."""

    def __init__(self, *, is_wary: bool = False) -> None:
        self._is_wary = is_wary

    def body(self, blocks: Sequence[Block], notes: Sequence[Note]) -> str:
        """Return the body with its notes under it."""
        written = [self.blocks(blocks), *(self._note(note) for note in notes)]
        return "\n\n".join(part for part in written if part)

    def line(self, inlines: Inlines) -> str:
        """Return inlines as one line, for the front matter."""
        return " ".join(self._inlines(_unbroken(inlines)).split("\n")).strip()

    # ------------------------------------------------------------ blocks

    def blocks(self, blocks: Sequence[Block]) -> str:
        written: list[str] = []
        before: Block | None = None
        is_other = False
        for block in blocks:
            # Two lists of one kind run together unless their marks differ.
            is_other = not is_other if type(block) is type(before) else False
            text = self._block(block, is_other=is_other)
            if text:
                written.append(text)
                before = block
        return "\n\n".join(written)

    def _block(self, block: Block, *, is_other: bool) -> str:
        match block:
            case Paragraph(inlines):
                return self._paragraph(inlines)
            case Heading(level, inlines):
                return self._heading(level, inlines)
            case BulletList(items, tight):
                marks = ["*" if is_other else "-"] * len(items)
                return self._list(items, marks, tight=tight)
            case OrderedList(items, start, tight):
                ending = ")" if is_other else "."
                last = min(start + len(items), _DIGITS_OF_A_LIST)
                marks = [f"{min(n, last)}{ending}" for n in range(start, start + len(items))]
                return self._list(items, marks, tight=tight)
            case Quote(inner):
                return _prefixed(self.blocks(inner), "> ", "> ")
            case Passage(language, inner):
                return f"::: {{lang={language}}}\n{self.blocks(inner)}\n:::"
            case CodeBlock(text):
                fence = "`" * max(3, _longest_ticks(text) + 1)
                return f"{fence}\n{text}\n{fence}"
            case Table():
                return self._table(block)
            case Rule():
                return "---"
        return ""

    def _paragraph(self, inlines: Inlines) -> str:
        return "\n".join(_guarded(line) for line in self._inlines(inlines).split("\n"))

    def _heading(self, level: int, inlines: Inlines) -> str:
        text = self._inlines(_unbroken(inlines))
        # Hashes at the end would close the heading.
        text = re.sub(r"#(?=#*$)", r"\\#", text)
        return f"{'#' * min(level, 6)} {text}" if text else ""

    def _list(self, items: Sequence[Sequence[Block]], marks: Sequence[str], *, tight: bool) -> str:
        written = []
        for mark, item in zip(marks, items, strict=True):
            inner = self._tight(item) if tight and _may_be_tight(item) else self.blocks(item)
            written.append(_prefixed(inner, f"{mark} ", " " * (len(mark) + 1)))
        return ("\n" if tight else "\n\n").join(written)

    def _tight(self, item: Sequence[Block]) -> str:
        written = (self._block(block, is_other=False) for block in item)
        return "\n".join(text for text in written if text)

    def _table(self, table: Table) -> str:
        marks = {"left": ":---", "center": ":---:", "right": "---:"}
        ruler = [marks.get(alignment, "---") for alignment in table.alignments]
        rows = [self._row(table.header), f"| {' | '.join(ruler)} |"]
        return "\n".join([*rows, *(self._row(row) for row in table.rows)])

    def _row(self, cells: Iterable[Inlines]) -> str:
        written = (self._inlines(_unbroken(cell)).replace("|", "\\|") for cell in cells)
        return f"| {' | '.join(written)} |"

    def _note(self, note: Note) -> str:
        return _prefixed(self.blocks(note.blocks) or "", f"[^{note.number}]: ", "    ")

    # ----------------------------------------------------------- inlines

    def _inlines(self, inlines: Inlines) -> str:
        pieces: list[_Piece] = []
        self._gather(inlines, pieces, is_linked=False, beside_strong=False)
        return self._put_together(pieces)

    def _gather(
        self, inlines: Inlines, pieces: list[_Piece], *, is_linked: bool, beside_strong: bool
    ) -> None:
        for at, inline in enumerate(inlines):
            match inline:
                case Text(text):
                    pieces += self._text(text, is_linked=is_linked)
                case Code(text):
                    pieces.append(_Piece("done", _code(text)))
                case LineBreak():
                    pieces.append(_Piece("done", "\\\n"))
                case NoteReference(number):
                    pieces.append(_Piece("done", f"[^{number}]"))
                case Token(name):
                    pieces.append(_Piece("done", f"{{{{ {name} }}}}"))
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

    def _look(self, mark: str, children: Inlines, pieces: list[_Piece], *, is_linked: bool) -> None:
        pieces.append(_Piece("mark", mark, is_opening=True))
        self._gather(children, pieces, is_linked=is_linked, beside_strong=mark == "**")
        pieces.append(_Piece("mark", mark))

    def _link(self, target: str, children: Inlines, pieces: list[_Piece]) -> None:
        if children == (Text(target),) and re.fullmatch(r"[a-z]+:[^\s<>\\&]+", target):
            pieces.append(_Piece("done", f"<{target}>"))
            return
        inner: list[_Piece] = []
        self._gather(children, inner, is_linked=True, beside_strong=False)
        escaped = re.sub(r"([\\<>&])", r"\\\1", target)
        destination = escaped if re.fullmatch(r"[^\s()<>]+", escaped) else f"<{escaped}>"
        pieces.append(_Piece("done", "["))
        pieces += inner
        pieces.append(_Piece("done", f"]({destination})"))

    def _text(self, text: str, *, is_linked: bool) -> list[_Piece]:
        if is_linked or self._is_wary:
            return [_Piece("text", text)] if text else []
        pieces: list[_Piece] = []
        at = 0
        for match in _ADDRESS_START.finditer(text):
            if match.start() < at:
                continue
            address = _bare_address(text, match)
            kind = "address" if address else "unlinked"
            pieces.append(_Piece("text", text[at : match.start()]))
            pieces.append(_Piece(kind, address or match[0]))
            at = match.start() + len(address or match[0])
        pieces.append(_Piece("text", text[at:]))
        return [piece for piece in pieces if piece.content]

    def _put_together(self, pieces: list[_Piece]) -> str:
        written: list[str] = []
        for at, piece in enumerate(pieces):
            before = pieces[at - 1] if at else None
            after = pieces[at + 1] if at + 1 < len(pieces) else None
            # A reader would take the mark beside an address for a part of it.
            is_bare = piece.kind == "address" and not (
                _reaches_a_mark(pieces, at) or (before and before.kind == "mark")
            )
            if is_bare or piece.kind in ("mark", "done"):
                written.append(piece.content)
                continue
            text = self._escaped(piece.content, before, after, pieces, at)
            written.append(_unlinked(text) if piece.kind != "text" or self._is_wary else text)
        return "".join(written)

    def _escaped(
        self,
        text: str,
        before: _Piece | None,
        after: _Piece | None,
        pieces: Sequence[_Piece],
        at: int,
    ) -> str:
        first = last = ""
        if before and before.kind == "mark" and not before.is_opening:
            if _needs_entity(text[0], before.content, _inside(pieces[at - 2], -1), self._is_wary):
                first, text = _entity(text[0]), text[1:]
        if text and after and after.kind == "mark" and after.is_opening:
            if _needs_entity(text[-1], after.content, _inside(pieces[at + 2], 0), self._is_wary):
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


def _reaches_a_mark(pieces: Sequence[_Piece], at: int) -> bool:
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


def _inside(piece: _Piece, at: int) -> str:
    """Return the character on the other side of a mark; a lone one may become an entity."""
    return piece.content[at] if len(piece.content) > 1 else ""


def _needs_entity(character: str, mark: str, inner: str, is_wary: bool) -> bool:
    """Would the letter beside a mark keep it from opening or closing the look?"""
    if character.isspace() or character in _PUNCTUATION:
        return False
    return mark == "_" or is_wary or not inner.isalnum()


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def _code(text: str) -> str:
    ticks = "`" * (_longest_ticks(text) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _longest_ticks(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)


def _guarded(line: str) -> str:
    """Return a line of a paragraph whose beginning no reader takes for a block's."""
    if _LINE_START.match(line):
        return "\\" + line
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if _NUMBER_START.match(line) else line


def _prefixed(text: str, first: str, other: str) -> str:
    head, *rest = text.split("\n")
    lines = [first + head, *(other + line if line else other.rstrip() for line in rest)]
    return "\n".join(line.rstrip() if not line.strip() else line for line in lines)


def _unbroken(inlines: Inlines) -> Inlines:
    """Return inlines with blanks in place of hard breaks."""
    made: list[Inline] = []
    for inline in inlines:
        match inline:
            case LineBreak():
                made.append(Text(" "))
            case Emphasis(children):
                made.append(Emphasis(_unbroken(children)))
            case Strong(children):
                made.append(Strong(_unbroken(children)))
            case Link(target, children):
                made.append(Link(target, _unbroken(children)))
            case _:
                made.append(inline)
    return tuple(made)


def _may_be_tight(item: Sequence[Block]) -> bool:
    """Can a list stand under the item's first line without a line between?

    One that counts from another number than 1 would be read as part of that line.
    """
    kinds = [type(block) for block in item]
    return (
        all(kind in (BulletList, OrderedList) for kind in kinds[1:])
        and all(block.start == 1 for block in item if isinstance(block, OrderedList))
        and len(kinds) <= 2
    )
