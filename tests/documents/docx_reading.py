"""A rendered Word document read back, part by part."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from app.domain.documents import LetterDocument
from app.rendering.designs import Design, load_design
from app.rendering.docx.render import render_docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {
    "w": WORD,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}


class WordFile:
    """A DOCX file; paths are XPath with the usual prefixes, parts are named without folder."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.zip = zipfile.ZipFile(io.BytesIO(content))

    @classmethod
    def of(cls, document: LetterDocument, *, design: str | Design = "plain") -> WordFile:
        measures = load_design(design) if isinstance(design, str) else design
        return cls(render_docx(document, measures))

    @property
    def part_names(self) -> list[str]:
        return self.zip.namelist()

    def find(self, path: str, *, part: str = "word/document.xml") -> list[Any]:
        root = etree.fromstring(self.zip.read(part))
        return list(root.xpath(path, namespaces=NAMES))

    def values(self, path: str, *, part: str = "word/document.xml") -> list[str]:
        """Return the w:val of what `path` finds."""
        return [each.get(f"{{{WORD}}}val") for each in self.find(path, part=part)]

    def paragraphs(self, style: str = "", *, part: str = "word/document.xml") -> list[str]:
        """Return the texts of all paragraphs, or of those in `style`."""
        where = f"[w:pPr/w:pStyle/@w:val='{style}']" if style else ""
        return [text_of(each) for each in self.find(f"//w:p{where}", part=part)]

    def relationships(self, part: str = "document") -> dict[str, str]:
        """Return the targets of the part's relationships by their ids."""
        found = self.find("//rel:Relationship", part=f"word/_rels/{part}.xml.rels")
        return {each.get("Id"): each.get("Target") for each in found}


def text_of(element: Any) -> str:
    """Return the text of a paragraph with its tabs and line breaks."""
    marks = {f"{{{WORD}}}tab": "\t", f"{{{WORD}}}br": "\n"}
    pieces = element.xpath(".//w:r/w:t | .//w:r/w:tab | .//w:r/w:br", namespaces=NAMES)
    return "".join(marks.get(piece.tag, piece.text or "") for piece in pieces)
