"""A PDF read back: its pages, links, bookmarks and tags."""

from __future__ import annotations

import html
import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of the tag tree with the depth it stands at."""

    name: str
    depth: int
    language: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class InternalLink:
    """A link from a page (from 1) to a place `from_top` points below the top of another."""

    from_page: int
    to_page: int
    from_top: float


class ReadPdf:
    """What a reader sees in the bytes of a PDF."""

    def __init__(self, content: bytes) -> None:
        self._reader = PdfReader(io.BytesIO(content))
        self.root: Any = self._reader.trailer["/Root"]

    @property
    def pages(self) -> list[str]:
        return [page.extract_text() for page in self._reader.pages]

    @property
    def metadata(self) -> str:
        content: bytes = self.root["/Metadata"].get_data()
        return content.decode("utf-8")

    @property
    def links(self) -> list[str]:
        annotations = [
            annotation.get_object()
            for page in self._reader.pages
            for annotation in page.get("/Annots", [])
        ]
        actions = [found["/A"] for found in annotations if "/A" in found]
        return [str(action["/URI"]) for action in actions if "/URI" in action]

    @property
    def internal_links(self) -> list[InternalLink]:
        numbers = {page.indirect_reference.idnum: n for n, page in enumerate(self._reader.pages, 1)}
        found = []
        for number, page in enumerate(self._reader.pages, 1):
            for annotation in page.get("/Annots", []):
                destination = self._destination(annotation.get_object())
                if destination is not None:
                    to, _, _, y = destination[:4]
                    top = float(to.get_object()["/MediaBox"][3]) - float(y)
                    found.append(InternalLink(number, numbers[to.idnum], top))
        return found

    def _destination(self, annotation: Any) -> Any:
        """Return [page, /XYZ, x, y, zoom], None where the link leads out of the file."""
        holder = annotation if "/Dest" in annotation else annotation["/A"].get_object()
        found = holder.get("/Dest", holder.get("/D"))
        if isinstance(found, str):
            return self._reader.named_destinations[found].dest_array
        return found

    @property
    def bookmarks(self) -> list[str]:
        return [str(entry.title) for entry in _flat(self._reader.outline)]

    @property
    def tags(self) -> list[Tag]:
        return [tag for kid in _kids(self.root["/StructTreeRoot"]) for tag in _tags(kid, 0)]


def _flat(entries: Any) -> Iterator[Any]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    kids = kids.get_object() if kids is not None else []
    return list(kids) if isinstance(kids, list) else [kids]


def _tags(node: Any, depth: int) -> Iterator[Tag]:
    node = node.get_object()
    if not isinstance(node, dict) or "/S" not in node:
        return
    language, alt = str(node.get("/Lang", "")), str(node.get("/Alt", ""))
    yield Tag(str(node["/S"])[1:], depth, language, alt)
    for kid in _kids(node):
        yield from _tags(kid, depth + 1)


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: `page` from 1, points from the left and from the top."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)


def placed_words(content: bytes) -> list[Word]:
    """Return the words with their places, as pdftotext finds them."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        ran = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", "-bbox", file.name, "-"], capture_output=True, check=True
        )
    found = []
    for page, text in enumerate(ran.stdout.decode("utf-8").split("<page ")[1:], 1):
        for left, top, right, bottom, word in _WORD.findall(text):
            places = map(float, (left, top, right, bottom))
            found.append(Word(html.unescape(word), page, *places))
    return found
