"""A letter as it will stand on paper: a frozen tree of sections, blocks and inlines.

`composing` makes it from a letter and its signatories, every renderer reads it, and none of
them decides anything: order, labels, numbers and counts are settled before. Two renderings
of one tree therefore hold the same text in the same order. The whole tree is had from here;
its blocks are made in `blocks`, its parts in `sections`.
"""

from __future__ import annotations

from datetime import date

from app.domain.blocks import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteNumber,
    NoteReference,
    OrderedList,
    Paragraph,
    Passage,
    Picture,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    Token,
)
from app.domain.sections import (
    AddressBlock,
    AddresseesSection,
    BodySection,
    ClosingSection,
    ContactSection,
    CopiesSection,
    DateSection,
    DeliverySection,
    DocketSection,
    EnclosuresSection,
    LetterheadSection,
    NameGroup,
    NameLine,
    NamesPlace,
    NamesPointerSection,
    NamesSection,
    ReSection,
    SalutationSection,
    Section,
    TitleSection,
)
from app.domain.values import dataclass

__all__ = [
    "AddressBlock",
    "AddresseesSection",
    "Block",
    "BodySection",
    "BulletList",
    "ClosingSection",
    "Code",
    "CodeBlock",
    "ContactSection",
    "CopiesSection",
    "DateSection",
    "DeliverySection",
    "DocketSection",
    "Emphasis",
    "EnclosuresSection",
    "Heading",
    "Inline",
    "Inlines",
    "LetterDocument",
    "LetterheadSection",
    "LineBreak",
    "Link",
    "NameGroup",
    "NameLine",
    "NamesPlace",
    "NamesPointerSection",
    "NamesSection",
    "Note",
    "NoteNumber",
    "NoteReference",
    "OrderedList",
    "PageWords",
    "Paragraph",
    "Passage",
    "Picture",
    "Quote",
    "ReSection",
    "Rule",
    "SalutationSection",
    "Section",
    "Strong",
    "Table",
    "Text",
    "TitleSection",
    "Token",
]


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
    referenced at least once. `running_head` is for the pages after the first, `edition` says
    which edition of the letter this is; both may be empty. `dated` is the document date for metadata, None where the
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
    running_head: str = ""
    edition: str = ""
    is_draft: bool = False
