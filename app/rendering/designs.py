"""Designs: what page, faces and measures a letter prints with.

In goes the name of a folder under letters/designs, out comes a `Design`. A design is data:
measures, faces and what a letter does that says nothing of it. docs/designs.md tells its keys.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.domain.documents import NamesPlace, NamesSection
from app.domain.errors import UndersignedError
from app.domain.layouts import Layout, NoteRoom
from app.domain.letters import DEFAULT_PARTS
from app.domain.values import dataclass
from app.rendering.design_files import FaultyTable, Tables

TABLES = ("page", "text", "names", "letterhead", "letter")
FOLDER = Path(__file__).resolve().parents[2] / "letters" / "designs"
# Below these a page has no room for a letter or type that nobody can read.
LEAST_TEXT_WIDTH_MM = 60.0
LEAST_TEXT_HEIGHT_MM = 80.0
LEAST_SIZE_PT = 5.0
# Officers are no part of the letter's text: their type is this part of that of the notes.
OFFICERS_SIZE = 0.9
# A recipient who counts thousands of names by eye loses the thread (decision 0011).
NUMBERED_FROM = 2000
# A note to the title that is higher than this part of the text leaves page one no room for the
# letter, and readers of Word files differ in where such a note goes on (decision 0018).
HIGHEST_TITLE_NOTE = 0.5
NOTE_LETTERS_PER_EM = 2.2
# Officers down a side stand in the margin at the start of the line.
LEAST_OFFICERS_MARGIN_MM = 45.0


class OfficersPlace(StrEnum):
    SIDE = "side"
    FOOT = "foot"


class Align(StrEnum):
    START = "start"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class LetterheadStyle:
    """How a letterhead looks; `officers` stand beside the text or across the first page's foot."""

    officers: OfficersPlace
    align: Align
    logo_height_mm: float
    name_size_pt: float


@dataclass(frozen=True, slots=True)
class Design:
    """The measures of one design: millimetres for the page, points for type.

    `font` is the face a DOCX file names, `pdf_fonts` those a PDF embeds, first choice
    first. `line_spacing` is the distance of two lines as a multiple of the size. Lists of
    `numbered_from` names or more print with numbers (0: none does). `layout` is for letters
    that say nothing else.
    """

    name: str
    page_width_mm: float
    page_height_mm: float
    margin_top_mm: float
    margin_right_mm: float
    margin_bottom_mm: float
    margin_left_mm: float
    has_running_head: bool
    has_first_page_number: bool
    font: str
    pdf_fonts: tuple[str, ...]
    size_pt: float
    notes_size_pt: float
    names_size_pt: float
    line_spacing: float
    justified: bool
    paragraph_gap_pt: float
    column_gap_mm: float
    numbered_from: int
    letterhead: LetterheadStyle
    layout: Layout

    @property
    def text_width_mm(self) -> float:
        return self.page_width_mm - self.margin_left_mm - self.margin_right_mm

    @property
    def text_height_mm(self) -> float:
        return self.page_height_mm - self.margin_top_mm - self.margin_bottom_mm

    @property
    def officers_size_pt(self) -> float:
        return self.notes_size_pt * OFFICERS_SIZE

    def numbers(self, names: NamesSection) -> bool:
        """Do these names print with numbers? Not where one of them would get two."""
        is_long = 0 < self.numbered_from <= names.line_count
        return is_long and names.has_each_once


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


def _design(name: str, read: dict[str, Any]) -> Design:
    try:
        tables = Tables(read, TABLES)
        page, text, names = tables.table("page"), tables.table("text"), tables.table("names")
        letterhead, letter = tables.table("letterhead"), tables.table("letter")
        design = Design(
            name=name,
            page_width_mm=page.number("width_mm"),
            page_height_mm=page.number("height_mm"),
            margin_top_mm=page.number("margin_top_mm"),
            margin_right_mm=page.number("margin_right_mm"),
            margin_bottom_mm=page.number("margin_bottom_mm"),
            margin_left_mm=page.number("margin_left_mm"),
            has_running_head=page.yes_no("running_head", default=False),
            has_first_page_number=page.yes_no("first_page_number", default=False),
            font=text.words("font"),
            pdf_fonts=text.list_of_words("pdf_fonts"),
            size_pt=text.number("size_pt"),
            notes_size_pt=text.number("notes_size_pt"),
            names_size_pt=text.number("names_size_pt"),
            line_spacing=text.number("line_spacing"),
            justified=text.yes_no("justified"),
            paragraph_gap_pt=text.number("paragraph_gap_pt"),
            column_gap_mm=text.number("column_gap_mm"),
            numbered_from=names.whole_number("numbered_from", default=NUMBERED_FROM),
            letterhead=LetterheadStyle(
                officers=letterhead.one_of("officers", OfficersPlace.FOOT),
                align=letterhead.one_of("align", Align.CENTER),
                logo_height_mm=letterhead.number("logo_height_mm", default=18.0),
                name_size_pt=letterhead.number("name_size_pt", default=15.0),
            ),
            layout=Layout(
                parts=letter.parts("parts", default=DEFAULT_PARTS),
                columns=names.whole_number("columns", default=1, most=3, least=1),
                names_place=names.one_of("place", NamesPlace.HERE),
                addressee_columns=letter.whole_number(
                    "addressee_columns", default=1, most=2, least=1
                ),
                has_letterhead=letterhead.yes_no("shown", default=False),
            ),
        )
        tables.refuse_unknown()
    except FaultyTable as error:
        raise FaultyDesign(name, str(error)) from error
    _refuse_unreadable(design)
    return replace(design, layout=replace(design.layout, note_room=_note_room(design)))


def _note_room(design: Design) -> NoteRoom:
    """Return how long a note to the title may be, in about as many letters as its type has."""
    points = 72 / 25.4
    line = design.notes_size_pt * design.line_spacing
    letters = design.text_width_mm * points / design.notes_size_pt * NOTE_LETTERS_PER_EM
    height = design.text_height_mm * points * HIGHEST_TITLE_NOTE
    return NoteRoom(lines=max(1, int(height / line)), letters=max(1, int(letters)))


def _refuse_unreadable(design: Design) -> None:
    height = design.text_height_mm
    if design.text_width_mm < LEAST_TEXT_WIDTH_MM or height < LEAST_TEXT_HEIGHT_MM:
        raise FaultyDesign(design.name, "the margins leave no room for text")
    if min(design.size_pt, design.notes_size_pt, design.names_size_pt) < LEAST_SIZE_PT:
        raise FaultyDesign(design.name, f"type below {LEAST_SIZE_PT:g} pt cannot be read")
    if design.line_spacing < 1:
        raise FaultyDesign(design.name, "text.line_spacing should be 1 or more")
    if design.letterhead.logo_height_mm > height / 3:
        raise FaultyDesign(design.name, "letterhead.logo_height_mm leaves no room for text")
    is_narrow = design.margin_left_mm < LEAST_OFFICERS_MARGIN_MM
    if design.letterhead.officers is OfficersPlace.SIDE and is_narrow:
        least = f"page.margin_left_mm should be {LEAST_OFFICERS_MARGIN_MM:g} or more"
        raise FaultyDesign(design.name, f"{least} for officers down the side")
