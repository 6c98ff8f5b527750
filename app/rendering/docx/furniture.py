"""Headers and footers: page numbers, running head, edition, officers and the draft mark.

The first page has its own where it shows anything else than the pages after it.
"""

from __future__ import annotations

import re

from app.domain.values import dataclass
from app.rendering.alike import numbers_first_page, officers_at_foot
from app.rendering.docx.inlines import field_runs, line_runs, text_runs
from app.rendering.docx.markup import STORY_NAMESPACES
from app.rendering.docx.paragraphs import paragraph
from app.rendering.docx.story import Story
from app.rendering.docx.watermark import watermark_run

FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
BETWEEN_OFFICERS = " · "


@dataclass(frozen=True, slots=True)
class Furniture:
    """The parts of headers and footers by path, and what the first section says of them."""

    parts: tuple[tuple[str, str], ...]
    references: str
    has_first_page: bool


def furniture_of(story: Story) -> Furniture:
    """Return what stands around the text on all pages of the letter."""
    has_first_page = _has_first_page(story)
    places = (
        ("header", "header1.xml", "default", _later_header(story)),
        ("header", "header2.xml", "first", _draft_mark(story) if has_first_page else []),
        ("footer", "footer1.xml", "default", [_page_number(story), *_edition(story)]),
        ("footer", "footer2.xml", "first", _first_footer(story) if has_first_page else []),
    )
    parts, references = [], []
    for kind, name, pages, paragraphs in places:
        if paragraphs:
            element = "w:hdr" if kind == "header" else "w:ftr"
            content = "".join(paragraphs)
            parts.append((f"word/{name}", f"<{element} {STORY_NAMESPACES}>{content}</{element}>"))
            held = story.relationships.id_of(kind, name)
            references.append(f'<w:{kind}Reference w:type="{pages}" r:id="{held}"/>')
    return Furniture(tuple(parts), "".join(references), has_first_page)


def _has_first_page(story: Story) -> bool:
    """Whether page one differs: it may have no number, and never has a running head."""
    is_numbered = numbers_first_page(story.document, story.design)
    return not is_numbered or bool(_running_head(story) or _officers_at_foot(story))


def _later_header(story: Story) -> list[str]:
    return [*_draft_mark(story), *_running_head(story)]


def _first_footer(story: Story) -> list[str]:
    is_numbered = numbers_first_page(story.document, story.design)
    number = [_page_number(story)] if is_numbered else []
    return [*_officers_at_foot(story), *number, *_edition(story)]


def _page_number(story: Story) -> str:
    """Return the pattern for page numbers, its figures computed by Word."""
    voice = story.voice()
    pieces = re.split(r"(\{pages?\})", story.document.words.page_of)
    content = "".join(
        field_runs(FIELDS[piece], "1") if piece in FIELDS else text_runs(piece, voice)
        for piece in pieces
    )
    return paragraph("Footer", content, voice)


def _edition(story: Story) -> list[str]:
    edition = story.document.edition
    voice = story.voice()
    return [paragraph("Edition", line_runs(edition, voice), voice)] if edition else []


def _running_head(story: Story) -> list[str]:
    words = story.document.running_head
    if not words or not story.design.has_running_head:
        return []
    return [paragraph("Header", line_runs(words, story.voice()), story.voice())]


def _draft_mark(story: Story) -> list[str]:
    """Return the draft's word, drawn behind the text and said once more in letters."""
    if not story.document.is_draft:
        return []
    voice = story.voice()
    content = watermark_run(story) + text_runs(story.document.words.draft, voice)
    return [paragraph("DraftMark", content, voice)]


def _officers_at_foot(story: Story) -> list[str]:
    officers = officers_at_foot(story.document, story.design)
    if not officers:
        return []
    voice = story.voice()
    between = text_runs(BETWEEN_OFFICERS, voice)
    content = between.join(line_runs(officer, voice) for officer in officers)
    return [paragraph("OfficersFoot", content, voice)]
