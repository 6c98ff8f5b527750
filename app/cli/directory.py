"""`flask --app wsgi directory ...`"""

from __future__ import annotations

from datetime import UTC, datetime

import click

from app.cli.house import needs_migrated_database, this_house
from app.cli.saying import say
from app.services import directory_learning


@click.group()
def directory() -> None:
    """The organizations that coalitions know."""


@directory.command()
@needs_migrated_database
def build() -> None:
    """Read the letters that collect no more and were not read yet. Repeats safely."""
    learned = directory_learning.build(this_house(), now=datetime.now(UTC))
    say(
        f"lines read {learned.linked}, organizations made {learned.made}, unclear {learned.unclear}"
    )
