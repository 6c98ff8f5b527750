"""Figures in a letter's text, such as `{{ count }}`: finding them and putting text in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.domain.documents import (
    Block,
    BulletList,
    Code,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteNumber,
    OrderedList,
    Paragraph,
    Passage,
    Quote,
    Strong,
    Table,
    Text,
    Token,
)

NAMES = (
    "count",
    "count_minus_leads",
    "organizations",
    "individuals",
    "count_words",
    "states",
    "date",
)
GROUP_PREFIX = "count:"
NOTE_PREFIX = "note:"
EXPECTED = ", ".join((*NAMES, "count:GROUP", "note:LABEL"))

# `\{{` is two braces that mean nothing; the pattern finds it first so that it is skipped.
PATTERN = re.compile(r"\\\{\{|\{\{([^{}]*+)\}\}")

_STEP = re.compile(r"\s+>\s+")

Figure = Callable[[str], str]


def known(written: str) -> str | None:
    """Return the canonical name of the token `written` between the braces, None if unknown."""
    name = " ".join(written.split())
    if name in NAMES:
        return name
    if name.startswith(NOTE_PREFIX):
        label = name.removeprefix(NOTE_PREFIX).strip().removeprefix("^")
        return NOTE_PREFIX + label if label and " " not in label else None
    if not name.startswith(GROUP_PREFIX):
        return None
    group = group_path(name.removeprefix(GROUP_PREFIX))
    return GROUP_PREFIX + group if group else None


def group_path(text: str) -> str:
    """Return a group's path with one blank around each `>` ("State and local > Ohio").

    A `>` without blanks around it belongs to the name.
    """
    if not text:
        return ""
    parts = (" ".join(part.split()) for part in _STEP.split(text.strip()))
    return " > ".join(part for part in parts if part)


def parse(text: str) -> Inlines:
    r"""Return plain `text` as inlines: known tokens as Token, everything else as Text.

    `\{{` prints as `{{`. An unknown token stays text; readers of files refuse it before.
    """
    inlines: list[Inline] = []
    at = 0
    for match in PATTERN.finditer(text):
        name = None if match[1] is None else known(match[1])
        written = "{{" if match[1] is None else match[0]
        inlines.append(Text(text[at : match.start()]))
        inlines.append(Text(written) if name is None else Token(name))
        at = match.end()
    inlines.append(Text(text[at:]))
    return merged(inlines)


def unknown(text: str) -> tuple[str, ...]:
    """Return what stands between braces in `text` and is no token."""
    written = (match[1].strip() for match in PATTERN.finditer(text) if match[1] is not None)
    return tuple(name for name in written if known(name) is None)


def pointing_at_notes(text: str) -> tuple[str, ...]:
    """Return the tokens of notes in `text`, which only running text can print."""
    names = (known(match[1]) for match in PATTERN.finditer(text) if match[1] is not None)
    return tuple(name for name in names if name and name.startswith(NOTE_PREFIX))


def fill(text: str, figure: Figure) -> str:
    """Return plain `text` with the figures in place of its tokens."""
    return plain_text(filled(parse(text), figure))


def filled(inlines: Inlines, figure: Figure) -> Inlines:
    """Return `inlines` with text in place of every Token."""
    return merged([_filled_inline(inline, figure) for inline in inlines])


def _filled_inline(inline: Inline, figure: Figure) -> Inline:
    # The number of a note is known when all are numbered: a reader of files has put a
    # NoteNumber in the place of its token.
    if isinstance(inline, Token):
        return Text(figure(inline.name))
    if isinstance(inline, (Emphasis, Strong, Link)):
        return replace(inline, children=filled(inline.children, figure))
    return inline


def filled_blocks(blocks: tuple[Block, ...], figure: Figure) -> tuple[Block, ...]:
    """Return `blocks` with text in place of every Token."""
    return mapped_blocks(blocks, lambda inlines: filled(inlines, figure))


def mapped_blocks(
    blocks: tuple[Block, ...], change: Callable[[Inlines], Inlines]
) -> tuple[Block, ...]:
    """Return `blocks` with every run of inlines put through `change`, in printing order."""
    return tuple(_mapped_block(block, change) for block in blocks)


def _mapped_block(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            return replace(block, inlines=change(inlines))
        case BulletList(items) | OrderedList(items):
            return replace(block, items=tuple(mapped_blocks(item, change) for item in items))
        case Quote(blocks) | Passage(_, blocks):
            return replace(block, blocks=mapped_blocks(blocks, change))
        case Table(header, rows):
            return replace(
                block,
                header=tuple(change(cell) for cell in header),
                rows=tuple(tuple(change(cell) for cell in row) for row in rows),
            )
    return block


def merged(inlines: list[Inline]) -> Inlines:
    """Return `inlines` with neighbouring runs of text joined and empty ones dropped."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + inline.text)
        elif not (isinstance(inline, Text) and not inline.text):
            joined.append(inline)
    return tuple(joined)


def plain_text(inlines: Inlines) -> str:
    """Return the words of `inlines`: tokens as they are written, no note numbers."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case Token(name):
            return f"{{{{ {name} }}}}"
        case NoteNumber(number):
            return str(number)
        case Emphasis(children) | Strong(children) | Link(_, children):
            return plain_text(children)
        case LineBreak():
            return " "
    return ""
