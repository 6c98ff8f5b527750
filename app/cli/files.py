"""`python -m app ...`: tools on files, without a database.

Exit codes: 0 done, 2 a fault in a file or in the command, 3 refused with the reason.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from app.cli.saying import complain, say_each, stop
from app.domain.errors import Refused
from app.services import files

_FAULT = 2
_REFUSED = 3
_CHANGES_HINT = "; settle them in Word, or say --changes accept or --changes reject"


@click.group(help="Tools on letter files; no database is needed.")
def main() -> None:
    # Names in every script go out as UTF-8, whatever the machine's own setting is.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8")


@main.command(help="Make documents of a letter file; each ending says the format.")
@click.argument("letter", type=click.Path(path_type=Path), metavar="FILE.md")
@click.option(
    "--signatories", type=click.Path(path_type=Path), metavar="FILE.csv", help="Every row a line."
)
@click.option(
    "--out",
    "outputs",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    metavar="FILE",
    help=f"Where to write; the ending is one of {' '.join(files.ENDINGS)}.",
)
@click.option("--draft", "is_draft", is_flag=True, help="Mark as a draft; refuse no placeholder.")
@click.option("--design", default="", metavar="NAME", help="Instead of the letter's own design.")
@click.option("--allow", "allowed", multiple=True, metavar="TEXT", help="A placeholder meant so.")
def render(
    letter: Path,
    signatories: Path | None,
    outputs: tuple[Path, ...],
    is_draft: bool,
    design: str,
    allowed: tuple[str, ...],
) -> None:
    try:
        rendered = files.render(
            letter,
            signatories,
            outputs,
            is_draft=is_draft,
            design_name=design,
            allowed=allowed,
        )
        for warning in rendered.warnings:
            complain(f"warning: {letter}: {warning}")
        files.write(rendered.contents)
    except files.Unusable as unusable:
        _stop(unusable.problems, _FAULT)
    except files.NotFinished as refusal:
        hint = "Finish the letter, or use --draft or --allow TEXT."
        _stop((*refusal.reasons, hint), _REFUSED)


@main.command(help="Make a letter file of a Word draft; says what it took for what.")
@click.argument("word_file", type=click.Path(path_type=Path), metavar="FILE.docx")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE.md")
@click.option(
    "--signatories",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Where the names go; without it they are counted and left in the draft.",
)
@click.option(
    "--changes",
    type=click.Choice(("accept", "reject")),
    default=None,
    help="What becomes of tracked changes; without it a draft that has any is refused.",
)
def draft(word_file: Path, out: Path, signatories: Path | None, changes: str | None) -> None:
    # What reads Word files in a process of its own is loaded by no other command.
    from app.services import drafting

    try:
        data = files.read_input(word_file, outputs=[out, *([signatories] if signatories else [])])
        made = drafting.draft(data, changes=changes or "")
        if isinstance(made, Refused):
            hint = _CHANGES_HINT if made.code == drafting.UNSETTLED else ""
            _stop((f"{word_file}: {made.reason}{hint}",), _FAULT)
        contents = [(out, made.letter.encode())]
        if signatories:
            contents.append((signatories, made.names.csv.encode()))
        files.write(contents)
    except files.Unusable as unusable:
        _stop(unusable.problems, _FAULT)
    for warning in made.warnings:
        complain(f"warning: {word_file}: {warning}")
    if made.names.count and not signatories:
        names = f"{made.names.count} names stand in the draft and are not in {out.name}"
        complain(f"warning: {word_file}: {names}; --signatories FILE.csv writes them")
    say_each(map(str, made.taken))


@main.command(help="Print the names of a file, one a line, in printing order.")
@click.argument("names", type=click.Path(path_type=Path), metavar="NAMES.txt")
@click.option("--locale", default="en", show_default=True, metavar="TAG", help="Whose rules.")
def sort(names: Path, locale: str) -> None:
    try:
        ordered = files.sort_names(names, locale=locale)
    except files.Unusable as unusable:
        _stop(unusable.problems, _FAULT)
    say_each(ordered)


@main.command(help="Say of pairs of names whether each is one organization, and why.")
@click.argument("pairs", type=click.Path(path_type=Path), metavar="PAIRS.csv")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="VERDICTS.csv")
def compare(pairs: Path, out: Path) -> None:
    # What compares names is loaded by no other command.
    from app.services import comparing

    try:
        compared = comparing.compare(pairs, out)
        files.write([(out, compared.content)])
    except files.Unusable as unusable:
        _stop(unusable.problems, _FAULT)
    say_each(f"{verdict}: {count}" for verdict, count in compared.counts)


def _stop(lines: tuple[str, ...], code: int) -> NoReturn:
    stop("\n".join(lines), code)
