"""What the reading of one Word file gathers across its parts."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from app.domain.drafts import About, Remark, remark
from app.domain.sentences import Sentence
from app.domain.values import dataclass
from app.formats.word.looks import Looks
from app.formats.word.markup import is_word, local, value
from app.formats.word.numbering import Numbering
from app.formats.word.package import Package
from app.formats.word.styles import Styles

_MOST_REMARKS = 2_000


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A note by its kind ("footnote", "endnote") and its id in that part."""

    kind: str
    id: str


@dataclass(slots=True)
class Context:
    """Parts, styles, notes and remarks of one file."""

    package: Package
    styles: Styles
    looks: Looks
    numbering: Numbering
    numbers: dict[NoteKey, int] = field(default_factory=dict)
    bookmarks: dict[str, NoteKey] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    untold: int = 0
    comment_places: dict[str, Sentence] = field(default_factory=dict)

    def note(self, about: About, words: str | Sentence, place: Sentence) -> None:
        made = remark(about, words, place)
        if made in self.remarks[-5:]:
            return
        if len(self.remarks) < _MOST_REMARKS:
            self.remarks.append(made)
        else:
            self.untold += 1

    def number_of(self, key: NoteKey) -> int:
        """Return a note's number, 0 for one that is not there."""
        return self.numbers.get(key, 0)

    def number_of_bookmark(self, name: str, *, is_note_field: bool) -> int:
        """Return the number of the note that a bookmark stands around, 0 for none.

        A plain cross-reference counts only where it leads to nothing but the note.
        """
        key = self.bookmarks.get(name)
        if key is None or not (is_note_field or name.startswith(("_Ref", "Ref_"))):
            return 0
        return self.number_of(key)


def find_notes(root: Any, known: set[NoteKey], context: Context) -> None:
    """Number the notes in the order of first reference, and find the bookmarks around them."""
    opened: dict[str, str] = {}
    for element in root.iter():
        if not is_word(element):
            continue
        name = local(element)
        if name == "bookmarkStart":
            opened[value(element, "id")] = value(element, "name")
        elif name == "bookmarkEnd":
            opened.pop(value(element, "id"), None)
        elif name in ("footnoteReference", "endnoteReference"):
            key = NoteKey(name.removesuffix("Reference"), value(element, "id"))
            if key in known:
                context.numbers.setdefault(key, len(context.numbers) + 1)
                for bookmark in opened.values():
                    context.bookmarks.setdefault(bookmark, key)
