"""What running text is made of: inlines, the blocks that hold them, and notes."""

from __future__ import annotations

from app.domain.values import dataclass

# ------------------------------------------------------------------ inlines


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text. Holds no line feed and no character that XML forbids."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard break: the next word starts a new line of the same paragraph."""


@dataclass(frozen=True, slots=True)
class Token:
    """A figure to be computed, such as `count` or `count:Ohio`.

    Stands in parsed letters only; composing puts its text in place, so a LetterDocument
    holds none.
    """

    name: str


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A reference to note `number` (from 1); `again` when an earlier one stands before it."""

    number: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class NoteNumber:
    """The number of note `number` in running text ("supra note 4"), which leads to the note."""

    number: int


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A live link; `target` is an absolute http, https or mailto address."""

    target: str
    children: tuple[Inline, ...]


Inline = Text | Code | LineBreak | Token | NoteReference | NoteNumber | Emphasis | Strong | Link
Inlines = tuple[Inline, ...]

# ------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body; the first of a letter has level 1, none skips a level."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[tuple[Block, ...], ...]
    tight: bool = True


@dataclass(frozen=True, slots=True)
class OrderedList:
    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; each alignment is "", "left", "center" or "right".

    Every row has as many cells as `header`.
    """

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break between two parts of the body."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks in another language than the letter's; `language` is a BCP 47 tag."""

    language: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the letter file, as PNG or JPEG bytes, with its alternative text."""

    alt: str
    media_type: str
    content: bytes


Block = (
    Paragraph
    | Heading
    | BulletList
    | OrderedList
    | Quote
    | CodeBlock
    | Table
    | Rule
    | Passage
    | Picture
)


@dataclass(frozen=True, slots=True)
class Note:
    """Note `number` (from 1, in the order of first reference) with its blocks."""

    number: int
    blocks: tuple[Block, ...]
