"""The signatories as they print: in their part of the letter, apart from it, or in a note."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from app.domain import tokens
from app.domain.counting import distinct
from app.domain.documents import (
    Block,
    Inlines,
    NameGroup,
    NameLine,
    NamesPlace,
    NamesSection,
    Paragraph,
    Text,
)
from app.domain.labels import Words
from app.domain.letters import LetterFile
from app.domain.lines import name_line
from app.domain.ordering import Group
from app.domain.signatories import Kind, Signatory


def names_section(
    letter: LetterFile,
    groups: Sequence[Group],
    *,
    figure: Callable[[str], str],
    settled: Callable[[Inlines], Inlines],
    columns: int,
    place: NamesPlace,
    words: Words,
) -> NamesSection | None:
    """Return the signatories of `groups` as they print, None where there is nobody.

    `figure` gives the text of a token, `settled` a line's inlines with figures and numbers of
    notes. A letter that individuals may sign says what their affiliations are listed for,
    unless it has a line of its own above the names.
    """
    kept = name_groups(letter, groups, figure=figure)
    if not kept:
        return None
    rows = tuple(_rows(groups))
    note = settled(letter.note)
    if not note and letter.individuals and any(map(_has_affiliation, rows)):
        note = (Text(words.affiliations),)
    return NamesSection(
        heading=tokens.fill(letter.signatories_heading, figure),
        note=note,
        groups=kept,
        columns=columns,
        place=place,
        has_each_once=not _someone_twice(rows),
    )


def name_groups(
    letter: LetterFile, groups: Sequence[Group], *, figure: Callable[[str], str]
) -> tuple[NameGroup, ...]:
    """Return the groups with their lines as they print, none of them empty."""

    def printed(group: Group) -> NameGroup:
        return NameGroup(
            heading=tokens.fill(group.heading, figure),
            level=group.level,
            lines=tuple(
                name_line(row, letter.line, language=letter.language) for row in group.signatories
            ),
            groups=_kept(map(printed, group.groups)),
            is_leads=group.is_leads,
        )

    return _kept(map(printed, groups))


def standing_apart(names: NamesSection, words: Words) -> NamesSection:
    """Return the names as an attachment, which needs a heading."""
    return replace(names, heading=names.heading or words.attachment)


def lines_taken(note: Sequence[Block], *, letters: int) -> int:
    """Return how many lines of about so many letters the paragraphs of a note take."""
    texts = (tokens.plain_text(each.inlines) for each in note if isinstance(each, Paragraph))
    return sum(-(-_letters(text) // letters) for text in texts)


def _letters(text: str) -> int:
    """Return the width of a text in letters; those of East Asia are as wide as two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def names_note(names: NamesSection, words: Words) -> tuple[Block, ...]:
    """Return the blocks of a note that lists the names: those without a heading, then groups."""
    paragraphs: list[Block] = []
    for heading, lines in _lists(names.groups):
        listed = _listed(lines)
        text = f"{heading}: {listed}." if heading else words.title_note.format(names=listed)
        paragraphs.append(Paragraph((Text(text),)))
    return (*paragraphs, *((Paragraph(names.note),) if names.note else ()))


def _lists(groups: Sequence[NameGroup]) -> Iterator[tuple[str, tuple[NameLine, ...]]]:
    plain = tuple(line for group in groups if not group.heading for line in group.lines)
    if plain:
        yield "", plain
    for group in groups:
        if group.heading and group.lines:
            yield group.heading, group.lines
        yield from _lists(tuple(inner for inner in group.groups if inner.heading))


def _listed(lines: Sequence[NameLine]) -> str:
    """Return the names in one line; a semicolon parts them where one holds a comma."""
    texts = [line.text for line in lines]
    return ("; " if any("," in text for text in texts) else ", ").join(texts)


def _kept(groups: Iterator[NameGroup]) -> tuple[NameGroup, ...]:
    return tuple(group for group in groups if group.lines or group.groups)


def _rows(groups: Sequence[Group]) -> Iterator[Signatory]:
    for group in groups:
        yield from group.signatories
        yield from _rows(group.groups)


def _has_affiliation(row: Signatory) -> bool:
    return row.kind is Kind.INDIVIDUAL and bool(row.signer_title)


def _someone_twice(rows: Sequence[Signatory]) -> bool:
    """Does one signatory print under several groups?"""
    if len({id(row) for row in rows}) < len(rows):
        return True
    is_grouped = len({row.group for row in rows}) > 1
    return is_grouped and len(distinct(rows)) < len(rows)
