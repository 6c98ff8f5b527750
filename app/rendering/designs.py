"""Designs: what page, faces and measures a letter prints with.

In goes the name of a folder under letters/designs, out comes a `Design`. A design holds
measures only; what stands on the page and in which order is the document's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.errors import UndersignedError

FOLDER = Path(__file__).resolve().parents[2] / "letters" / "designs"
PAGE_KEYS = (
    "width_mm",
    "height_mm",
    "margin_top_mm",
    "margin_right_mm",
    "margin_bottom_mm",
    "margin_left_mm",
)
TEXT_NUMBERS = (
    "size_pt",
    "notes_size_pt",
    "names_size_pt",
    "line_spacing",
    "paragraph_gap_pt",
    "column_gap_mm",
)
TEXT_KEYS = ("font", "pdf_fonts", "justified", *TEXT_NUMBERS)
# Below these a page has no room for a letter or type that nobody can read.
LEAST_TEXT_WIDTH_MM = 60.0
LEAST_TEXT_HEIGHT_MM = 80.0
LEAST_SIZE_PT = 5.0


@dataclass(frozen=True, slots=True)
class Design:
    """The measures of one design: millimetres for the page, points for type.

    `font` is the face a DOCX file names, `pdf_fonts` those a PDF embeds, first choice
    first. `line_spacing` is the distance of two lines as a multiple of the size.
    """

    name: str
    page_width_mm: float
    page_height_mm: float
    margin_top_mm: float
    margin_right_mm: float
    margin_bottom_mm: float
    margin_left_mm: float
    font: str
    pdf_fonts: tuple[str, ...]
    size_pt: float
    notes_size_pt: float
    names_size_pt: float
    line_spacing: float
    justified: bool
    paragraph_gap_pt: float
    column_gap_mm: float


class UnknownDesign(UndersignedError):
    """No design has this name; the message names those that exist."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        listed = ", ".join(known) or "none"
        super().__init__(f"There is no design {name!r}; there are: {listed}.")
        self.name = name
        self.known = known


class FaultyDesign(UndersignedError):
    """A design file that says something else than a design needs; the message says where."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"letters/designs/{name}/design.toml: {problem}")


def design_names(*, folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the names of all designs, sorted."""
    return tuple(sorted(file.parent.name for file in folder.glob("*/design.toml")))


def load_design(name: str, *, folder: Path = FOLDER) -> Design:
    """Return the design `name` from its file under `folder`.

    Raises UnknownDesign where there is none and FaultyDesign where its file is wrong.
    """
    # A name is looked up in the list, never joined to a path: it comes from a letter file.
    known = design_names(folder=folder)
    if name not in known:
        raise UnknownDesign(name, known)
    try:
        read = tomllib.loads((folder / name / "design.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FaultyDesign(name, str(error)) from error
    return _design(name, read)


def _design(name: str, read: Mapping[str, Any]) -> Design:
    unknown = sorted(set(read) - {"page", "text"})
    if unknown:
        raise FaultyDesign(name, f"unknown table [{unknown[0]}]; there are [page] and [text]")
    page = _table(name, read, "page", PAGE_KEYS)
    text = _table(name, read, "text", TEXT_KEYS)
    design = Design(
        name=name,
        page_width_mm=_number(name, page, "page", "width_mm"),
        page_height_mm=_number(name, page, "page", "height_mm"),
        margin_top_mm=_number(name, page, "page", "margin_top_mm"),
        margin_right_mm=_number(name, page, "page", "margin_right_mm"),
        margin_bottom_mm=_number(name, page, "page", "margin_bottom_mm"),
        margin_left_mm=_number(name, page, "page", "margin_left_mm"),
        font=_words(name, text["font"], "text.font"),
        pdf_fonts=_list_of_words(name, text["pdf_fonts"], "text.pdf_fonts"),
        justified=_yes_or_no(name, text["justified"], "text.justified"),
        **{key: _number(name, text, "text", key) for key in TEXT_NUMBERS},
    )
    _refuse_unreadable(design)
    return design


def _table(
    name: str, read: Mapping[str, Any], table: str, keys: tuple[str, ...]
) -> Mapping[str, Any]:
    found = read.get(table)
    if not isinstance(found, dict):
        raise FaultyDesign(name, f"the table [{table}] is missing")
    for key in keys:
        if key not in found:
            raise FaultyDesign(name, f"{table}.{key} is missing")
    for key in found:
        if key not in keys:
            raise FaultyDesign(name, f"{table}.{key} is unknown; known are {', '.join(keys)}")
    return found


def _number(name: str, table: Mapping[str, Any], title: str, key: str) -> float:
    value = table[key]
    # bool is an int in Python; `inf` and `nan` are floats in TOML.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10_000:
        raise FaultyDesign(name, f"{title}.{key} should be a number from 0, not {value!r}")
    return float(value)


def _words(name: str, value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise FaultyDesign(name, f"{key} should be text, not {value!r}")
    return value.strip()


def _list_of_words(name: str, value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise FaultyDesign(name, f"{key} should be a list of font names, not {value!r}")
    return tuple(_words(name, each, key) for each in value)


def _yes_or_no(name: str, value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise FaultyDesign(name, f"{key} should be true or false, not {value!r}")
    return value


def _refuse_unreadable(design: Design) -> None:
    width = design.page_width_mm - design.margin_left_mm - design.margin_right_mm
    height = design.page_height_mm - design.margin_top_mm - design.margin_bottom_mm
    if width < LEAST_TEXT_WIDTH_MM or height < LEAST_TEXT_HEIGHT_MM:
        raise FaultyDesign(design.name, "the margins leave no room for text")
    if min(design.size_pt, design.notes_size_pt, design.names_size_pt) < LEAST_SIZE_PT:
        raise FaultyDesign(design.name, f"type below {LEAST_SIZE_PT:g} pt cannot be read")
    if design.line_spacing < 1:
        raise FaultyDesign(design.name, "text.line_spacing should be 1 or more")
