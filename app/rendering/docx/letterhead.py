"""The letterhead: logo, name and lines at the top of page one, and officers beside the text.

It stands in the text and not in a header, so that every reader of the file finds it. Officers
across the foot are part of the first page's footer.
"""

from __future__ import annotations

from app.domain.documents import LetterheadSection
from app.rendering.alike import WIDEST_LOGO_BESIDE
from app.rendering.designs import Align, OfficersPlace
from app.rendering.docx.inlines import line_runs
from app.rendering.docx.layout_tables import layout_cell, layout_table
from app.rendering.docx.markup import EMU_PER_TWIP, twips_of_mm, twips_of_points
from app.rendering.docx.paragraphs import indents, paragraph
from app.rendering.docx.pictures import logo_drawing, logo_size
from app.rendering.docx.story import Story, Voice
from app.rendering.docx.style_markup import HAIRLINE

LINE_BELOW = f"<w:pBdr><w:bottom {HAIRLINE}/></w:pBdr>"
BESIDE_LOGO_MM = 5.0
# Officers in the margin keep this far from the edge of the page and from the text.
OFFICERS_FROM_EDGE_MM = 12.0
OFFICERS_FROM_TEXT_MM = 6.0


def letterhead_xml(section: LetterheadSection, story: Story, voice: Voice) -> list[str]:
    """Return the letterhead, each part in a style of its own name, with a line below it."""
    if logo_stands_before(section, story):
        pieces = _beside_the_logo(section, story, voice)
    else:
        pieces = _one_below_another(section, story, voice)
    if story.design.letterhead.officers is OfficersPlace.SIDE:
        pieces += _officers_beside(section.officers, story, voice)
    return pieces


def _one_below_another(section: LetterheadSection, story: Story, voice: Voice) -> list[str]:
    parts = _parts(section, story, voice)
    if not parts:
        return []
    room = f'<w:spacing w:after="{_gap(story) * 2}"/>'
    written = [paragraph(style, content, voice) for style, content in parts[:-1]]
    style, content = parts[-1]
    last = paragraph(style, content, voice, numbering=LINE_BELOW, spacing=room)
    return [*written, last]


def _beside_the_logo(section: LetterheadSection, story: Story, voice: Voice) -> list[str]:
    """Return a row of two cells: the logo, then name and lines, in the middle of its height.

    What follows the table brings the space below it.
    """
    logo, *words = _parts(section, story, voice)
    width = _logo_width(section, story) + twips_of_mm(BESIDE_LOGO_MM)
    # Space below the last line would push the words up, away from the middle of the logo.
    tight = '<w:spacing w:after="0"/>'
    lines = [paragraph(style, content, voice) for style, content in words[:-1]]
    style, content = words[-1]
    lines.append(paragraph(style, content, voice, spacing=tight))
    held = f'<w:tcBorders><w:bottom {HAIRLINE}/></w:tcBorders><w:vAlign w:val="center"/>'
    above_line = f'<w:spacing w:after="{_gap(story) // 2}"/>'
    mark = paragraph(*logo, voice, spacing=above_line)
    rest = story.text_width - width
    cells = layout_cell(mark, width, properties=held)
    cells += layout_cell("".join(lines), rest, properties=held)
    return [layout_table([cells], (width, rest), voice)]


def _parts(section: LetterheadSection, story: Story, voice: Voice) -> list[tuple[str, str]]:
    """Return the style and the runs of each paragraph."""
    parts = []
    if section.logo:
        parts.append(("LetterheadLogo", logo_drawing(section.logo, story)))
    if section.name:
        parts.append(("LetterheadName", line_runs(section.name, voice)))
    return [*parts, *(("Letterhead", line_runs(line, voice)) for line in section.lines)]


def logo_stands_before(section: LetterheadSection, story: Story) -> bool:
    """Does the logo stand before the name? In a design that has it so, unless it is too wide."""
    is_asked = story.design.letterhead.align is Align.START
    if not is_asked or not section.logo or not (section.name or section.lines):
        return False
    return _logo_width(section, story) <= story.text_width * WIDEST_LOGO_BESIDE


def _logo_width(section: LetterheadSection, story: Story) -> int:
    """Return how wide the logo prints, in twips."""
    if not section.logo:
        return 0
    width, _ = logo_size(section.logo, story)
    return width // EMU_PER_TWIP


def _gap(story: Story) -> int:
    return twips_of_points(story.design.paragraph_gap_pt)


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
