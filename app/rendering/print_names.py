"""The signatories for the print template: headings and lists, each name a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.domain import documents as tree
from app.rendering.alike import POINTS_PER_MM
from app.rendering.designs import Design
from app.rendering.print_blocks import Writer, line_length


def names_part(section: tree.NamesSection, design: Design, body: Writer) -> dict[str, Any]:
    """Return what the template draws as signatories.

    The `first` of a list is the number of its first name, 0 where no numbers print; `last`
    is the number of the last name of all. `holds` is how many bytes surely fit on a line,
    `fits` says that every name is lower than a page.
    """
    length = line_length(design, columns=section.columns)
    parts: list[dict[str, Any]] = []
    if section.heading:
        parts.append(_heading(section.heading, body, level=1))
    if section.note:
        way = body.way_of(section.note)
        parts.append({"kind": "remark", "inside": body.inlines(section.note), **way})
    columns = Writer(
        design,
        longest_word=length,
        longest_whole=length * _lines_of_a_page(design) // 2,
        direction=body.direction,
        drawn=body.drawn,
    )
    lists = _Lists(columns, are_numbered=design.numbers(section))
    for group in section.groups:
        parts.extend(lists.of(group, level=2 if section.heading else 1))
    return {
        "kind": "names",
        "columns": section.columns,
        "new_page": section.place is not tree.NamesPlace.HERE,
        "last": section.line_count,
        "holds": int(length * 0.93),
        "fits": all(map(columns.is_whole, _texts(section.groups))),
        "parts": parts,
    }


def _heading(text: str, writer: Writer, *, level: int) -> dict[str, Any]:
    way = writer.way_of((tree.Text(text),))
    return {"kind": "heading", "level": level, "inside": writer.text(text), **way}


def _lines_of_a_page(design: Design) -> int:
    return int(design.text_height_mm * POINTS_PER_MM / (design.names_size_pt * design.line_spacing))


def _texts(groups: Iterable[tree.NameGroup]) -> Iterator[str]:
    for group in groups:
        yield from (line.text for line in group.lines)
        yield from _texts(group.groups)


class _Lists:
    """Writes groups one after another and counts their names."""

    def __init__(self, columns: Writer, *, are_numbered: bool) -> None:
        self._columns = columns
        self._are_numbered = are_numbered
        self._next = 1

    def of(self, group: tree.NameGroup, *, level: int) -> Iterator[dict[str, Any]]:
        """Yield headings and lists in order.

        Levels are counted anew, so that a group without a heading leaves no gap in the outline.
        """
        if group.heading:
            yield _heading(group.heading, self._columns, level=level)
            level += 1
        if group.lines:
            yield self._list(group.lines)
        for inner in group.groups:
            yield from self.of(inner, level=level)

    def _list(self, lines: tuple[tree.NameLine, ...]) -> dict[str, Any]:
        first = self._next if self._are_numbered else 0
        self._next += len(lines)
        write = self._columns.line
        return {"kind": "list", "first": first, "names": [write(line.text) for line in lines]}
