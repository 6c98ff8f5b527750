"""Paragraphs and tables of a draft to the blocks of a letter's body or note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

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
)
from app.domain.drafted_language import foreign_language
from app.domain.drafts import (
    About,
    Cell,
    DraftBlock,
    DraftParagraph,
    DraftTable,
    Remark,
    Span,
    Spans,
    remark,
)
from app.domain.sentences import Sentence
from app.domain.spans import holds_figures, inlines_of, is_all, lines_of, with_figures, without_bold

_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations", "block quotation"})
_CODES = frozenset({"code", "html preformatted", "preformatted text"})
_BULLETS = "•◦▪‣·●○■"
_QUOTE_TWIPS = 300
_QUOTE_STEP = 567
_SLACK = 40
# How far the text of an item stands in, and one level of a list more than the one before.
_LIST_TWIPS = 560
_LEVEL_TWIPS = 400
_DEEPEST = 12


class BlockMaker:
    """Makes blocks, and remarks on what they cannot hold."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.remarks: list[Remark] = []

    def blocks(self, drafts: Sequence[DraftBlock]) -> tuple[Block, ...]:
        """Return the blocks that `drafts` make; passages in other languages are marked."""
        made: list[Block] = []
        at = 0
        while at < len(drafts):
            language = self._foreign(drafts[at])
            end = at + 1
            while end < len(drafts) and self._foreign(drafts[end]) == language:
                end += 1
            inner = self._group(drafts[at:end], 0, 0)
            made += [Passage(language, inner)] if language and inner else inner
            at = end
        return tuple(made)

    def inlines(self, spans: Spans, place: Sentence) -> Inlines:
        """Return the inlines of spans; remarks on what becomes plain text."""
        if any("\t" in span.text for span in spans):
            words = "".join(span.text for span in spans).strip("\t ")
            if "\t" in words:
                self.remarks.append(remark(About.TAB, words, place))
            spans = tuple(replace(span, text=span.text.replace("\t", " ")) for span in spans)
        self._tell_raised(spans, place)
        return inlines_of(spans)

    def _tell_raised(self, spans: Spans, place: Sentence) -> None:
        figures = [span for span in spans if holds_figures(span)]
        if figures:
            words = ", ".join(
                dict.fromkeys(span.text.strip() for span in with_figures(figures_of(figures)))
            )
            self.remarks.append(remark(About.RAISED_DIGITS, words, place))
        others = [
            span.text
            for span in spans
            if (span.raised or span.lowered) and span.text.strip() and not holds_figures(span)
        ]
        for words in dict.fromkeys(others):
            self.remarks.append(remark(About.RAISED, words, place))

    def _foreign(self, draft: DraftBlock) -> str:
        if isinstance(draft, DraftTable):
            return ""
        return foreign_language(draft.spans, self._language)

    # ------------------------------------------------------------ groups

    def _group(self, drafts: Sequence[DraftBlock], base: int, depth: int) -> tuple[Block, ...]:
        made: list[Block] = []
        at = 0
        while at < len(drafts):
            draft = drafts[at]
            if isinstance(draft, DraftParagraph) and depth < _DEEPEST:
                end = self._end_of_run(drafts, at, base)
                if end > at:
                    made += self._run(drafts[at:end], base, depth)
                    at = end
                    continue
            made += self._single(draft)
            at += 1
        return tuple(made)

    def _end_of_run(self, drafts: Sequence[DraftBlock], at: int, base: int) -> int:
        """Return where the quote, list or code that begins at `at` ends; `at` for none."""
        first = drafts[at]
        if not isinstance(first, DraftParagraph) or first.heading or first.is_rule:
            return at
        if _is_quoted(first, base):
            return _while(drafts, at, lambda each: _is_quoted(each, base))
        if first.style in _CODES:
            return _while(drafts, at, lambda each: each.style in _CODES)
        if first.mark:
            return _end_of_list(drafts, at, base)
        if _typed_bullet(first):
            return _while(drafts, at, lambda each: bool(_typed_bullet(each)))
        return at

    def _run(self, drafts: Sequence[DraftBlock], base: int, depth: int) -> tuple[Block, ...]:
        paragraphs = [each for each in drafts if isinstance(each, DraftParagraph)]
        first = paragraphs[0]
        if _is_quoted(first, base):
            inner = [
                replace(
                    each, style="", left=each.left - _QUOTE_STEP, right=each.right - _QUOTE_STEP
                )
                for each in paragraphs
            ]
            return (Quote(self._group(inner, base, depth + 1)),)
        if first.style in _CODES:
            lines = "\n".join("".join(span.text for span in each.spans) for each in paragraphs)
            return (CodeBlock(lines.rstrip("\n")),)
        if first.mark:
            return self._lists(paragraphs, depth)
        items = tuple(
            (Paragraph(self.inlines(_without_first(each.spans), each.place)),)
            for each in paragraphs
        )
        return (BulletList(items),)

    def _single(self, draft: DraftBlock) -> tuple[Block, ...]:
        if isinstance(draft, DraftTable):
            return (self._table(draft),)
        if draft.is_rule:
            return (Rule(),)
        if draft.heading:
            if len(lines_of(draft.spans)) > 1:
                self.remarks.append(remark(About.BREAK, draft.text, draft.place))
            spans = tuple(replace(span, text=span.text.replace("\n", " ")) for span in draft.spans)
            return (Heading(min(draft.heading, 6), self.inlines(spans, draft.place)),)
        inlines = self.inlines(draft.spans, draft.place)
        return (Paragraph(inlines),) if inlines else ()

    # ------------------------------------------------------------- lists

    def _lists(self, drafts: Sequence[DraftParagraph], depth: int) -> tuple[Block, ...]:
        """Return the lists that a run of items and what belongs to them makes."""
        made: list[Block] = []
        items: list[list[DraftParagraph]] = []
        head: DraftParagraph | None = None
        for draft in drafts:
            if head is None or (draft.mark and not _is_below(draft, head)):
                if head and not _continues(draft, head, len(items)):
                    made.append(self._list(head, items, depth))
                    items, head = [], None
                head = head or draft
                items.append([draft])
            else:
                items[-1].append(draft)
        if head:
            made.append(self._list(head, items, depth))
        return tuple(made)

    def _list(
        self, head: DraftParagraph, items: Sequence[Sequence[DraftParagraph]], depth: int
    ) -> Block:
        made = tuple(self._item(item, depth) for item in items)
        mark = head.mark
        tight = all(item[0].mark.is_tight for item in items if item[0].mark)
        if mark and mark.is_ordered:
            return OrderedList(made, start=mark.count, tight=tight)
        return BulletList(made, tight=tight)

    def _item(self, item: Sequence[DraftParagraph], depth: int) -> tuple[Block, ...]:
        first, *rest = item
        inlines = self.inlines(first.spans, first.place)
        return (Paragraph(inlines), *self._group(rest, first.left, depth + 1))

    # ------------------------------------------------------------ tables

    def _table(self, draft: DraftTable) -> Table:
        width = max(len(row) for row in draft.rows)
        padded = [(*row, *(() for _ in range(width - len(row)))) for row in draft.rows]
        head, *rows = [
            tuple(self._cell(cell, draft.place, is_head=at == 0) for cell in row)
            for at, row in enumerate(padded)
        ]
        alignments = tuple(
            next((each.alignment for row in padded for each in row[column][:1]), "")
            for column in range(width)
        )
        return Table(head, tuple(rows), alignments)

    def _cell(self, cell: Cell, place: Sentence, *, is_head: bool) -> Inlines:
        lines = [line for paragraph in cell for line in lines_of(paragraph.spans)]
        if len(lines) > 1:
            words = " / ".join("".join(span.text for span in line) for line in lines)
            self.remarks.append(remark(About.TABLE_CELL, words, place))
        joined: list[Span] = []
        for line in lines:
            joined += [Span(" "), *line] if joined else line
        spans = tuple(joined)
        if is_head and is_all(spans, "bold"):
            spans = without_bold(spans)
        return self.inlines(spans, place)


