"""A table as JSON: between the reading process and ours, and while it waits in the database."""

from __future__ import annotations

import json
from typing import Any

from app.domain.sentences import from_plain, to_plain
from app.formats.lists.outcome import NO_WORKBOOK, Record, Table, UnreadableList

_LARGEST = 100_000_000


def table_in_json(table: Table) -> str:
    return json.dumps(
        {
            "records": [[record.line, *record.cells] for record in table.records],
            "notices": [to_plain(notice) for notice in table.notices],
            "is_names": table.is_names,
        },
        separators=(",", ":"),
    )


def refusal_in_json(refused: UnreadableList) -> str:
    return json.dumps({"refused": to_plain(refused.sentence)})


def table_from_json(answer: bytes) -> Table:
    """Return the table that was read. Raises UnreadableList where it was refused."""
    try:
        told: dict[str, Any] = json.loads(answer) if len(answer) < _LARGEST else {}
    except ValueError:
        told = {}
    if "refused" in told:
        raise UnreadableList(from_plain(told["refused"]))
    if "records" not in told:
        raise UnreadableList(NO_WORKBOOK)
    return Table(
        tuple(Record(line, tuple(cells)) for line, *cells in told["records"]),
        tuple(from_plain(notice) for notice in told["notices"]),
        told["is_names"],
    )
