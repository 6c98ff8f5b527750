"""The signatories: headings and lines, and nothing that costs time a name.

A letter may have ten thousand names; a line that needs no second script is one string, and
its number is Word's: it costs nothing, since the style holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.documents import NameGroup
from app.rendering.docx.lines import line_paragraph, numbered_line_paragraph
from app.rendering.docx.markup import escaped
from app.rendering.docx.scripts import Script, needs_cutting
from app.rendering.docx.story import Story

DEEPEST_HEADING = 3
# Between the conveners and those who follow without a heading.
GAP_AFTER_LEADS = '<w:spacing w:after="160"/>'
TEXT = "\x00"

Line = Callable[[str], str]


def names_xml(groups: tuple[NameGroup, ...], story: Story) -> list[str]:
    """Return the paragraphs of all `groups` in printing order."""
    lines = {style: _line(style, story) for style in ("Signatory", "SignatoryLead")}
    return [piece for group in groups for piece in _group(group, story, lines)]


def _group(group: NameGroup, story: Story, lines: dict[str, Line]) -> Iterator[str]:
    if group.heading:
        level = min(group.level, DEEPEST_HEADING)
        yield line_paragraph(f"SignatoryGroup{level}", group.heading, story.voice())
    line = lines["SignatoryLead" if group.is_leads else "Signatory"]
    yield from (line(each.text) for each in group.lines[:-1])
    if group.lines:
        last = group.lines[-1].text
        yield _last_lead(last, story) if group.is_leads else line(last)
    for inner in group.groups:
        yield from _group(inner, story, lines)


def _last_lead(text: str, story: Story) -> str:
    written = numbered_line_paragraph if story.has_numbered_names else line_paragraph
    return written("SignatoryLead", text, story.voice(), spacing=GAP_AFTER_LEADS)


def _line(style: str, story: Story) -> Line:
    """Return what makes a paragraph of a name; most names are put into one ready-made."""
    voice = story.voice()
    written = numbered_line_paragraph if story.has_numbered_names else line_paragraph
    if voice.base is not Script.LATIN:
        return lambda text: written(style, text, voice)
    start, _, end = written(style, TEXT, voice).partition(TEXT)

    def line(text: str) -> str:
        if needs_cutting(text) or not text:
            return written(style, text, voice)
        return f"{start}{escaped(text)}{end}"

    return line
