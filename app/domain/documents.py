"""A letter as it will stand on paper: a frozen tree of sections, blocks and inlines.

`composing` makes it from a letter and its signatories, every renderer reads it, and none of
them decides anything: order, labels, numbers and counts are settled before. Two renderings
of one tree therefore hold the same text in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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


Inline = Text | Code | LineBreak | Token | NoteReference | Emphasis | Strong | Link
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


# ----------------------------------------------------------------- sections


@dataclass(frozen=True, slots=True)
class TitleSection:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class DateSection:
    text: str


@dataclass(frozen=True, slots=True)
class DeliverySection:
    """The delivery line ("Via electronic mail")."""

    text: str


@dataclass(frozen=True, slots=True)
class DocketSection:
    text: str


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """One addressee or cc entry, line by line (name, title, organization, address)."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddresseesSection:
    blocks: tuple[AddressBlock, ...]


@dataclass(frozen=True, slots=True)
class ReSection:
    """The RE line; `label` is in the letter's language and ends with its colon ("RE:")."""

    label: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class SalutationSection:
    text: str


@dataclass(frozen=True, slots=True)
class BodySection:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ClosingSection:
    text: str


@dataclass(frozen=True, slots=True)
class ContactSection:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class NameLine:
    """One signatory as it prints: `name`, then `tail` (", Ohio" or ", Professor of Law").

    The printed text is `name + tail`; a renderer may print the tail in a quieter tone.
    """

    name: str
    tail: str = ""

    @property
    def text(self) -> str:
        return self.name + self.tail


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Signatories under one heading, then the groups nested in it.

    `heading` is empty for the leads and for those without a group. `level` counts from 1.
    `is_leads` marks the conveners, who come first.
    """

    heading: str
    level: int
    lines: tuple[NameLine, ...]
    groups: tuple[NameGroup, ...] = ()
    is_leads: bool = False


@dataclass(frozen=True, slots=True)
class NamesSection:
    """The signatories: `heading` and `note` may be empty, `columns` is 1, 2 or 3."""

    heading: str
    note: Inlines
    groups: tuple[NameGroup, ...]
    columns: int


@dataclass(frozen=True, slots=True)
class CopiesSection:
    """The cc list; `label` ends with its colon ("cc:")."""

    label: str
    blocks: tuple[AddressBlock, ...]


@dataclass(frozen=True, slots=True)
class EnclosuresSection:
    label: str
    items: tuple[str, ...]


Section = (
    TitleSection
    | DateSection
    | DeliverySection
    | DocketSection
    | AddresseesSection
    | ReSection
    | SalutationSection
    | BodySection
    | ClosingSection
    | ContactSection
    | NamesSection
    | CopiesSection
    | EnclosuresSection
)


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of page furniture in the letter's language.

    `page_of` is a pattern with `{page}` and `{pages}`; `notes` heads endnotes; `draft` is
    printed on drafts.
    """

    page_of: str
    notes: str
    draft: str


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """A letter ready to print.

    `sections` stand in printing order and none is empty. `language` is a BCP 47 tag,
    `direction` "ltr" or "rtl". `notes` are numbered from 1 without gaps and each is
    referenced at least once. `dated` is the document date for metadata, None where the
    letter has no date that can be read. `is_draft` asks for the draft mark.
    """

    title: str
    language: str
    direction: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    notes_at_end: bool
    design: str
    words: PageWords
    dated: date | None = None
    author: str = ""
    is_draft: bool = False
