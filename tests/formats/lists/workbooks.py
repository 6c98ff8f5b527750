"""Workbooks for tests: ordinary ones, and ones that no program would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(
    *rows: Sequence[object], others: Mapping[str, Sequence[Sequence[object]]] | None = None
) -> bytes:
    """Return a workbook of these rows; `others` are further sheets by their titles."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for title, more in (others or {}).items():
        further = book.create_sheet(title)
        for row in more:
            further.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_sheet(xml: str, **parts: bytes) -> bytes:
    """Return a workbook whose sheet data is `xml`, with further parts or others in their place."""
    written = {
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'
        ).encode(),
        **{name.replace("__", "/"): content for name, content in parts.items()},
    }
    return _exchanged(workbook(["name"]), written)


def _exchanged(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, part in parts.items():
            after.writestr(name, part)
    return content.getvalue()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
