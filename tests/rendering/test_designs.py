"""Designs read from their files."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.rendering.designs import (
    FOLDER,
    FaultyDesign,
    UnknownDesign,
    design_names,
    load_design,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    text = (FOLDER / "plain" / "design.toml").read_text(encoding="utf-8")
    (tmp_path / "own" / "design.toml").write_text(text, encoding="utf-8")
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "own" / "design.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", design_names())
def test_every_design_of_the_project_can_be_read(name: str) -> None:
    assert load_design(name).name == name


@pytest.mark.parametrize("name", design_names())
def test_every_design_and_each_of_its_keys_is_documented(name: str) -> None:
    told = (FOLDER.parents[1] / "docs" / "designs.md").read_text(encoding="utf-8")
    read = tomllib.loads((FOLDER / name / "design.toml").read_text(encoding="utf-8"))

    assert f"| `{name}` |" in told
    assert [key for table in read.values() for key in table if f"`{key}`" not in told] == []


def test_the_plain_design_is_us_letter() -> None:
    plain = load_design("plain")

    assert (plain.page_width_mm, plain.page_height_mm) == (215.9, 279.4)
    assert plain.font == "Times New Roman"


@pytest.mark.parametrize("name", ["gold", "", "../plain", "plain/design.toml"])
def test_an_unknown_design_is_refused_with_those_that_exist(name: str) -> None:
    with pytest.raises(UnknownDesign) as refusal:
        load_design(name)

    assert "plain" in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("size_pt = 11.5", 'size_pt = "big"', "text.size_pt should be a number"),
        ("size_pt = 11.5", "size_pt = nan", "text.size_pt should be a number"),
        ("size_pt = 11.5", "", "text.size_pt is missing"),
        ("justified = false", "justified = 0", "text.justified should be true or false"),
        ("[page]", "[paper]", "unknown table [paper]"),
        ("width_mm = 215.9", "width_mm = 215.9\ncolour = 1", "page.colour is unknown"),
        ("margin_left_mm = 28.6", "margin_left_mm = 180", "no room for text"),
        (
            'pdf_fonts = ["Libertinus Serif"]',
            'pdf_fonts = "Serif"',
            "should be a list of names",
        ),
        ("[page]", "[page", "design.toml"),
    ],
    ids=[
        "text for a number",
        "not a number",
        "missing",
        "number for yes or no",
        "unknown table",
        "unknown key",
        "no room",
        "text for a list",
        "no TOML",
    ],
)
def test_a_faulty_design_is_refused_with_its_place(
    folder: Path, old: str, new: str, message: str
) -> None:
    change(folder, f"\n{old}", f"\n{new}")

    with pytest.raises(FaultyDesign) as refusal:
        load_design("own", folder=folder)

    assert message in str(refusal.value)
