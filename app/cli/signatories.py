"""`flask --app wsgi signatories ...`"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from app.cli.house import (
    FAULT,
    end,
    end_with_faults,
    needs_migrated_database,
    read_file,
    this_house,
)
from app.domain.errors import FaultyFile, Refused
from app.services import importing, watching


@click.group()
def signatories() -> None:
    """The lines of a letter."""


@signatories.command(name="import")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would happen and store nothing.")
@needs_migrated_database
def import_file(slug: str, file: Path, dry_run: bool) -> None:
    """List the organizations of a CSV through the same check as the form."""
    try:
        imported = importing.import_signatories(
            this_house(), slug, read_file(file), dry_run=dry_run, now=datetime.now(UTC)
        )
    except FaultyFile as faulty:
        end_with_faults(file, faulty)
    if isinstance(imported, Refused):
        end(imported.reason, FAULT)
    click.echo(
        f"listed {imported.listed}, joined {imported.joined}, "
        f"to review {imported.to_review}, refused {imported.refused}"
    )


@signatories.command()
@click.argument("slug")
@needs_migrated_database
def duplicates(slug: str) -> None:
    """The review queue: pairs of lines that may be one organization."""
    pairs = watching.possible_duplicates(this_house(), slug)
    if pairs is None:
        end(f"There is no letter at {slug!r}. See: flask --app wsgi letter list", FAULT)
    for pair in pairs:
        older = f"{pair.older} ({pair.older_place})" if pair.older_place else pair.older
        newer = f"{pair.newer} ({pair.newer_place})" if pair.newer_place else pair.newer
        click.echo(f"{older}\t{newer}\t{pair.reason}")
