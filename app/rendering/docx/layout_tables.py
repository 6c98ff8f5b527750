"""Tables for the eye only: no lines, no header, read cell by cell as if there were none."""

from __future__ import annotations

from collections.abc import Sequence

from app.rendering.docx.story import Voice


def layout_table(rows: Sequence[str], widths: Sequence[int], voice: Voice) -> str:
    """Return `rows` as a table whose columns are `widths` twips wide."""
    direction = "<w:bidiVisual/>" if voice.is_rtl else ""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    written = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>" for cells in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="LayoutTable"/>{direction}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def layout_cell(content: str, width: int, *, columns: int = 1, properties: str = "") -> str:
    """Return a cell over so many columns; `properties` are elements as XML."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{properties}</w:tcPr>'
        f"{content}</w:tc>"
    )
