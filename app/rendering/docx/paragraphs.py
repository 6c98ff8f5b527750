"""One paragraph as XML, its properties in the order the schema asks for."""

from __future__ import annotations

from collections.abc import Sequence

from app.rendering.docx.story import Voice

# What a paragraph that ends a section is found by: every paragraph written here has it.
END_OF_PROPERTIES = "</w:pPr>"
PLAIN_PARAGRAPH = '<w:p><w:pPr><w:pStyle w:val="BodyText"/>'


def paragraph(
    style: str,
    content: str,
    voice: Voice,
    *,
    numbering: str = "",
    spacing: str = "",
    indent: str = "",
    contextual: str = "",
    alignment: str = "",
) -> str:
    """Return a paragraph in `style` around `content` (runs as XML).

    All further properties are elements as XML, "" where the style says enough.
    """
    direction = '<w:bidi w:val="0"/>' if voice.is_turned else ""
    if voice.is_rtl:
        direction = "<w:bidi/>"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbering}{direction}{spacing}{indent}'
        f"{contextual}{alignment}{END_OF_PROPERTIES}{content}</w:p>"
    )


def indents(*, left: int, right: int = 0, hanging: int = 0) -> str:
    """Return the indents in twips; left is the side where lines start."""
    hang = f' w:hanging="{hanging}"' if hanging else ' w:firstLine="0"'
    return f'<w:ind w:left="{left}" w:right="{right}"{hang}/>'


def ending_section(paragraphs: Sequence[str], section: str) -> list[str]:
    """Return `paragraphs` with the section properties `section` in the last one."""
    head, _, tail = paragraphs[-1].rpartition(END_OF_PROPERTIES)
    return [*paragraphs[:-1], f"{head}{section}{END_OF_PROPERTIES}{tail}"]


def kept_with_next(paragraphs: Sequence[str]) -> list[str]:
    """Return `paragraphs` with the last lines of the last one kept on the page of what follows.

    Holds for plain paragraphs of the body; a list or a table may end a page.
    """
    if not paragraphs or not paragraphs[-1].startswith(PLAIN_PARAGRAPH):
        return list(paragraphs)
    kept = paragraphs[-1].replace(PLAIN_PARAGRAPH, f"{PLAIN_PARAGRAPH}<w:keepNext/>", 1)
    return [*paragraphs[:-1], kept]
