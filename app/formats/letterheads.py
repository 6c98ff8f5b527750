"""The letterhead of a letter file: its keys in, a Letterhead with its logo out."""

from __future__ import annotations

from app.domain.documents import Picture
from app.domain.letters import Letterhead
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass
from app.formats import pictures
from app.formats.field_types import Fields
from app.formats.pictures import YET, ReadPicture
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
        wordless = sentence(N_("say in %(key)s what the logo shows"), key="logo_alt")
        inside.fault("logo", wordless, line=inside.line("logo"))
    return head if head.name or head.lines or head.officers or head.logo else None


def with_logo(
    written: WrittenLetterhead | None, read_picture: ReadPicture | None, report: Report
) -> Letterhead | None:
    """Return the letterhead with its logo; one that is not there stops a final export."""
    if written is None:
        return None
    return Letterhead(
        name=written.name,
        lines=written.lines,
        officers=written.officers,
        logo=_logo(written, read_picture or pictures.none_yet, report) if written.logo else None,
    )


def _logo(written: WrittenLetterhead, read_picture: ReadPicture, report: Report) -> Picture | None:
    outcome = pictures.beside(written.logo, read_picture)
    if isinstance(outcome, Sentence):
        report.fault(written.line, "letterhead", outcome)
        return None
    alt = written.logo_alt or written.name
    name = pictures.name_of(written.logo)
    report.picture(name, alt, written.line)
    if outcome is YET:
        missing = N_("the logo “%(name)s” is not stored with the letter")
        report.block(written.line, sentence(missing, name=name))
        return None
    return Picture(alt, *outcome)
