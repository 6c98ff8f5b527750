"""One style as XML, and the measures that styles are made of."""

from __future__ import annotations

from app.rendering.docx.markup import half_points

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


def paragraph_style(
    name: str, shown: str, paragraph: str = "", run: str = "", *, following: str = ""
) -> str:
    custom = "" if shown in BUILT_IN else ' w:customStyle="1"'
    then = f'<w:next w:val="{following}"/>' if following else ""
    runs = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="Normal"/>{then}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>{runs}</w:style>"
    )


def character_style(name: str, shown: str, run: str) -> str:
    custom = "" if shown in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{run}</w:rPr></w:style>'
    )


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
