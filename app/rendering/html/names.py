"""The names under a letter as HTML: leads larger, groups with how many, and a search in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import filterfalse
from types import MappingProxyType

from markupsafe import Markup, escape

from app.domain.documents import NameGroup, NameLine
from app.domain.values import dataclass
from app.rendering.html.blocks import DEEPEST_HEADING

# "The undersigned" is an h2, so the first groups under it are h3.
GROUP_SHIFT = 2

# A line costs some ten microseconds to write and more to lay out in a browser.
LINES_ON_A_PAGE = 100

# A longer place is a person's office: it may break, and would leave the column if it could not.
LONGEST_TIED_TAIL = 22

NO_TOTALS: Mapping[tuple[str, ...], int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NamesPart:
    """One page of a list: `found` counts the lines of all its pages, which a search makes fewer."""

    html: Markup
    found: int
    page: int
    pages: int


def names_html(groups: tuple[NameGroup, ...]) -> Markup:
    """Return all of the groups as headed lists."""
    return names_part(groups).html


def names_part(
    groups: tuple[NameGroup, ...], *, find: str = "", page: int | None = None
) -> NamesPart:
    """Return a page of the list, counted from 1, or the whole list where `page` is None.

    With `find` only the lines that hold these words are in the list, without regard to case
    and accents, and are marked where found. A group that goes on on the next page has its
    heading there once more; its figure counts the lines of all pages. Empty beyond the pages.
    """
    wanted = folded(find).strip()
    shown = tuple(_holding(groups, wanted)) if wanted else groups
    found = count_lines(shown)
    if page is None:
        return NamesPart(_groups(shown, 0, found, wanted), found, page=1, pages=1)
    start = (page - 1) * LINES_ON_A_PAGE
    html = _groups(shown, start, start + LINES_ON_A_PAGE, wanted)
    return NamesPart(html, found, page, pages=max(1, -(-found // LINES_ON_A_PAGE)))


def names_page(
    groups: tuple[NameGroup, ...],
    totals: Mapping[tuple[str, ...], int],
    *,
    found: int,
    page: int,
) -> NamesPart:
    """Return a page of which only its own lines are at hand.

    `totals` count the lines of all pages under each path of headings, `found` those of the
    whole list.
    """
    html = _groups(groups, 0, count_lines(groups), "", totals)
    return NamesPart(html, found, page, pages=max(1, -(-found // LINES_ON_A_PAGE)))


def count_lines(groups: tuple[NameGroup, ...]) -> int:
    """Return how many lines the groups hold, those nested in them included."""
    return sum(len(group.lines) + count_lines(group.groups) for group in groups)


def folded(text: str) -> str:
    """Return the text without case and accents, to compare what is typed with what stands.

    A search folds every line of a list: nothing here may work letter by letter in Python.
    """
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text)
    return "".join(filterfalse(unicodedata.combining, bare)).casefold()


def _holding(groups: tuple[NameGroup, ...], wanted: str) -> Iterator[NameGroup]:
    for group in groups:
        lines = tuple(line for line in group.lines if wanted in folded(line.text))
        nested = tuple(_holding(group.groups, wanted))
        if lines or nested:
            yield replace(group, lines=lines, groups=nested)


def _groups(
    groups: tuple[NameGroup, ...],
    start: int,
    stop: int,
    wanted: str,
    totals: Mapping[tuple[str, ...], int] = NO_TOTALS,
    above: tuple[str, ...] = (),
) -> Markup:
    """Return the groups as far as their lines number from `start` up to `stop`."""
    written = []
    for group in groups:
        count = count_lines((group,))
        if start < count and stop > 0:
            written.append(_group(group, start, stop, wanted, totals, above))
        start, stop = start - count, stop - count
    return Markup("\n").join(written)


def _group(
    group: NameGroup,
    start: int,
    stop: int,
    wanted: str,
    totals: Mapping[tuple[str, ...], int],
    above: tuple[str, ...],
) -> Markup:
    path = (*above, group.heading)
    style = Markup(" name-list-leads") if group.is_leads else Markup()
    here = group.lines[max(0, start) : max(0, stop)]
    lines = Markup("\n").join(_line(line, wanted) for line in here)
    listed = Markup('<ul class="name-list{}">\n{}\n</ul>').format(style, lines) if lines else ""
    own = len(group.lines)
    nested = _groups(group.groups, start - own, stop - own, wanted, totals, path)
    heading = _heading(group, totals.get(path) or count_lines((group,)))
    return Markup("\n").join(escape(part) for part in (heading, listed, nested) if part)


def _heading(group: NameGroup, count: int) -> Markup:
    if not group.heading:
        return Markup()
    level = min(group.level + GROUP_SHIFT, DEEPEST_HEADING)
    return Markup('<h{0}>{1} <span class="how-many">{2}</span></h{0}>').format(
        level, group.heading, count
    )


def _line(line: NameLine, wanted: str) -> Markup:
    return Markup("<li>{}</li>").format(name_line_html(line, wanted=wanted))


def name_line_html(line: NameLine, *, wanted: str = "") -> Markup:
    """Return one line as it prints, the place or office after the comma quieter.

    The name keeps its own direction, whatever the direction of the list.
    """
    name = Markup("<bdi>{}</bdi>").format(_marked(line.name, wanted))
    tail = line.tail.lstrip(",،、; ")
    if not tail:
        return name + line.tail
    joint = line.tail[: len(line.tail) - len(tail)]
    style = "where" if len(tail) <= LONGEST_TIED_TAIL else "where where-long"
    return Markup('{}{}<span class="{}">{}</span>').format(
        name, joint, style, _marked(tail, wanted)
    )


def _marked(text: str, wanted: str) -> Markup:
    """Mark the first place where the text holds the wanted words, folded as `folded` does."""
    pieces = [folded(letter) for letter in text] if wanted else []
    start = "".join(pieces).find(wanted) if pieces else -1
    if start < 0:
        return escape(text)
    first = _letter_at(pieces, start)
    last = _letter_at(pieces, start + len(wanted) - 1)
    return Markup("{}<mark>{}</mark>{}").format(
        text[:first], text[first : last + 1], text[last + 1 :]
    )


def _letter_at(pieces: list[str], offset: int) -> int:
    """Return which letter of the original the folded text's `offset` came from."""
    reached = 0
    for position, piece in enumerate(pieces):
        reached += len(piece)
        if offset < reached:
            return position
    return len(pieces) - 1
