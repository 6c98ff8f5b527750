"""Telling signers that their line reads otherwise than they saw it: what prints is no surprise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.mail import compose
from app.services.house import House
from app.services.posting import owe_mail
from app.store import merges as merge_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection

TOLD_AFTER = timedelta(minutes=10)
"""Time to take a decision back before anybody hears of it."""

Listed = Mapping[int, str]


def listed_as(connection: Connection, line_ids: tuple[int, ...]) -> dict[int, str]:
    """Return the name under which each confirmed sign-on behind these lines is listed."""
    names = {line: signatory_rows.find(connection, line).name for line in line_ids}
    return {
        row.id: names[row.signatory_id]
        for row in merge_rows.behind(connection, line_ids)
        if row.state == "confirmed"
    }


def tell_who_is_listed_otherwise(
    house: House, connection: Connection, *, before: Listed, after: Listed, now: datetime
) -> None:
    """Owe a mail to everybody whose line has another name than before."""
    for sign_on_id in sorted(set(before) & set(after)):
        if before[sign_on_id] != after[sign_on_id]:
            owe_mail(
                house,
                connection,
                purpose=compose.YOUR_LINE_CHANGED,
                sign_on_id=sign_on_id,
                now=now,
                due_at=now + TOLD_AFTER,
            )
