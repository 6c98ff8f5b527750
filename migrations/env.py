"""What Alembic runs for every command; `app.store.migrating` hands it the connection."""

from __future__ import annotations

from alembic import context

from app.store import tables_queue  # noqa: F401 - puts its tables into the metadata
from app.store.tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("migrations run through `flask --app wsgi db upgrade`")

context.configure(
    connection=connection,
    target_metadata=metadata,
    # SQLite cannot alter a table in place: batch mode makes it anew.
    render_as_batch=True,
    # One transaction for all steps; it is the caller's to commit.
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
