"""One story of a Word file (the text, a note, a header) in, its paragraphs and tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from app.domain.drafts import (
    About,
    Cell,
    DraftBlock,
    DraftParagraph,
    DraftTable,
    ListMark,
    Span,
    Spans,
)
from app.domain.sentences import N_, NOTHING, Sentence, sentence
from app.domain.values import dataclass
from app.formats.word.context import Context
from app.formats.word.drawings import alternative
from app.formats.word.markup import child, is_word, local, number, switch, value, w
from app.formats.word.numbering import Numbered, shown_otherwise
from app.formats.word.paragraphs import ParagraphReader
from app.formats.word.styles import alignment_of, indents_of, spacing_of

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_RULE_STYLES = frozenset({"rule", "horizontal line"})
_SILENT_STYLES = frozenset({"section gap", "table end"})
_SPACED_TWIPS = 80
_DEEPEST = 40


@dataclass(slots=True)
class _Place:
    """Counts what a person counts: paragraphs with text, and tables."""

    name: Callable[[int], Sentence]
    paragraphs: int = 0
    tables: int = 0


class StoryReader:
    """Reads the blocks of one part."""

    def __init__(self, context: Context, part: str) -> None:
        self._context = context
        self._paragraphs = ParagraphReader(context, part)
        self._told_lists: set[str] = set()

    def read(self, root: Any, name: Callable[[int], Sentence]) -> tuple[DraftBlock, ...]:
        """Return the blocks under `root`; `name` names the place of a paragraph by its number."""
        return tuple(self._blocks(root, _Place(name), 0))

    # ------------------------------------------------------------ blocks

    def _blocks(self, root: Any, place: _Place, depth: int) -> list[DraftBlock]:
        made: list[DraftBlock] = []
        section_start = 0
        has_gap = False
        after = 0
        for element in self._each(root, 0):
            name = local(element)
            if name == "sectPr":
                section_start = _set_columns(made, section_start, element)
                continue
            if name == "tbl":
                made += self._table(element, place, depth, has_gap=has_gap)
                has_gap, after = False, 0
                continue
            blocks, space_after = self._paragraph(element, place, after, has_gap=has_gap)
            made += blocks
            has_gap, after = (False, space_after) if blocks else (True, 0)
            section = child(element, "pPr", "sectPr")
            if section is not None:
                section_start = _set_columns(made, section_start, section)
        return made

    def _each(self, root: Any, depth: int) -> Iterator[Any]:
        """Yield paragraphs, tables and section marks, whatever stands around them."""
        if depth > _DEEPEST:
            return
        for element in root:
            name = local(element)
            if name == "AlternateContent":
                chosen = alternative(element)
                if chosen is not None:
                    yield from self._each(chosen, depth + 1)
            elif not is_word(element):
                continue
            elif name in ("p", "tbl", "sectPr"):
                yield element
            elif name == "sdt" and _is_placeholder(element):
                words = "".join(each.text or "" for each in element.iter(w("t")))
                self._context.note(About.PLACEHOLDER, words, NOTHING)
                yield from self._each(element, depth + 1)
            elif name in _TRANSPARENT:
                yield from self._each(element, depth + 1)
            elif name == "altChunk":
                self._context.note(About.DRAWING, sentence(N_("an embedded file")), NOTHING)

    def _paragraph(
        self, element: Any, place: _Place, space_before: int, *, has_gap: bool
    ) -> tuple[list[DraftBlock], int]:
        """Return the paragraph and its text boxes, and the white space under it in twips."""
        properties = child(element, "pPr")
        where = place.name(place.paragraphs + 1)
        spans = self._paragraphs.read(element, where)
        boxes = list(self._paragraphs.boxes)
        style = value(child(properties, "pStyle"))
        name = self._context.styles.name(style)
        chain = [properties, *self._context.styles.paragraph_properties(style)]
        chain = [each for each in chain if each is not None]
        numbered = self._numbered(chain)
        has_text = any(span.note or span.text.strip() for span in spans)
        is_rule = not has_text and (
            self._paragraphs.is_rule
            or name in _RULE_STYLES
            or child(properties, "pBdr", "bottom") is not None
        )
        made: list[DraftBlock] = []
        above, below = spacing_of(chain)
        if has_text or is_rule:
            place.paragraphs += 1
            paragraph = self._made(spans, where, name, style, chain, numbered)
            spaced = max(above, space_before) >= _SPACED_TWIPS
            made.append(replace(paragraph, has_gap=has_gap, is_spaced=spaced, is_rule=is_rule))
        made += self._boxes(boxes, place)
        if name in _SILENT_STYLES:
            return made, 0
        return made, below

    def _boxes(self, boxes: list[Any], place: _Place) -> list[DraftBlock]:
        made: list[DraftBlock] = []
        for box in boxes:
            inner = self._blocks(box, place, 1)
            if inner:
                words = " ".join(block.text for block in inner)
                self._context.note(About.TEXT_BOX, words, inner[0].place)
            made += inner
        return made

    def _made(
        self,
        spans: Spans,
        place: Sentence,
        name: str,
        style: str,
        chain: list[Any],
        numbered: Numbered | None,
    ) -> DraftParagraph:
        heading = self._context.styles.heading_level(style)
        indents = indents_of(chain)
        begins_at = max((indents.left or 0) - indents.hanging, 0)
        left = _item_left(chain, numbered) if numbered else begins_at
        if numbered and _is_wording(numbered, heading):
            spans = (Span(f"{numbered.label} "), *spans)
            numbered, left = None, 0
        return DraftParagraph(
            spans,
            place,
            style=name,
            heading=heading,
            mark=self._mark(numbered, chain, place),
            left=left,
            right=indents.right or 0,
            alignment=alignment_of(chain),
        )

    # ------------------------------------------------------------- lists

    def _numbered(self, chain: list[Any]) -> Numbered | None:
        num_id = level = ""
        for properties in chain:
            found = child(properties, "numPr")
            if found is None:
                continue
            num_id = num_id or value(child(found, "numId"))
            level = level or value(child(found, "ilvl"))
            if num_id:
                break
        return self._context.numbering.next(num_id, number(level)) if num_id else None

    def _mark(
        self, numbered: Numbered | None, chain: list[Any], place: Sentence
    ) -> ListMark | None:
        if numbered is None:
            return None
        kind = shown_otherwise(numbered.kind)
        if kind and numbered.list_id + kind not in self._told_lists:
            self._told_lists.add(numbered.list_id + kind)
            self._context.note(About.NUMBERS, kind, place)
        is_loose = switch(chain[0], "contextualSpacing") is False if chain else False
        return ListMark(
            numbered.list_id,
            numbered.level,
            numbered.is_ordered,
            numbered.count,
            is_tight=not is_loose,
        )

    # ------------------------------------------------------------ tables

    def _table(self, element: Any, place: _Place, depth: int, *, has_gap: bool) -> list[DraftBlock]:
        place.tables += 1
        name = sentence(N_("table %(number)s"), number=place.tables)
        rows: list[tuple[Cell, ...]] = []
        for at, row in enumerate(_inside(element, "tr"), 1):
            cells = self._row(row, _row_place(place.tables, at), depth)
            if cells:
                rows.append(cells)
        held = [paragraph for row in rows for cell in row for paragraph in cell]
        if all(paragraph.style.startswith("letterhead") for paragraph in held):
            # Our own letterhead, its logo before the name: no table of the letter. Nor is one
            # that holds nothing.
            return list(held)
        first = next(_inside(element, "tr"))
        is_headed = bool(switch(child(first, "trPr"), "tblHeader"))
        left = number(value(child(element, "tblPr", "tblInd"), "w"))
        return [DraftTable(tuple(rows), name, is_headed, has_gap, left)]

    def _row(self, row: Any, place: Sentence, depth: int) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for cell in _inside(row, "tc"):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            is_continued = merge is not None and value(merge) in ("", "continue")
            blocks = self._blocks(cell, _Place(lambda _: place), depth + 1)
            cells.append(self._flattened(blocks, place))
            span = min(number(value(child(properties, "gridSpan")), 1), 60)
            is_address = bool(blocks) and all(_is_address(block) for block in blocks)
            if (span > 1 or is_continued) and not is_address:
                self._context.note(About.MERGED, " ".join(b.text for b in blocks), place)
            cells += [()] * (span - 1)
        return tuple(cells)

    def _flattened(self, blocks: list[DraftBlock], place: Sentence) -> Cell:
        made: list[DraftParagraph] = []
        for block in blocks:
            if isinstance(block, DraftParagraph):
                made.append(block)
                continue
            self._context.note(About.TABLE_IN_CELL, block.text, place)
            made += [each for row in block.rows for cell in row for each in cell]
        return tuple(made)


def _item_left(chain: list[Any], numbered: Numbered) -> int:
    """Return where an item's text begins, in twips.

    An indent said where the numbering is said goes before the list's own.
    """
    names = [value(child(each, "numPr", "numId")) for each in chain]
    nearest = next((at for at, name in enumerate(names, 1) if name), 1)
    said = indents_of(chain[:nearest]).left
    return (numbered.left or 0) if said is None else said


def _row_place(table: int, row: int) -> Sentence:
    return sentence(N_("table %(table)s, row %(row)s"), table=table, row=row)


def _is_placeholder(element: Any) -> bool:
    return child(element, "sdtPr", "showingPlcHdr") is not None


def _inside(element: Any, name: str, depth: int = 0) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, whatever stands around them."""
    for each in element:
        if local(each) == name:
            yield each
        elif local(each) in _TRANSPARENT and depth < _DEEPEST:
            yield from _inside(each, name, depth + 1)


def _is_address(block: DraftBlock) -> bool:
    return isinstance(block, DraftParagraph) and block.style == "address"


def _set_columns(made: list[DraftBlock], start: int, section: Any) -> int:
    """Tell the paragraphs of a section how many columns it has; return where the next begins.

    The first paragraph of a section that begins a page is told so.
    """
    first = made[start] if 0 < start < len(made) else None
    if isinstance(first, DraftParagraph) and value(child(section, "type")) in ("", "nextPage"):
        made[start] = replace(first, begins_page=True)
    columns = number(value(child(section, "cols"), "num"), 1)
    if columns > 1:
        for at in range(start, len(made)):
            block = made[at]
            if isinstance(block, DraftParagraph):
                made[at] = replace(block, columns=min(columns, 3))
    return len(made)


def _is_wording(numbered: Numbered, heading: int) -> bool:
    """Is the number a part of the words: a heading's, "Section 3.", "Exhibit A"?"""
    if not numbered.is_ordered:
        return False
    label = numbered.label.strip(" .()[]:–-")
    words = sum(character.isalpha() for character in label)
    return bool(heading) or (not shown_otherwise(numbered.kind) and words > 0) or words > 8
