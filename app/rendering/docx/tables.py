"""Tables: the header row repeats on each page, a row is never cut, widths follow the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.documents import Inlines, Table
from app.domain.errors import UndersignedError
from app.domain.tokens import plain_text
from app.rendering.alike import column_shares, has_header
from app.rendering.docx.inlines import runs
from app.rendering.docx.lines import line_edge
from app.rendering.docx.paragraphs import paragraph
from app.rendering.docx.story import Story, Voice

# Word opens no table with more columns.
MOST_COLUMNS = 63


class TooManyColumns(UndersignedError):
    """A table has more columns than a Word document can hold."""


def table(block: Table, story: Story, voice: Voice) -> list[str]:
    """Return the table and the small paragraph that keeps the next block off it.

    A table without a row is nothing. Raises TooManyColumns.
    """
    if not block.rows and not has_header(block):
        return []
    if len(block.header) > MOST_COLUMNS:
        raise TooManyColumns(
            f"A table in Word holds at most {MOST_COLUMNS} columns, not {len(block.header)}."
        )
    width = story.text_width - voice.indent - voice.right_indent
    widths = column_widths(block, story, width)
    inner = replace(voice, style="TableText", indent=0, right_indent=0)
    rows = []
    if has_header(block):
        rows.append(_row(block.header, block, widths, story, inner, is_header=True))
    rows += [_row(row, block, widths, story, inner, is_header=False) for row in block.rows]
    direction = "<w:bidiVisual/>" if voice.is_rtl else ""
    moved = f'<w:tblInd w:w="{voice.indent}" w:type="dxa"/>' if voice.indent else ""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    written = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="LetterTable"/>{direction}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{moved}<w:tblLayout w:type="fixed"/>'
        f"{_look(block)}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    return [written, paragraph("TableEnd", "", voice)]


def column_widths(block: Table, story: Story, width: int) -> list[int]:
    """Return the width of each column in twips; they add up to `width`."""
    widths = [int(width * share) for share in column_shares(block, story.design)]
    widths[-1] += width - sum(widths)
    return widths


def _look(block: Table) -> str:
    """Return what the table says of its first row: a reader takes it for the header."""
    value, first = ("0620", "1") if has_header(block) else ("0600", "0")
    return (
        f'<w:tblLook w:val="{value}" w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def _row(
    cells: Sequence[Inlines],
    block: Table,
    widths: Sequence[int],
    story: Story,
    voice: Voice,
    *,
    is_header: bool,
) -> str:
    repeated = "<w:tblHeader/>" if is_header else ""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_cell(cell, alignment, story, voice, is_header=is_header)}</w:tc>"
        for cell, alignment, width in zip(cells, block.alignments, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{written}</w:tr>"


def _cell(cell: Inlines, alignment: str, story: Story, voice: Voice, *, is_header: bool) -> str:
    style = "TableHeading" if is_header else "TableText"
    own = voice.for_text(plain_text(cell))
    if own.is_rtl:
        # Word reads left and right as start and end in a paragraph from right to left.
        alignment = {"left": "right", "right": "left"}.get(alignment, alignment)
    aligned = f'<w:jc w:val="{alignment}"/>' if alignment else line_edge(own, around=voice)
    return paragraph(style, runs(cell, story, own), own, alignment=aligned)
