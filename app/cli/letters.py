"""`flask --app wsgi letter ...`"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from app.cli.house import (
    FAULT,
    REFUSED,
    end,
    end_with_faults,
    needs_migrated_database,
    read_file,
    this_house,
    warn,
)
from app.cli.saying import say, say_each
from app.domain.errors import FaultyFile, Refused
from app.domain.finishing import Unfinished
from app.formats.pictures import from_folder
from app.services import (
    exporting,
    files,
    keeping_pictures,
    letting_through,
    operating,
    publishing,
)
from app.services.listing_out import ListKind
from app.services.publishing import Circle

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def letter() -> None:
    """Letters: publish, list, open, close, export."""


@letter.command()
@click.argument("file", type=_FILE)
@click.option("--signatories", type=_FILE, help="CSV of organizations that signed already.")
@click.option("--as-listed", is_flag=True, help="Every row is a line; nothing is joined.")
@click.option("--slug", default="", help="The letter's name in its address.")
@click.option("--owner", default="", help="E-mail of the member whose coalition gets the letter.")
@click.option("--public", is_flag=True, help="Everybody may read, sign and see the names.")
@needs_migrated_database
def publish(
    file: Path, signatories: Path | None, as_listed: bool, slug: str, owner: str, public: bool
) -> None:
    """Create the letter of FILE with the pictures beside it, open it, and list its signatories."""
    data = read_file(file)
    rows = None if signatories is None else read_file(signatories)
    try:
        pictures = keeping_pictures.gather(publishing.read_checked(data), from_folder(file.parent))
    except FaultyFile as faulty:
        end_with_faults(file, faulty)
    try:
        published = publishing.publish(
            this_house(),
            data,
            signatories=rows,
            as_listed=as_listed,
            slug=slug,
            owner=owner,
            circle=publishing.PUBLIC if public else Circle(),
            now=datetime.now(UTC),
            pictures=pictures,
        )
    except FaultyFile as faulty:
        end_with_faults(signatories or file, faulty)
    if isinstance(published, Refused):
        end(published.reason, FAULT)
    warn(map(str, published.warnings))
    if published.imported is not None:
        say(
            f"listed {published.imported.listed}, joined {published.imported.joined}, to review {published.imported.to_review}, "
            f"refused {published.imported.refused}"
        )
    if not public:
        say(f"private link: {operating.private_link(this_house(), published.letter.slug)}")
    say(published.letter.slug)


@letter.command(name="list")
@needs_migrated_database
def list_letters() -> None:
    """All letters: slug, state, signatories, title."""
    rows = operating.letters(this_house())
    say_each(f"{row.slug}\t{row.state}\t{row.count}\t{row.title}" for row in rows)


@letter.command(name="open")
@click.argument("slug")
@needs_migrated_database
def open_letter(slug: str) -> None:
    """Open the letter for signatures."""
    _report(operating.open_letter(this_house(), slug, now=datetime.now(UTC)), slug, "open")


@letter.command(name="close")
@click.argument("slug")
@needs_migrated_database
def close_letter(slug: str) -> None:
    """Close the letter; who signed before may confirm for a day more."""
    _report(operating.close_letter(this_house(), slug, now=datetime.now(UTC)), slug, "closed")


@letter.command()
@click.argument("slug")
@click.option("--out", "outs", type=_FILE, multiple=True, required=True, help="May be repeated.")
@click.option("--draft", is_flag=True, help="Mark it as a draft and let placeholders stand.")
@click.option("--allow", "allowed", multiple=True, help="A placeholder that is meant; kept.")
@click.option(
    "--list",
    "list_kind",
    type=click.Choice([kind.value for kind in ListKind]),
    default=ListKind.CONTACTS.value,
    show_default=True,
    help="What .csv and .xlsx hold: what is public, the listed lines with who signed, all lines.",
)
@needs_migrated_database
def export(
    slug: str, outs: tuple[Path, ...], draft: bool, allowed: tuple[str, ...], list_kind: str
) -> None:
    """Write the letter as it stands; the ending of each file is its format."""
    unknown = [path for path in outs if path.suffix.lstrip(".").lower() not in exporting.FORMATS]
    if unknown:
        known = ", ".join(f".{fmt}" for fmt in exporting.FORMATS)
        end("\n".join(f"{path}: the ending must be one of {known}" for path in unknown), FAULT)
    if allowed and not draft:
        _let_through(slug, allowed)
    made = []
    for path in outs:
        export = exporting.export_for_operator(
            this_house(),
            slug,
            path.suffix.lstrip(".").lower(),
            is_draft=draft,
            list_kind=ListKind(list_kind),
            now=datetime.now(UTC),
        )
        if export is None:
            end(f"There is no letter at {slug!r}. See: flask --app wsgi letter list", FAULT)
        if isinstance(export, Unfinished):
            hint = "Finish the letter, or use --draft or --allow TEXT."
            end("\n".join([*map(str, export.hindrances), hint]), REFUSED)
        if isinstance(export, Refused):
            end(export.reason, REFUSED)
        made.append((path, export))
    warn(dict.fromkeys(warning for _, export in made for warning in export.warnings))
    try:
        files.write(tuple((path, export.content) for path, export in made))
    except files.Unusable as unusable:
        end("\n".join(unusable.problems), FAULT)
    say_each(str(path) for path, _export in made)


def _let_through(slug: str, allowed: tuple[str, ...]) -> None:
    idle = letting_through.let_through_by_command(
        this_house(), slug, allowed, now=datetime.now(UTC)
    )
    warn(f"--allow {text!r}: nothing in the letter is stopped by that name" for text in idle or ())


def _report(outcome: Refused | bool | None, slug: str, state: str) -> None:
    if outcome is None:
        end(f"There is no letter at {slug!r}. See: flask --app wsgi letter list", FAULT)
    if isinstance(outcome, Refused):
        end(outcome.reason, REFUSED)
    say(f"{slug} is {state}." if outcome else f"{slug} was {state} already.")
