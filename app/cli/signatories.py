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
from app.cli.saying import complain, say, say_each
from app.domain.errors import Refused
from app.domain.header_words import FIELDS
from app.services import importing_command, importing_undo, watching
from app.services.watching import PossibleDuplicate


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
        complain(f"refused: {file}: row {line}: {'; '.join(map(str, reasons))}")
    if imported.already:
        complain(f"{imported.already} of them stood there already and add nothing")
    if imported.number:
        undo = f"flask --app wsgi signatories undo {slug} {imported.number}"
        complain(f"import {imported.number}; to undo it: {undo}")
    say(
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
    say(f"ended {undone.sign_ons}, taken off {undone.lines}")


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
    say_each(map(_line, pairs))


def _line(pair: PossibleDuplicate) -> str:
    older = f"{pair.older} ({pair.older_place})" if pair.older_place else pair.older
    newer = f"{pair.newer} ({pair.newer_place})" if pair.newer_place else pair.newer
    return f"{older}\t{newer}\t{pair.reason}"
