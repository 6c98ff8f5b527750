"""WordprocessingML as text: escaping, measures, namespaces.

The parts of a DOCX file are written as text and never as trees: a letter with thousands of
names would spend most of its time on nodes. `checked_xml` stands between a part and the
file: no character that XML forbids gets past it.
"""

from __future__ import annotations

import re

from app.domain.errors import UndersignedError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
DRAWING_IN_WORD = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
# The drawings of older Words, which a watermark still is.
VECTORS = "urn:schemas-microsoft-com:vml"
VECTORS_OFFICE = "urn:schemas-microsoft-com:office:office"
VECTORS_WORD = "urn:schemas-microsoft-com:office:word"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Every part that holds text declares the same prefixes, so a block can stand in any of them.
STORY_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:wp="{DRAWING_IN_WORD}" '
    f'xmlns:a="{DRAWING}" xmlns:pic="{PICTURE}" xmlns:v="{VECTORS}" '
    f'xmlns:o="{VECTORS_OFFICE}" xmlns:w10="{VECTORS_WORD}"'
)

# XML 1.0, section 2.2: what is not a Char. Lone surrogates cannot be encoded either, and a
# carriage return would be read back as a line feed.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

TWIPS_PER_POINT = 20
POINTS_PER_MM = 72 / 25.4
EMU_PER_TWIP = 635


class ForbiddenCharacter(UndersignedError):
    """A character that XML cannot hold reached the renderer; it should have been refused."""

    def __init__(self, part: str, text: str, at: int) -> None:
        before = re.sub(r"<[^>]*>?", " ", text[max(0, at - 80) : at]).strip()
        super().__init__(
            f"{part}: the character U+{ord(text[at]):04X} after {before[-30:]!r} "
            "cannot stand in a Word document."
        )


def checked_xml(part: str, text: str) -> bytes:
    """Return the part `part` as the bytes of an XML file.

    Raises ForbiddenCharacter.
    """
    found = FORBIDDEN.search(text)
    if found:
        raise ForbiddenCharacter(part, text, found.start())
    return (DECLARATION + text).encode("utf-8")


def escaped(text: str) -> str:
    """Return `text` as XML character data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Return `text` as the value of an attribute in double quotes, the quotes not included."""
    return (
        escaped(text)
        .replace('"', "&quot;")
        .replace("\t", "&#9;")
        .replace("\n", "&#10;")
        .replace("\r", "&#13;")
    )


def twips_of_mm(mm: float) -> int:
    return round(mm * POINTS_PER_MM * TWIPS_PER_POINT)


def twips_of_points(points: float) -> int:
    return round(points * TWIPS_PER_POINT)


def half_points(points: float) -> int:
    return round(points * 2)
