"""The letter as plain values for the print template: dictionaries, lists, text, numbers.

Texts stay as they are. The one thing added is a `slip` inside a word too long for its line:
a place where it may break without a character put into the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain import documents as tree
from app.rendering.designs import Design

Node = str | dict[str, Any]
# Typst breaks addresses itself. Other words break where they are longer than a line may be.
_ADDRESS = re.compile(r"(?i)(?:://|^www\.)")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_LETTER = re.compile(r"[^\W\d_]")
_SLIP: Node = {"kind": "slip"}
# A character is about half an em wide in a text face.
_CHARACTERS_PER_EM = 2.0
_POINTS_PER_MM = 72 / 25.4


def print_tree(
    document: tree.LetterDocument, design: Design, *, fonts: Sequence[str]
) -> dict[str, Any]:
    """Return what the template draws; `pictures` of it are named by `picture_name`."""
    direction = document.direction
    body = _Writer(longest_word=_line_length(design, columns=1), direction=direction)
    return {
        "title": document.title,
        "author": [document.author] if document.author else [],
        **language_parts(document.language),
        "direction": direction,
        "draft": document.is_draft,
        "fonts": list(fonts),
        "design": _measures(design),
        "words": {
            "page_of": document.words.page_of,
            "notes": document.words.notes,
            "draft": document.words.draft,
        },
        "notes_at_end": document.notes_at_end,
        "notes": [_note(note, body) for note in document.notes],
        "sections": [_section(section, design, body) for section in document.sections],
    }


def _note(note: tree.Note, body: _Writer) -> dict[str, Any]:
    """Return a note; one that holds references itself is never printed a second time."""
    blocks = body.blocks(note.blocks)
    return {"blocks": blocks, "holds_notes": _holds_notes(blocks)}


def _holds_notes(node: object) -> bool:
    if isinstance(node, dict):
        return node.get("kind") == "note" or any(_holds_notes(each) for each in node.values())
    return isinstance(node, list) and any(_holds_notes(each) for each in node)


def language_parts(tag: str) -> dict[str, str | None]:
    """Return language and region of a BCP 47 tag as Typst takes them ("es-MX": es, MX)."""
    parts = tag.replace("_", "-").split("-")
    regions = [part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()]
    script = parts[1].title() if len(parts) > 1 and len(parts[1]) == 4 else ""
    language = parts[0].lower()
    usable = 2 <= len(language) <= 3 and language.isascii() and language.isalpha()
    return {
        "lang": language if usable else "en",
        # Typst has no script: traditional Chinese is that of Taiwan.
        "region": regions[0] if regions else ("TW" if script == "Hant" else None),
    }


def picture_name(picture: tree.Picture) -> str:
    """Return the file name of a picture: from its content, so that no cache mixes two up."""
    ending = "jpg" if picture.media_type == "image/jpeg" else "png"
    return f"{hashlib.sha256(picture.content).hexdigest()}.{ending}"


def _measures(design: Design) -> dict[str, float | bool]:
    return {
        "width": design.page_width_mm,
        "height": design.page_height_mm,
        "top": design.margin_top_mm,
        "right": design.margin_right_mm,
        "bottom": design.margin_bottom_mm,
        "left": design.margin_left_mm,
        "size": design.size_pt,
        "notes_size": design.notes_size_pt,
        "names_size": design.names_size_pt,
        "line_spacing": design.line_spacing,
        "justified": design.justified,
        "paragraph_gap": design.paragraph_gap_pt,
        "column_gap": design.column_gap_mm,
    }


def _line_length(design: Design, *, columns: int) -> int:
    """Return how many characters a line of the text or of a column surely holds."""
    width_mm = design.page_width_mm - design.margin_left_mm - design.margin_right_mm
    width_mm = (width_mm - (columns - 1) * design.column_gap_mm) / columns
    size = design.size_pt if columns == 1 else design.names_size_pt
    return int(width_mm * _POINTS_PER_MM / size * _CHARACTERS_PER_EM * 0.75)


class _Writer:
    """Writes blocks and inlines; words longer than `longest_word` characters get slips."""

    def __init__(self, *, longest_word: int, direction: str) -> None:
        self.direction = direction
        self._overlong = re.compile(rf"\S{{{longest_word + 1},}}")

    def line(self, text: str) -> list[Node] | dict[str, Any]:
        """Return a line that stands by itself; `turned` where all of it runs the other way."""
        nodes = self.text(text)
        holds_rtl = _RIGHT_TO_LEFT.search(text) is not None
        if self.direction == "rtl":
            is_turned = not holds_rtl and _LETTER.search(text) is not None
        else:
            is_turned = holds_rtl and _LETTER.search(_RIGHT_TO_LEFT.sub("", text)) is None
        return {"turned": nodes} if is_turned else nodes

    def text(self, text: str) -> list[Node]:
        if not self._overlong.search(text):
            return [text]
        return list(self._with_slips(text))

    def _with_slips(self, text: str) -> Iterator[Node]:
        done = 0
        for word in self._overlong.finditer(text):
            if _ADDRESS.search(word[0]):
                continue
            # The head of the word stays whole, so that it does not break at the end of a
            # line that it could have left for the next one.
            for at in range(word.start() + 8, word.end() - 3, 4):
                yield text[done:at]
                yield _SLIP
                done = at
        yield text[done:]

    def inlines(self, inlines: tree.Inlines) -> list[Node]:
        return [node for inline in inlines for node in self._inline(inline)]

    def _inline(self, inline: tree.Inline) -> list[Node]:
        match inline:
            case tree.Text():
                return self.text(inline.text)
            case tree.Code():
                return [{"kind": "code", "text": inline.text}]
            case tree.LineBreak():
                return [{"kind": "break"}]
            case tree.NoteReference():
                return [{"kind": "note", "number": inline.number, "again": inline.again}]
            case tree.NoteNumber():
                return [{"kind": "notenumber", "number": inline.number}]
            case tree.Emphasis():
                return [{"kind": "emphasis", "inside": self.inlines(inline.children)}]
            case tree.Strong():
                return [{"kind": "strong", "inside": self.inlines(inline.children)}]
            case tree.Link():
                inside = self.inlines(inline.children)
                return [{"kind": "link", "target": inline.target, "inside": inside}]
            case tree.Token():
                raise AssertionError(f"the token {inline.name} was not computed")

    def blocks(self, blocks: Sequence[tree.Block]) -> list[Node]:
        return [self._block(block) for block in blocks]

    def _block(self, block: tree.Block) -> Node:
        match block:
            case tree.Paragraph():
                return {"kind": "paragraph", "inside": self.inlines(block.inlines)}
            case tree.Heading():
                inside = self.inlines(block.inlines)
                return {"kind": "heading", "level": block.level, "inside": inside}
            case tree.BulletList() | tree.OrderedList():
                return self._list(block)
            case tree.Quote():
                return {"kind": "quote", "inside": self.blocks(block.blocks)}
            case tree.CodeBlock():
                return {"kind": "codeblock", "text": block.text}
            case tree.Table():
                return self._table(block)
            case tree.Rule():
                return {"kind": "rule"}
            case tree.Passage():
                inside = self.blocks(block.blocks)
                return {"kind": "passage", "inside": inside, **language_parts(block.language)}
            case tree.Picture():
                return {"kind": "picture", "file": "/" + picture_name(block), "alt": block.alt}

    def _list(self, block: tree.BulletList | tree.OrderedList) -> Node:
        items = [self._item(item, tight=block.tight) for item in block.items]
        if isinstance(block, tree.BulletList):
            return {"kind": "bullets", "tight": block.tight, "items": items}
        return {"kind": "numbers", "tight": block.tight, "start": block.start, "items": items}

    def _item(self, item: tuple[tree.Block, ...], *, tight: bool) -> list[Node]:
        """Return the nodes of a list item; what a tight one starts with is no paragraph."""
        if tight and item and isinstance(item[0], tree.Paragraph):
            return [*self.inlines(item[0].inlines), *self.blocks(item[1:])]
        return self.blocks(item)

    def _table(self, table: tree.Table) -> Node:
        return {
            "kind": "table",
            "header": [self.inlines(cell) for cell in table.header],
            # A cell is wrapped, since Typst flattens nested lists to the last.
            "rows": [[{"inside": self.inlines(cell)} for cell in row] for row in table.rows],
            "alignments": [alignment or "start" for alignment in table.alignments],
        }


def _section(section: tree.Section, design: Design, body: _Writer) -> dict[str, Any]:
    match section:
        case tree.LetterheadSection(name, lines, officers):
            kept = [line for line in (name, *lines, *officers) if line]
            return {"kind": "letterhead", "lines": [body.text(line) for line in kept]}
        case tree.TitleSection() | tree.ContactSection():
            return {"kind": _KINDS[type(section)], "inside": body.inlines(section.inlines)}
        case (
            tree.DateSection()
            | tree.DeliverySection()
            | tree.DocketSection()
            | tree.SalutationSection()
            | tree.ClosingSection()
            | tree.NamesPointerSection()
        ):
            return {"kind": _KINDS[type(section)], "inside": body.text(section.text)}
        case tree.AddresseesSection():
            return {"kind": "addressees", "blocks": _addresses(section.blocks, body)}
        case tree.ReSection():
            inside = body.inlines(section.inlines)
            return {"kind": "re", "label": [section.label], "inside": inside}
        case tree.BodySection():
            return {"kind": "body", "blocks": body.blocks(section.blocks)}
        case tree.NamesSection():
            return _names(section, design, body)
        case tree.CopiesSection():
            blocks = _addresses(section.blocks, body)
            return {"kind": "copies", "label": [section.label], "blocks": blocks}
        case tree.EnclosuresSection():
            blocks = [[body.line(item)] for item in section.items]
            return {"kind": "enclosures", "label": [section.label], "blocks": blocks}


_KINDS: Mapping[type, str] = {
    tree.TitleSection: "title",
    tree.ContactSection: "contact",
    tree.DateSection: "date",
    tree.DeliverySection: "delivery",
    tree.DocketSection: "docket",
    tree.SalutationSection: "salutation",
    tree.ClosingSection: "closing",
    tree.NamesPointerSection: "names-pointer",
}


def _addresses(blocks: Sequence[tree.AddressBlock], body: _Writer) -> list[Any]:
    return [[body.line(line) for line in block.lines] for block in blocks]


def _names(section: tree.NamesSection, design: Design, body: _Writer) -> dict[str, Any]:
    length = _line_length(design, columns=section.columns)
    columns = _Writer(longest_word=length, direction=body.direction)
    parts: list[dict[str, Any]] = []
    if section.heading:
        parts.append({"kind": "heading", "level": 1, "inside": body.text(section.heading)})
    if section.note:
        parts.append({"kind": "remark", "inside": body.inlines(section.note)})
    level = 2 if section.heading else 1
    for group in section.groups:
        parts.extend(_group_parts(group, columns, level=level))
    return {"kind": "names", "columns": section.columns, "parts": parts}


def _group_parts(
    group: tree.NameGroup, columns: _Writer, *, level: int
) -> Iterator[dict[str, Any]]:
    """Yield headings and lists in order.

    Levels are counted anew, so that a group without a heading leaves no gap in the outline.
    """
    if group.heading:
        yield {"kind": "heading", "level": level, "inside": columns.text(group.heading)}
        level += 1
    if group.lines:
        yield {"kind": "list", "names": [columns.line(line.text) for line in group.lines]}
    for inner in group.groups:
        yield from _group_parts(inner, columns, level=level)
