"""Names set with line breaks and tabs: one paragraph a line, and rows of columns as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.drafts import DraftBlock, DraftParagraph, DraftTable, Span, Spans
from app.domain.spans import is_all, split, strip, text_of

# What is typed before a name, where a tab stands between them.
_LEAD = re.compile(r"\(?\d{1,5}[.)]?|[•◦▪‣·●○■*\-–—]")


def line_by_line(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Return the blocks with every line a paragraph; an empty line is a gap before the next."""
    made: list[DraftBlock] = []
    for block in blocks:
        if isinstance(block, DraftTable) or block.mark or "\n" not in text_of(block.spans):
            made.append(block)
            continue
        has_gap = block.has_gap
        for at, spans in enumerate(_lines(block.spans)):
            if not spans:
                has_gap = True
                continue
            is_spaced = block.is_spaced and at == 0
            made.append(replace(block, spans=spans, has_gap=has_gap, is_spaced=is_spaced))
            has_gap = False
    return made


def _lines(spans: Spans) -> list[Spans]:
    """Return the lines between hard breaks, empty ones among them; tabs stay inside lines."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = span.text.split("\n")
        lines[-1].append(replace(span, text=first))
        lines += [[replace(span, text=part)] for part in rest]
    return [strip(tuple(line)) for line in lines]


def cells_of(spans: Spans) -> tuple[Spans, ...]:
    """Return what tabs part in a line; a number typed before a name stays with it."""
    cells = split(spans, lambda character: character == "\t")
    if len(cells) > 1 and _LEAD.fullmatch(text_of(cells[0])):
        return ((*cells[0], Span(" "), *cells[1]), *cells[2:])
    return cells


def rows_as_tables(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Return the blocks with every run of tabbed lines, two at least, as a table."""
    made: list[DraftBlock] = []
    run: list[DraftParagraph] = []
    for block in blocks:
        if isinstance(block, DraftParagraph) and _belongs(block, run):
            run.append(block)
            continue
        made += _tabled(run)
        run = []
        if isinstance(block, DraftParagraph) and _is_row(block):
            run.append(block)
        else:
            made.append(block)
    return [*made, *_tabled(run)]


def _belongs(block: DraftParagraph, run: Sequence[DraftParagraph]) -> bool:
    return bool(run) and not block.has_gap and _is_row(block)


def _is_row(block: DraftParagraph) -> bool:
    return not (block.mark or block.heading) and len(cells_of(block.spans)) > 1


def _tabled(run: Sequence[DraftParagraph]) -> list[DraftBlock]:
    if len(run) < 2:
        return list(run)
    rows = tuple(
        tuple((replace(each, spans=cell),) for cell in cells_of(each.spans)) for each in run
    )
    is_headed = is_all(run[0].spans, "bold") and not is_all(run[1].spans, "bold")
    return [DraftTable(rows, run[0].place, is_headed, run[0].has_gap)]
