"""One line of a list or an address as a paragraph of its own, in its own direction."""

from __future__ import annotations

from app.rendering.docx.inlines import text_runs
from app.rendering.docx.paragraphs import paragraph
from app.rendering.docx.scripts import IS_RIGHT_TO_LEFT
from app.rendering.docx.story import Voice

AT_THE_RIGHT = '<w:jc w:val="right"/>'


def line_paragraph(style: str, text: str, voice: Voice, *, spacing: str = "") -> str:
    """Return the line; a Latin one among right-to-left lines runs its own way, at their edge.

    Otherwise its last full stop, or the number of its house, would jump to the other end.
    """
    if voice.is_rtl and not IS_RIGHT_TO_LEFT.search(text):
        upright = voice.from_left_to_right()
        content = text_runs(text, upright)
        return paragraph(style, content, upright, spacing=spacing, alignment=AT_THE_RIGHT)
    return paragraph(style, text_runs(text, voice), voice, spacing=spacing)
