"""Lists of signatories for spreadsheets, where no name can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

# What a spreadsheet takes for the beginning of a formula in a CSV file.
# Source: OWASP, "CSV Injection".
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


def write_csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Return the rows as CSV in UTF-8, with a header of `columns`.

    A cell that begins like a formula gets an apostrophe before it, which the reader of
    signatory lists takes away again.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_guarded(row.get(column, "")) for column in columns] for row in rows)
    return text.getvalue().encode()


def write_xlsx(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Return the rows as a workbook of one sheet; every cell is text, none a formula."""
    # openpyxl takes longer to load than most commands take to run.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Signatories"
    for at_row, cells in enumerate(_table(rows, columns), start=1):
        for at_column, text in enumerate(cells, start=1):
            cell = sheet.cell(at_row, at_column)
            cell.value = text
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(_FORMULA_SIGNS)
    for at_column, column in enumerate(columns, start=1):
        sheet.cell(1, at_column).font = Font(bold=True)
        longest = max([len(column), *(len(row.get(column, "")) for row in rows)])
        sheet.column_dimensions[get_column_letter(at_column)].width = min(longest + 2, _WIDEST)
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _table(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> list[list[str]]:
    return [list(columns), *([row.get(column, "") for column in columns] for row in rows)]


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
