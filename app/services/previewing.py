"""A line as it will print, between its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.directory import PrintedAs
from app.domain.documents import NameLine
from app.domain.letters import LetterFile
from app.domain.lines import name_line
from app.domain.ordering import Group, arrange_letter
from app.domain.signatories import Kind, Signatory


@dataclass(frozen=True, slots=True)
class LinePreview:
    """A line under the heading it will print under, with the lines above and below it.

    `above` and `below` are None at the ends of a group, and for whoever may not see names.
    `printed_as` says why the line prints another name than the one that was typed.
    """

    group: str
    above: NameLine | None
    line: NameLine
    below: NameLine | None
    printed_as: PrintedAs | None = None


def prints_signer(file: LetterFile, kind: Kind) -> bool:
    """Does the signer's own name or title stand on the line of a web sign-on?

    An individual is the line. For an organization only a `line` that says so prints the
    officer: what prints is what the signer saw.
    """
    return kind is Kind.INDIVIDUAL or "{signer}" in file.line or "{title}" in file.line


def printed_fields(file: LetterFile) -> frozenset[str]:
    """Return the fields of the form that become public under this letter."""
    fields = {"organization"}
    if "{signer}" in file.line:
        fields.add("signer_name")
    if "{title}" in file.line:
        fields.add("signer_title")
    if "{city}" in file.line:
        fields.add("city")
    if "{state}" in file.line or "state" in file.group_by:
        fields.add("state")
    if "scope" in file.group_by:
        fields.add("scope")
    return frozenset(fields)


def preview_line(
    file: LetterFile, others: Sequence[Signatory], own: Signatory, *, shows_names: bool
) -> LinePreview:
    """Return the line of `own` among `others`; its neighbours only where names are shown."""
    # Sorting puts equal names by position: the own line, found by identity, comes last.
    own = replace(own, position=len(others) + 1_000_000)
    if not shows_names:
        others = ()
    groups = arrange_letter(file, [*others, own])
    for heading, rows in _flat(groups):
        for at, row in enumerate(rows):
            if row is own:
                return LinePreview(
                    group=heading,
                    above=name_line(rows[at - 1], file.line, language=file.language)
                    if at
                    else None,
                    line=name_line(own, file.line, language=file.language),
                    below=name_line(rows[at + 1], file.line, language=file.language)
                    if at + 1 < len(rows)
                    else None,
                )
    return LinePreview(
        group="", above=None, line=name_line(own, file.line, language=file.language), below=None
    )


def _flat(groups: Sequence[Group], above: str = "") -> Iterator[tuple[str, Sequence[Signatory]]]:
    for group in groups:
        heading = " > ".join(filter(None, (above, group.heading)))
        yield heading, group.signatories
        yield from _flat(group.groups, heading)
