"""Bringing a database to the schema this code knows, by the numbered steps of `migrations/`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.store.engine import Store

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    # A percent sign in the path would be read as an interpolation.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(store: Store, revision: str = "head") -> None:
    """Bring the database up to `revision`, in one transaction where the database can."""
    with store.rebuild() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(store: Store, revision: str = "base") -> None:
    with store.rebuild() as connection:
        command.downgrade(_config(connection), revision)


def head() -> str:
    """Return the newest revision this code knows."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise RuntimeError("there are no migrations")
    return revision


def current(store: Store) -> str | None:
    """Return the revision the database is at, None where it was never migrated."""
    with store.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(store: Store) -> bool:
    return current(store) == head()
