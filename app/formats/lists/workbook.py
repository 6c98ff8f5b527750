"""An Excel workbook in, a table out: the first sheet that holds anything, as it was last seen.

No formula is computed: a cell gives the value that was saved with it. This runs in a process of
its own (`child`), because a parser of other people's has the last word on the file.
"""

from __future__ import annotations

import io
import math
import re
import warnings
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from app.domain.sentences import N_, Sentence, sentence
from app.formats.lists.outcome import (
    EMPTY,
    MOST_COLUMNS,
    NO_WORKBOOK,
    TOO_MUCH,
    Rows,
    Table,
    UnreadableList,
)
from app.formats.lists.workbook_guard import refuse_harm

MOST_EMPTY_ROWS = 5_000
"""So many empty rows, one after another, end a list: a formatted sheet has a million."""
_MOST_SHEETS = 50

_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"})
# How a workbook writes what XML cannot hold: a line end of Windows is "_x000D_" and a line feed.
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OTHER_SHEETS = N_("the sheet “%(title)s” was read; others hold something too: %(others)s")
_ENDED = N_("nothing below row %(row)s was read: only empty rows followed")
_ERROR_CELLS = N_("cells with an error of a formula were taken as empty: %(count)s")


def read_workbook(data: bytes) -> Table:
    """Return the table of a workbook. Raises UnreadableList."""
    refuse_harm(data)
    with warnings.catch_warnings():
        # It warns of what it leaves out: pictures, styles, checks of cells.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return _first_table(book)
        except UnreadableList:
            raise
        except (MemoryError, RecursionError):
            raise UnreadableList(TOO_MUCH) from None
        except Exception:  # noqa: BLE001 (a stranger's file finds every hole of a parser)
            raise UnreadableList(NO_WORKBOOK) from None


def _first_table(book: Any) -> Table:
    found: Table | None = None
    title, others = "", []
    for sheet in book.worksheets[:_MOST_SHEETS]:
        if sheet.sheet_state != "visible":
            continue
        if found is not None:
            if _holds_anything(sheet):
                others.append(str(sheet.title)[:60])
            continue
        table = _table(sheet)
        if table.records:
            found, title = table, str(sheet.title)[:60]
    if found is None:
        raise UnreadableList(EMPTY)
    if not others:
        return found
    told = sentence(_OTHER_SHEETS, title=title, others=", ".join(others[:5]))
    return Table(found.records, (told, *found.notices))


def _table(sheet: Any) -> Table:
    # What a file says of its own size may be wrong in both directions.
    sheet.reset_dimensions()
    rows = Rows()
    notices: list[Sentence] = []
    empty = errors = 0
    for number, values in enumerate(
        sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1
    ):
        if not any(value is not None and value != "" for value in values):
            empty += 1
            if empty > MOST_EMPTY_ROWS:
                if rows.records:
                    notices.append(sentence(_ENDED, row=rows.records[-1].line))
                break
            continue
        empty = 0
        errors += sum(1 for value in values if value in _ERRORS)
        rows.add(number, [_text(value) for value in values])
    if errors:
        notices.append(sentence(_ERROR_CELLS, count=errors))
    return Table(tuple(rows.records), (*notices, *rows.notices()))


def _holds_anything(sheet: Any) -> bool:
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)):
        if number > MOST_EMPTY_ROWS:
            return False
        if any(value is not None and str(value).strip() for value in values):
            return True
    return False


def _text(value: object) -> str:
    """Return what a person sees in a cell, as far as the value tells."""
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() else str(value)
    if isinstance(value, datetime):
        is_day = value.time() == time(0)
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return _CODE.sub(lambda found: chr(int(found[1], 16)), str(value)).replace("\r\n", "\n")
