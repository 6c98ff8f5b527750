"""Pictures beside a letter file: PNG and JPEG, under names that cannot lead elsewhere."""

from __future__ import annotations

import struct
from collections.abc import Callable
from urllib.parse import unquote

_PNG = b"\x89PNG\r\n\x1a\n"
_MAX_BYTES = 20_000_000
# The markers that begin a JPEG's frame and hold its height and width.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def beside(source: str, read: Callable[[str], bytes | None]) -> tuple[str, bytes] | str:
    """Return media type and bytes of the picture that `source` names, or why there is none."""
    path = unquote(source)
    if not is_beside(path):
        return f"the picture {source!r} must stand beside the letter file, without .. or /"
    content = read(path)
    if content is None:
        return f"the picture {source!r} is not beside the letter file"
    if len(content) > _MAX_BYTES:
        return f"the picture {source!r} has more than {_MAX_BYTES:,} bytes"
    kind = media_type(content)
    if not kind:
        return f"the picture {source!r} is not a readable PNG or JPEG"
    return kind, content


def is_beside(path: str) -> bool:
    """Can this path only lead to the letter's own folder or one below it?"""
    if not path or path.startswith(("/", "~")) or "\\" in path or ":" in path or "\0" in path:
        return False
    return ".." not in path.split("/")


def media_type(content: bytes) -> str:
    """Return "image/png" or "image/jpeg" for a picture with a size, else ""."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 33:
        width, height = struct.unpack(">II", content[16:24])
        return "image/png" if width and height else ""
    if content.startswith(b"\xff\xd8") and _jpeg_has_size(content):
        return "image/jpeg"
    return ""


def _jpeg_has_size(content: bytes) -> bool:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return bool(height and width)
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return False
