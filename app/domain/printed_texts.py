"""Every text of a document in printing order, each with where a person finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.documents import (
    AddresseesSection,
    Block,
    BodySection,
    BulletList,
    ClosingSection,
    ContactSection,
    CopiesSection,
    DateSection,
    DeliverySection,
    DocketSection,
    EnclosuresSection,
    Heading,
    Inlines,
    LetterDocument,
    LetterheadSection,
    NameGroup,
    NamesPointerSection,
    NamesSection,
    OrderedList,
    Paragraph,
    Passage,
    Picture,
    Quote,
    ReSection,
    SalutationSection,
    Section,
    Table,
    Text,
    TitleSection,
)
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A run of text and where it stands.

    `note` is the number of the note that holds it, 0 for the text; `is_quoted`: it stands in a
    block quotation.
    """

    place: Sentence
    inlines: Inlines
    note: int = 0
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of text in blocks and what it is: a paragraph, a heading, of a list ..."""

    kind: str
    inlines: Inlines
    is_quoted: bool = False


_PLACES: dict[type[Section], Sentence] = {
    TitleSection: Sentence(N_("the title")),
    DateSection: Sentence(N_("the date")),
    DeliverySection: Sentence(N_("the delivery line")),
    DocketSection: Sentence(N_("the docket line")),
    AddresseesSection: Sentence(N_("the addressees")),
    ReSection: Sentence(N_("the RE line")),
    SalutationSection: Sentence(N_("the salutation")),
    ClosingSection: Sentence(N_("the closing")),
    ContactSection: Sentence(N_("the contact line")),
    CopiesSection: Sentence(N_("the cc list")),
    EnclosuresSection: Sentence(N_("the enclosures")),
    NamesPointerSection: Sentence(N_("the line on the attachment")),
}
_HEADING_OF_NAMES = Sentence(N_("the heading of the signatories"))
_NOTE_ABOVE_NAMES = Sentence(N_("the line above the names"))
_LETTERHEAD = Sentence(N_("the letterhead"))
_GROUP_HEADING = Sentence(N_("a group heading"))
# What is no paragraph stands after one, or before the first.
_AFTER = {
    "heading": N_("the heading after paragraph %(number)s"),
    "list": N_("the list after paragraph %(number)s"),
    "table": N_("the table after paragraph %(number)s"),
    "picture": N_("the picture after paragraph %(number)s"),
}
_FIRST = {
    "heading": Sentence(N_("the first heading")),
    "list": Sentence(N_("the first list")),
    "table": Sentence(N_("the first table")),
    "picture": Sentence(N_("the first picture")),
}


def printed_texts(document: LetterDocument) -> Iterator[Printed]:
    """Yield every printed text but the names of signatories, the notes last."""
    for section in document.sections:
        yield from _section_texts(section)
    for note in document.notes:
        place = sentence(N_("note %(number)s"), number=note.number)
        for run in _runs(note.blocks):
            yield Printed(place, run.inlines, note.number, run.is_quoted)


def _section_texts(section: Section) -> Iterator[Printed]:
    match section:
        case BodySection(blocks):
            yield from _body_texts(blocks)
        case LetterheadSection(name, lines, officers):
            yield from _plain(_LETTERHEAD, name, *lines, *officers)
        case NamesSection(heading, note, groups):
            yield from _plain(_HEADING_OF_NAMES, heading)
            yield Printed(_NOTE_ABOVE_NAMES, note)
            yield from _plain(_GROUP_HEADING, *_headings(groups))
        case AddresseesSection(blocks) | CopiesSection(_, blocks):
            addressed = (line for block in blocks for line in block.lines)
            yield from _plain(_PLACES[type(section)], *addressed)
        case EnclosuresSection(_, items):
            yield from _plain(_PLACES[type(section)], *items)
        case TitleSection(inlines) | ReSection(_, inlines) | ContactSection(inlines):
            yield Printed(_PLACES[type(section)], inlines)
        case _:
            yield from _plain(_PLACES[type(section)], section.text)


def _plain(place: Sentence, *texts: str) -> Iterator[Printed]:
    yield from (Printed(place, (Text(text),)) for text in texts)


def _body_texts(blocks: tuple[Block, ...]) -> Iterator[Printed]:
    number = 0
    for run in _runs(blocks):
        if run.kind == "paragraph":
            number += 1
            place = sentence(N_("paragraph %(number)s"), number=number)
        elif number:
            place = sentence(_AFTER[run.kind], number=number)
        else:
            place = _FIRST[run.kind]
        yield Printed(place, run.inlines, is_quoted=run.is_quoted)


def _runs(blocks: tuple[Block, ...]) -> Iterator[_Run]:
    for block in blocks:
        match block:
            case Paragraph(inlines):
                yield _Run("paragraph", inlines)
            case Heading(_, inlines):
                yield _Run("heading", inlines)
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from (replace(run, kind="list") for run in _runs(item))
            case Quote(inner):
                yield from (replace(run, is_quoted=True) for run in _runs(inner))
            case Passage(_, inner):
                yield from _runs(inner)
            case Table(header, rows):
                yield from (_Run("table", cell) for row in (header, *rows) for cell in row)
            case Picture(alt):
                yield _Run("picture", (Text(alt),))
            case _:
                continue


def _headings(groups: tuple[NameGroup, ...]) -> Iterator[str]:
    for group in groups:
        yield group.heading
        yield from _headings(group.groups)
