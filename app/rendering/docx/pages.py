"""Regions of the letter that share a number of columns, each a section in Word.

Word balances columns that a continuous section follows; a region that begins a page is a
section that begins one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from app.domain.values import dataclass
from app.rendering.alike import FURNITURE_FROM_EDGE, bottom_margin_mm
from app.rendering.docx.furniture import Furniture
from app.rendering.docx.markup import twips_of_mm
from app.rendering.docx.paragraphs import ending_section, is_plain_paragraph, paragraph
from app.rendering.docx.story import Story


@dataclass(slots=True)
class Region:
    """Paragraphs and tables that share a number of columns."""

    columns: int = 1
    pieces: list[str] = field(default_factory=list)
    begins_page: bool = False


def regions_xml(regions: Sequence[Region], story: Story, furniture: Furniture) -> str:
    """Return all regions with their section properties; the last ends the document."""
    written: list[str] = []
    for place, region in enumerate(regions):
        properties = _properties(region, story, furniture, is_first=place == 0)
        pieces = [*region.pieces, *_paragraph_at_end(region, story)]
        if region is regions[-1]:
            written += [*pieces, properties]
        else:
            written += ending_section(pieces, properties)
    return "".join(written)


def _paragraph_at_end(region: Region, story: Story) -> list[str]:
    """Return the paragraph that a section must end with where the region has none."""
    if region.pieces and is_plain_paragraph(region.pieces[-1]):
        return []
    return [paragraph("SectionGap", "", story.voice())]


def _properties(region: Region, story: Story, furniture: Furniture, *, is_first: bool) -> str:
    design = story.design
    document = story.document
    header = twips_of_mm(design.margin_top_mm * FURNITURE_FROM_EDGE)
    footer = twips_of_mm(design.margin_bottom_mm * FURNITURE_FROM_EDGE)
    space = twips_of_mm(design.column_gap_mm)
    columns = f'w:num="{region.columns}" ' if region.columns > 1 else ""
    # Later sections take over what the first one says of headers and footers.
    references = furniture.references if is_first else ""
    # Other programs than Word look for the figures of endnotes here and not in the settings.
    is_numbered = document.notes_at_end and document.notes
    notes = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>' if is_numbered else ""
    kind = "nextPage" if region.begins_page else "continuous"
    begins = "" if is_first else f'<w:type w:val="{kind}"/>'
    first_page = "<w:titlePg/>" if is_first and furniture.has_first_page else ""
    direction = "<w:bidi/>" if document.direction == "rtl" else ""
    return (
        f"<w:sectPr>{references}{notes}{begins}"
        f'<w:pgSz w:w="{twips_of_mm(design.page_width_mm)}" '
        f'w:h="{twips_of_mm(design.page_height_mm)}"/>'
        f'<w:pgMar {_margins(story)} w:header="{header}" w:footer="{footer}" w:gutter="0"/>'
        f'<w:cols {columns}w:space="{space}"/>{first_page}{direction}</w:sectPr>'
    )


def _margins(story: Story) -> str:
    design = story.design
    sides = (
        ("top", design.margin_top_mm),
        ("right", story.right_margin_mm),
        ("bottom", bottom_margin_mm(story.document, design)),
        ("left", story.left_margin_mm),
    )
    return " ".join(f'w:{side}="{twips_of_mm(mm)}"' for side, mm in sides)
