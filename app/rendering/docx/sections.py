"""The letter from the title to the enclosures, as the body of the document part.

Names stand in columns, and columns are a section of the page in Word: what stands before
and after them is closed by continuous section breaks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.documents import (
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
    NamesPointerSection,
    NamesSection,
    ReSection,
    SalutationSection,
    Section,
    TitleSection,
)
from app.rendering.docx.blocks import blocks_xml
from app.rendering.docx.inlines import line_runs, runs, text_runs
from app.rendering.docx.lines import line_paragraph
from app.rendering.docx.markup import STORY_NAMESPACES, twips_of_mm
from app.rendering.docx.names import names_xml
from app.rendering.docx.paragraphs import ending_section, indents, kept_with_next, paragraph
from app.rendering.docx.story import Story, Voice

NO_GAP = '<w:spacing w:after="0"/>'
LEAST_LABEL_INDENT = 720  # twips: half an inch
STYLES: Mapping[type[Section], str] = {
    TitleSection: "Title",
    DateSection: "LetterDate",
    DeliverySection: "Delivery",
    DocketSection: "Docket",
    SalutationSection: "Salutation",
    ClosingSection: "Closing",
    ContactSection: "Contact",
    NamesPointerSection: "Contact",
}
LINE_BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"


@dataclass(slots=True)
class Region:
    """Paragraphs that share a number of columns."""

    columns: int
    pieces: list[str] = field(default_factory=list)


def document_xml(story: Story) -> str:
    """Return the document part."""
    regions = _regions(story)
    written: list[str] = []
    for place, region in enumerate(regions):
        properties = _section_properties(region, story, is_first=place == 0)
        if region is regions[-1]:
            written += [*region.pieces, properties]
        else:
            written += ending_section(region.pieces, properties)
    return f"<w:document {STORY_NAMESPACES}><w:body>{''.join(written)}</w:body></w:document>"


def _regions(story: Story) -> list[Region]:
    regions = [Region(1)]
    voice = story.voice()
    before: Section | None = None
    for section in story.document.sections:
        if before and _stands_apart(section, before):
            regions[-1].pieces.append(paragraph("SectionGap", "", voice))
        if isinstance(section, NamesSection):
            _add_names(regions, section, story, voice)
        else:
            if isinstance(section, ClosingSection):
                # A page that opens with "Sincerely," alone looks as if its letter were lost.
                regions[-1].pieces = kept_with_next(regions[-1].pieces)
            regions[-1].pieces += _section(section, story, voice)
        before = section
    if story.document.notes_at_end and story.document.notes:
        heading = text_runs(story.document.words.notes, voice)
        regions[-1].pieces.append(paragraph("NotesHeading", heading, voice))
    if not regions[-1].pieces:
        # Word balances columns only where a section follows, and a section needs a paragraph.
        regions[-1].pieces.append(paragraph("SectionGap", "", voice))
    return [region for region in regions if region.pieces]


def _stands_apart(section: Section, before: Section) -> bool:
    """Whether white space parts `section` from the one before it; most styles bring their own."""
    if isinstance(section, NamesSection):
        return not section.heading and not isinstance(before, ClosingSection)
    return isinstance(section, CopiesSection | EnclosuresSection)


def _add_names(regions: list[Region], section: NamesSection, story: Story, voice: Voice) -> None:
    regions[-1].pieces += _names_head(section, story, voice)
    names = names_xml(section.groups, story)
    if section.columns > 1 and names:
        regions += [Region(section.columns, names), Region(1)]
    else:
        regions[-1].pieces += names


def _section(section: Section, story: Story, voice: Voice) -> list[str]:
    match section:
        case BodySection(blocks):
            return blocks_xml(blocks, story, voice)
        case AddresseesSection(blocks):
            return [piece for block in blocks for piece in _address(block, voice)]
        case ReSection(label, inlines):
            return [_labelled("RE", label, runs(inlines, story, voice), story, voice)]
        case CopiesSection(label, blocks):
            contents = [_lines(block, voice) for block in blocks]
            return _labelled_list("Copies", label, contents, story, voice)
        case EnclosuresSection(label, items):
            contents = [line_runs(item, voice) for item in items]
            return _labelled_list("Enclosures", label, contents, story, voice)
        case TitleSection(inlines) | ContactSection(inlines):
            return [paragraph(STYLES[type(section)], runs(inlines, story, voice), voice)]
        case LetterheadSection(name, lines, officers):
            kept = (line for line in (name, *lines, *officers) if line)
            return [paragraph("Letterhead", text_runs(line, voice), voice) for line in kept]
        case NamesSection():
            return []
        case _:
            return [paragraph(STYLES[type(section)], text_runs(section.text, voice), voice)]


def _names_head(section: NamesSection, story: Story, voice: Voice) -> list[str]:
    head = []
    if section.heading:
        head.append(paragraph("SignatoriesHeading", text_runs(section.heading, voice), voice))
    if section.note:
        head.append(paragraph("SignatoriesNote", runs(section.note, story, voice), voice))
    return head


def _address(block: AddressBlock, voice: Voice) -> list[str]:
    """Return the block as one paragraph, or where lines differ in direction as one a line."""
    if not voice.is_rtl:
        return [paragraph("Address", _lines(block, voice), voice)]
    *lines, last = block.lines
    tight = [line_paragraph("Address", line, voice, spacing=NO_GAP) for line in lines]
    return [*tight, line_paragraph("Address", last, voice)]


def _lines(block: AddressBlock, voice: Voice) -> str:
    return LINE_BREAK.join(line_runs(line, voice) for line in block.lines)


def _labelled_list(
    style: str, label: str, contents: list[str], story: Story, voice: Voice
) -> list[str]:
    """Return one paragraph for each content; the label stands at the first."""
    labels = [label] + [""] * (len(contents) - 1)
    left = _label_indent(label, story)
    return [
        _labelled(style, shown, content, story, voice, left=left)
        for shown, content in zip(labels, contents, strict=True)
    ]


def _labelled(
    style: str, label: str, content: str, story: Story, voice: Voice, *, left: int = 0
) -> str:
    left = left or _label_indent(label, story)
    return paragraph(
        style,
        text_runs(label, voice) + TAB + content,
        voice,
        indent=indents(left=left, hanging=left),
    )


def _label_indent(label: str, story: Story) -> int:
    """Return where the text beside `label` starts, in twips, by the width of its letters."""
    ems = sum(1.0 if unicodedata.east_asian_width(each) in "WF" else 0.6 for each in label)
    needed = int((ems + 0.5) * story.design.size_pt * 20)
    return max(LEAST_LABEL_INDENT, -(-needed // 60) * 60)


def _section_properties(region: Region, story: Story, *, is_first: bool) -> str:
    design = story.design
    document = story.document
    margins = " ".join(
        f'w:{side}="{twips_of_mm(mm)}"'
        for side, mm in (
            ("top", design.margin_top_mm),
            ("right", design.margin_right_mm),
            ("bottom", design.margin_bottom_mm),
            ("left", design.margin_left_mm),
        )
    )
    # Header and footer stand half way between the text and the edge of the page.
    header = twips_of_mm(design.margin_top_mm / 2)
    footer = twips_of_mm(design.margin_bottom_mm / 2)
    space = twips_of_mm(design.column_gap_mm)
    columns = f'w:num="{region.columns}" ' if region.columns > 1 else ""
    furniture = _furniture(story) if is_first else ""
    # Other programs than Word look for the figures of endnotes here and not in the settings.
    is_numbered = document.notes_at_end and document.notes
    notes = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>' if is_numbered else ""
    begins = "" if is_first else '<w:type w:val="continuous"/>'
    # A first page is a letterhead and carries no number; a draft shows all its marks.
    first_page = "<w:titlePg/>" if is_first and not document.is_draft else ""
    direction = "<w:bidi/>" if document.direction == "rtl" else ""
    return (
        f"<w:sectPr>{furniture}{notes}{begins}"
        f'<w:pgSz w:w="{twips_of_mm(design.page_width_mm)}" '
        f'w:h="{twips_of_mm(design.page_height_mm)}"/>'
        f'<w:pgMar {margins} w:header="{header}" w:footer="{footer}" w:gutter="0"/>'
        f'<w:cols {columns}w:space="{space}"/>{first_page}{direction}</w:sectPr>'
    )


def _furniture(story: Story) -> str:
    footer = story.relationships.id_of("footer", "footer1.xml")
    header = ""
    if story.document.is_draft:
        name = story.relationships.id_of("header", "header1.xml")
        header = f'<w:headerReference w:type="default" r:id="{name}"/>'
    return f'{header}<w:footerReference w:type="default" r:id="{footer}"/>'
