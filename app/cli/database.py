"""`flask --app wsgi db ...`"""

from __future__ import annotations

import click
from flask import current_app

from app.cli.house import FAULT, end, this_house
from app.cli.saying import say
from app.services import health


@click.group()
def db() -> None:
    """The database's schema."""


@db.command()
def upgrade() -> None:
    """Bring the database to the schema of this version. Safe to repeat."""
    house = this_house()
    if not house.store.answers():
        end("The database does not answer. Check DATABASE_URL.", FAULT)
    revision = health.migrate(house)
    current_app.extensions["undersigned_queue"].prepare()
    say(f"The database is at revision {revision}.")
