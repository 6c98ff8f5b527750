"""The letterhead of a letter file: its keys in, a Letterhead with its logo out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.documents import Picture
from app.domain.letters import Letterhead
from app.formats import pictures
from app.formats.field_types import Fields
from app.formats.reports import Report

KEYS = ("name", "lines", "officers", "logo", "logo_alt")


@dataclass(frozen=True, slots=True)
class WrittenLetterhead:
    """A letterhead as written: its logo is still the name of a file."""

    name: str
    lines: tuple[str, ...]
    officers: tuple[str, ...]
    logo: str
    logo_alt: str
    line: int


def read(fields: Fields) -> WrittenLetterhead | None:
    """Return the letterhead; one that holds nothing is none."""
    inside = fields.inside("letterhead", KEYS)
    if inside is None:
        return None
    head = WrittenLetterhead(
        name=inside.printed_text("name"),
        lines=inside.address("lines"),
        officers=inside.address("officers"),
        logo=inside.text("logo"),
        logo_alt=inside.printed_text("logo_alt"),
        line=fields.line("letterhead"),
    )
    if head.logo and not (head.logo_alt or head.name):
        inside.fault("logo", "say in logo_alt what the logo shows", line=inside.line("logo"))
    return head if head.name or head.lines or head.officers or head.logo else None


def with_logo(
    written: WrittenLetterhead | None,
    read_picture: Callable[[str], bytes | None] | None,
    report: Report,
) -> Letterhead | None:
    """Return the letterhead with its logo; one that cannot be read stops a final export."""
    if written is None:
        return None
    return Letterhead(
        name=written.name,
        lines=written.lines,
        officers=written.officers,
        logo=_logo(written, read_picture, report) if written.logo else None,
    )


def _logo(
    written: WrittenLetterhead, read_picture: Callable[[str], bytes | None] | None, report: Report
) -> Picture | None:
    outcome = pictures.beside(written.logo, read_picture or _nothing)
    if isinstance(outcome, str):
        report.block(written.line, f"{outcome}; the letterhead prints without it")
        return None
    return Picture(written.logo_alt or written.name, *outcome)


def _nothing(_name: str) -> None:
    return None