def figures_of(spans: Sequence[Span]) -> Spans:
    return tuple(spans)


def _while(drafts: Sequence[DraftBlock], at: int, belongs: Callable[[DraftParagraph], bool]) -> int:
    end = at
    while end < len(drafts):
        each = drafts[end]
        if not isinstance(each, DraftParagraph) or each.heading or not belongs(each):
            break
        end += 1
    return end


def _is_quoted(draft: DraftParagraph, base: int) -> bool:
    if draft.style in _QUOTES:
        return draft.mark is None
    return draft.left - base >= _QUOTE_TWIPS and draft.right >= _QUOTE_TWIPS


def _end_of_list(drafts: Sequence[DraftBlock], at: int, base: int) -> int:
    first = drafts[at]
    left = first.left if isinstance(first, DraftParagraph) else 0

    def belongs(each: DraftParagraph) -> bool:
        if each.is_rule or each.style in _CODES:
            return False
        if each.style in _QUOTES or each.right >= _QUOTE_TWIPS:
            return _edge(each) - left >= _QUOTE_TWIPS
        return each.mark is not None or (left > base and each.left >= left - _SLACK)

    return max(_while(drafts, at, belongs), at + 1)


def _edge(draft: DraftParagraph) -> int:
    """Return where the text around a paragraph begins: a list's item stands further in."""
    return draft.left - (_LIST_TWIPS + _LEVEL_TWIPS * draft.mark.level if draft.mark else 0)


def _is_below(draft: DraftParagraph, head: DraftParagraph) -> bool:
    return bool(draft.mark and head.mark and draft.mark.level > head.mark.level)


def _continues(draft: DraftParagraph, head: DraftParagraph, items: int) -> bool:
    """Is this the next item of the list that `head` begins?"""
    mark, first = draft.mark, head.mark
    if not mark or not first or mark.is_ordered != first.is_ordered or mark.level != first.level:
        return False
    if not mark.is_ordered:
        return True
    return mark.list_id == first.list_id and mark.count == first.count + items


def _typed_bullet(draft: DraftParagraph) -> str:
    text = draft.text
    has_blank = text[1:2].isspace()
    return (
        text[0] if text and text[0] in _BULLETS and has_blank and draft.style not in _CODES else ""
    )


def _without_first(spans: Spans) -> Spans:
    """Return the spans without the bullet that was typed before them."""
    text = "".join(span.text for span in spans)
    lead = len(text) - len(text.lstrip())
    rest = list(spans)
    dropped = lead + 1
    while dropped and rest:
        first = rest[0]
        rest[0] = replace(first, text=first.text[dropped:])
        dropped -= min(dropped, len(first.text))
        if dropped:
            rest.pop(0)
    return tuple(rest)
