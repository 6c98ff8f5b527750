"""A PDF read back: its pages, links, bookmarks and tags."""

from __future__ import annotations

import io
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
