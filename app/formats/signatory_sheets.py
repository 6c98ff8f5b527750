"""Lists of signatories for spreadsheets, where no name can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from app.formats.guards import guarded
from app.formats.workbook_writing import write_workbook


def write_csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Return the rows as CSV in UTF-8, with a header of `columns`.

    A cell that might act as a formula gets an apostrophe before it, which the readers of
    lists take away again.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([guarded(row.get(column, "")) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def write_xlsx(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Return the rows as a workbook of one sheet; every cell is text, none a formula or a link."""
    cells = [[row.get(column, "") for column in columns] for row in rows]
    return write_workbook("Signatories", columns, cells)
