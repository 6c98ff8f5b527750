"""Blocks as HTML: what stands between two salutations, and inside a note."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from markupsafe import Markup

from app.domain.documents import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Passage,
    Picture,
    Quote,
    Rule,
    Table,
)
from app.domain.values import dataclass
from app.rendering.html.inlines import Reference, inlines_html

# The title is the page's h1, so the first heading of a body is an h2.
HEADING_SHIFT = 1
DEEPEST_HEADING = 6

ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo"})


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes blocks; how a note is referred to and where pictures lie is settled outside."""

    reference: Reference
    picture_address: Callable[[Picture], str]

    def inlines(self, inlines: Inlines) -> Markup:
        return inlines_html(inlines, reference=self.reference)

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        return Markup("\n").join(self.block(block) for block in blocks)

    def block(self, block: Block) -> Markup:  # noqa: C901 - one case for each kind of block
        match block:
            case Paragraph(inlines):
                return Markup("<p>{}</p>").format(self.inlines(inlines))
            case Heading():
                return self._heading(block)
            case BulletList(items, tight):
                return Markup("<ul>{}</ul>").format(self._items(items, tight=tight))
            case OrderedList():
                return self._ordered_list(block)
            case Quote(blocks):
                return Markup("<blockquote>{}</blockquote>").format(self.blocks(blocks))
            case CodeBlock(text):
                return Markup("<pre><code>{}</code></pre>").format(text)
            case Table():
                return self._table(block)
            case Rule():
                return Markup("<hr>")
            case Passage():
                return self._passage(block)
            case Picture():
                return self._picture(block)

    def _heading(self, heading: Heading) -> Markup:
        level = min(heading.level + HEADING_SHIFT, DEEPEST_HEADING)
        return Markup("<h{0}>{1}</h{0}>").format(level, self.inlines(heading.inlines))

    def _items(self, items: tuple[tuple[Block, ...], ...], *, tight: bool) -> Markup:
        write = self._tight_item if tight else self.blocks
        return Markup().join(Markup("<li>{}</li>").format(write(item)) for item in items)

    def _tight_item(self, item: Iterable[Block]) -> Markup:
        """An item whose paragraphs print without a gap between them."""
        parts = (
            self.inlines(block.inlines) if isinstance(block, Paragraph) else self.block(block)
            for block in item
        )
        return Markup("\n").join(parts)

    def _ordered_list(self, block: OrderedList) -> Markup:
        start = Markup(' start="{}"').format(block.start) if block.start != 1 else Markup()
        return Markup("<ol{}>{}</ol>").format(start, self._items(block.items, tight=block.tight))

    def _table(self, table: Table) -> Markup:
        head = Markup().join(
            Markup('<th scope="col"{}>{}</th>').format(_aligned(side), self.inlines(cell))
            for cell, side in zip(table.header, table.alignments, strict=True)
        )
        rows = Markup().join(
            Markup("<tr>{}</tr>").format(self._cells(row, table.alignments)) for row in table.rows
        )
        return Markup(
            '<table class="letter-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
        ).format(head, rows)

    def _cells(self, row: tuple[Inlines, ...], alignments: tuple[str, ...]) -> Markup:
        return Markup().join(
            Markup("<td{}>{}</td>").format(_aligned(side), self.inlines(cell))
            for cell, side in zip(row, alignments, strict=True)
        )

    def _passage(self, passage: Passage) -> Markup:
        return Markup('<div lang="{}" dir="{}">{}</div>').format(
            passage.language, direction_of(passage.language), self.blocks(passage.blocks)
        )

    def _picture(self, picture: Picture) -> Markup:
        return Markup('<p class="letter-picture"><img src="{}" alt="{}"></p>').format(
            self.picture_address(picture), picture.alt
        )


def phrasing(blocks: Iterable[Block], *, writer: Writer) -> Markup:
    """Return the blocks as phrasing content: a note that opens inside a paragraph.

    A paragraph may hold neither paragraphs nor lists, so each becomes a span that a style
    sheet sets on a line of its own.
    """
    return Markup(" ").join(_phrase(block, writer) for block in blocks)


def _phrase(block: Block, writer: Writer) -> Markup:
    part = Markup('<span class="note-part">{}</span>')
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            return part.format(writer.inlines(inlines))
        case BulletList(items):
            return _phrased_items(items, ["•"] * len(items), writer)
        case OrderedList(items, start):
            marks = [f"{number}." for number in range(start, start + len(items))]
            return _phrased_items(items, marks, writer)
        case Quote(blocks):
            return phrasing(blocks, writer=writer)
        case Passage():
            return Markup('<span lang="{}" dir="{}">{}</span>').format(
                block.language,
                direction_of(block.language),
                phrasing(block.blocks, writer=writer),
            )
        case CodeBlock(text):
            return part.format(Markup("<code>{}</code>").format(text))
        case Table():
            rows = (Markup(" · ").join(map(writer.inlines, row)) for row in block.rows)
            return Markup(" ").join(part.format(row) for row in rows)
        case Picture():
            return part.format(block.alt)
        case Rule():
            return Markup()


def _phrased_items(
    items: tuple[tuple[Block, ...], ...], marks: list[str], writer: Writer
) -> Markup:
    return Markup(" ").join(
        Markup('<span class="note-part">{} {}</span>').format(mark, phrasing(item, writer=writer))
        for mark, item in zip(marks, items, strict=True)
    )


def picture_name(picture: Picture) -> str:
    """Return a file name that its content decides, such as "3f2a….png"."""
    return name_of_file(hashlib.sha256(picture.content).hexdigest(), picture.media_type)


def name_of_file(sha256: str, media_type: str) -> str:
    """Return the `picture_name` of a picture that is known by its hash."""
    return f"{sha256[:32]}.{ENDINGS.get(media_type, 'bin')}"


def direction_of(language: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 tag, by its script where it names one."""
    primary, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in RIGHT_TO_LEFT else "ltr"


def lines_html(lines: Iterable[str]) -> Markup:
    """Return lines of an address block, one under the other, each in its own direction."""
    return Markup("<br>").join(Markup("<bdi>{}</bdi>").format(line) for line in lines)


def _aligned(side: str) -> Markup:
    return Markup(' class="align-{}"').format(side) if side else Markup()
