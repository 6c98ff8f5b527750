"""Sections of a letter as HTML: what stands around the body, and the body's blocks."""

from __future__ import annotations

from markupsafe import Markup

from app.domain.documents import (
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
    NamesPointerSection,
    NamesSection,
    ReSection,
    SalutationSection,
    Section,
    TitleSection,
)
from app.rendering.html.blocks import Writer, lines_html


def section_html(  # noqa: C901, PLR0912 - one case for each kind of section
    section: Section, *, writer: Writer
) -> Markup:
    """Return one section but the body and the names, which pages take apart themselves."""
    match section:
        case LetterheadSection():
            return _letterhead(section, writer)
        case TitleSection(inlines):
            return Markup('<p class="letter-title">{}</p>').format(writer.inlines(inlines))
        case DateSection(text):
            return Markup('<p class="letter-date">{}</p>').format(text)
        case DeliverySection(text):
            return Markup('<p class="letter-via">{}</p>').format(text)
        case DocketSection(text):
            return Markup('<p class="letter-docket">{}</p>').format(text)
        case AddresseesSection():
            return _addressees(section)
        case ReSection(label, inlines):
            return Markup('<div class="letter-re"><p>{}</p><p>{}</p></div>').format(
                label, writer.inlines(inlines)
            )
        case SalutationSection(text):
            return Markup('<p class="letter-salutation">{}</p>').format(text)
        case ClosingSection(text):
            return Markup('<p class="letter-closing">{}</p>').format(text)
        case ContactSection(inlines):
            return Markup('<p class="letter-contact">{}</p>').format(writer.inlines(inlines))
        case CopiesSection():
            return _copies(section)
        case EnclosuresSection(label, items):
            return _listed(label, tuple(Markup("<dd>{}</dd>").format(item) for item in items))
        case BodySection(blocks):
            return writer.blocks(blocks)
        case NamesPointerSection(text):
            return Markup('<p class="letter-attachment">{}</p>').format(text)
        case NamesSection():
            raise ValueError("the names are written by app.rendering.html.names")


def _letterhead(section: LetterheadSection, writer: Writer) -> Markup:
    logo = writer.blocks((section.logo,)) if section.logo else Markup()
    name = Markup("<p><strong>{}</strong></p>").format(section.name) if section.name else Markup()
    lines = (Markup("<p>{}</p>").format(lines_html(part)) for part in _lines(section))
    return Markup('<div class="letter-head">{}{}{}</div>').format(logo, name, Markup().join(lines))


def _lines(section: LetterheadSection) -> tuple[tuple[str, ...], ...]:
    return tuple(part for part in (section.lines, section.officers) if part)


def _addressees(section: AddresseesSection) -> Markup:
    blocks = Markup("\n").join(
        Markup("<address>{}</address>").format(lines_html(block.lines)) for block in section.blocks
    )
    return Markup('<div class="letter-to">{}</div>').format(blocks)


def _copies(section: CopiesSection) -> Markup:
    entries = (Markup("<dd>{}</dd>").format(lines_html(block.lines)) for block in section.blocks)
    return _listed(section.label, tuple(entries))


def _listed(label: str, entries: tuple[Markup, ...]) -> Markup:
    return Markup('<dl class="letter-cc"><dt>{}</dt>{}</dl>').format(label, Markup().join(entries))
