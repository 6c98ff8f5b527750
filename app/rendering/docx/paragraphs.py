"""One paragraph as XML, its properties in the order the schema asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.rendering.docx.story import Voice

# What a paragraph that ends a section is found by: every paragraph written here has it.
END_OF_PROPERTIES = "</w:pPr>"
KEEP_WITH_NEXT = "<w:keepNext/>"
_STYLE = re.compile(rf'<w:pStyle w:val="[^"]*"/>(?!{KEEP_WITH_NEXT})')
_AFTER_SPACING = re.compile("<w:ind |<w:contextualSpacing|<w:jc |<w:sectPr|$")


def paragraph(
    style: str,
    content: str,
    voice: Voice,
    *,
    numbering: str = "",
    spacing: str = "",
    indent: str = "",
    contextual: str = "",
    alignment: str = "",
) -> str:
    """Return a paragraph in `style` around `content` (runs as XML).

    All further properties are elements as XML, "" where the style says enough; a frame may
    stand in the place of the numbering.
    """
    direction = '<w:bidi w:val="0"/>' if voice.is_turned else ""
    if voice.is_rtl:
        direction = "<w:bidi/>"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbering}{direction}{spacing}{indent}'
        f"{contextual}{alignment}{END_OF_PROPERTIES}{content}</w:p>"
    )


def is_plain_paragraph(piece: str) -> bool:
    """Is the piece a paragraph in the text: no table, and none in a frame of its own?"""
    return piece.startswith("<w:p>") and "<w:framePr" not in piece.partition(END_OF_PROPERTIES)[0]


def indents(*, left: int, right: int = 0, hanging: int = 0) -> str:
    """Return the indents in twips; left is the side where lines start."""
    hang = f' w:hanging="{hanging}"' if hanging else ' w:firstLine="0"'
    return f'<w:ind w:left="{left}" w:right="{right}"{hang}/>'


def ending_section(pieces: Sequence[str], section: str) -> list[str]:
    """Return `pieces` with the section properties `section` in the last one, a paragraph."""
    head, _, tail = pieces[-1].rpartition(END_OF_PROPERTIES)
    return [*pieces[:-1], f"{head}{section}{END_OF_PROPERTIES}{tail}"]


def kept_with_next(pieces: Sequence[str]) -> list[str]:
    """Return `pieces` with the end of them kept on the page of what follows.

    Of a paragraph Word keeps the last two lines, of a table the last row.
    """
    if not pieces:
        return []
    kept = list(pieces)
    if len(kept) > 1 and kept[-2].startswith("<w:tbl>"):
        # The last piece is the small paragraph after the table.
        rows, row, cells = kept[-2].rpartition("<w:tr>")
        kept[-2] = rows + row + _STYLE.sub(rf"\g<0>{KEEP_WITH_NEXT}", cells)
    kept[-1] = _STYLE.sub(rf"\g<0>{KEEP_WITH_NEXT}", kept[-1], count=1)
    return kept


def kept_together(pieces: Sequence[str]) -> list[str]:
    """Return `pieces` with each but the last kept on the page of the next."""
    return [*(kept for piece in pieces[:-1] for kept in kept_with_next([piece])), *pieces[-1:]]


def with_space_before(pieces: Sequence[str], twips: int) -> list[str]:
    """Return `pieces` with this much space above the first, a paragraph."""
    return [*(_spaced(first, "before", twips) for first in pieces[:1]), *pieces[1:]]


def with_space_after(pieces: Sequence[str], twips: int) -> list[str]:
    """Return `pieces` with this much space below the last, where it is a paragraph."""
    return [*pieces[:-1], *(_spaced(last, "after", twips) for last in pieces[-1:])]


def _spaced(piece: str, side: str, twips: int) -> str:
    """Return a paragraph with its own space at one side; what its style says holds otherwise."""
    if not piece.startswith("<w:p>"):
        return piece
    properties, end, rest = piece.partition(END_OF_PROPERTIES)
    properties = re.sub(rf'(<w:spacing[^>]*) w:{side}="\d+"', r"\1", properties)
    space = f'<w:spacing w:{side}="{twips}"'
    if "<w:spacing " in properties:
        properties = properties.replace("<w:spacing", space, 1)
    else:
        properties = _AFTER_SPACING.sub(rf"{space}/>\g<0>", properties, count=1)
    return properties + end + rest
