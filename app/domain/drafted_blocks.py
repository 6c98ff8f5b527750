"""Paragraphs and tables of a draft to the blocks of a letter's body or note."""

from __future__ import annotations

from collections.abc import Sequence
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
from app.domain.drafted_indents import (
    QUOTES,
    at_the_margin,
    common_indent,
    is_quoted,
    is_set_in,
    stepped_out,
)
from app.domain.drafted_items import (
    CODES,
    continues,
    end_of_list,
    end_while,
    is_below,
    typed_bullet,
    without_first,
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
from app.domain.sentences import N_, Sentence, sentence
from app.domain.spans import holds_figures, inlines_of, is_all, lines_of, with_figures, without_bold

_DEEPEST = 12


class BlockMaker:
    """Makes blocks, and remarks on what they cannot hold."""

    def __init__(self, language: str, *, is_ours: bool = False) -> None:
        self._language = language
        self._is_ours = is_ours
        self.remarks: list[Remark] = []

    def blocks(self, drafts: Sequence[DraftBlock]) -> tuple[Block, ...]:
        """Return the blocks that `drafts` make; passages in other languages are marked."""
        made: list[Block] = []
        drafts = drafts if self._is_ours else self._from_margin(drafts)
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

    def _from_margin(self, drafts: Sequence[DraftBlock]) -> Sequence[DraftBlock]:
        left, right = common_indent(drafts)
        if not left:
            return drafts
        if len(drafts) > 1:
            told = sentence(N_("the text stands in as a whole; its indent is not kept"))
            self.remarks.append(remark(About.SAID, told, drafts[0].place))
        return at_the_margin(drafts, left, right)

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
        if is_quoted(first, base):
            return end_while(drafts, at, lambda each: is_quoted(each, base))
        if first.style in CODES:
            return end_while(drafts, at, lambda each: each.style in CODES)
        if first.mark:
            return end_of_list(drafts, at, base)
        if typed_bullet(first):
            return end_while(drafts, at, lambda each: bool(typed_bullet(each)))
        return at

    def _run(self, drafts: Sequence[DraftBlock], base: int, depth: int) -> tuple[Block, ...]:
        paragraphs = [each for each in drafts if isinstance(each, DraftParagraph)]
        first = paragraphs[0]
        if is_quoted(first, base):
            return (self._quote(paragraphs, base, depth),)
        if first.style in CODES:
            lines = "\n".join("".join(span.text for span in each.spans) for each in paragraphs)
            return (CodeBlock(lines.rstrip("\n")),)
        if first.mark:
            return self._lists(paragraphs, depth)
        items = tuple(
            (Paragraph(self.inlines(without_first(each.spans), each.place)),) for each in paragraphs
        )
        return (BulletList(items),)

    def _quote(self, paragraphs: Sequence[DraftParagraph], base: int, depth: int) -> Quote:
        first = paragraphs[0]
        if first.style not in QUOTES and is_set_in(first):
            self.remarks.append(remark(About.SET_IN, first.text, first.place))
        inner = stepped_out(paragraphs, base, is_ours=self._is_ours)
        return Quote(self._group(inner, base, depth + 1))

    def _single(self, draft: DraftBlock) -> tuple[Block, ...]:
        if isinstance(draft, DraftTable):
            return (self._table(draft),)
        if draft.is_rule:
            return (Rule(),)
        if draft.mark:
            self.remarks.append(remark(About.LEVEL, draft.text, draft.place))
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
            if head is None or (draft.mark and not is_below(draft, head)):
                if head and not continues(draft, head, len(items)):
                    if is_below(head, draft):
                        self.remarks.append(remark(About.LEVEL, head.text, head.place))
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
