"""The signatories: headings and lines, and nothing that costs time a name.

A letter may have ten thousand names; a line that needs no second script is one string.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.documents import NameGroup
from app.rendering.docx.inlines import line_runs
from app.rendering.docx.lines import line_paragraph
from app.rendering.docx.paragraphs import paragraph
from app.rendering.docx.story import Story, Voice

DEEPEST_HEADING = 3
# Between the conveners and those who follow without a heading.
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
        yield line_paragraph(style, line.text, voice)
    if group.is_leads and group.lines:
        last = group.lines[-1].text
        yield line_paragraph(style, last, voice, spacing=GAP_AFTER_LEADS)
    for inner in group.groups:
        yield from _group(inner, voice)
