"""The letterhead: logo, name and lines at the top of page one, and officers beside the text.

It stands in the text and not in a header, so that every reader of the file finds it. Officers
across the foot are part of the first page's footer.
"""

from __future__ import annotations

from app.domain.documents import LetterheadSection
from app.rendering.designs import OfficersPlace
from app.rendering.docx.inlines import line_runs
from app.rendering.docx.markup import twips_of_mm, twips_of_points
from app.rendering.docx.paragraphs import indents, paragraph
from app.rendering.docx.pictures import logo_drawing
from app.rendering.docx.story import Story, Voice

# Officers in the margin keep this far from the edge of the page and from the text.
OFFICERS_FROM_EDGE_MM = 12.0
OFFICERS_FROM_TEXT_MM = 6.0


def letterhead_xml(section: LetterheadSection, story: Story, voice: Voice) -> list[str]:
    """Return the paragraphs of the letterhead, each with a style of its own name."""
    pieces = []
    wide = f'<w:spacing w:after="{twips_of_points(story.design.paragraph_gap_pt * 2)}"/>'
    if section.logo:
        logo = logo_drawing(section.logo, story, voice)
        pieces.append(paragraph("LetterheadLogo", logo, voice))
    if section.name:
        after = "" if section.lines else wide
        name = line_runs(section.name, voice)
        pieces.append(paragraph("LetterheadName", name, voice, spacing=after))
    pieces += [paragraph("Letterhead", line_runs(line, voice), voice) for line in section.lines]
    if story.design.letterhead.officers is OfficersPlace.SIDE:
        pieces += _officers_beside(section.officers, story, voice)
    return pieces


def _officers_beside(officers: tuple[str, ...], story: Story, voice: Voice) -> list[str]:
    """Return a paragraph for each officer; those with the same frame stand in one.

    It is said at each of them, since other programs than Word look for it there only.
    """
    return [
        paragraph(
            "OfficersSide",
            line_runs(officer, voice),
            voice,
            numbering=_frame(story),
            indent=indents(left=twips_of_mm(OFFICERS_FROM_EDGE_MM)),
        )
        for officer in officers
    ]


def _frame(story: Story) -> str:
    """Return the frame in the margin where lines start, level with what follows it.

    It lies at the edge of the page and its lines stand in: where a frame stands that is given
    in millimetres, programs read differently in a letter from right to left.
    """
    room = story.design.margin_left_mm - OFFICERS_FROM_TEXT_MM
    side = "right" if story.document.direction == "rtl" else "left"
    return (
        f'<w:framePr w:w="{twips_of_mm(room)}" w:wrap="around" w:vAnchor="text" '
        f'w:hAnchor="page" w:xAlign="{side}" w:y="1"/>'
    )
