"""Who did what when. Rows are added and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert

from app.store.tables import audit_events


def record(
    connection: Connection,
    what: str,
    *,
    coalition_id: int,
    at: datetime,
    letter_id: int | None = None,
    user_id: int | None = None,
    details: Mapping[str, int | str | bool | None] | None = None,
) -> None:
    """Add one event. `details` holds ids and plain values, never a name or an address."""
    connection.execute(
        insert(audit_events).values(
            coalition_id=coalition_id,
            letter_id=letter_id,
            user_id=user_id,
            what=what,
            details=dict(details or {}),
            at=at,
        )
    )
