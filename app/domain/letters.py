"""A letter file as values: what an organizer wrote, parsed once, before anything is counted."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from app.domain.documents import Block, Inlines, NamesPlace, Note, Picture
from app.domain.finishing import Hindrance, Notice
from app.domain.values import dataclass


class Order(StrEnum):
    ALPHABETICAL = "alphabetical"
    SIGNED = "signed"
    MANUAL = "manual"


class Part(StrEnum):
    """What follows the salutation; the letter file's `parts` put these in order."""

    BODY = "body"
    CLOSING = "closing"
    CONTACT = "contact"
    NAMES = "names"
    CC = "cc"
    ENCLOSURES = "enclosures"


DEFAULT_PARTS = tuple(Part)


@dataclass(frozen=True, slots=True)
class Party:
    """An addressee or a cc entry. `email` is for delivery: never printed, never public."""

    name: str = ""
    title: str = ""
    organization: str = ""
    address: tuple[str, ...] = ()
    email: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        heads = (self.name, self.title, self.organization)
        return tuple(line for line in (*heads, *self.address) if line)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sends the letter: a name, lines under it, officers, a logo with its words."""

    name: str = ""
    lines: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    logo: Picture | None = None


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """A picture that the letter file names, as a file beside it, with its words and its line."""

    name: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True)
class LetterFile:
    """The content of one letter file.

    `title`, `re`, `note` and `contact` are inlines that may hold tokens; `title_text` is the
    title with its tokens as written. `dated` is a date, or None with the words to print in
    `date_words` (both empty: no date). `body` and `notes` still hold Token inlines.
    `warnings` are what the author should know (links without target, unused notes ...);
    `blocking` are those among them that stop a final export. An empty `parts`, no
    `names_place` and a 0 in `columns` and `addressee_columns` leave these to the design;
    `has_no_letterhead` refuses the one that its coalition would give. `pictures` are those it
    names beside it, each name once, in the order of the text, whether they were there or not.
    """

    title: Inlines
    title_text: str
    slug: str
    language: str
    direction: str
    dated: date | None
    date_words: str
    via: str
    docket: str
    addressees: tuple[Party, ...]
    re: Inlines
    re_label: str
    salutation: str
    closing: str
    contact: Inlines
    cc: tuple[Party, ...]
    cc_label: str
    enclosures: tuple[str, ...]
    note: Inlines
    leads: tuple[str, ...]
    signatories_heading: str
    order: Order
    groups: tuple[str, ...]
    group_by: tuple[str, ...]
    columns: int
    line: str
    notes_at_end: bool
    parts: tuple[Part, ...]
    design: str
    individuals: bool
    print_title: bool
    smart_quotes: bool
    opens_at: datetime | None
    closes_at: datetime | None
    zone: str
    signon_contact: str
    letterhead: Letterhead | None
    has_no_letterhead: bool
    names_place: NamesPlace | None
    addressee_columns: int
    edition: str
    body: tuple[Block, ...]
    notes: tuple[Note, ...]
    warnings: tuple[Notice | Hindrance, ...] = ()
    blocking: tuple[Hindrance, ...] = ()
    pictures: tuple[NamedPicture, ...] = ()
    source: str = field(default="", repr=False)
