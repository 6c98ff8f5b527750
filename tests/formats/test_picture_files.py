from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.formats import picture_files
from app.formats.picture_files import UnusablePicture, clean
from tests.picture_bytes import encoded, jpeg, moving_png, opened, png, png_that_says

TRANSPARENT = Image.new("P", (2, 1))
TRANSPARENT.putpalette([255, 0, 0, 0, 255, 0])
TRANSPARENT.putdata([0, 1])
SIXTEEN_BITS = Image.new("I;16", (4, 1))
SIXTEEN_BITS.putdata([0, 16384, 32768, 65535])


@pytest.mark.parametrize("content", [png(), jpeg()], ids=["png", "jpeg"])
def test_a_picture_stays_what_it_is_and_is_written_the_same_twice(content: bytes):
    made = clean(content)

    assert made == clean(content)
    assert made.media_type == f"image/{opened(content).format.lower()}"
    assert opened(made.content).size == opened(content).size == (made.width, made.height)


def test_what_a_camera_wrote_beside_the_picture_is_left_out_but_not_its_density():
    exif = Image.Exif()
    exif[0x010E] = "taken at a secret place"
    content = encoded(
        Image.new("RGB", (30, 10)),
        "JPEG",
        exif=exif,
        comment=b"a secret comment",
        icc_profile=b"a secret profile",
        dpi=(300, 300),
    )

    made = clean(content)

    assert b"secret" in content
    assert b"secret" not in made.content
    assert opened(made.content).info["dpi"] == (300, 300)


def test_text_in_a_png_is_left_out():
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Author", "somebody secret")
    content = encoded(Image.new("L", (3, 3)), pnginfo=told)

    assert b"secret" in content
    assert b"secret" not in clean(content).content


def test_a_photograph_that_lies_on_its_side_stands_up():
    exif = Image.Exif()
    exif[0x0112] = 6
    content = encoded(Image.new("RGB", (30, 10)), "JPEG", exif=exif)

    made = clean(content)

    assert (made.width, made.height) == (10, 30)
    assert opened(made.content).getexif() == {}


@pytest.mark.parametrize(
    ("image", "kind", "mode"),
    [
        pytest.param(Image.new("1", (3, 2)), "PNG", "L", id="black and white"),
        pytest.param(Image.new("LA", (3, 2)), "PNG", "RGBA", id="grey with transparency"),
        pytest.param(Image.new("P", (3, 2)), "PNG", "RGB", id="palette"),
        pytest.param(Image.new("RGBA", (3, 2)), "PNG", "RGBA", id="transparent"),
        pytest.param(Image.new("CMYK", (3, 2)), "JPEG", "RGB", id="print colours"),
        pytest.param(Image.new("L", (3, 2)), "JPEG", "L", id="grey"),
    ],
)
def test_every_kind_of_colour_becomes_one_that_prints(image: Image.Image, kind: str, mode: str):
    assert opened(clean(encoded(image, kind)).content).mode == mode


def test_the_transparent_colour_of_a_palette_stays_transparent():
    made = opened(clean(encoded(TRANSPARENT, transparency=0)).content)

    assert [made.getpixel((x, 0)) for x in (0, 1)] == [(255, 0, 0, 0), (0, 255, 0, 255)]


def test_sixteen_bits_become_eight_with_their_shades():
    made = opened(clean(encoded(SIXTEEN_BITS)).content)

    assert [made.getpixel((x, 0)) for x in range(4)] == [0, 64, 128, 255]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "The file is empty", id="nothing"),
        pytest.param(b"GIF89a" + b"\0" * 50, "GIF files cannot be kept. Save", id="gif"),
        pytest.param(b'<svg xmlns="x"><script/></svg>', "SVG files cannot be kept", id="svg"),
        pytest.param(b"<!doctype html><html><script>", "HTML files cannot be kept", id="html"),
        pytest.param(b"RIFF....WEBPVP8 ", "WebP files cannot be kept", id="webp"),
        pytest.param(b"\x7fELF" + b"\0" * 50, "This is no picture", id="a program"),
        pytest.param(jpeg()[:300], "it may be cut off", id="a JPEG cut in its picture"),
        pytest.param(jpeg()[:20], "it may be cut off", id="a JPEG cut in its head"),
        pytest.param(png()[:40], "it may be cut off", id="a PNG cut off"),
        pytest.param(png()[:30] + b"\xff" * 9 + png()[39:], "it may be cut off", id="broken"),
        pytest.param(png_that_says(0, 10), "it may be cut off", id="no width"),
        pytest.param(png_that_says(100, 100), "it may be cut off", id="fewer pixels than said"),
        pytest.param(png_that_says(50_000, 50_000), "50000 by 50000 pixels", id="a bomb"),
        pytest.param(png_that_says(2**31 - 1, 1), "Save it smaller", id="a thin bomb"),
        pytest.param(b"\xff\xd8" + b"\0" * 6_000_000, "has 6.0 MB; 5 MB are the most", id="6 MB"),
        pytest.param(moving_png(), "The picture moves", id="it moves"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(content: bytes, says: str):
    with pytest.raises(UnusablePicture, match=says):
        clean(content)


def test_a_bomb_is_refused_by_its_header_and_takes_no_memory():
    tracemalloc.start()
    with pytest.raises(UnusablePicture):
        clean(png_that_says(50_000, 50_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1_000_000


def test_a_picture_that_grows_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch):
    content = encoded(Image.effect_noise((200, 200), 90).convert("P"))
    monkeypatch.setattr(picture_files, "MAX_BYTES", len(content) + 10)

    with pytest.raises(UnusablePicture, match="Save it smaller"):
        clean(content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_too_fine_for_paper_is_kept_at_half_its_size_and_prints_as_large(kind: str):
    exif = Image.Exif()
    exif[0x0112] = 6
    content = encoded(Image.new("L", (3201, 3001), 90), kind, dpi=(300, 300), exif=exif)

    made = opened(clean(content).content)

    assert made.size == (1501, 1601)
    assert made.info["dpi"] == pytest.approx((150, 150), abs=0.1)
    assert made.getpixel((700, 1500)) == 90


def test_a_page_at_300_dots_an_inch_is_kept_whole():
    made = clean(encoded(Image.new("1", (2550, 3300)), dpi=(300, 300)))

    assert (made.width, made.height) == (2550, 3300)
    assert opened(made.content).info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_fine_picture_with_a_transparent_colour_keeps_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(picture_files, "MOST_KEPT", 1_000)
    image = TRANSPARENT.resize((200, 600), Image.Resampling.NEAREST)

    made = opened(clean(encoded(image, transparency=0)).content)

    assert made.size == (100, 300)
    assert [made.getchannel("A").getpixel((x, 299)) for x in (10, 90)] == [0, 255]


@settings(max_examples=60, deadline=None)
@given(
    width=st.integers(1, 12),
    height=st.integers(1, 40),
    band=st.sampled_from([2, 4, 6, 16]),
    mode=st.sampled_from(["L", "RGB", "RGBA"]),
    seed=st.randoms(use_true_random=False),
)
def test_band_by_band_is_the_same_as_all_at_once(width, height, band, mode, seed):
    count = width * height * len(Image.new(mode, (1, 1)).getbands())
    image = Image.frombytes(mode, (width, height), seed.randbytes(count))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(picture_files, "MOST_KEPT", 0)
        patched.setattr(picture_files, "_BAND", band)

        made = picture_files._kept_size(image, lambda part: part)

    assert (made.mode, made.size) == (mode, ((width + 1) // 2, (height + 1) // 2))
    assert made.tobytes() == image.reduce(2).tobytes()
