"""Addressees, and what stands beside a label: the RE line, the cc list, enclosures."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from app.domain.documents import AddressBlock, AddresseesSection
from app.rendering.docx.inlines import line_runs, text_runs
from app.rendering.docx.layout_tables import layout_cell, layout_table
from app.rendering.docx.lines import line_paragraph
from app.rendering.docx.markup import twips_of_mm
from app.rendering.docx.paragraphs import indents, kept_together, paragraph
from app.rendering.docx.story import Story, Voice

NO_GAP = '<w:spacing w:after="0"/>'
LEAST_LABEL_INDENT = 720  # twips: half an inch
LINE_BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"
# A short list is not torn apart, of a longer one neither the first entry nor the last:
# one line alone on a page looks like a mistake.
SHORT_LIST = 6


def addressees_xml(section: AddresseesSection, story: Story, voice: Voice) -> list[str]:
    """Return the addressees one below another, or two in each row of a table without lines."""
    if section.columns == 1:
        return [piece for block in section.blocks for piece in _address(block, voice)]
    return [_address_table(section.blocks, story, voice)]


def labelled_list(
    style: str, label: str, contents: Sequence[str], story: Story, voice: Voice
) -> list[str]:
    """Return one paragraph for each content (runs as XML); the label stands at the first."""
    labels = [label] + [""] * (len(contents) - 1)
    left = _label_indent(label, story)
    pieces = [
        labelled(style, shown, content, story, voice, left=left)
        for shown, content in zip(labels, contents, strict=True)
    ]
    if len(pieces) <= SHORT_LIST:
        return kept_together(pieces)
    return [*kept_together(pieces[:2]), *pieces[2:-2], *kept_together(pieces[-2:])]


def labelled(
    style: str, label: str, content: str, story: Story, voice: Voice, *, left: int = 0
) -> str:
    """Return a paragraph that hangs beside its label, `left` twips in."""
    left = left or _label_indent(label, story)
    return paragraph(
        style,
        text_runs(label, voice) + TAB + content,
        voice,
        indent=indents(left=left, hanging=left),
    )


def lines_xml(block: AddressBlock, voice: Voice) -> str:
    """Return the lines of a block as runs, with breaks between them."""
    return LINE_BREAK.join(line_runs(line, voice) for line in block.lines)


def _address(block: AddressBlock, voice: Voice, *, indent: str = "") -> list[str]:
    """Return the block as one paragraph, or where lines differ in direction as one a line."""
    if not voice.is_rtl:
        return [paragraph("Address", lines_xml(block, voice), voice, indent=indent)]
    *lines, last = block.lines
    tight = [line_paragraph("Address", line, voice, spacing=NO_GAP) for line in lines]
    return [*tight, line_paragraph("Address", last, voice)]


def _address_table(blocks: Sequence[AddressBlock], story: Story, voice: Voice) -> str:
    """Return the table row by row: so a screen reader reads it, and so it is numbered."""
    gap = twips_of_mm(story.design.column_gap_mm)
    half = story.text_width // 2
    rows = [_cells(blocks[at : at + 2], half, gap, voice) for at in range(0, len(blocks), 2)]
    return layout_table(rows, (half, half), voice)


def _cells(row: Sequence[AddressBlock], half: int, gap: int, voice: Voice) -> str:
    """Return the cells of a row; one left over spans it, since an empty cell is read out."""
    if len(row) == 1:
        content = "".join(_address(row[0], voice, indent=indents(left=0, right=half + gap)))
        return layout_cell(content, half * 2, columns=2)
    return "".join(
        layout_cell("".join(_address(block, voice, indent=indents(left=0, right=gap))), half)
        for block in row
    )


def _label_indent(label: str, story: Story) -> int:
    """Return where the text beside `label` starts, in twips, by the width of its letters."""
    ems = sum(1.0 if unicodedata.east_asian_width(each) in "WF" else 0.6 for each in label)
    needed = int((ems + 0.5) * story.design.size_pt * 20)
    return max(LEAST_LABEL_INDENT, -(-needed // 60) * 60)
