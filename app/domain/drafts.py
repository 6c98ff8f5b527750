"""A word processor's draft as values: flat runs of text, paragraphs, tables, remarks.

What a reader of Word files hands over and what recognition reads. Nothing here has been
taken for a date or a name yet; what the letter file cannot hold has become a remark.
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one look; hard breaks and tabs are line feeds and tabs in it.

    `note` is the number of the note that is referred to here (`text` is then empty), `link`
    the target of a live link, `language` the tag that the draft marks the run with.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: bool = False
    lowered: bool = False
    link: str = ""
    note: int = 0
    language: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ListMark:
    """A bullet or a number before a paragraph.

    `list_id` tells lists apart, `level` counts from 0, `count` is the number that shows.
    """

    list_id: str
    level: int
    is_ordered: bool
    count: int = 1
    is_tight: bool = True


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """One paragraph that holds something.

    `place` is how a person finds it ("paragraph 12"). `style` is its style's name in small
    letters, `heading` a heading's level or 0. `left` and `right` are indents in twips.
    `has_gap`: an empty paragraph stands before it; `is_spaced`: white space does.
    `columns` is the number of columns its page is set in there.
    """

    spans: Spans
    place: str
    style: str = ""
    heading: int = 0
    mark: ListMark | None = None
    left: int = 0
    right: int = 0
    alignment: str = ""
    has_gap: bool = False
    is_spaced: bool = False
    columns: int = 1
    is_rule: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans).strip()


Cell = tuple[DraftParagraph, ...]


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table; rows may differ in length. `is_headed`: the draft marks its first row."""

    rows: tuple[tuple[Cell, ...], ...]
    place: str
    is_headed: bool = False
    has_gap: bool = False
    left: int = 0

    @property
    def text(self) -> str:
        cells = (cell for row in self.rows for cell in row)
        return " ".join(paragraph.text for cell in cells for paragraph in cell)


DraftBlock = DraftParagraph | DraftTable


@dataclass(frozen=True, slots=True)
class DraftNote:
    """Note `number`, counted from 1 in the order of first reference."""

    number: int
    blocks: tuple[DraftBlock, ...]


class About(StrEnum):
    """What a remark is about; the value is the sentence, `{words}` the draft's own."""

    COMMENT = "comment by {words}; comments are no part of the letter"
    CHANGES = "{words}"
    HIGHLIGHT = "highlighted as unfinished: “{words}”"
    PLACEHOLDER = "a field waits to be filled in: “{words}”"
    HIDDEN = "hidden text is left out: “{words}”"
    STRUCK = "struck-through text stays as plain text: “{words}”"
    UNDERLINE = "the underline is not kept: “{words}”"
    CAPITALS = "capitals come from the type, not the text, and are not kept: “{words}”"
    RAISED = "raised or lowered text stays as plain text: “{words}”"
    RAISED_DIGITS = "raised or lowered figures become the characters {words}"
    LOOSE_REFERENCE = "the raised {words} looks like a note, but there is no such note"
    LINK = "the link “{words}” has no target and prints as plain text"
    LOOKS_LIKE_LINK = "“{words}” looks like a link but has no target"
    LINK_IN_FIELD = "a link cannot stand here and prints as plain text: “{words}”"
    NOTE_IN_FIELD = "a note cannot be referred to here: {words}"
    NOTE_IN_NOTE = "a note inside a note is refused by documents; it prints in words: {words}"
    UNUSED_NOTE = "a note nothing refers to is left out: “{words}”"
    PICTURE = "a picture cannot travel in a letter file: “{words}”"
    DRAWING = "a chart, drawing or embedded object is left out: “{words}”"
    EQUATION = "an equation is kept as its plain text: “{words}”"
    SYMBOL = "a character of the font {words} has no place in text and is left out"
    RUBY = "a reading aid beside the text is left out: “{words}”"
    CHARACTER = "the {words} is left out"
    TEXT_BOX = "a text box stands in the text where it was anchored: “{words}”"
    FURNITURE = "the {words}"
    TAB = "tabs become blanks: “{words}”"
    BREAK = "a line break becomes a blank: “{words}”"
    TABLE_CELL = "a cell holds more than one line; they are put into one: “{words}”"
    MERGED = "merged cells are taken apart: “{words}”"
    TABLE_IN_CELL = "a table inside a table is put into its cell as text: “{words}”"
    NUMBERS = "the numbers ({words}) print as 1, 2, 3"
    TYPED_NOTES = "{words}"
    MIXED_NOTES = "{words}"
    LANGUAGE = "{words}"
    TITLE = "{words}"
    NOT_RECOGNIZED = "not recognized, and kept in the body: “{words}”"
    COUNT = "{words}"
    NAMES = "{words}"
    TOO_LONG = "too long for its field, and kept in the body: “{words}”"
    READS_OTHERWISE = "{words}"
    READER = "{words}"


_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the author should know: what, where ("" for the whole file), the words."""

    about: About
    words: str = ""
    place: str = ""

    def __str__(self) -> str:
        sentence = self.about.value.replace("{words}", self.words)
        return f"{self.place}: {sentence}" if self.place else sentence


def remark(about: About, words: str = "", place: str = "") -> Remark:
    """Return a remark whose words are in one line and not too long to read."""
    line = " ".join(words.split())
    if "“" in about.value and len(line) > _SHOWN:
        line = f"{line[: _SHOWN - 1].rstrip()}…"
    return Remark(about, line, place)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft: its text, its notes in order of first reference, what was noticed.

    `title` is the file's own property. `languages` are the tags that it marks text with where
    nothing else is said: Latin script, from right to left, East Asian. `is_ours`: one of our
    own documents come back.
    """

    blocks: tuple[DraftBlock, ...]
    notes: tuple[DraftNote, ...] = ()
    notes_at_end: bool = False
    title: str = ""
    languages: tuple[str, str, str] = ("", "", "")
    is_ours: bool = False
    remarks: tuple[Remark, ...] = ()
