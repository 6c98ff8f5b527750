"""The letter as PDF: tagged, declaring PDF/UA-1 and PDF/A-2a in one file.

In goes a LetterDocument and a design; out come bytes and warnings. Typst sets the fixed
templates of templates/print; the letter reaches them as JSON and is never part of the
source. The same document gives the same bytes.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from app.domain import documents as tree
from app.domain.errors import UndersignedError
from app.domain.values import dataclass
from app.rendering import fonts
from app.rendering.designs import Design
from app.rendering.pdf_faults import (
    NO_GLYPH,
    glyph_warnings,
    pictures_of,
    with_words_for_pictures,
)
from app.rendering.print_blocks import picture_name
from app.rendering.print_tree import print_tree

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "print"
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
# The first moment that a zip file can hold: DOCX files use the same one.
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
# Typst keeps what it laid out for ten more letters, about 100 MB for 7,000 names. After a
# letter longer than this its memory is emptied, which takes 0.08 s.
_LONG_LETTER = 200_000
_ROUNDS_TO_FORGET = 11
# A page of US Letter is 816 points of a screen wide.
_PICTURE_PPI = 96.0
_THREAD = threading.local()
_OPENING = threading.Lock()


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF and what a person should know about it, a sentence each."""

    content: bytes
    warnings: tuple[str, ...] = ()


class PdfFailed(UndersignedError):
    """Typst refused a letter in every way we know; a fault of ours, not of the letter."""


def render_pdf(document: tree.LetterDocument, design: Design) -> PdfResult:
    """Return the letter as PDF.

    Where a character has no glyph in any face, or a picture cannot be read, the PDF is made
    all the same: without the declarations, or with the picture's words in its place, and a
    warning says so.
    """
    try:
        return render_pdf_once(document, design)
    finally:
        if getattr(_THREAD, "is_crowded", False):
            forget()


def render_pdf_once(document: tree.LetterDocument, design: Design) -> PdfResult:
    """Return the letter as `render_pdf` does, for a process that ends afterwards.

    What Typst keeps of a long letter stays in memory.
    """
    with tempfile.TemporaryDirectory(prefix="letter-") as root:
        return _render(document, design, root=Path(root))


def page_pictures(
    document: tree.LetterDocument, design: Design, *, at_most: int
) -> tuple[bytes, ...]:
    """Return the first pages of the letter as PNG, as they print. Raises PdfFailed."""
    with tempfile.TemporaryDirectory(prefix="letter-") as root:
        data, pictures = _data(document, design)
        for picture in pictures.values():
            (Path(root) / picture_name(picture)).write_bytes(picture.content)
        try:
            made = _compiler(every_face=fonts.needs_every_face(data)).compile(
                input=_templates(),
                format="png",
                ppi=_PICTURE_PPI,
                root=root,
                sys_inputs={"letter": data},
                timestamp=document_date(document),
            )
        except typst.TypstError as error:
            raise PdfFailed(f"Typst refused the letter: {error.message}") from error
    pages = made if isinstance(made, list) else [made]
    return tuple(page for page in pages[:at_most] if isinstance(page, bytes))


