"""The styles part: every paragraph of a letter has a style of its own name.

Who opens the file in Word can change the look of all names, all addresses or all notes in
one place. Styles that Word knows by name keep that name.
"""

from __future__ import annotations

from app.domain.documents import LetterDocument
from app.rendering.designs import Design
from app.rendering.docx.fonts import CODE, complex_script_font, east_asian_font
from app.rendering.docx.letter_styles import letterhead_styles, name_styles, page_styles
from app.rendering.docx.markup import OFFICE, WORD, attribute, twips_of_points
from app.rendering.docx.paragraphs import indents
from app.rendering.docx.scripts import Script, script_of_language
from app.rendering.docx.story import Story
from app.rendering.docx.style_markup import (
    BOLD,
    HAIRLINE,
    ITALIC,
    KEEP_TOGETHER,
    KEEP_WITH_NEXT,
    Sizes,
    character_style,
    exact_lines,
    paragraph_style,
    spacing,
    type_size,
)

NO_PROOF = "<w:noProof/>"
HEADING_LOOKS = (BOLD, BOLD, BOLD + ITALIC, ITALIC, ITALIC, ITALIC)
# Headings of the first level are larger than the text.
FIRST_HEADING = 1.09


def styles_xml(story: Story) -> str:
    """Return the styles part for the letter in its design."""
    document, design = story.document, story.design
    sizes = Sizes.of(design)
    written = (
        _defaults(document, design),
        _normal(document, sizes),
        *letterhead_styles(story),
        *_head_styles(sizes),
        *_body_styles(sizes),
        *_foot_styles(sizes),
        *name_styles(story),
        *_note_styles(design),
        *page_styles(story),
        *_character_styles(),
        *_table_styles(sizes),
    )
    return f'<w:styles xmlns:w="{WORD}" xmlns:r="{OFFICE}">{"".join(written)}</w:styles>'


def _defaults(document: LetterDocument, design: Design) -> str:
    east_asian = east_asian_font(design.font, language=document.language)
    font = attribute(design.font)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:eastAsia="{east_asian}" w:hAnsi="{font}" '
        f'w:cs="{complex_script_font(design.font)}"/>{type_size(design.size_pt)}'
        f"{default_languages('lang', document.language)}"
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def default_languages(element: str, language: str) -> str:
    """Return the languages of the three kinds of script; the letter's own takes its place."""
    tag = attribute(language)
    script = script_of_language(language)
    latin = tag if script is Script.LATIN else "en-US"
    east_asian = tag if script is Script.EAST_ASIAN else "zh-CN"
    right_to_left = tag if script is Script.RIGHT_TO_LEFT else "ar-SA"
    return f'<w:{element} w:val="{latin}" w:eastAsia="{east_asian}" w:bidi="{right_to_left}"/>'


