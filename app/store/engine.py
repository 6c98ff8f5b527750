"""The one way to the database: a Store that reads and writes in whole transactions.

SQLite runs in WAL with `synchronous=FULL`, so that what was acknowledged is on disk, and
every writing transaction starts with BEGIN IMMEDIATE: a transaction that reads first and
then writes would fail "database is locked" instead of waiting its turn.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError

__all__ = ["Connection", "Store", "begins_immediate"]

BUSY_TIMEOUT_MS = 15_000
"""How long a SQLite writer waits for another process before it gives up."""

begins_immediate: ContextVar[bool] = ContextVar("begins_immediate", default=False)
"""True while a transaction that begins will write (SQLite takes its write lock at once)."""


class Store:
    """A database. `read`, `write` and `rebuild` are its only doors; each hands out a Connection.

    Its errors never hold what was to be stored: names and addresses stay out of the log.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # One writer a process: threads queue here, where waiting is fair and has no limit
        # of attempts, instead of polling SQLite's lock.
        self._write_lock = threading.Lock() if self.is_sqlite else None

    @classmethod
    def connect(cls, url: str) -> Store:
        """Return the store at `url` (sqlite:///... or postgresql+psycopg://...)."""
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            if parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(
                parsed, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, hide_parameters=True
            )
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        else:
            engine = create_engine(
                parsed, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True
            )
        return cls(engine)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection whose transaction sees one state of the database."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
            connection.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose transaction commits at the end, or not at all."""
        if self._write_lock is None:
            with self.engine.begin() as connection:
                yield connection
            return
        with self._write_lock:
            token = begins_immediate.set(True)
            try:
                with self.engine.begin() as connection:
                    yield connection
            finally:
                begins_immediate.reset(token)

    @contextmanager
    def rebuild(self) -> Iterator[Connection]:
        """Like `write`, for changes of the schema.

        SQLite makes a table anew to change it, and would take the old one's going for the end
        of every row that refers to it. Its foreign keys rest meanwhile, and all of them are
        checked before the transaction may commit.
        """
        if not self.is_sqlite:
            with self.write() as connection:
                yield connection
            return
        with self._write_lock or nullcontext(), self.engine.connect() as connection:
            driver = cast("sqlite3.Connection", connection.connection.driver_connection)
            driver.execute("PRAGMA foreign_keys=OFF")
            token = begins_immediate.set(True)
            try:
                with connection.begin():
                    yield connection
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                    if broken is not None:
                        raise RuntimeError(
                            f"a row of {broken[0]} refers to a row that is not there"
                        )
            finally:
                begins_immediate.reset(token)
                driver.execute("PRAGMA foreign_keys=ON")

    def answers(self) -> bool:
        """Can the database be asked anything at all?"""
        try:
            with self.read() as connection:
                connection.execute(text("select 1"))
        except DBAPIError:
            return False
        return True

    def close(self) -> None:
        self.engine.dispose()


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # SQLAlchemy's "begin" event says BEGIN; the driver must not say another one.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if begins_immediate.get() else "BEGIN")
