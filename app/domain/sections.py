"""The parts of a printed letter, from its letterhead to its enclosures."""

from __future__ import annotations

from enum import StrEnum

from app.domain.blocks import Block, Inlines, Picture
from app.domain.values import dataclass


class NamesPlace(StrEnum):
    """Where the signatories print.

    In their part of the letter; there, but on a new page; in an attachment after everything
    else; or in a note to the title, as the United Nations ask of joint statements.
    """

    HERE = "here"
    NEW_PAGE = "new-page"
    ATTACHMENT = "attachment"
    TITLE_NOTE = "title-note"


@dataclass(frozen=True, slots=True)
class LetterheadSection:
    """Who sends the letter: a name, lines under it, and those who answer for it.

    `officers` stand down a side or across the foot of the first page, as the design has it.
    `logo` has its alternative text.
    """

    name: str
    lines: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    logo: Picture | None = None


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
    """The addressees, one below another or in two columns, read row by row."""

    blocks: tuple[AddressBlock, ...]
    columns: int = 1


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
    """The signatories: `heading` and `note` may be empty, `columns` is 1, 2 or 3.

    `place` is never TITLE_NOTE: such names are a note. `has_each_once` is False where a
    signatory prints under several groups: numbers before the names would then not count them.
    """

    heading: str
    note: Inlines
    groups: tuple[NameGroup, ...]
    columns: int
    place: NamesPlace = NamesPlace.HERE
    has_each_once: bool = True

    @property
    def line_count(self) -> int:
        """How many lines the names take."""
        return sum(map(_line_count, self.groups))


def _line_count(group: NameGroup) -> int:
    return len(group.lines) + sum(map(_line_count, group.groups))


@dataclass(frozen=True, slots=True)
class NamesPointerSection:
    """Stands where the names would, and says that they are in the attachment."""

    text: str


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
    LetterheadSection
    | TitleSection
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
    | NamesPointerSection
    | CopiesSection
    | EnclosuresSection
)
