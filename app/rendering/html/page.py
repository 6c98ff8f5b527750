"""A letter as one HTML file that needs nothing beside it: for reading, mailing, printing."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.domain.documents import LetterDocument, NamesSection, Picture, TitleSection
from app.rendering.html.blocks import Writer
from app.rendering.html.names import names_html
from app.rendering.html.notes import links, notes_html
from app.rendering.html.sections import section_html

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "print"


def render_page(document: LetterDocument) -> str:
    """Return the letter as a page with its styles and pictures inside; UTF-8 when written.

    Notes stand at the end, with links both ways. The title is the page's h1; where the
    letter does not print it, it is shown on screens only.
    """
    writer = Writer(reference=links(), picture_address=_inside)
    prints_title = any(isinstance(section, TitleSection) for section in document.sections)
    sections = [
        _names(section, writer)
        if isinstance(section, NamesSection)
        else section_html(section, writer=writer)
        for section in document.sections
        if not isinstance(section, TitleSection)
    ]
    return (
        _environment()
        .get_template("letter.html")
        .render(
            document=document,
            heading=_printed_title(document, writer),
            prints_title=prints_title,
            sections=sections,
            notes=notes_html(document.notes, language=document.language, picture_address=_inside),
        )
    )


def _printed_title(document: LetterDocument, writer: Writer) -> Markup | str:
    titles = (section for section in document.sections if isinstance(section, TitleSection))
    printed = next(titles, None)
    return writer.inlines(printed.inlines) if printed else document.title


def _names(section: NamesSection, writer: Writer) -> Markup:
    heading = Markup("<h2>{}</h2>").format(section.heading) if section.heading else Markup()
    note = Markup("<p>{}</p>").format(writer.inlines(section.note)) if section.note else Markup()
    return Markup('<section class="names columns-{}">{}{}{}</section>').format(
        section.columns, heading, note, names_html(section.groups)
    )


def _inside(picture: Picture) -> str:
    content = base64.b64encode(picture.content).decode("ascii")
    return f"data:{picture.media_type};base64,{content}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
