"""The styles that only a letter has: its letterhead, its names, what stands around its pages."""

from __future__ import annotations

from app.domain.documents import NamesSection
from app.rendering.docx.markup import twips_of_points
from app.rendering.docx.numbering import NAMES_LIST, names_gutter
from app.rendering.docx.paragraphs import indents
from app.rendering.docx.story import Story
from app.rendering.docx.style_markup import (
    BOLD,
    CENTERED,
    GREY,
    ITALIC,
    KEEP_TOGETHER,
    KEEP_WITH_NEXT,
    Sizes,
    aligned,
    paragraph_style,
    spacing,
    type_size,
)

NAME_HANGING = 200  # twips: the second line of a long name stands in
SMALL = 0.85
SMALLEST = 0.72
WIDE_LETTERS = '<w:spacing w:val="60"/>'


def letterhead_styles(story: Story) -> tuple[str, ...]:
    """Return the styles of the letterhead and of the officers in the margin."""
    sizes = Sizes.of(story.design)
    look = story.design.letterhead
    place = aligned(look.align)
    name_line = twips_of_points(look.name_size_pt * 1.15)
    officers = story.design.officers_size_pt
    side_line = twips_of_points(officers * 1.2)
    return (
        paragraph_style(
            "LetterheadLogo",
            "Letterhead Logo",
            f"<w:keepNext/>{spacing(after=sizes.gap // 2)}{place}",
        ),
        paragraph_style(
            "LetterheadName",
            "Letterhead Name",
            f"{KEEP_WITH_NEXT}{spacing(after=sizes.gap // 4, line=name_line)}{place}",
            BOLD + type_size(look.name_size_pt),
        ),
        # Space follows the last line only: between two of one style Word leaves it out.
        paragraph_style(
            "Letterhead",
            "Letterhead",
            f"{KEEP_TOGETHER}{spacing(after=sizes.gap * 2)}<w:contextualSpacing/>{place}",
            GREY + type_size(sizes.size * SMALL),
        ),
        paragraph_style(
            "OfficersSide",
            "Officers Beside",
            f"{KEEP_TOGETHER}{spacing(after=60, line=side_line)}",
            GREY + type_size(officers),
        ),
    )


def name_styles(story: Story) -> tuple[str, ...]:
    """Return the styles of the signatories: their heading, remark, groups and lines."""
    design = story.design
    sizes = Sizes.of(design)
    line = twips_of_points(design.names_size_pt * design.line_spacing)
    size = type_size(design.names_size_pt)
    gutter = names_gutter(story)
    numbered = f'<w:numPr><w:numId w:val="{NAMES_LIST}"/></w:numPr>' if gutter else ""
    stands_in = (
        indents(left=gutter.text, hanging=gutter.hanging)
        if gutter
        else indents(left=NAME_HANGING, hanging=NAME_HANGING)
    )
    return (
        paragraph_style(
            "SignatoriesHeading",
            "Signatories Heading",
            f"{KEEP_WITH_NEXT}{spacing(before=sizes.gap, after=sizes.gap * 2 // 3)}"
            '<w:outlineLvl w:val="0"/>',
            BOLD,
        ),
        paragraph_style(
            "SignatoriesNote",
            "Signatories Note",
            f"{KEEP_WITH_NEXT}{spacing(after=sizes.gap * 2 // 3, line=line)}",
            size,
        ),
        paragraph_style(
            "Signatory",
            "Signatory",
            f"{KEEP_TOGETHER}{numbered}{spacing(after=30, line=line)}{stands_in}",
            size,
        ),
        # Word numbers the leads in the same list because their style builds on the names'.
        paragraph_style("SignatoryLead", "Signatory Lead", based_on="Signatory"),
        *_group_styles(story, size=size, line=line),
    )


def _group_styles(story: Story, *, size: str, line: int) -> tuple[str, ...]:
    """Return the headings of groups, in the outline below that of all names, if there is one."""
    names = (each for each in story.document.sections if isinstance(each, NamesSection))
    outer = 1 if any(each.heading for each in names) else 0
    return tuple(
        paragraph_style(
            f"SignatoryGroup{level}",
            f"Signatory Group {level}",
            f"{KEEP_WITH_NEXT}{spacing(before=180 - 40 * level, after=50, line=line)}"
            f'<w:outlineLvl w:val="{outer + level - 1}"/>',
            look + size,
            following="Signatory",
        )
        for level, look in enumerate((BOLD, BOLD + ITALIC, ITALIC), 1)
    )


def page_styles(story: Story) -> tuple[str, ...]:
    """Return the styles of what stands around the text: running head, page numbers and kin."""
    design = story.design
    # Arabic letters hang together; letters set apart would tear the word.
    mark = BOLD + GREY + ("" if story.document.direction == "rtl" else WIDE_LETTERS)

    def style(
        name: str, shown: str, run: str, *, size: float, place: str = CENTERED, before: int = 0
    ) -> str:
        line = spacing(before=before, line=twips_of_points(design.size_pt * size * 1.2))
        return paragraph_style(name, shown, line + place, run + type_size(design.size_pt * size))

    return (
        style("Header", "header", GREY, size=SMALL, place=""),
        style("DraftMark", "Draft Mark", mark, size=SMALL),
        style("Footer", "footer", GREY, size=SMALL),
        style(
            "OfficersFoot",
            "Officers at Foot",
            GREY,
            size=design.officers_size_pt / design.size_pt,
        ),
        style("Edition", "Edition", GREY, size=SMALLEST),
    )
