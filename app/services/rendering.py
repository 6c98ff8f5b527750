"""One letter document to one file, the format by its ending.

Each renderer is imported when its kind is asked for, so that a text export does not load
Word's or typst's libraries.
"""

from __future__ import annotations

from collections.abc import Callable

from app.domain.documents import LetterDocument
from app.domain.values import dataclass
from app.rendering.designs import Design


@dataclass(frozen=True, slots=True)
class Rendering:
    """A file's content, and what whoever asked for it should know."""

    content: bytes
    warnings: tuple[str, ...] = ()


def render_as(ending: str, document: LetterDocument, design: Design) -> Rendering:
    """Return the document as `ending` (one of DOCUMENT_ENDINGS). Raises UndersignedError."""
    return _RENDERERS[ending](document, design)


def render_once_as(ending: str, document: LetterDocument, design: Design) -> Rendering:
    """Return what `render_as` does, for a process that ends afterwards and may keep memory."""
    return _pdf_once(document, design) if ending == ".pdf" else render_as(ending, document, design)


def _docx(document: LetterDocument, design: Design) -> Rendering:
    from app.rendering.docx.render import render_docx

    return Rendering(render_docx(document, design))


def _pdf(document: LetterDocument, design: Design) -> Rendering:
    from app.rendering.pdf import render_pdf

    result = render_pdf(document, design)
    return Rendering(result.content, result.warnings)


def _pdf_once(document: LetterDocument, design: Design) -> Rendering:
    from app.rendering.pdf import render_pdf_once

    result = render_pdf_once(document, design)
    return Rendering(result.content, result.warnings)


def _html(document: LetterDocument, _design: Design) -> Rendering:
    from app.rendering.html.page import render_page

    return Rendering(render_page(document).encode())


def _txt(document: LetterDocument, _design: Design) -> Rendering:
    from app.rendering.plain_text import render_text

    return Rendering(render_text(document).encode())


def _json(document: LetterDocument, _design: Design) -> Rendering:
    from app.rendering.json_tree import render_json

    return Rendering(render_json(document))


_RENDERERS: dict[str, Callable[[LetterDocument, Design], Rendering]] = {
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".txt": _txt,
    ".json": _json,
}

DOCUMENT_ENDINGS = tuple(_RENDERERS)
"""The endings of documents; a letter file (.md) is written as it was read."""
