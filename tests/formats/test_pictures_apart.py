"""A picture is cleaned by another process, whatever is in it."""

from __future__ import annotations

import time

import pytest
from PIL import Image

from app.formats import pictures_apart
from app.formats.picture_files import UnusablePicture, clean
from app.formats.pictures_apart import clean_apart
from tests.picture_bytes import encoded, jpeg, jpeg_of_many_scans, moving_png, png


@pytest.mark.parametrize("content", [png(), jpeg()], ids=["png", "jpeg"])
def test_the_child_gives_what_is_kept(content: bytes) -> None:
    assert clean_apart(content) == clean(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(moving_png(), "The picture moves", id="moving"),
        pytest.param(jpeg()[:300], "it may be cut off", id="cut off"),
    ],
)
def test_the_child_says_why_it_refuses(content: bytes, says: str) -> None:
    with pytest.raises(UnusablePicture, match=says) as refused:
        clean_apart(content)

    assert refused.value.sentence.message.startswith("The picture")


def test_what_its_first_bytes_refuse_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_apart, "_MODULE", "no.such.module")

    with pytest.raises(UnusablePicture, match="GIF files cannot be kept"):
        clean_apart(b"GIF89a" + b"\0" * 50)


def test_the_largest_picture_fits_into_the_limits_of_the_child() -> None:
    made = clean_apart(encoded(Image.new("RGBA", (5_000, 5_000), (9, 8, 7, 100))))

    assert (made.width, made.height, made.media_type) == (2_500, 2_500, "image/png")


def test_a_file_that_keeps_its_decoder_at_work_is_ended() -> None:
    content = jpeg_of_many_scans((4_000, 4_000), scans=5_000)
    began = time.monotonic()

    with pytest.raises(UnusablePicture, match="more work to read than a picture should"):
        clean_apart(content, seconds=1.0)

    assert len(content) < 500_000
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("module", ["no.such.module", "this"])
def test_a_child_that_comes_to_grief_leaves_a_sentence(
    monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setattr(pictures_apart, "_MODULE", module)

    with pytest.raises(UnusablePicture, match="cannot be read"):
        clean_apart(png())
