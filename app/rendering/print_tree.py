"""The letter as plain values for the print template: dictionaries, lists, text, numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain import documents as tree
from app.rendering.alike import (
    FURNITURE_FROM_EDGE,
    TALLEST_PICTURE,
    WIDEST_LOGO_BESIDE,
    bottom_margin_mm,
    numbers_first_page,
)
from app.rendering.designs import Design
from app.rendering.print_blocks import (
    Node,
    Writer,
    language_parts,
    line_length,
    picture_name,
)
from app.rendering.print_names import names_part


def print_tree(
    document: tree.LetterDocument, design: Design, *, fonts: Sequence[str]
) -> dict[str, Any]:
    """Return what the template draws; `pictures` of it are named by `picture_name`."""
    direction = document.direction
    longest = line_length(design, columns=1)
    body = Writer(design, longest, direction, drawn=direction)
    return {
        "title": document.title,
        "author": [document.author] if document.author else [],
        **language_parts(document.language),
        "direction": direction,
        "draft": document.is_draft,
        "fonts": list(fonts),
        "numbers_first_page": numbers_first_page(document, design),
        "design": _measures(document, design),
        "words": {
            "page_of": document.words.page_of,
            "notes": document.words.notes,
            "draft": document.words.draft,
        },
        "running_head": document.running_head if design.has_running_head else "",
        "edition": document.edition,
        "notes_at_end": document.notes_at_end,
        "notes": [body.note(note) for note in document.notes],
        "sections": [_section(section, design, body) for section in document.sections],
    }


def _measures(document: tree.LetterDocument, design: Design) -> dict[str, Any]:
    style = design.letterhead
    return {
        "width": design.page_width_mm,
        "height": design.page_height_mm,
        "top": design.margin_top_mm,
        "right": design.margin_right_mm,
        "bottom": bottom_margin_mm(document, design),
        "from_edge": design.margin_bottom_mm * FURNITURE_FROM_EDGE,
        "left": design.margin_left_mm,
        "size": design.size_pt,
        "notes_size": design.notes_size_pt,
        "names_size": design.names_size_pt,
        "line_spacing": design.line_spacing,
        "justified": design.justified,
        "paragraph_gap": design.paragraph_gap_pt,
        "column_gap": design.column_gap_mm,
        "tallest_picture": TALLEST_PICTURE,
        "officers_size": design.officers_size_pt,
        "letterhead": {
            "officers": style.officers,
            "align": style.align,
            "logo_height": style.logo_height_mm,
            "name_size": style.name_size_pt,
            "widest_beside": WIDEST_LOGO_BESIDE,
        },
    }


def _section(section: tree.Section, design: Design, body: Writer) -> dict[str, Any]:
    match section:
        case tree.LetterheadSection():
            return _letterhead(section, body)
        case tree.TitleSection() | tree.ContactSection():
            inside = body.inlines(section.inlines)
            way = body.way_of(section.inlines)
            return {"kind": _KINDS[type(section)], "inside": inside, **way}
        case (
            tree.DateSection()
            | tree.DeliverySection()
            | tree.DocketSection()
            | tree.SalutationSection()
            | tree.ClosingSection()
            | tree.NamesPointerSection()
        ):
            way = body.way_of((tree.Text(section.text),))
            return {"kind": _KINDS[type(section)], "inside": body.text(section.text), **way}
        case tree.AddresseesSection():
            blocks = _addresses(section.blocks, body)
            return {"kind": "addressees", "columns": section.columns, "blocks": blocks}
        case tree.ReSection():
            inside = body.inlines(section.inlines)
            return {"kind": "re", "label": [section.label], "inside": inside}
        case tree.BodySection():
            return {"kind": "body", "blocks": body.blocks(section.blocks)}
        case tree.NamesSection():
            return names_part(section, design, body)
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


def _letterhead(section: tree.LetterheadSection, body: Writer) -> dict[str, Any]:
    logo = section.logo
    return {
        "kind": "letterhead",
        "name": body.line(section.name) if section.name else None,
        "lines": [body.line(line) for line in section.lines],
        "officers": [body.line(line) for line in section.officers],
        "logo": {"file": "/" + picture_name(logo), "alt": logo.alt} if logo else None,
    }


def _addresses(blocks: Sequence[tree.AddressBlock], body: Writer) -> list[list[Node]]:
    return [[body.line(line) for line in block.lines] for block in blocks]
