"""`flask --app wsgi backup FILE`"""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.house import FAULT, end, needs_migrated_database, this_house
from app.cli.saying import say
from app.domain.errors import Refused
from app.services import operating


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@needs_migrated_database
def backup(file: Path) -> None:
    """Write a whole copy of the SQLite database to FILE, while the service runs."""
    outcome = operating.backup(this_house(), file)
    if isinstance(outcome, Refused):
        end(outcome.reason, FAULT)
    say(str(file))
