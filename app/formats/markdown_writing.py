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
    CodeBlock,
    Heading,
    Inlines,
    Note,
    OrderedList,
    Paragraph,
    Passage,
    Quote,
    Rule,
    Table,
)
from app.formats.inline_writing import InlineWriter, longest_ticks, unbroken
from app.formats.markdown_escaping import guarded

_DIGITS_OF_A_LIST = 999_999_999


class MarkdownWriter:
    """Writes the parts of one letter."""

    def __init__(self, *, is_wary: bool = False) -> None:
        self._writer = InlineWriter(is_wary=is_wary)
        self._is_quoted = False

    def body(self, blocks: Sequence[Block], notes: Sequence[Note]) -> str:
        """Return the body with its notes under it."""
        written = [self.blocks(blocks), *(self._note(note) for note in notes)]
        return "\n\n".join(part for part in written if part)

    def line(self, inlines: Inlines) -> str:
        """Return inlines as one line, for the front matter."""
        return " ".join(self._inlines(unbroken(inlines)).split("\n")).strip()

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
                return _prefixed(self._quoted(inner), "> ", "> ")
            case Passage(language, inner):
                return f"::: {{lang={language}}}\n{self.blocks(inner)}\n:::"
            case CodeBlock(text):
                fence = "`" * max(3, longest_ticks(text) + 1)
                return f"{fence}\n{text}\n{fence}"
            case Table():
                return self._table(block)
            case Rule():
                return "---"
        return ""

    def _quoted(self, inner: Sequence[Block]) -> str:
        before, self._is_quoted = self._is_quoted, True
        written = self.blocks(inner)
        self._is_quoted = before
        return written

    def _inlines(self, inlines: Inlines) -> str:
        return self._writer.written(inlines, is_quoted=self._is_quoted)

    def _paragraph(self, inlines: Inlines) -> str:
        return "\n".join(guarded(line) for line in self._inlines(inlines).split("\n"))

    def _heading(self, level: int, inlines: Inlines) -> str:
        text = self._inlines(unbroken(inlines))
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
        written = (self._inlines(unbroken(cell)).replace("|", "\\|") for cell in cells)
        return f"| {' | '.join(written)} |"

    def _note(self, note: Note) -> str:
        return _prefixed(self.blocks(note.blocks) or "", f"[^{note.number}]: ", "    ")


def _prefixed(text: str, first: str, other: str) -> str:
    head, *rest = text.split("\n")
    lines = [first + head, *(other + line if line else other.rstrip() for line in rest)]
    return "\n".join(line.rstrip() if not line.strip() else line for line in lines)


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
