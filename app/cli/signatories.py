"""`flask --app wsgi signatories ...`"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from app.cli.house import (
    FAULT,
    end,
    needs_migrated_database,
    read_file,
    this_house,
    warn,
)
from app.domain.errors import Refused
from app.domain.header_words import FIELDS
from app.services import importing_command, importing_undo, watching


@click.group()
def signatories() -> None:
    """The lines of a letter."""


@signatories.command(name="import")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would happen and store nothing.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="HEADER=FIELD",
    help=f"What a column holds: {', '.join(FIELDS)}; without a field it is left out.",
)
@needs_migrated_database
def import_file(slug: str, file: Path, dry_run: bool, mapped: tuple[str, ...]) -> None:
    """List the organizations of a CSV or Excel file through the same check as the form."""
    imported = importing_command.import_signatories(
        this_house(),
        slug,
        read_file(file),
        filename=file.name,
        chosen=_chosen(mapped),
        dry_run=dry_run,
        now=datetime.now(UTC),
    )
    if isinstance(imported, Refused):
        end(f"{file}: {imported.reason}" if imported.sentence else imported.reason, FAULT)
    warn(f"{file}: {notice}" for notice in imported.notices)
    warn(f"{file}: row {line}: {remark}" for line, remark in imported.remarks)
    for line, reasons in imported.refusals:
        click.echo(f"refused: {file}: row {line}: {'; '.join(map(str, reasons))}", err=True)
    if imported.already:
        click.echo(f"{imported.already} of them stood there already and add nothing", err=True)
    if imported.number:
        undo = f"flask --app wsgi signatories undo {slug} {imported.number}"
        click.echo(f"import {imported.number}; to undo it: {undo}", err=True)
    click.echo(
        f"listed {imported.listed}, joined {imported.joined}, "
        f"to review {imported.to_review}, refused {imported.refused}"
    )


@signatories.command()
@click.argument("slug")
@click.argument("number", type=int)
@needs_migrated_database
def undo(slug: str, number: int) -> None:
    """Take back the import NUMBER of a letter: its sign-ons end, its lines leave."""
    undone = importing_undo.undo_by_command(this_house(), slug, number, now=datetime.now(UTC))
    if undone is None:
        end(f"There is no import {number} of a letter at {slug!r}.", FAULT)
    if isinstance(undone, Refused):
        end(undone.reason, FAULT)
    click.echo(f"ended {undone.sign_ons}, taken off {undone.lines}")


def _chosen(mapped: tuple[str, ...]) -> dict[str, str]:
    """Return the fields by header; what stands behind the last = is the field."""
    chosen = {}
    for each in mapped:
        header, equals, field = each.rpartition("=")
        if not equals:
            end(f'--map {each!r}: say HEADER=FIELD, such as "Group name=name"', FAULT)
        chosen[header.strip()] = field.strip()
    return chosen


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
