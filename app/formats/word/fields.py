"""One field of a Word file while it is read: a link, or a cross-reference to a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.drafts import Span
from app.domain.sentences import N_, NOTHING, Sentence, sentence
from app.domain.spans import text_of
from app.domain.values import dataclass
from app.formats.word.context import Context
from app.formats.word.links import field_of, live

_ANCHOR = re.compile(r'\\l\s+"?([^"\s]*)')
# Endnotes are counted i, ii, iii where nobody chose otherwise.
_NUMBER = re.compile(r"\d+|[ivxlc]+", re.IGNORECASE)
_OUTDATED = N_("the draft shows note %(shown)s, its reference leads to note %(now)s")


@dataclass(slots=True)
class Field:
    """A field: its instruction, then what it shows, from `first_span` of the paragraph on.

    `link` is its target, a null character for one that leads nowhere; `note` the number of the note it
    refers to, `is_mark` whether it shows that number as a reference does.
    """

    instruction: str = ""
    is_shown: bool = False
    link: str = ""
    note: int = 0
    is_mark: bool = False
    is_note_written: bool = False
    place: Sentence = NOTHING
    first_span: int = 0

    def show(self, context: Context, place: Sentence, first_span: int) -> None:
        """Take the instruction as complete; what follows is what the field shows."""
        self.is_shown, self.place, self.first_span = True, place, first_span
        name, argument = field_of(self.instruction)
        if name == "HYPERLINK":
            anchor = _ANCHOR.search(self.instruction)
            target = "" if argument.startswith("\\") else argument
            self.link = live(f"{target}#{anchor[1]}" if anchor and target else target) or "\0"
        elif name in ("NOTEREF", "REF", "FTNREF"):
            self.note = context.number_of_bookmark(argument, is_note_field=name != "REF")
            self.is_mark = "\\f" in self.instruction

    def pointing(self, shown: Sequence[Span]) -> Span | None:
        """Return the note's number in the look of what is shown, None for other words."""
        if not _NUMBER.fullmatch(text_of(shown).strip()):
            return None
        return replace(shown[0], text=str(self.note), points_to=self.note)

    def outdated(self, shown: str) -> Sentence | None:
        """Return what to tell where the draft shows another number than its note has."""
        figure = shown.strip()
        if not figure.isdecimal() or int(figure) == self.note:
            return None
        return sentence(_OUTDATED, shown=figure, now=self.note)
