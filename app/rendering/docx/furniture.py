"""Header and footer: the draft mark and the page numbers."""

from __future__ import annotations

import re

from app.rendering.docx.inlines import field_runs, text_runs
from app.rendering.docx.markup import STORY_NAMESPACES
from app.rendering.docx.paragraphs import paragraph
from app.rendering.docx.story import Story

FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def footer_xml(story: Story) -> str:
    """Return the footer: the pattern for page numbers, its figures computed by Word."""
    voice = story.voice()
    pieces = re.split(r"(\{pages?\})", story.document.words.page_of)
    content = "".join(
        field_runs(FIELDS[piece], "1") if piece in FIELDS else text_runs(piece, voice)
        for piece in pieces
    )
    return f"<w:ftr {STORY_NAMESPACES}>{paragraph('Footer', content, voice)}</w:ftr>"


def header_xml(story: Story) -> str:
    """Return the header of a draft."""
    voice = story.voice()
    content = text_runs(story.document.words.draft, voice)
    return f"<w:hdr {STORY_NAMESPACES}>{paragraph('Header', content, voice)}</w:hdr>"
