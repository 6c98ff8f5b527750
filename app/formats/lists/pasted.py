"""A pasted list in, a table out: one organization a line, or the cells of a spreadsheet.

Bullets and numbers in front of lines come along when a list is copied out of a document or a
mail; they are taken off and reported. "Name, place" stays as it is: what stands behind a comma
is part of a name as often as it is a place.
"""

from __future__ import annotations

import re
from itertools import pairwise

from app.domain import headers
from app.domain.sentences import N_, Sentence, sentence
from app.formats.lists.delimited import header_delimiter, read_delimited, read_pasted_table
from app.formats.lists.outcome import Rows, Table

# A dash or a star is a bullet where a blank follows; "o" is how some programs write a circle.
_BULLET = re.compile(r"[ \t]*(?:[•◦‣▪▫●○■□‧∙·⁃➢➤✓✔–—*-]|o(?=\t))[ \t]+")
_NUMBER = re.compile(r"[ \t]*\(?(\d{1,5})[.)][ \t]+(?=\S)")
_TRAILING = re.compile(r"\s*[;,]\s*$")
# One name with a number before it may be called so; a list of them counts up.
_SHARE_OF_A_LIST = 0.5

_BULLETS = N_("bullets in front of lines were taken off: %(count)s")
_NUMBERS = N_("numbers in front of lines were taken off: %(count)s")
_ENDS = N_("commas and semicolons at the end of lines were taken off: %(count)s")
_HEADER = N_("the first line, “%(words)s”, was taken for a heading")


def read_pasted(text: str) -> Table:
    """Return the table of a pasted text. Raises UnreadableList."""
    delimiter = header_delimiter(text)
    if delimiter is not None and delimiter in text:
        return read_pasted_table(text) if delimiter == "\t" else read_delimited(text, delimiter)
    lines, notices = without_markers(text.split("\n"))
    if any("\t" in line.strip() for line in lines):
        table = read_pasted_table("\n".join(lines))
        return Table(table.records, (*notices, *table.notices))
    return _names(lines, notices)


def _names(lines: list[str], notices: list[Sentence]) -> Table:
    rows = Rows()
    ends = 0
    for number, line in enumerate(lines, start=1):
        name = _TRAILING.sub("", line)
        ends += name.rstrip() != line.rstrip()
        rows.add(number, [" ".join(name.split())])
    if ends:
        notices.append(sentence(_ENDS, count=ends))
    records = rows.records
    if len(records) > 1 and headers.is_header(records[0].cells):
        notices.append(sentence(_HEADER, words=records[0].cells[0]))
        records = records[1:]
    return Table(tuple(records), (*notices, *rows.notices()), is_names=True)


def without_markers(lines: list[str]) -> tuple[list[str], list[Sentence]]:
    """Return the lines without bullets and numbers in front, and what was taken off."""
    notices = []
    bare = [_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines]
    if bullets := sum(1 for before, after in zip(lines, bare, strict=True) if before != after):
        notices.append(sentence(_BULLETS, count=bullets))
    numbers = {at: int(found[1]) for at, line in enumerate(bare) if (found := _NUMBER.match(line))}
    if _count_up(list(numbers.values()), sum(1 for line in bare if line.strip())):
        bare = [
            _NUMBER.sub("", line, count=1) if at in numbers else line
            for at, line in enumerate(bare)
        ]
        notices.append(sentence(_NUMBERS, count=len(numbers)))
    return bare, notices


def _count_up(numbers: list[int], lines: int) -> bool:
    """Do these numbers count the lines of a list?"""
    if not numbers or len(numbers) < lines * _SHARE_OF_A_LIST:
        return False
    steps = [after - before for before, after in pairwise(numbers)]
    return numbers[0] == 1 if not steps else all(step > 0 for step in steps)
