"""One style as XML, and the measures that styles are made of."""

from __future__ import annotations

from app.domain.values import dataclass
from app.rendering.designs import Align, Design
from app.rendering.docx.markup import half_points, twips_of_points

GREY = '<w:color w:val="595959"/>'
BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
KEEP_TOGETHER = "<w:keepLines/>"
KEEP_WITH_NEXT = f"<w:keepNext/>{KEEP_TOGETHER}"
CENTERED = '<w:jc w:val="center"/>'
HAIRLINE = 'w:val="single" w:sz="4" w:space="1" w:color="808080"'

# Names that Word gives meaning to; all others are marked as our own.
BUILT_IN = frozenset(
    (
        "Normal",
        "Title",
        "Body Text",
        "Quote",
        "List Bullet",
        "List Number",
        "List Continue",
        "Salutation",
        "Closing",
        "footnote text",
        "endnote text",
        "footnote reference",
        "endnote reference",
        "Hyperlink",
        "header",
        "footer",
        *(f"heading {level}" for level in range(1, 7)),
    )
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures of a design: `gap` and `line` in twips, `size` in points."""

    gap: int
    line: int
    size: float
    alignment: str

    @classmethod
    def of(cls, design: Design) -> Sizes:
        return cls(
            gap=twips_of_points(design.paragraph_gap_pt),
            line=twips_of_points(design.size_pt * design.line_spacing),
            size=design.size_pt,
            alignment='<w:jc w:val="both"/>' if design.justified else "",
        )


def paragraph_style(
    name: str,
    shown: str,
    paragraph: str = "",
    run: str = "",
    *,
    following: str = "",
    based_on: str = "Normal",
) -> str:
    """Return a style; `paragraph` and `run` hold its properties in the order of the schema."""
    custom = "" if shown in BUILT_IN else ' w:customStyle="1"'
    then = f'<w:next w:val="{following}"/>' if following else ""
    runs = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="{based_on}"/>{then}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>{runs}</w:style>"
    )


def character_style(name: str, shown: str, run: str) -> str:
    custom = "" if shown in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{run}</w:rPr></w:style>'
    )


def aligned(align: Align) -> str:
    return CENTERED if align is Align.CENTER else ""


def type_size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'


def spacing(*, before: int = 0, after: int = 0, line: int = 0) -> str:
    """Return the spacing in twips.

    Lines are at least `line` apart, so a taller script or a picture is never cut.
    """
    lines = f' w:line="{line}" w:lineRule="atLeast"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def exact_lines(twips: int) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="exact"/>'
