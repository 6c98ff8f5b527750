"""Block tokens of the Markdown parser in, the frozen tree of a letter out."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token as Piece

from app.domain.documents import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Passage,
    Quote,
    Rule,
    Table,
    Text,
)
from app.domain.sentences import N_, sentence
from app.formats.limits import TOO_DEEP
from app.formats.markdown_inlines import InlineBuilder
from app.formats.markdown_parser import passage_language
from app.formats.nesting import each, end_of, is_tight
from app.formats.reports import Labels, Report

_MAX_NESTING = 40


class BlockBuilder:
    """Builds blocks from parser tokens, counting lines from `first_line`; `text` builds what
    stands in them.
    """

    def __init__(
        self,
        text: InlineBuilder,
        *,
        first_line: int,
        key: str,
        labels: Labels,
        report: Report,
        language: str,
    ) -> None:
        self._text = text
        self._first_line = first_line
        self._key = key
        self._labels = labels
        self._report = report
        self._languages = [language]
        self._levels: list[int] = []
        self._is_quoted = False
        self.notes: dict[int, tuple[Block, ...]] = {}

    def blocks(self, pieces: Sequence[Piece]) -> tuple[Block, ...]:
        """Return the blocks that a balanced run of tokens makes."""
        made: list[Block] = []
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            end = end_of(pieces, at)
            self._mark(piece)
            if piece.level > _MAX_NESTING:
                self._report.fault(self._text.line, self._key, TOO_DEEP)
                return tuple(made)
            made.extend(self._block(piece, pieces[at + 1 : end]))
            at = end + 1
        return tuple(made)

    def _mark(self, piece: Piece) -> None:
        if piece.map:
            self._text.line = self._first_line + piece.map[0]

    def _block(self, piece: Piece, inner: Sequence[Piece]) -> tuple[Block, ...]:
        match piece.type:
            case "paragraph_open":
                return self._paragraph(inner)
            case "heading_open":
                return (self._heading(int(piece.tag[1:]), inner),)
            case "blockquote_open":
                return (self._quote(inner),)
            case "fence" | "code_block":
                return (CodeBlock(self._text.checked(piece.content.rstrip("\n"))),)
            case "hr":
                return (Rule(),)
            case "table_open":
                return (self._table(inner),)
            case "footnote_reference_open":
                self._note(piece, inner)
                return ()
        return self._list_or_passage(piece, inner)

    def _list_or_passage(self, piece: Piece, inner: Sequence[Piece]) -> tuple[Block, ...]:
        if piece.type == "container_passage_open":
            return self._passage(piece, inner)
        if piece.type == "bullet_list_open":
            return (BulletList(self._items(inner), is_tight(inner)),)
        if piece.type == "ordered_list_open":
            start = piece.attrGet("start")
            return (
                OrderedList(
                    self._items(inner), 1 if start is None else int(start), is_tight(inner)
                ),
            )
        return ()

    def _paragraph(self, inner: Sequence[Piece]) -> tuple[Block, ...]:
        """A paragraph; pictures in it become blocks between its parts."""
        children = self._children(inner)
        made: list[Block] = []
        start = 0
        for at, child in enumerate(children):
            if child.type != "image" or child.level:
                continue
            picture = self._text.picture(child)
            if picture:
                made += [*_as_paragraph(self._run(children[start:at])), picture]
                start = at + 1
        return (*made, *_as_paragraph(self._run(children[start:])))

    def _run(self, children: Sequence[Piece]) -> Inlines:
        return self._text.run(children, is_quoted=self._is_quoted)

    def _quote(self, inner: Sequence[Piece]) -> Quote:
        before, self._is_quoted = self._is_quoted, True
        quote = Quote(self.blocks(inner))
        self._is_quoted = before
        return quote

    def _heading(self, level: int, inner: Sequence[Piece]) -> Heading:
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return Heading(len(self._levels), self._run(self._children(inner)))

    def _items(self, inner: Sequence[Piece]) -> tuple[tuple[Block, ...], ...]:
        return tuple(self.blocks(item) for item in each(inner, "list_item_open"))

    def _table(self, inner: Sequence[Piece]) -> Table:
        rows = [
            (row, tuple(self._cell(cell) for cell in each(row, ("th_open", "td_open"))))
            for part in each(inner, ("thead_open", "tbody_open"))
            for row in each(part, "tr_open")
        ]
        heads = [piece for piece in rows[0][0] if piece.type == "th_open"]
        styles = (str(head.attrGet("style") or "") for head in heads)
        alignments = (style.removeprefix("text-align:") for style in styles)
        return Table(rows[0][1], tuple(cells for _, cells in rows[1:]), tuple(alignments))

    def _cell(self, inner: Sequence[Piece]) -> Inlines:
        return self._run(self._children(inner))

    def _passage(self, piece: Piece, inner: Sequence[Piece]) -> tuple[Block, ...]:
        language = passage_language(piece)
        if not language:
            begins = N_("a passage begins with a language, such as %(example)s")
            message = sentence(begins, example="::: {lang=fr}")
            self._report.fault(self._text.line, self._key, message)
        self._languages.append(language or self._languages[-1])
        blocks = self.blocks(inner)
        self._languages.pop()
        return (Passage(language, blocks),) if blocks else ()

    def _note(self, piece: Piece, inner: Sequence[Piece]) -> None:
        label = str(piece.meta["label"])
        line = self._text.line
        text = f"[^{label}]"
        if self._labels.lines.get(label) != line:
            twice = sentence(N_("note %(label)s is defined twice"), label=text)
            self._report.fault(line, self._key, twice)
            return
        # A note to a quotation is the letter's own, wherever it is written.
        before, self._is_quoted = self._is_quoted, False
        blocks = self.blocks(inner)
        self._is_quoted = before
        if not blocks:
            self._report.block(line, sentence(N_("note %(label)s is empty"), label=text), text=text)
            blocks = (Paragraph(()),)
        if len(self._languages) > 1:
            blocks = (Passage(self._languages[-1], blocks),)
        self.notes[self._labels.numbers[label]] = blocks

    def _children(self, inner: Sequence[Piece]) -> Sequence[Piece]:
        for piece in inner:
            if piece.type == "inline":
                self._mark(piece)
                return piece.children or []
        return []


def _as_paragraph(inlines: Inlines) -> tuple[Paragraph, ...]:
    is_blank = all(isinstance(inline, Text) and not inline.text.strip() for inline in inlines)
    return () if is_blank else (Paragraph(inlines),)
