"""A picture as somebody has it in, one that can be kept, printed and shown out.

PNG and JPEG only, written anew: what a camera, a program or an attacker put beside the pixels
stays behind. The same bytes in give the same bytes out.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from PIL import Image

from app.domain.errors import UndersignedError
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass
from app.formats.pictures import media_type, size

MAX_BYTES: Final = 5_000_000
MAX_PIXELS: Final = 25_000_000
"""A photograph of a telephone has 12 to 24 million; each takes four bytes while it is open."""
MOST_KEPT: Final = 9_000_000
"""A whole page at 300 dots an inch has 8.7 million. One with more is kept at half its width and
height: in the width of a letter's text that is still 230 dots an inch or more.
"""
_MAX_SIDE = 20_000
# Rows that are made smaller at a time; an even number, so that no two bands share a row.
_BAND = 256
# Visibly the same as the original at a size that mail takes.
_JPEG_QUALITY = 90
# A density says how large a picture wants to print; beyond these it is a program's guess.
_DENSITIES = (36.0, 2400.0)

_KEPT_AS_THEY_ARE = frozenset({"L", "RGB"})
_WITH_TRANSPARENCY = frozenset({"LA", "PA", "RGBA", "La", "RGBa"})
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_OTHER_KINDS: Final = (
    (b"GIF8", "GIF"),
    (b"RIFF", "WebP"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"<", "SVG"),
)


UNREADABLE: Final = Sentence(
    N_("The picture cannot be read; it may be cut off. Open it and save it once more.")
)
TOO_MUCH_WORK: Final = Sentence(
    N_(
        "The picture takes more work to read than a picture should. Open it and save it once "
        "more, smaller."
    )
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

    Refused by its first bytes and its header, before a pixel is decoded: what `kind_of`
    refuses, and a moving picture. Raises UnusablePicture.
    """
    kind = kind_of(content)
    image = _opened(content)
    is_halved = _is_too_fine(image)
    _decode(image)
    density, turn = _density(image), _turn(image)
    if kind == "image/png" and _has_transparency(image):
        kept = _kept_size(image, lambda part: part.convert("RGBA"))
    else:
        kept = _kept_size(image, _opaque)
    if density is not None and is_halved:
        density = (density[0] / 2, density[1] / 2)
    made = _written(kept if turn is None else kept.transpose(turn), kind, density)
    if len(made.content) > MAX_BYTES:
        raise UnusablePicture(_too_heavy(len(made.content)))
    return made


def kind_of(content: bytes) -> str:
    """Return "image/png" or "image/jpeg", by the first bytes alone.

    Refused: what is neither, more than 5 MB, more than 25 million pixels. Raises
    UnusablePicture.
    """
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


def _opened(content: bytes) -> Image.Image:
    """Return the picture with its header read and no pixel."""
    with _faults_of_the_library():
        image = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
        # What the library found counts: a file may say one size to us and another to it.
        _refuse_too_large(*image.size)
        if image.format == "PNG" and getattr(image, "is_animated", False):
            raise UnusablePicture(Sentence(N_("The picture moves. Save one still of it.")))
        return image


def _decode(image: Image.Image) -> None:
    """Read every pixel; of a JPEG that is too fine only as many as are kept."""
    with _faults_of_the_library():
        if _is_too_fine(image):
            # In a quarter of the memory. A PNG has no such way, and is read whole.
            image.draft(None, (image.width // 2, image.height // 2))
        image.load()


@contextmanager
def _faults_of_the_library() -> Iterator[None]:
    try:
        yield
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
        raise UnusablePicture(UNREADABLE) from error


def _is_too_fine(image: Image.Image) -> bool:
    return image.width * image.height > MOST_KEPT


def _kept_size(image: Image.Image, kept_mode: Callable[[Image.Image], Image.Image]) -> Image.Image:
    """Return the picture in the mode that is kept, at half its size where it is too fine.

    Band by band, since all of it would lie in memory twice, in some modes three times.
    """
    if not _is_too_fine(image):
        return kept_mode(image)
    width, height = image.size
    made: Image.Image | None = None
    for top in range(0, height, _BAND):
        band = kept_mode(image.crop((0, top, width, min(top + _BAND, height)))).reduce(2)
        made = made or Image.new(band.mode, ((width + 1) // 2, (height + 1) // 2))
        made.paste(band, (0, top // 2))
    return made or image


def _turn(image: Image.Image) -> Image.Transpose | None:
    """Return how the picture is turned to stand as the camera was held."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error):
        # Notes of a camera that nobody can read turn nothing.
        return None


def _has_transparency(image: Image.Image) -> bool:
    return "transparency" in image.info or image.mode in _WITH_TRANSPARENCY


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
    if kind == "image/png":
        image.save(out, "PNG", **told)
    else:
        image.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True, **told)
    return CleanPicture(kind, out.getvalue(), *image.size)


def _too_heavy(found: int) -> Sentence:
    heavy = N_("The picture has %(found)s MB; 5 MB are the most. Save it smaller.")
    return sentence(heavy, found=f"{found / 1_000_000:.1f}")


def _no_picture(content: bytes) -> Sentence:
    opening = content.lstrip()
    if content[:8] == b"\x89PNG\r\n\x1a\n" or content[:3] == b"\xff\xd8\xff":
        return UNREADABLE
    for beginning, kind in _OTHER_KINDS:
        if opening.startswith(beginning):
            named = N_("%(kind)s files cannot be kept. Save the picture as PNG or JPEG.")
            return sentence(named, kind="HTML" if b"<html" in opening[:500].lower() else kind)
    return Sentence(N_("This is no picture that can be printed. Save it as PNG or JPEG."))
