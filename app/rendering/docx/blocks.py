"""Blocks of the body and of notes to paragraphs and tables."""

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
    Picture,
    Quote,
    Rule,
    Table,
)
from app.domain.tokens import plain_text
from app.rendering.directions import direction_of_items
from app.rendering.docx.inlines import runs, text_runs
from app.rendering.docx.lines import DIRECTION_MARK, line_edge
from app.rendering.docx.numbering import (
    BULLET_LIST,
    HANGING,
    LEVELS,
    begin_ordered_list,
    level_indent,
)
from app.rendering.docx.paragraphs import indents, paragraph
from app.rendering.docx.pictures import drawing
from app.rendering.docx.story import Story, Voice
from app.rendering.docx.tables import table

QUOTE_INDENT = 567  # twips: a centimetre


def blocks_xml(blocks: Sequence[Block], story: Story, voice: Voice) -> list[str]:
    """Return the paragraphs and tables of `blocks`, each as XML."""
    return [piece for block in blocks for piece in _block(block, story, voice)]


def _block(block: Block, story: Story, voice: Voice) -> list[str]:
    match block:
        case Quote(blocks):
            return blocks_xml(blocks, story, _in_quote(voice, story))
        case Passage(language, blocks):
            return blocks_xml(blocks, story, voice.in_language(language))
        case BulletList(items, tight):
            inner = _in_list(items, voice, story, "ListBullet")
            return _list(items, BULLET_LIST, story, inner, tight=tight)
        case OrderedList(items, start, tight):
            level = min(voice.list_level, LEVELS - 1)
            number = begin_ordered_list(story.gathered, level=level, start=start)
            inner = _in_list(items, voice, story, "ListNumber")
            return _list(items, number, story, inner, tight=tight)
        case Table():
            return table(block, story, voice)
        case _:
            return [_one_paragraph(block, story, voice)]


def _one_paragraph(
    block: Paragraph | Heading | CodeBlock | Rule | Picture, story: Story, voice: Voice
) -> str:
    match block:
        case Paragraph(inlines):
            own = voice.for_text(plain_text(inlines))
            return _plain(own.style, runs(inlines, story, own), own, around=voice)
        case Heading(level, inlines):
            own = voice.for_text(plain_text(inlines))
            edge = line_edge(own, around=voice)
            content = runs(inlines, story, own)
            return _plain(f"Heading{min(level, 6)}", content, own, around=voice, alignment=edge)
        case CodeBlock(text):
            return _code(text, voice)
        case Rule():
            return _plain("Rule", "", voice)
        case Picture():
            return _plain("Picture", drawing(block, story, voice), voice)


def _plain(
    style: str, content: str, voice: Voice, *, around: Voice | None = None, alignment: str = ""
) -> str:
    if not voice.indent and not voice.right_indent:
        return paragraph(style, content, voice, alignment=alignment)
    left, right = voice.indent, voice.right_indent
    if around and around.is_rtl is not voice.is_rtl:
        # A paragraph's left is where its own lines start; what it stands in starts over there.
        left, right = right, left
    moved = indents(left=left, right=right)
    return paragraph(style, content, voice, indent=moved, alignment=alignment)


def _in_list(items: Sequence[Sequence[Block]], voice: Voice, story: Story, style: str) -> Voice:
    """Return the voice of an item's first paragraph; a note keeps its own small type.

    A list inside another runs as that one does: their marks stand on one side.
    """
    kept = voice.style if story.is_notes else style
    if not voice.list_level:
        around = "rtl" if voice.is_rtl else "ltr"
        voice = voice.in_direction(direction_of_items(items, around=around))
    return replace(voice, style=kept, list_level=voice.list_level + 1)


def _in_quote(voice: Voice, story: Story) -> Voice:
    style = voice.style if story.is_notes else "Quote"
    return replace(
        voice,
        style=style,
        indent=voice.indent + QUOTE_INDENT,
        right_indent=voice.right_indent + QUOTE_INDENT,
    )


def _list(
    items: Sequence[Sequence[Block]], number: int, story: Story, voice: Voice, *, tight: bool
) -> list[str]:
    level = min(voice.list_level, LEVELS) - 1
    outer = voice.indent - (level_indent(level - 1) if level else 0)
    left = max(outer, 0) + level_indent(level)
    item = _Item(number, level, left, tight)
    return [piece for blocks in items for piece in item.pieces(blocks, story, voice)]


class _Item:
    """What the items of one list have in common."""

    def __init__(self, number: int, level: int, left: int, tight: bool) -> None:
        self._numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        self._left = left
        self._contextual = "" if tight else '<w:contextualSpacing w:val="0"/>'

    def pieces(self, blocks: Sequence[Block], story: Story, voice: Voice) -> list[str]:
        """Return the item: its number stands at its first paragraph, the rest below it."""
        rest = blocks
        content = ""
        if blocks and isinstance(blocks[0], Paragraph):
            content, rest = _held(blocks[0].inlines, story, voice), blocks[1:]
        first = paragraph(
            voice.style,
            content,
            voice,
            numbering=self._numbering,
            indent=indents(left=self._left, right=voice.right_indent, hanging=HANGING),
            contextual=self._contextual,
        )
        below = voice.style if story.is_notes else "ListContinue"
        inner = replace(voice, style=below, indent=self._left)
        return [first, *blocks_xml(rest, story, inner)]


def _held(inlines: Inlines, story: Story, voice: Voice) -> str:
    """Return the runs of an item; marks hold the ends of one that is turned in their places.

    Its paragraph runs the way of its list, where its mark stands.
    """
    own = voice.for_text(plain_text(inlines))
    written = runs(inlines, story, own)
    is_latin = voice.is_rtl and not own.is_rtl
    return f"{DIRECTION_MARK}{written}{DIRECTION_MARK}" if is_latin else written


def _code(text: str, voice: Voice) -> str:
    # Code runs from left to right in every letter.
    upright = voice.from_left_to_right()
    return _plain("Code", text_runs(text.rstrip("\n").expandtabs(4), upright), upright)
