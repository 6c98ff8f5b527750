"""The queue: huey on SQLite by default, on PostgreSQL where the service runs there.

A task is a name, a payload of ids and one service call. The queue may lose a task when a
worker dies; the outbox loses nothing, and the next sweep finds what was not sent.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
from huey import crontab
from huey.api import Huey, PostgresHuey, SqliteHuey

POLL_AT_MOST_SECONDS = 1.0
"""How long a mail may wait for an idle worker on SQLite, which has to be asked."""

_log = logging.getLogger("undersigned.jobs")


class Queue:
    """The service's jobs. `wake` asks a worker to send now what waits in the outbox, and
    `wake_for_lists` to work on lists that were brought.
    """

    def __init__(
        self,
        huey: Huey,
        *,
        send_what_waits: Callable[[], None],
        work_on_lists: Callable[[], None],
    ) -> None:
        self.huey = huey
        self._lists = huey.task(name="work_on_lists")(work_on_lists)
        huey.periodic_task(crontab(minute="*"), name="work_on_lists_each_minute")(work_on_lists)
        self._sweep = huey.task(name="send_what_waits")(send_what_waits)
        huey.periodic_task(crontab(minute="*"), name="send_what_waits_each_minute")(send_what_waits)

    def prepare(self) -> None:
        """Make the queue's own tables where they are missing; part of `db upgrade`."""
        self.huey.storage.initialize_schema()

    def wake(self) -> None:
        """Losing this is harmless: the worker looks by itself every minute."""
        self._ask(self._sweep)

    def wake_for_lists(self) -> None:
        """Losing this is harmless in the same way."""
        self._ask(self._lists)

    def _ask(self, task: Callable[[], object]) -> None:
        try:
            task()
        except (sqlite3.Error, psycopg.Error, OSError) as error:
            _log.warning("the worker could not be woken: %s", type(error).__name__)

    def close(self) -> None:
        """Let go of the queue's own connection."""
        self.huey.storage.close()

    def work(self, *, workers: int) -> None:
        """Work until SIGINT or SIGTERM; what was under way is finished or sent again."""
        self._sweep()
        self._lists()
        self.huey.create_consumer(
            workers=workers, periodic=True, max_delay=POLL_AT_MOST_SECONDS
        ).run()


def open_huey(database_url: str, instance_path: Path) -> Huey:
    """Return the queue beside the service's own database."""
    if database_url.startswith("postgresql+psycopg://"):
        return PostgresHuey(
            "undersigned",
            dsn="postgresql://" + database_url.split("://", 1)[1],
            results=False,
            # Processes that start together would trip over each other's CREATE TABLE:
            # `db upgrade` makes the tables, in one process.
            create_tables=False,
        )
    instance_path.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(
        "undersigned", filename=str(instance_path / "jobs.db"), results=False, fsync=True
    )
