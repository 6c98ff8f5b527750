"""A copy of a running SQLite database, whole and consistent."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import cast

from app.store.engine import Store


def copy_sqlite(store: Store, path: Path) -> None:
    """Write the database to `path` by SQLite's own backup, readable by its owner only.

    Written beside and moved, so that an older backup stays until the new one is whole.
    Raises OSError where the place cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        target = sqlite3.connect(beside)
        try:
            with store.read() as connection:
                source = cast("sqlite3.Connection", connection.connection.driver_connection)
                source.backup(target)
            # One file is easier to keep than three.
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
