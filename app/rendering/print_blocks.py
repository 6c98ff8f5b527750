"""Running text and lines for the print template: inlines, blocks, addresses, names.

Texts stay as they are. Added are a `slip` inside a word too long for its line, a place where
it may break without a character put into the text, and the room between two notes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.domain import documents as tree
from app.domain import tokens
from app.domain.patterns import compiled
from app.domain.values import dataclass
from app.domain.wording import direction_of
from app.rendering.alike import POINTS_PER_MM, bullet, column_shares, has_header
from app.rendering.designs import Design
from app.rendering.directions import direction_of_items, own_direction

Node = str | dict[str, Any]
# Typst breaks addresses itself. Other words break where they are longer than a line may be.
_ADDRESS = re.compile(r"(?i)(?:://|^www\.)")
_SLIP: Node = {"kind": "slip"}
_BETWEEN_NOTES: Node = {"kind": "between"}
# A character is about half an em wide in a text face.
_CHARACTERS_PER_EM = 2.0
# So many characters of a cell's line lie between its text and its neighbours.
_CELL_PADDING = 3


def language_parts(tag: str) -> dict[str, str | None]:
    """Return language and region of a BCP 47 tag as Typst takes them ("es-MX": es, MX)."""
    parts = tag.replace("_", "-").split("-")
    regions = [part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()]
    script = parts[1].title() if len(parts) > 1 and len(parts[1]) == 4 else ""
    language = parts[0].lower()
    usable = 2 <= len(language) <= 3 and language.isascii() and language.isalpha()
    return {
        "lang": language if usable else "en",
        # Typst has no script: traditional Chinese is that of Taiwan.
        "region": regions[0] if regions else ("TW" if script == "Hant" else None),
    }


def picture_name(picture: tree.Picture) -> str:
    """Return the file name of a picture: from its content, so that no cache mixes two up."""
    ending = "jpg" if picture.media_type == "image/jpeg" else "png"
    return f"{hashlib.sha256(picture.content).hexdigest()}.{ending}"


def line_length(design: Design, *, columns: int) -> int:
    """Return how many characters a line of the text or of a column surely holds."""
    width_mm = (design.text_width_mm - (columns - 1) * design.column_gap_mm) / columns
    size = design.size_pt if columns == 1 else design.names_size_pt
    return int(width_mm * POINTS_PER_MM / size * _CHARACTERS_PER_EM * 0.75)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes blocks and inlines; words longer than `longest_word` characters get slips.

    A name longer than `longest_whole` may be torn apart: it could be higher than a page.
    `direction` is that of the letter or passage, `drawn` the one that the template draws in
    where these nodes stand; a text that runs another way than `drawn` says so. `level` counts
    the lists around.
    """

    design: Design
    longest_word: int
    direction: str
    drawn: str
    longest_whole: int = 0
    level: int = 0

    def line(self, text: str) -> Node:
        """Return a line that stands by itself: its text, or nodes where it is not so plain.

        It is `turned` where all of it runs the other way, and `whole` where it takes more
        lines than Typst keeps together by itself and is not longer than a page.
        """
        # Nearly every name takes this way out.
        if self.direction == "ltr" and text.isascii() and len(text) <= self.longest_word:
            return text
        is_turned = self._is_turned(text)
        is_whole = len(text) > 2.5 * self.longest_word and self.is_whole(text)
        nodes = self.text(text)
        if not is_turned and not is_whole and nodes == [text]:
            return text
        return {"inside": nodes, "turned": is_turned, "whole": is_whole}

    def is_whole(self, text: str) -> bool:
        """Whether this line, if it is a name, is surely lower than a page."""
        return len(text) <= self.longest_whole

    def _is_turned(self, text: str) -> bool:
        return own_direction(text, around=self.direction) != self.direction

    def way_of(self, inlines: tree.Inlines) -> dict[str, str]:
        """Return the direction of a text, nothing where the template draws in it already."""
        own = own_direction(tokens.plain_text(inlines), around=self.direction)
        return {} if own == self.drawn else {"dir": own}

    def note(self, note: tree.Note) -> dict[str, Any]:
        """Return a note, which runs the way of its first paragraph: its number stands there.

        One that holds references itself is never printed a second time.
        """
        first = note.blocks[0] if note.blocks else None
        way = self.way_of(first.inlines) if isinstance(first, tree.Paragraph) else {}
        blocks = replace(self, drawn=way.get("dir", self.drawn)).blocks(note.blocks)
        return {"blocks": blocks, "holds_notes": holds_notes(blocks), **way}

    def text(self, text: str) -> list[Node]:
        if not self._overlong().search(text):
            return [text]
        return list(self._with_slips(text))

    def _overlong(self) -> re.Pattern[str]:
        return compiled(rf"\S{{{self.longest_word + 1},}}")

    def _with_slips(self, text: str) -> Iterator[Node]:
        done = 0
        for word in self._overlong().finditer(text):
            if _ADDRESS.search(word[0]):
                continue
            # The head of the word stays whole, so that it does not break at the end of a
            # line that it could have left for the next one.
            for at in range(word.start() + 8, word.end() - 3, 4):
                yield text[done:at]
                yield _SLIP
                done = at
        yield text[done:]

    def inlines(self, inlines: tree.Inlines) -> list[Node]:
        nodes: list[Node] = []
        for before, inline in zip((None, *inlines), inlines, strict=False):
            if isinstance(before, tree.NoteReference) and isinstance(inline, tree.NoteReference):
                nodes.append(_BETWEEN_NOTES)
            nodes.extend(self._inline(inline))
        return nodes

    def _inline(self, inline: tree.Inline) -> list[Node]:
        match inline:
            case tree.Text():
                return self.text(inline.text)
            case tree.Code():
                return [{"kind": "code", "text": inline.text}]
            case tree.LineBreak():
                return [{"kind": "break"}]
            case tree.NoteReference():
                return [{"kind": "note", "number": inline.number, "again": inline.again}]
            case tree.NoteNumber():
                return [{"kind": "notenumber", "number": inline.number}]
            case tree.Emphasis():
                return [{"kind": "emphasis", "inside": self.inlines(inline.children)}]
            case tree.Strong():
                return [{"kind": "strong", "inside": self.inlines(inline.children)}]
            case tree.Link():
                inside = self.inlines(inline.children)
                return [{"kind": "link", "target": inline.target, "inside": inside}]
            case tree.Token():
                raise AssertionError(f"the token {inline.name} was not computed")

    def blocks(self, blocks: Sequence[tree.Block]) -> list[Node]:
        return [self._block(block) for block in blocks]

    def _block(self, block: tree.Block) -> Node:
        match block:
            case tree.Paragraph():
                inside = self.inlines(block.inlines)
                return {"kind": "paragraph", "inside": inside, **self.way_of(block.inlines)}
            case tree.Heading():
                inside = self.inlines(block.inlines)
                way = self.way_of(block.inlines)
                return {"kind": "heading", "level": block.level, "inside": inside, **way}
            case tree.BulletList() | tree.OrderedList():
                return self._list(block)
            case tree.Quote():
                return {"kind": "quote", "inside": self.blocks(block.blocks)}
            case tree.CodeBlock():
                return {"kind": "codeblock", "text": block.text}
            case tree.Table():
                return self._table(block)
            case tree.Rule():
                return {"kind": "rule"}
            case tree.Passage():
                runs = direction_of(block.language)
                inside = replace(self, direction=runs, drawn=runs).blocks(block.blocks)
                return {"kind": "passage", "inside": inside, **language_parts(block.language)}
            case tree.Picture():
                return {"kind": "picture", "file": "/" + picture_name(block), "alt": block.alt}

    def _list(self, block: tree.BulletList | tree.OrderedList) -> Node:
        way: dict[str, str] = {}
        inner = replace(self, level=self.level + 1)
        if not self.level:
            # A list inside another runs as that one does: their marks stand on one side.
            own = direction_of_items(block.items, around=self.direction)
            if own != self.drawn:
                way = {"dir": own}
                inner = replace(inner, direction=own, drawn=own)
        items = [inner.item(item, tight=block.tight) for item in block.items]
        node: dict[str, Any] = {"tight": block.tight, "items": items, **way}
        if isinstance(block, tree.BulletList):
            return {"kind": "bullets", "mark": bullet(self.level), **node}
        return {"kind": "numbers", "start": block.start, **node}

    def item(self, item: tuple[tree.Block, ...], *, tight: bool) -> list[Node]:
        """Return the nodes of a list item; what a tight one starts with is no paragraph."""
        if tight and item and isinstance(item[0], tree.Paragraph):
            way = self.way_of(item[0].inlines)
            first: list[Node] = self.inlines(item[0].inlines)
            if way:
                first = [{"kind": "turned", "inside": first, **way}]
            return [*first, *self.blocks(item[1:])]
        return self.blocks(item)

    def _table(self, table: tree.Table) -> Node:
        shares = column_shares(table, self.design)
        header = self._cells(table.header, shares) if has_header(table) else []
        return {
            "kind": "table",
            "columns": shares,
            "header": header,
            # A note that stands on every page would be many notes of one number.
            "repeats": not holds_notes(header),
            "rows": [self._cells(row, shares) for row in table.rows],
            "alignments": [alignment or "start" for alignment in table.alignments],
        }

    def _cells(self, cells: tuple[tree.Inlines, ...], shares: Sequence[float]) -> list[Node]:
        line = line_length(self.design, columns=1)
        return [
            {
                "inside": replace(
                    self, longest_word=max(1, int(line * share) - _CELL_PADDING)
                ).inlines(cell),
                **self.way_of(cell),
            }
            for cell, share in zip(cells, shares, strict=True)
        ]


def holds_notes(node: object) -> bool:
    """Whether a reference to a note stands anywhere in nodes made by a Writer."""
    if isinstance(node, dict):
        return node.get("kind") == "note" or any(holds_notes(each) for each in node.values())
    return isinstance(node, list) and any(holds_notes(each) for each in node)
