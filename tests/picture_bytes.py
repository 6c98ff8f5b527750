"""Pictures of the tests, and files that only pretend to be one."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image


def encoded(image: Image.Image, kind: str = "PNG", **told: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **told)
    return out.getvalue()


def png(colour: str = "teal", size: tuple[int, int] = (6, 4)) -> bytes:
    return encoded(Image.new("RGB", size, colour))


def jpeg(colour: str = "teal", size: tuple[int, int] = (60, 40)) -> bytes:
    return encoded(Image.new("RGB", size, colour), "JPEG")


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes whose header promises a picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def moving_png() -> bytes:
    stills = [Image.new("RGB", (6, 4), colour) for colour in ("red", "blue")]
    return encoded(stills[0], "PNG", save_all=True, append_images=stills[1:])


def jpeg_of_many_scans(size: tuple[int, int], *, scans: int) -> bytes:
    """A small file whose decoder goes through the whole picture once for each of its scans."""
    whole = encoded(Image.new("L", size, 128), "JPEG", progressive=True)
    last = whole[whole.rfind(b"\xff\xda") : -2]
    return whole[:-2] + last * scans + whole[-2:]


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image
