"""Is the service fit to answer?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.services import keeping_order
from app.services.house import House
from app.store import migrating
from app.store import outbox as outbox_rows


@dataclass(frozen=True, slots=True)
class Health:
    """`oldest_unsent_seconds` is None where no mail waits, or the database cannot tell."""

    database: bool
    migrations: bool
    oldest_unsent_seconds: int | None

    @property
    def is_ready(self) -> bool:
        return self.database and self.migrations


def check(house: House, *, now: datetime) -> Health:
    if not house.store.answers():
        return Health(database=False, migrations=False, oldest_unsent_seconds=None)
    if not migrating.is_current(house.store):
        return Health(database=True, migrations=False, oldest_unsent_seconds=None)
    with house.store.read() as connection:
        oldest = outbox_rows.oldest_waiting(connection)
    age = None if oldest is None else max(0, int((now - oldest).total_seconds()))
    return Health(database=True, migrations=True, oldest_unsent_seconds=age)


def migrate(house: House) -> str:
    """Bring the database to the newest schema, and the order of lists to this program's rules;
    return its revision.
    """
    migrating.upgrade(house.store)
    keeping_order.keep_every_letter(house)
    return migrating.head()


def is_migrated(house: House) -> bool:
    return migrating.is_current(house.store)