def document_date(document: tree.LetterDocument) -> datetime:
    """Return the letter's own day, else SOURCE_DATE_EPOCH, else the first of 1980, in UTC."""
    if document.dated:
        return datetime(document.dated.year, document.dated.month, document.dated.day, tzinfo=UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else NO_DATE


def _render(document: tree.LetterDocument, design: Design, *, root: Path) -> PdfResult:
    data, pictures = _data(document, design)
    for picture in pictures.values():
        (root / picture_name(picture)).write_bytes(picture.content)
    when = document_date(document)
    every_face = fonts.needs_every_face(data)
    try:
        try:
            return PdfResult(_compile(data, root, when, every_face=every_face))
        except typst.TypstError as error:
            if every_face or not NO_GLYPH.search(error.diagnostic):
                raise
            return PdfResult(_compile(data, root, when, every_face=True))
    except typst.TypstError as error:
        unreadable = _unreadable_pictures(pictures, root)
        if unreadable:
            return _render_without(document, design, unreadable, root=root)
        return _render_undeclared(document, data, error, root=root, when=when)


def _render_without(
    document: tree.LetterDocument, design: Design, names: Collection[str], *, root: Path
) -> PdfResult:
    """Return the PDF with the words of the named pictures in their place."""
    result = _render(with_words_for_pictures(document, names), design, root=root)
    warning = "A picture cannot be read as PNG or JPEG; the PDF has its description instead."
    return replace(result, warnings=(warning, *result.warnings))


def _render_undeclared(
    document: tree.LetterDocument,
    data: str,
    error: typst.TypstError,
    *,
    root: Path,
    when: datetime,
) -> PdfResult:
    try:
        content = _compile(data, root, when, every_face=True, standards=[])
    except typst.TypstError as second:
        raise PdfFailed(f"Typst refused the letter: {second.message}") from second
    warnings = tuple(glyph_warnings(document, error.diagnostic))
    reason = "" if warnings else f" ({error.message})"
    return PdfResult(
        content,
        (*warnings, f"This PDF does not declare PDF/UA-1 and PDF/A-2a{reason}."),
    )


def _data(document: tree.LetterDocument, design: Design) -> tuple[str, Mapping[str, tree.Picture]]:
    families = fonts.families_for(document.language, design.pdf_fonts)
    data = print_tree(document, design, fonts=families)
    pictures = {picture_name(found): found for found in pictures_of(document)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")), pictures


def _compile(
    data: str,
    root: Path,
    when: datetime,
    *,
    every_face: bool,
    standards: list[typst.PDFStandard] = STANDARDS,
) -> bytes:
    content, _ = _compiler(every_face=every_face).compile_with_warnings(
        input=_templates(),
        format="pdf",
        root=str(root),
        sys_inputs={"letter": data},
        pdf_standards=standards,
        timestamp=when,
    )
    if not isinstance(content, bytes):
        raise PdfFailed("Typst returned no PDF")
    if len(data) > _LONG_LETTER:
        _THREAD.is_crowded = True
    return content


def _compiler(*, every_face: bool) -> typst.Compiler:
    """Return this thread's compiler: one must not serve two threads at once."""
    name = "every" if every_face else "everyday"
    compiler: typst.Compiler | None = getattr(_THREAD, name, None)
    if compiler is None:
        faces = _opened(fonts.every_folder() if every_face else fonts.everyday_folders())
        compiler = typst.Compiler(font_paths=faces, ignore_system_fonts=True)
        setattr(_THREAD, name, compiler)
    return compiler


@cache
def _opened_once(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=list(folders)
    )


def _opened(folders: tuple[str, ...]) -> typst.Fonts:
    """Return the faces of these folders, opened once for all threads."""
    with _OPENING:
        return _opened_once(folders)


def forget() -> None:
    """Empty what Typst keeps of the letters that this thread has set."""
    _THREAD.is_crowded = False
    compilers = (getattr(_THREAD, name, None) for name in ("every", "everyday"))
    for compiler in filter(None, compilers):
        for _ in range(_ROUNDS_TO_FORGET):
            compiler.compile(input=b"", format="pdf", sys_inputs={})


@cache
def _templates() -> Any:
    """Return the source of every template by its name; typst wants "main" for the first."""
    sources = {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
    # Any, since the stubs of typst do not know that a dictionary may be given.
    return {"main": sources.pop("letter.typ"), **sources}


def _unreadable_pictures(pictures: Mapping[str, tree.Picture], root: Path) -> tuple[str, ...]:
    """Return the names of the pictures that Typst cannot set on a page of their own."""
    return tuple(name for name in pictures if not _is_readable(name, root))


def _is_readable(name: str, root: Path) -> bool:
    # The name is a hash of ours, so that it may stand in the source.
    source = f'#set document(title: "-")\n#image("/{name}", alt: "-")'
    try:
        _compiler(every_face=False).compile(
            input=source.encode(),
            format="pdf",
            root=str(root),
            sys_inputs={},
            pdf_standards=STANDARDS,
            timestamp=NO_DATE,
        )
    except typst.TypstError:
        return False
    return True
