"""One line of a list or an address as a paragraph of its own, in its own direction."""

from __future__ import annotations

import unicodedata

from app.rendering.docx.inlines import line_runs, text_runs
from app.rendering.docx.paragraphs import paragraph
from app.rendering.docx.scripts import is_right_to_left
from app.rendering.docx.story import Voice

AT_THE_RIGHT = '<w:jc w:val="right"/>'
LEFT_TO_RIGHT_MARK = "\u200e"
DIRECTION_MARK = f"<w:r><w:t>{LEFT_TO_RIGHT_MARK}</w:t></w:r>"


def line_paragraph(style: str, text: str, voice: Voice, *, spacing: str = "") -> str:
    """Return the line; a Latin one among right-to-left lines runs its own way, at their edge.

    Otherwise its last full stop, or the number of its house, would jump to the other end.
    """
    if voice.is_rtl and not is_right_to_left(text):
        upright = voice.from_left_to_right()
        content = text_runs(text, upright)
        return paragraph(style, content, upright, spacing=spacing, alignment=AT_THE_RIGHT)
    return paragraph(style, line_runs(text, voice), voice, spacing=spacing)


def line_edge(voice: Voice, *, around: Voice) -> str:
    """Return the alignment that keeps a turned line at the edge of what it stands in."""
    if voice.is_rtl is around.is_rtl:
        return ""
    # Word reads left and right as start and end in a paragraph from right to left.
    return AT_THE_RIGHT


def numbered_line_paragraph(style: str, text: str, voice: Voice, *, spacing: str = "") -> str:
    """Return the line with its paragraph in the letter's own direction, where its number stands.

    Marks hold the points and brackets at the ends of a Latin line in their places.
    """
    if voice.is_rtl and not is_right_to_left(text):
        before, after = _mark_beside(text[:1]), _mark_beside(text[-1:])
        text = f"{before}{text}{after}"
    return paragraph(style, line_runs(text, voice), voice, spacing=spacing)


def _mark_beside(character: str) -> str:
    is_strong = not character or unicodedata.bidirectional(character) == "L"
    return "" if is_strong else LEFT_TO_RIGHT_MARK