def _normal(document: LetterDocument, sizes: Sizes) -> str:
    direction = "<w:bidi/>" if document.direction == "rtl" else ""
    properties = f"<w:widowControl/>{direction}{spacing(line=sizes.line)}"
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{properties}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "</w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _head_styles(sizes: Sizes) -> tuple[str, ...]:
    after = spacing(after=sizes.gap)
    wide = spacing(after=sizes.gap * 3 // 2)
    return (
        paragraph_style(
            "Title",
            "Title",
            f'{KEEP_WITH_NEXT}{spacing(after=sizes.gap * 2)}<w:jc w:val="center"/>',
            BOLD + type_size(sizes.size * 1.25),
        ),
        paragraph_style("LetterDate", "Letter Date", wide),
        paragraph_style("Delivery", "Delivery", wide, ITALIC),
        paragraph_style("Docket", "Docket", wide),
        paragraph_style("Address", "Address", KEEP_TOGETHER + wide),
        paragraph_style("RE", "RE", KEEP_TOGETHER + wide, BOLD),
        paragraph_style("Salutation", "Salutation", "<w:keepNext/>" + after),
    )


def _body_styles(sizes: Sizes) -> tuple[str, ...]:
    gap = sizes.gap
    after = spacing(after=gap)
    headings = (
        paragraph_style(
            f"Heading{level}",
            f"heading {level}",
            f"{KEEP_WITH_NEXT}{spacing(before=gap, after=gap * 2 // 3)}"
            f'<w:outlineLvl w:val="{level - 1}"/>',
            look + (type_size(sizes.size * FIRST_HEADING) if level == 1 else ""),
            following="BodyText",
        )
        for level, look in enumerate(HEADING_LOOKS, 1)
    )
    return (
        paragraph_style("BodyText", "Body Text", after + sizes.alignment),
        *headings,
        paragraph_style("Quote", "Quote", after + indents(left=567, right=567) + sizes.alignment),
        paragraph_style(
            "ListBullet", "List Bullet", after + "<w:contextualSpacing/>" + sizes.alignment
        ),
        paragraph_style(
            "ListNumber", "List Number", after + "<w:contextualSpacing/>" + sizes.alignment
        ),
        paragraph_style("ListContinue", "List Continue", after + sizes.alignment),
        paragraph_style(
            "Code",
            "Code",
            f"{KEEP_TOGETHER}{spacing(after=gap)}",
            f'<w:rFonts w:ascii="{CODE}" w:hAnsi="{CODE}" w:cs="{CODE}"/>{NO_PROOF}'
            + type_size(sizes.size * 0.85),
        ),
        paragraph_style("Picture", "Picture", spacing(after=gap) + '<w:jc w:val="center"/>'),
        paragraph_style(
            "Rule",
            "Rule",
            f"<w:pBdr><w:bottom {HAIRLINE}/></w:pBdr>{spacing(after=gap * 3 // 2)}",
        ),
    )


def _foot_styles(sizes: Sizes) -> tuple[str, ...]:
    gap = sizes.gap
    between = spacing(after=gap // 2)
    return (
        paragraph_style(
            "Closing",
            "Closing",
            f"<w:keepNext/>{spacing(before=gap, after=gap * 3 // 2)}",
        ),
        paragraph_style("Contact", "Contact", spacing(after=gap)),
        paragraph_style("NamesPointer", "Names Pointer", spacing(after=gap)),
        paragraph_style("Copies", "Copies", KEEP_TOGETHER + between),
        paragraph_style("Enclosures", "Enclosures", KEEP_TOGETHER + between),
        # Where Word wants a paragraph that a letter has no words for: it takes no room.
        paragraph_style("SectionGap", "Section Gap", exact_lines(20), type_size(1)),
    )


def _note_styles(design: Design) -> tuple[str, ...]:
    line = twips_of_points(design.notes_size_pt * design.line_spacing)
    text = spacing(after=40, line=line)
    size = type_size(design.notes_size_pt)
    return (
        paragraph_style("FootnoteText", "footnote text", text, size),
        paragraph_style("EndnoteText", "endnote text", text, size),
        paragraph_style(
            "NotesHeading",
            "Notes Heading",
            f'{KEEP_WITH_NEXT}{spacing(before=240, after=0)}<w:outlineLvl w:val="0"/>',
            BOLD,
        ),
        paragraph_style("NoteSeparator", "Note Separator", spacing(after=60)),
    )


def _character_styles() -> tuple[str, ...]:
    raised = '<w:vertAlign w:val="superscript"/>'
    return (
        character_style("FootnoteReference", "footnote reference", raised),
        character_style("EndnoteReference", "endnote reference", raised),
        character_style("Hyperlink", "Hyperlink", '<w:color w:val="1F3F77"/><w:u w:val="single"/>'),
        character_style(
            "CodeCharacters",
            "Code Characters",
            f'<w:rFonts w:ascii="{CODE}" w:hAnsi="{CODE}" w:cs="{CODE}"/>{NO_PROOF}',
        ),
    )


def _table_styles(sizes: Sizes) -> tuple[str, ...]:
    # Word takes the space between two addressees and below the last from their own style.
    no_margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    cell = spacing(before=30, after=30)
    size = type_size(sizes.size * 0.92)
    lines = "".join(f"<w:{side} {HAIRLINE}/>" for side in ("top", "bottom"))
    below = f"<w:tcBorders><w:bottom {HAIRLINE}/></w:tcBorders>"
    table = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="LetterTable">'
        '<w:name w:val="Letter Table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{below}</w:tcPr></w:tblStylePr></w:style>'
    )
    layout = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="LayoutTable">'
        '<w:name w:val="Layout Table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblCellMar>{no_margins}</w:tblCellMar></w:tblPr></w:style>"
    )
    return (
        paragraph_style("TableText", "Table Text", cell, size),
        paragraph_style("TableHeading", "Table Heading", "<w:keepNext/>" + cell, BOLD + size),
        paragraph_style("TableEnd", "Table End", exact_lines(max(sizes.gap, 20)), type_size(1)),
        table,
        layout,
    )
