"""A table as an Excel workbook of one sheet: every cell is text, and the bytes never vary.

Written as XML by ourselves: a library stamps the hour into every file, and takes seconds for
what takes a tenth of one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from app.formats.guards import acts_as_formula

_WIDEST = 60
_NARROWEST = 8
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The first moment that a zip can hold.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
# What XML cannot hold, lone surrogates too.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads "_x0041_" in a cell as the letter A.
_READS_AS_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PLAIN, _BOLD, _QUOTED = 0, 1, 2

_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
    f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font>{_FONT}</font>'
    f'<font><b/>{_FONT}</font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    "<left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def write_workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook whose sheet holds `header` and under it `rows`, all as text."""
    book = (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(title, {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _BOOK_RELATIONS,
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _sheet(header, rows),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, text.encode())
    return content.getvalue()


def _sheet(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    letters = [_letters(at) for at in range(1, len(header) + 1)]
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_widths(header, rows), start=1)
    )
    lines = [_row(1, letters, header, is_header=True)]
    lines += [_row(at, letters, row) for at, row in enumerate(rows, start=2)]
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>{''.join(lines)}</sheetData>"
        "</worksheet>"
    )


def _row(
    number: int, letters: Sequence[str], cells: Sequence[str], *, is_header: bool = False
) -> str:
    made = "".join(
        f'<c r="{letter}{number}" s="{_style(text, is_header=is_header)}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{_escaped(text)}</t></is></c>'
        for letter, text in zip(letters, cells, strict=True)
        if text
    )
    return f'<row r="{number}">{made}</row>'


def _style(text: str, *, is_header: bool) -> int:
    if is_header:
        return _BOLD
    # As an apostrophe typed in front: whoever edits the cell finds text, not a formula.
    return _QUOTED if acts_as_formula(text) else _PLAIN


def _escaped(text: str) -> str:
    return escape(_READS_AS_CODE.sub("_x005F_", _FORBIDDEN.sub("", text)))


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    longest = [len(text) for text in header]
    for row in rows:
        longest = [max(so_far, len(text)) for so_far, text in zip(longest, row, strict=True)]
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def _letters(number: int) -> str:
    """Return the letters of a column, counted from 1: A ... Z, AA ..."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
