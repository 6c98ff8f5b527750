"""The letter from the letterhead to the enclosures, as the body of the document part.

Names stand in columns, and columns are a section of the page in Word: what stands before
and after them is closed by continuous section breaks.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    NamesPlace,
    NamesPointerSection,
    NamesSection,
    ReSection,
    SalutationSection,
    Section,
    TitleSection,
)
from app.domain.tokens import plain_text
from app.rendering.docx.addresses import addressees_xml, labelled, labelled_list, lines_xml
from app.rendering.docx.blocks import blocks_xml
from app.rendering.docx.furniture import Furniture
from app.rendering.docx.inlines import line_runs, runs, text_runs
from app.rendering.docx.letterhead import letterhead_xml, logo_stands_before
from app.rendering.docx.lines import line_paragraph
from app.rendering.docx.markup import STORY_NAMESPACES, twips_of_points
from app.rendering.docx.names import names_xml
from app.rendering.docx.pages import Region, regions_xml
from app.rendering.docx.paragraphs import (
    is_plain_paragraph,
    kept_with_next,
    paragraph,
    with_space_after,
    with_space_before,
)
from app.rendering.docx.story import Story, Voice

STYLES: Mapping[type[Section], str] = {
    TitleSection: "Title",
    DateSection: "LetterDate",
    DeliverySection: "Delivery",
    DocketSection: "Docket",
    SalutationSection: "Salutation",
    ClosingSection: "Closing",
    ContactSection: "Contact",
    NamesPointerSection: "NamesPointer",
}


def document_xml(story: Story, furniture: Furniture) -> str:
    """Return the document part, with the headers and footers that `furniture` names."""
    content = regions_xml(_regions(story), story, furniture)
    return f"<w:document {STORY_NAMESPACES}><w:body>{content}</w:body></w:document>"


def _regions(story: Story) -> list[Region]:
    regions = [Region()]
    voice = story.voice()
    before: Section | None = None
    for section in story.document.sections:
        if isinstance(section, NamesSection):
            _add_names(regions, section, story, before=before)
        else:
            if isinstance(section, ClosingSection):
                # A page that opens with "Sincerely," alone looks as if its letter were lost.
                regions[-1].pieces = kept_with_next(regions[-1].pieces)
            pieces = _section(section, story, voice)
            if isinstance(section, CopiesSection | EnclosuresSection) and before:
                pieces = with_space_before(pieces, _gap(story))
            if isinstance(before, LetterheadSection) and logo_stands_before(before, story):
                pieces = with_space_before(pieces, _gap(story) * 2)
            _add(regions[-1], pieces, voice)
        before = section
    if story.document.notes_at_end and story.document.notes:
        heading = text_runs(story.document.words.notes, voice)
        regions[-1].pieces.append(paragraph("NotesHeading", heading, voice))
    # Columns at the end keep an empty region after them: without one Word does not balance them.
    return [region for region in regions if region.pieces or region is regions[-1]]


def _add(region: Region, pieces: list[str], voice: Voice) -> None:
    """Put `pieces` into the region, with a paragraph before a table that must not touch.

    Two tables without one would be one table, and a frame would be part of the table.
    """
    held = region.pieces
    if held and pieces and pieces[0].startswith("<w:tbl>") and not is_plain_paragraph(held[-1]):
        held.append(paragraph("SectionGap", "", voice))
    held += pieces


def _gap(story: Story) -> int:
    return twips_of_points(story.design.paragraph_gap_pt)


def _add_names(
    regions: list[Region], section: NamesSection, story: Story, *, before: Section | None
) -> None:
    if section.place is not NamesPlace.HERE and before:
        regions.append(Region(begins_page=True))
    elif isinstance(before, ContactSection):
        regions[-1].pieces = kept_with_next(regions[-1].pieces)
    if not section.heading and not isinstance(before, ClosingSection):
        # Other parts bring the space above them along. Above the first name it would push
        # the first column below the others, so that it stands below what comes before.
        regions[-1].pieces = with_space_after(regions[-1].pieces, _gap(story) * 2)
    regions[-1].pieces += _names_head(section, story)
    names = names_xml(section.groups, story)
    if section.columns == 1 or not names:
        regions[-1].pieces += names
        return
    columns = Region(section.columns, with_space_before(names, 0))
    if not regions[-1].pieces:
        columns.begins_page = regions.pop().begins_page
    regions += [columns, Region()]


def _section(section: Section, story: Story, voice: Voice) -> list[str]:
    match section:
        case LetterheadSection():
            return letterhead_xml(section, story, voice)
        case BodySection(blocks):
            return blocks_xml(blocks, story, voice)
        case AddresseesSection():
            return addressees_xml(section, story, voice)
        case ReSection(label, inlines):
            return [labelled("RE", label, runs(inlines, story, voice), story, voice)]
        case CopiesSection(label, blocks):
            contents = [lines_xml(block, voice) for block in blocks]
            return labelled_list("Copies", label, contents, story, voice)
        case EnclosuresSection(label, items):
            contents = [line_runs(item, voice) for item in items]
            return labelled_list("Enclosures", label, contents, story, voice)
        case TitleSection(inlines) | ContactSection(inlines):
            own = voice.for_text(plain_text(inlines))
            return [paragraph(STYLES[type(section)], runs(inlines, story, own), own)]
        case NamesSection():
            return []
        case _:
            return [line_paragraph(STYLES[type(section)], section.text, voice)]


def _names_head(section: NamesSection, story: Story) -> list[str]:
    voice = story.voice()
    head = []
    if section.heading:
        head.append(line_paragraph("SignatoriesHeading", section.heading, voice))
    if section.note:
        own = voice.for_text(plain_text(section.note))
        head.append(paragraph("SignatoriesNote", runs(section.note, story, own), own))
    return head
