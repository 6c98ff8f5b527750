"""The names under a letter as HTML: leads larger, groups with how many, and a search in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup, escape

from app.domain.documents import NameGroup, NameLine
from app.rendering.html.blocks import DEEPEST_HEADING

# "The undersigned" is an h2, so the first groups under it are h3.
GROUP_SHIFT = 2

# A longer place is a person's office: it may break, and would leave the column if it could not.
LONGEST_TIED_TAIL = 22


def names_html(groups: tuple[NameGroup, ...], *, find: str = "") -> Markup:
    """Return the groups as headed lists; with `find` only the lines that hold these words.

    The words are looked for without regard to case and accents, and are marked where found.
    Empty where nothing is found.
    """
    wanted = folded(find).strip()
    shown = tuple(_holding(groups, wanted)) if wanted else groups
    return Markup("\n").join(_group(group, wanted) for group in shown)


def count_lines(groups: tuple[NameGroup, ...]) -> int:
    """Return how many lines the groups hold, those nested in them included."""
    return sum(len(group.lines) + count_lines(group.groups) for group in groups)


def count_found(groups: tuple[NameGroup, ...], *, find: str) -> int:
    """Return how many lines a search shows."""
    return count_lines(tuple(_holding(groups, folded(find).strip())))


def folded(text: str) -> str:
    """Return the text without case and accents, to compare what is typed with what stands."""
    return "".join(_folded_letter(letter) for letter in text)


def _folded_letter(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in bare if not unicodedata.combining(part)).casefold()


def _holding(groups: tuple[NameGroup, ...], wanted: str) -> Iterator[NameGroup]:
    for group in groups:
        lines = tuple(line for line in group.lines if wanted in folded(line.text))
        nested = tuple(_holding(group.groups, wanted))
        if lines or nested:
            yield replace(group, lines=lines, groups=nested)


def _group(group: NameGroup, wanted: str) -> Markup:
    style = Markup(" name-list-leads") if group.is_leads else Markup()
    lines = Markup("\n").join(_line(line, wanted) for line in group.lines)
    listed = Markup('<ul class="name-list{}">\n{}\n</ul>').format(style, lines) if lines else ""
    nested = Markup("\n").join(_group(inner, wanted) for inner in group.groups)
    return Markup("\n").join(escape(part) for part in (_heading(group), listed, nested) if part)


def _heading(group: NameGroup) -> Markup:
    if not group.heading:
        return Markup()
    level = min(group.level + GROUP_SHIFT, DEEPEST_HEADING)
    return Markup('<h{0}>{1} <span class="how-many">{2}</span></h{0}>').format(
        level, group.heading, count_lines((group,))
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
    pieces = [_folded_letter(letter) for letter in text]
    start = "".join(pieces).find(wanted) if wanted else -1
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
