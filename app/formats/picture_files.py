"""A picture as somebody has it in, one that can be kept, printed and shown out.

PNG and JPEG only, written anew: what a camera, a program or an attacker put beside the pixels
stays behind. The same bytes in give the same bytes out.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from app.domain.errors import UndersignedError
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass
from app.formats.pictures import media_type, size

MAX_BYTES: Final = 5_000_000
MAX_PIXELS: Final = 25_000_000
"""A photograph of a telephone has 12 to 24 million; each takes four bytes while it is open."""
_MAX_SIDE = 20_000
# Visibly the same as the original at a size that mail takes.
_JPEG_QUALITY = 90
# A density says how large a picture wants to print; beyond these it is a program's guess.
_DENSITIES = (36.0, 2400.0)

_KEPT_AS_THEY_ARE = frozenset({"L", "RGB"})
_OTHER_KINDS: Final = (
    (b"GIF8", "GIF"),
    (b"RIFF", "WebP"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"<", "SVG"),
)


class UnusablePicture(UndersignedError):
    """A file that is kept as no picture; `sentence` says why and what to do."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.sentence = why


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as it is kept: nothing but pixels, and the density it is to print at."""

    media_type: str
    content: bytes
    width: int
    height: int


def clean(content: bytes) -> CleanPicture:
    """Return the picture of these bytes, upright and without anything beside its pixels.

    Refused by its first bytes and its header, before a pixel is decoded: what is neither PNG
    nor JPEG, more than 5 MB, more than 25 million pixels, a moving picture. Raises
    UnusablePicture.
    """
    kind = _kind(content)
    image = _decoded(content)
    density = _density(image)
    if kind == "image/png":
        made = _as_png(_upright(image), density)
    else:
        made = _as_jpeg(_upright(image), density)
    if len(made.content) > MAX_BYTES:
        raise UnusablePicture(_too_heavy(len(made.content)))
    return made


def _kind(content: bytes) -> str:
    if not content:
        raise UnusablePicture(Sentence(N_("The file is empty. Choose another one.")))
    if len(content) > MAX_BYTES:
        raise UnusablePicture(_too_heavy(len(content)))
    kind = media_type(content)
    if not kind:
        raise UnusablePicture(_no_picture(content))
    width, height = size(content)
    _refuse_too_large(width, height)
    return kind


def _refuse_too_large(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > _MAX_SIDE:
        large = N_(
            "The picture is %(width)s by %(height)s pixels, which is more than 25 million. "
            "Save it smaller."
        )
        raise UnusablePicture(sentence(large, width=width, height=height))


def _decoded(content: bytes) -> Image.Image:
    """Return the open picture with every pixel read."""
    try:
        image = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
        # What the library found counts: a file may say one size to us and another to it.
        _refuse_too_large(*image.size)
        if image.format == "PNG" and getattr(image, "is_animated", False):
            raise UnusablePicture(Sentence(N_("The picture moves. Save one still of it.")))
        image.load()
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        struct.error,
        zlib.error,
        Image.DecompressionBombError,
    ) as error:
        # All of these come out of the library for files that are cut off or made to hurt.
        raise UnusablePicture(_unreadable()) from error
    return image


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error):
        # Notes of a camera that nobody can read turn nothing.
        return image


def _as_png(image: Image.Image, density: tuple[float, float] | None) -> CleanPicture:
    if "transparency" in image.info or image.mode in {"LA", "PA", "RGBA", "La", "RGBa"}:
        image = image.convert("RGBA")
    else:
        image = _opaque(image)
    return _written(image, "PNG", density)


def _as_jpeg(image: Image.Image, density: tuple[float, float] | None) -> CleanPicture:
    return _written(_opaque(image), "JPEG", density)


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode in _KEPT_AS_THEY_ARE:
        return image
    if image.mode.startswith("I"):
        # 16 bits a pixel: the library would cut off what is brighter than 255.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("L" if image.mode == "1" else "RGB")


def _density(image: Image.Image) -> tuple[float, float] | None:
    """Return the dots per inch that the file asks for, None where it says nothing usable."""
    lowest, highest = _DENSITIES
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    usable = lowest <= across <= highest and lowest <= down <= highest
    return (round(across, 2), round(down, 2)) if usable else None


def _written(image: Image.Image, kind: str, density: tuple[float, float] | None) -> CleanPicture:
    # The library writes back some of what it read: comments, profiles, palettes.
    image = image.copy()
    image.info = {}
    told = {} if density is None else {"dpi": density}
    out = BytesIO()
    if kind == "PNG":
        image.save(out, "PNG", **told)
    else:
        image.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True, **told)
    return CleanPicture(f"image/{kind.lower()}", out.getvalue(), *image.size)


def _too_heavy(found: int) -> Sentence:
    heavy = N_("The picture has %(found)s MB; 5 MB are the most. Save it smaller.")
    return sentence(heavy, found=f"{found / 1_000_000:.1f}")


def _unreadable() -> Sentence:
    return Sentence(
        N_("The picture cannot be read; it may be cut off. Open it and save it once more.")
    )


def _no_picture(content: bytes) -> Sentence:
    opening = content.lstrip()
    if content[:8] == b"\x89PNG\r\n\x1a\n" or content[:3] == b"\xff\xd8\xff":
        return _unreadable()
    for beginning, kind in _OTHER_KINDS:
        if opening.startswith(beginning):
            named = N_("%(kind)s files cannot be kept. Save the picture as PNG or JPEG.")
            return sentence(named, kind="HTML" if b"<html" in opening[:500].lower() else kind)
    return Sentence(N_("This is no picture that can be printed. Save it as PNG or JPEG."))
