"""Tables: the header row repeats on each page, a row is never cut, widths follow the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.documents import Code, Emphasis, Inline, Inlines, Link, Strong, Table, Text
from app.domain.errors import UndersignedError
from app.rendering.docx.inlines import runs
from app.rendering.docx.paragraphs import paragraph
from app.rendering.docx.story import Story, Voice

# Beyond this many letters a cell wraps rather than push the others aside.
LONGEST_LINE = 48
PADDING_LETTERS = 2


# Word opens no table with more columns.
MOST_COLUMNS = 63


class TooManyColumns(UndersignedError):
    """A table has more columns than a Word document can hold."""


def table(block: Table, story: Story, voice: Voice) -> list[str]:
    """Return the table and the small paragraph that keeps the next block off it.

    Raises TooManyColumns.
    """
    if len(block.header) > MOST_COLUMNS:
        raise TooManyColumns(
            f"A table in Word holds at most {MOST_COLUMNS} columns, not {len(block.header)}."
        )
    width = story.text_width - voice.indent - voice.right_indent
    widths = column_widths((block.header, *block.rows), width)
    inner = replace(voice, style="TableText", indent=0, right_indent=0)
    rows = [_row(block.header, block, widths, story, inner, is_header=True)]
    rows += [_row(row, block, widths, story, inner, is_header=False) for row in block.rows]
    direction = "<w:bidiVisual/>" if voice.is_rtl else ""
    moved = f'<w:tblInd w:w="{voice.indent}" w:type="dxa"/>' if voice.indent else ""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    written = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="LetterTable"/>{direction}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{moved}<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    return [written, paragraph("TableEnd", "", voice)]


def column_widths(rows: Sequence[Sequence[Inlines]], width: int) -> list[int]:
    """Return the width of each column in twips; they add up to `width`.

    Each column gets room for its longest word, what is left goes to the longest lines.
    """
    columns = list(zip(*([_plain_text(cell) for cell in row] for row in rows), strict=True))
    least = [max(_longest_word(text) for text in column) + PADDING_LETTERS for column in columns]
    wanted = [
        max(need, min(LONGEST_LINE, max(len(text) for text in column)) + PADDING_LETTERS)
        for need, column in zip(least, columns, strict=True)
    ]
    spare = [want - need for want, need in zip(wanted, least, strict=True)]
    # A letter is about half an em: some 105 twips at eleven points.
    room = max(0, width // 105 - sum(least))
    share = min(1.0, room / sum(spare)) if sum(spare) else 0.0
    letters = [need + extra * share for need, extra in zip(least, spare, strict=True)]
    widths = [int(width * each / sum(letters)) for each in letters]
    widths[-1] += width - sum(widths)
    return widths


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
    if voice.is_rtl:
        # Word reads left and right as start and end in a paragraph from right to left.
        alignment = {"left": "right", "right": "left"}.get(alignment, alignment)
    aligned = f'<w:jc w:val="{alignment}"/>' if alignment else ""
    return paragraph(style, runs(cell, story, voice), voice, alignment=aligned)


def _plain_text(inlines: Sequence[Inline]) -> str:
    return "".join(
        inline.text
        if isinstance(inline, Text | Code)
        else _plain_text(inline.children)
        if isinstance(inline, Emphasis | Strong | Link)
        else " "
        for inline in inlines
    )


def _longest_word(text: str) -> int:
    return min(LONGEST_LINE, max((len(word) for word in text.split()), default=1))
