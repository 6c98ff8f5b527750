"""A letter in the pieces that the service's page puts around its card and its search field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace

from markupsafe import Markup

from app.domain.documents import (
    Block,
    BodySection,
    LetterDocument,
    LetterheadSection,
    NamesSection,
    Paragraph,
    Passage,
    Picture,
    Quote,
    Section,
)
from app.domain.values import dataclass
from app.rendering.html.blocks import Writer, picture_name
from app.rendering.html.names import NamesPart, names_part
from app.rendering.html.notes import buttons, notes_html
from app.rendering.html.sections import section_html

ANYWHERE_ELSE = ":;,. "


@dataclass(frozen=True, slots=True)
class LetterHtml:
    """A letter as fragments, each of them escaped.

    `opening` is everything up to and with the first paragraph of the body, `rest` what
    follows but the names, `notes` the items of a list, `names` the groups with their
    lists, or a page of them. `names_found` counts the lines of all pages, which a search
    makes fewer.
    `pictures` are the files that the fragments refer to, by name.
    """

    opening: Markup
    rest: Markup
    notes: Markup
    names: Markup
    notes_heading: str = ""
    names_heading: str = ""
    names_note: Markup = field(default_factory=Markup)
    names_found: int = 0
    names_page: int = 1
    names_pages: int = 1
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def letter_parts(
    document: LetterDocument,
    *,
    find: str = "",
    page: int | None = None,
    picture_address: Callable[[str], str] = "pictures/{}".format,
) -> LetterHtml:
    """Return the letter's fragments, with all names or a `page` of them, counted from 1.

    `find` narrows the names to the lines that hold it.
    `picture_address` makes the address of a picture from its name in `pictures`.
    """

    def address(picture: Picture) -> str:
        return picture_address(picture_name(picture))

    writer = Writer(
        reference=buttons(document.notes, language=document.language, picture_address=address),
        picture_address=address,
    )
    opening, rest = _in_two(document.sections)
    names = _names(document)
    part = names_part(names.groups if names else (), find=find, page=page)
    return LetterHtml(
        opening=_written(opening, writer),
        rest=_written(rest, writer),
        notes=notes_html(document.notes, language=document.language, picture_address=address),
        names=part.html,
        notes_heading=document.words.notes,
        names_heading=names.heading.rstrip(ANYWHERE_ELSE) if names else "",
        names_note=writer.inlines(names.note) if names else Markup(),
        names_found=part.found,
        names_page=part.page,
        names_pages=part.pages,
        pictures={picture_name(picture): picture for picture in _pictures(document)},
    )


def with_names(
    parts: LetterHtml, document: LetterDocument, *, find: str = "", page: int
) -> LetterHtml:
    """Return the document's `parts` with another page of its names in them."""
    names = _names(document)
    part = names_part(names.groups if names else (), find=find, page=page)
    return with_part(parts, part)


def with_part(parts: LetterHtml, part: NamesPart) -> LetterHtml:
    """Return the `parts` with this page of names in them."""
    return replace(
        parts,
        names=part.html,
        names_found=part.found,
        names_page=part.page,
        names_pages=part.pages,
    )


def _names(document: LetterDocument) -> NamesSection | None:
    return next((s for s in document.sections if isinstance(s, NamesSection)), None)


def _in_two(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Cut after the body's first paragraph; after the last section where there is no body."""
    for place, section in enumerate(sections):
        if not isinstance(section, BodySection):
            continue
        cut = _after_first_paragraph(section.blocks)
        first, others = section.blocks[:cut], section.blocks[cut:]
        following = (BodySection(others),) if others else ()
        return (*sections[:place], BodySection(first)), (*following, *sections[place + 1 :])
    return sections, ()


def _after_first_paragraph(blocks: tuple[Block, ...]) -> int:
    places = (place for place, block in enumerate(blocks) if isinstance(block, Paragraph))
    return next(places, 0) + 1


def _written(sections: Iterable[Section], writer: Writer) -> Markup:
    return Markup("\n").join(
        _way_to_names(section)
        if isinstance(section, NamesSection)
        else section_html(section, writer=writer)
        for section in sections
    )


def _way_to_names(section: NamesSection) -> Markup:
    """Where the names stand in print, the web page leads to the sheet that holds them."""
    heading = section.heading.rstrip(ANYWHERE_ELSE)
    if not heading or not section.groups:
        return Markup()
    return Markup('<p class="letter-names"><a href="#names">{}</a></p>').format(heading)


def _pictures(document: LetterDocument) -> Iterable[Picture]:
    for section in document.sections:
        if isinstance(section, BodySection):
            yield from _pictures_in(section.blocks)
        elif isinstance(section, LetterheadSection) and section.logo:
            yield section.logo
    for note in document.notes:
        yield from _pictures_in(note.blocks)


def _pictures_in(blocks: Iterable[Block]) -> Iterable[Picture]:
    for block in blocks:
        match block:
            case Picture():
                yield block
            case Quote(inner) | Passage(_, inner):
                yield from _pictures_in(inner)
            case _:
                for item in getattr(block, "items", ()):
                    yield from _pictures_in(item)
