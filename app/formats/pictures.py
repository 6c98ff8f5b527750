"""Pictures beside a letter file: PNG and JPEG, under names that cannot lead elsewhere."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Final, Literal
from urllib.parse import unquote

from app.domain.sentences import N_, Sentence, sentence
from app.formats.decoding import FORBIDDEN


class Absent(Enum):
    YET = "yet"


YET: Final = Absent.YET
"""Said of a picture that is not there, but may come: its words print until then."""

ReadPicture = Callable[[str], bytes | Literal[Absent.YET] | None]
"""Gives the bytes of a picture by its name: YET where it may come, None where it cannot."""

_PNG = b"\x89PNG\r\n\x1a\n"
_MAX_BYTES = 20_000_000
# Longer names are no names of files: systems end at 255 bytes.
_LONGEST_NAME = 200
# Marks that turn the direction of what follows: a name with them reads as another one.
_TURNS = re.compile("[\\n\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
# The markers that begin a JPEG's frame and hold its height and width.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def beside(source: str, read: ReadPicture) -> tuple[str, bytes] | Literal[Absent.YET] | Sentence:
    """Return media type and bytes of the picture that `source` names, or why there is none."""
    path = name_of(source)
    if not is_beside(path):
        elsewhere = N_("the picture %(name)s must stand beside the letter file, without .. or /")
        return sentence(elsewhere, name=_shown(source))
    content = read(path)
    if content is YET:
        return YET
    if content is None:
        missing = N_("the picture %(name)s is not beside the letter file")
        return sentence(missing, name=repr(source))
    if len(content) > _MAX_BYTES:
        heavy = N_("the picture %(name)s has more than %(most)s bytes")
        return sentence(heavy, name=repr(source), most=f"{_MAX_BYTES:,}")
    kind = media_type(content)
    if not kind:
        unreadable = N_("the picture %(name)s is not a readable PNG or JPEG")
        return sentence(unreadable, name=repr(source))
    return kind, content


def none_yet(_name: str) -> Literal[Absent.YET]:
    """The reader of a letter whose pictures are still to come."""
    return YET


def from_folder(folder: Path) -> Callable[[str], bytes | None]:
    """Return the reader of the pictures in a folder; a link that leads out of it gives none."""

    def read(name: str) -> bytes | None:
        picture = (folder / name).resolve()
        if not picture.is_relative_to(folder.resolve()) or not picture.is_file():
            return None
        try:
            return picture.read_bytes()
        except OSError:
            return None

    return read


def name_of(source: str) -> str:
    """Return the file name that an address in Markdown stands for ("fig%201.png": "fig 1.png")."""
    return unquote(source)


def is_beside(path: str) -> bool:
    """Can this path only lead to the letter's own folder or one below it?"""
    if not path or path.startswith(("/", "~")) or "\\" in path or ":" in path:
        return False
    if len(path) > _LONGEST_NAME or FORBIDDEN.search(path) or _TURNS.search(path):
        return False
    return ".." not in path.split("/")


def _shown(source: str) -> str:
    return repr(source if len(source) <= 80 else f"{source[:79]}…")


def media_type(content: bytes) -> str:
    """Return "image/png" or "image/jpeg" for a picture with a size, else ""."""
    if not all(size(content)):
        return ""
    return "image/png" if content.startswith(_PNG) else "image/jpeg"


def size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels as the header says; 0, 0 for no PNG and no JPEG."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 33:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _size_of_jpeg(content)
    return 0, 0


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return 0, 0
