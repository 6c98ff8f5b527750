"""The signatories: headings and lines, and nothing that costs time a name.

A letter may have ten thousand names; a line that needs no second script is one string.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.documents import NameGroup, NameLine
from app.rendering.docx.inlines import line_runs, text_runs
from app.rendering.docx.paragraphs import paragraph
from app.rendering.docx.scripts import IS_RIGHT_TO_LEFT
from app.rendering.docx.story import Story, Voice

DEEPEST_HEADING = 3
# Between the conveners and those who follow without a heading.
AT_THE_RIGHT = '<w:jc w:val="right"/>'
GAP_AFTER_LEADS = '<w:spacing w:after="160"/>'


def names_xml(groups: tuple[NameGroup, ...], story: Story) -> list[str]:
    """Return the paragraphs of all `groups` in printing order."""
    voice = story.voice()
    return [piece for group in groups for piece in _group(group, voice)]


def _group(group: NameGroup, voice: Voice) -> Iterator[str]:
    if group.heading:
        level = min(group.level, DEEPEST_HEADING)
        yield paragraph(f"SignatoryGroup{level}", line_runs(group.heading, voice), voice)
    style = "SignatoryLead" if group.is_leads else "Signatory"
    before_last = group.lines[:-1] if group.is_leads else group.lines
    for line in before_last:
        yield _line(line, style, voice)
    if group.is_leads and group.lines:
        yield _line(group.lines[-1], style, voice, spacing=GAP_AFTER_LEADS)
    for inner in group.groups:
        yield from _group(inner, voice)


def _line(line: NameLine, style: str, voice: Voice, *, spacing: str = "") -> str:
    text = line.text
    if voice.is_rtl and not IS_RIGHT_TO_LEFT.search(text):
        # A Latin name keeps its own direction, or its last full stop would jump to the front.
        upright = voice.from_left_to_right()
        content = text_runs(text, upright)
        return paragraph(style, content, upright, spacing=spacing, alignment=AT_THE_RIGHT)
    return paragraph(style, text_runs(text, voice), voice, spacing=spacing)
