"""Pictures: inline drawings with their alternative text, never wider than the text."""

from __future__ import annotations

from typing import Final

from app.domain.documents import Picture
from app.domain.errors import UndersignedError
from app.rendering.alike import TALLEST_PICTURE
from app.rendering.docx.markup import DRAWING, EMU_PER_TWIP, PICTURE, attribute, twips_of_mm
from app.rendering.docx.story import Story, Voice

MEDIA_TYPES: Final = ("image/png", "image/jpeg")


class UnreadablePicture(UndersignedError):
    """A picture that is no PNG and no JPEG, or whose size cannot be read."""


def drawing(picture: Picture, story: Story, voice: Voice) -> str:
    """Return a run with `picture` at its own size, made smaller where it is too large.

    Raises UnreadablePicture.
    """
    return _drawing(picture, story, _size(picture, story, voice))


def logo_drawing(picture: Picture, story: Story) -> str:
    """Return a run with `picture` in the size of the design's logo.

    Raises UnreadablePicture.
    """
    return _drawing(picture, story, logo_size(picture, story))


def logo_size(picture: Picture, story: Story) -> tuple[int, int]:
    """Return width and height of a logo in English metric units.

    It is as high as the design wants it, whatever its own size, and no wider than the text.
    Raises UnreadablePicture.
    """
    width, height = _own_size(picture)
    asked = twips_of_mm(story.design.letterhead.logo_height_mm) * EMU_PER_TWIP / max(height, 1)
    scale = min(asked, story.text_width * EMU_PER_TWIP / max(width, 1))
    return max(1, int(width * scale)), max(1, int(height * scale))


def _drawing(picture: Picture, story: Story, size: tuple[int, int]) -> str:
    width, height = size
    media = story.gathered.media_name(picture)
    name = story.relationships.id_of("image", f"media/{media}")
    number = story.gathered.next_drawing()
    return (
        "<w:r><w:drawing>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{attribute(picture.alt)}"/>'
        "<wp:cNvGraphicFramePr>"
        f'<a:graphicFrameLocks xmlns:a="{DRAWING}" noChangeAspect="1"/>'
        "</wp:cNvGraphicFramePr>"
        f'<a:graphic><a:graphicData uri="{PICTURE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{media}" '
        f'descr="{attribute(picture.alt)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _size(picture: Picture, story: Story, voice: Voice) -> tuple[int, int]:
    """Return width and height in English metric units."""
    width, height = _own_size(picture)
    design = story.design
    scale = min(
        1.0,
        _room(story, voice) / max(width, 1),
        twips_of_mm(design.text_height_mm * TALLEST_PICTURE) * EMU_PER_TWIP / max(height, 1),
    )
    return max(1, int(width * scale)), max(1, int(height * scale))


def _room(story: Story, voice: Voice) -> int:
    """Return the width that text has here, in English metric units."""
    return (story.text_width - voice.indent - voice.right_indent) * EMU_PER_TWIP


def _own_size(picture: Picture) -> tuple[int, int]:
    """Return the size that the picture's own file asks for, by its pixels and its density."""
    if picture.media_type not in MEDIA_TYPES:
        raise UnreadablePicture(f"A picture of the type {picture.media_type} cannot be printed.")
    # A tenth of a second to load, for what most letters do not have.
    from docx.image.image import Image

    try:
        image = Image.from_blob(picture.content)
        return int(image.width), int(image.height)
    except Exception as error:
        # The library has five exceptions for this, one of them a plain Exception.
        raise UnreadablePicture(f"The picture {picture.alt!r} cannot be read.") from error
