"""A word processor's draft as values: flat runs of text, paragraphs, tables, remarks.

What a reader of Word files hands over and what recognition reads. Nothing here has been
taken for a date or a name yet; what the letter file cannot hold has become a remark.
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.sentences import N_, NOTHING, Sentence, sentence
from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one look; hard breaks and tabs are line feeds and tabs in it.

    `note` is the number of the note that is referred to here (`text` is then empty);
    `points_to` that of the note which the text names by its number ("supra note 4"). `link` is
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
    points_to: int = 0
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
    letters, `heading` a heading's level or 0. `left` and `right` are indents in twips: `left` is
    where the first line begins, unless another begins further left; an item's, where its text does.
    `has_gap`: an empty paragraph stands before it; `is_spaced`: white space does.
    `columns` is the number of columns its page is set in there; `begins_page`: it begins a
    section on a new page.
    """

    spans: Spans
    place: Sentence
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
    begins_page: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans).strip()


Cell = tuple[DraftParagraph, ...]


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table; rows may differ in length. `is_headed`: the draft marks its first row."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Sentence
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
    """What a remark is about; the value is the sentence, `words` the draft's own.

    SAID is for a sentence that is made where it is told.
    """

    SAID = "%(words)s"
    COMMENT = N_("comment by %(words)s; comments are no part of the letter")
    HIGHLIGHT = N_("highlighted as unfinished: “%(words)s”")
    PLACEHOLDER = N_("a field waits to be filled in: “%(words)s”")
    HIDDEN = N_("hidden text is left out: “%(words)s”")
    STRUCK = N_("struck-through text stays as plain text: “%(words)s”")
    UNDERLINE = N_("the underline is not kept: “%(words)s”")
    CAPITALS = N_("capitals come from the type, not the text, and are not kept: “%(words)s”")
    RAISED = N_("raised or lowered text stays as plain text: “%(words)s”")
    RAISED_DIGITS = N_("raised or lowered figures become the characters %(words)s")
    LOOSE_REFERENCE = N_("the raised %(words)s looks like a note, but there is no such note")
    LINK = N_("the link “%(words)s” has no target and prints as plain text")
    LOOKS_LIKE_LINK = N_("“%(words)s” looks like a link but has no target")
    LINK_IN_FIELD = N_("a link cannot stand here and prints as plain text: “%(words)s”")
    NOTE_IN_FIELD = N_("a note cannot be referred to here: %(words)s")
    NOTE_IN_NOTE = N_("a note inside a note is refused by documents; it prints in words: %(words)s")
    UNUSED_NOTE = N_("a note nothing refers to is left out: “%(words)s”")
    PICTURE = N_("a picture cannot travel in a letter file: “%(words)s”")
    DRAWING = N_("a chart, drawing or embedded object is left out: “%(words)s”")
    EQUATION = N_("an equation is kept as its plain text: “%(words)s”")
    SYMBOL = N_("a character of the font %(words)s has no place in text and is left out")
    RUBY = N_("a reading aid beside the text is left out: “%(words)s”")
    CHARACTER = N_("the %(words)s is left out")
    TEXT_BOX = N_("a text box stands in the text where it was anchored: “%(words)s”")
    TAB = N_("tabs become blanks: “%(words)s”")
    BREAK = N_("a line break becomes a blank: “%(words)s”")
    TABLE_CELL = N_("a cell holds more than one line; they are put into one: “%(words)s”")
    MERGED = N_("merged cells are taken apart: “%(words)s”")
    TABLE_IN_CELL = N_("a table inside a table is put into its cell as text: “%(words)s”")
    SET_IN = N_("text that stands in on the left became a quote: “%(words)s”")
    LEVEL = N_("a list cannot keep how far in this item stands: “%(words)s”")
    NUMBERS = N_("the numbers (%(words)s) print as 1, 2, 3")
    NOT_RECOGNIZED = N_("not recognized, and kept in the body: “%(words)s”")
    TOO_LONG = N_("too long for its field, and kept in the body: “%(words)s”")


_SHOWN = 80
_KEPT = frozenset({About.NOT_RECOGNIZED, About.TOO_LONG})


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the author should know: what, where (NOTHING for the whole file), the words."""

    about: About
    words: str | Sentence = ""
    place: Sentence = NOTHING

    @property
    def what(self) -> Sentence:
        if isinstance(self.words, Sentence) and self.about is About.SAID:
            return self.words
        return sentence(self.about.value, words=self.words)

    @property
    def keeps_in_body(self) -> bool:
        """Is this about a passage that was taken for nothing and stays in the body?"""
        return self.about in _KEPT

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place != NOTHING else str(self.what)


def remark(about: About, words: str | Sentence = "", place: Sentence = NOTHING) -> Remark:
    """Return a remark whose words are in one line and not too long to read."""
    if isinstance(words, Sentence):
        return Remark(about, words, place)
    line = " ".join(words.split())
    if "“" in about.value:
        line = shortened(line)
    return Remark(about, line, place)


def note_place(number: int | str) -> Sentence:
    return sentence(N_("note %(number)s"), number=number)


def shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft: its text, its notes in order of first reference, what was noticed.

    `title` is the file's own property. `languages` are the tags that it marks text with where
    nothing else is said: Latin script, from right to left, East Asian. `is_ours`: one of our
    own documents come back; `around` is then what headers and footers hold of the letter.
    `shows_other_numbers`: on its pages the notes are not simply 1, 2, 3.
    """

    blocks: tuple[DraftBlock, ...]
    notes: tuple[DraftNote, ...] = ()
    notes_at_end: bool = False
    title: str = ""
    languages: tuple[str, str, str] = ("", "", "")
    is_ours: bool = False
    around: tuple[DraftParagraph, ...] = ()
    shows_other_numbers: bool = False
    remarks: tuple[Remark, ...] = ()
