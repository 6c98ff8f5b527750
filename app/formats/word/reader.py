"""A Word file's bytes in, a Draft out: text, notes, and whatever the letter cannot keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from app.domain.drafts import About, Draft, DraftNote, Remark, remark
from app.formats.decoding import FORBIDDEN
from app.formats.word.changes import Changes, counted, settle
from app.formats.word.context import Context, NoteKey, find_notes
from app.formats.word.looks import Looks
from app.formats.word.markup import child, local, value, w
from app.formats.word.numbering import Numbering
from app.formats.word.outcome import UnreadableDraft
from app.formats.word.package import Package
from app.formats.word.stories import StoryReader
from app.formats.word.styles import Styles

_NOTE_KINDS = ("footnote", "endnote")
_SHOWN_COMMENT = 200
# Twice the names that the longest open letters have.
_MOST_PARAGRAPHS = 25_000
_MOST_CHARACTERS = 2_500_000


def read_word(data: bytes, changes: Changes = Changes.REFUSE) -> Draft:
    """Return the draft that `data` holds.

    Raises UnreadableDraft for what is no Word file, for one too large, and for tracked changes
    where nobody said what becomes of them.
    """
    package = Package(data)
    reader = _Reader(package)
    reader.settle(changes)
    return reader.draft()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.xml(package.main)
        if local(self._root) != "document" or child(self._root, "body") is None:
            raise UnreadableDraft("the file is damaged: its main part holds no document")
        if sum(1 for _ in self._root.iter(w("p"))) > _MOST_PARAGRAPHS:
            raise UnreadableDraft(
                f"the file has more than {_MOST_PARAGRAPHS:,} paragraphs; no letter has, and it "
                "is not opened"
            )
        if sum(len(text.text or "") for text in self._root.iter(w("t"))) > _MOST_CHARACTERS:
            raise UnreadableDraft("the file holds more text than any letter; it is not opened")
        self._parts = {kind: package.part_of(f"{kind}s") for kind in _NOTE_KINDS}
        self._notes = {kind: self._optional(name) for kind, name in self._parts.items()}
        styles = Styles(self._optional(package.part_of("styles")))
        numbering = Numbering(self._optional(package.part_of("numbering")))
        self._context = Context(package, styles, Looks(styles), numbering)
        self._furniture = self._read_furniture()

    def _optional(self, name: str) -> Any:
        return self._package.xml(name) if name else None

    # --------------------------------------------------- tracked changes

    def settle(self, changes: Changes) -> None:
        """Settle tracked changes. Raises UnreadableDraft where they are to be refused."""
        stories = [self._root, *(root for root in self._notes.values() if root is not None)]
        stories += [root for _, _, root in self._furniture]
        found: Counter[str] = Counter()
        for story in stories:
            found += counted(story)
        if not found:
            return
        told = ", ".join(_many(number, kind) for kind, number in sorted(found.items()))
        if changes is Changes.REFUSE:
            raise UnreadableDraft(
                f"the draft has tracked changes ({told}); settle them in Word, or say "
                "--changes accept or --changes reject"
            )
        for story in stories:
            settle(story, changes)
        done = "accepted" if changes is Changes.ACCEPT else "rejected"
        words = f"tracked changes were {done}: {told}"
        self._context.remarks.append(remark(About.CHANGES, words))

    # ------------------------------------------------------------ the whole

    def draft(self) -> Draft:
        context = self._context
        known = {
            NoteKey(kind, value(note, "id")): note
            for kind, root in self._notes.items()
            if root is not None
            for note in root.iter(w(kind))
            if value(note, "type") in ("", "normal")
        }
        body = child(self._root, "body")
        find_notes(body, set(known), context)
        story = StoryReader(context, self._package.main)
        blocks = story.read(body, lambda number: f"paragraph {number}")
        notes = self._read_notes(known)
        self._report_unused(known)
        self._report_mixed()
        self._report_comments()
        self._report_furniture()
        if context.untold:
            words = f"and {context.untold:,} remarks more of the same kinds"
            context.remarks.append(remark(About.READER, words))
        title, is_ours = self._properties()
        return Draft(
            blocks,
            notes,
            notes_at_end=bool(notes) and all(key.kind == "endnote" for key in context.numbers),
            title=title,
            languages=self._languages(),
            is_ours=is_ours,
            remarks=tuple(context.remarks),
        )

    def _read_notes(self, known: dict[NoteKey, Any]) -> tuple[DraftNote, ...]:
        readers = {
            kind: StoryReader(self._context, name) for kind, name in self._parts.items() if name
        }
        notes = []
        for key, number in self._context.numbers.items():
            place = f"note {number}"
            blocks = readers[key.kind].read(known[key], _always(place))
            notes.append(DraftNote(number, blocks))
        return tuple(notes)

    def _report_unused(self, known: dict[NoteKey, Any]) -> None:
        for key, note in known.items():
            words = _words(note)
            if key not in self._context.numbers and words.strip():
                self._context.note(About.UNUSED_NOTE, words, key.kind)

    def _report_mixed(self) -> None:
        if len({key.kind for key in self._context.numbers}) > 1:
            words = "the draft has footnotes and endnotes; all of them become footnotes"
            self._context.note(About.MIXED_NOTES, words, "")

    def _report_comments(self) -> None:
        root = self._optional(self._package.part_of("comments"))
        if root is None:
            return
        for comment in root.iter(w("comment")):
            author = value(comment, "author") or "somebody"
            words = " ".join(_words(comment).split())
            if len(words) > _SHOWN_COMMENT:
                words = f"{words[: _SHOWN_COMMENT - 1]}…"
            place = self._context.comment_places.get(value(comment, "id"), "")
            self._context.note(About.COMMENT, f"{author}: “{words}”", place)

    # --------------------------------------------------------- furniture

    def _read_furniture(self) -> list[tuple[str, str, Any]]:
        related = self._package.relationships(self._package.main).values()
        return [
            (each.kind, each.target, self._package.xml(each.target))
            for each in related
            if each.kind in ("header", "footer") and each.target in self._package
        ]

    def _report_furniture(self) -> None:
        told: dict[str, None] = {}
        for kind, part, root in self._furniture:
            remarks = list(self._context.remarks)
            blocks = StoryReader(self._context, part).read(root, _always(f"the {kind}"))
            pictures = [
                each
                for each in self._context.remarks[len(remarks) :]
                if each.about is About.PICTURE
            ]
            self._context.remarks[:] = [*remarks, *pictures]
            words = " ".join(" ".join(block.text for block in blocks).split())
            is_page_number = len(words) < 30 and any(c.isdecimal() for c in words)
            if words and not is_page_number:
                told[f"{kind} stays out of the letter: “{words[:160]}”"] = None
        self._context.remarks += [Remark(About.FURNITURE, words) for words in told]

    # -------------------------------------------------------- properties

    def _properties(self) -> tuple[str, bool]:
        title, is_ours = "", False
        for each in self._package.relationships("").values():
            if each.target not in self._package or each.is_outside:
                continue
            if each.kind == "core-properties":
                title = _first(self._package.xml(each.target), "title")
            elif each.kind == "extended-properties":
                is_ours = _first(self._package.xml(each.target), "Application") == "Undersigned"
        title = " ".join(FORBIDDEN.sub("", title).split())
        return title, is_ours

    def _languages(self) -> tuple[str, str, str]:
        """Return the tags that the file's defaults mark its three kinds of script with."""
        marks = child(self._context.styles.defaults, "rPrDefault", "rPr", "lang")
        return value(marks), value(marks, "bidi"), value(marks, "eastAsia")


def _always(place: str) -> Callable[[int], str]:
    return lambda _: place


def _first(root: Any, name: str) -> str:
    for element in root.iter():
        if local(element) == name:
            return (element.text or "").strip()
    return ""


def _words(element: Any) -> str:
    paragraphs = [
        "".join(each.text or "" for each in paragraph.iter(w("t")))
        for paragraph in element.iter(w("p"))
    ]
    return " ".join(paragraphs)


def _many(number: int, kind: str) -> str:
    plural = {"formatting": "changes of formatting"}.get(kind, f"{kind}s")
    singular = {"formatting": "change of formatting"}.get(kind, kind)
    return f"{number} {singular if number == 1 else plural}"
