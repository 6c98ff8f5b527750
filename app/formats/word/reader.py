"""A Word file's bytes in, a Draft out: text, notes, and whatever the letter cannot keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from app.domain.drafts import (
    About,
    Draft,
    DraftBlock,
    DraftNote,
    DraftParagraph,
    note_place,
    remark,
)
from app.domain.sentences import N_, NOTHING, Sentence, sentence, series
from app.formats.decoding import FORBIDDEN
from app.formats.word.changes import Changes, counted, settle
from app.formats.word.context import Context, NoteKey, find_notes
from app.formats.word.looks import Looks
from app.formats.word.markup import child, is_word, local, value, w
from app.formats.word.numbering import Numbering
from app.formats.word.outcome import UnreadableDraft, UnsettledChanges
from app.formats.word.package import Package
from app.formats.word.stories import StoryReader
from app.formats.word.styles import Styles

_NOTE_KINDS = ("footnote", "endnote")
_PARTS = {
    "footnote": sentence(N_("a footnote")),
    "endnote": sentence(N_("an endnote")),
    "header": sentence(N_("the header")),
    "footer": sentence(N_("the footer")),
}
_OF_THE_LETTER = frozenset({"edition", "officers at foot"})
_OUT = {
    "header": N_("the header stays out of the letter: “%(words)s”"),
    "footer": N_("the footer stays out of the letter: “%(words)s”"),
}
_CHANGES = {
    "insertion": (N_("%(count)s insertion"), N_("%(count)s insertions")),
    "deletion": (N_("%(count)s deletion"), N_("%(count)s deletions")),
    "move": (N_("%(count)s move"), N_("%(count)s moves")),
    "formatting": (N_("%(count)s change of formatting"), N_("%(count)s changes of formatting")),
}
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


# "Page 2 of 4", "2 / 4", "- 2 -", in any language: a word, figures, and little between them.
_PAGE_NUMBER = re.compile(
    r"(?:[^\W\d]{1,8}\.?\s)?[-–—\s]*\d{1,4}(?:\s?(?:[^\W\d]{1,4}|/|\|)\s?\d{1,4})?[-–—\s]*"
)


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.xml(package.main)
        if local(self._root) != "document" or child(self._root, "body") is None:
            raise UnreadableDraft(N_("the file is damaged: its main part holds no document"))
        if sum(1 for _ in self._root.iter(w("p"))) > _MOST_PARAGRAPHS:
            more = N_(
                "the file has more than %(most)s paragraphs; no letter has, and it is not opened"
            )
            raise UnreadableDraft(sentence(more, most=f"{_MOST_PARAGRAPHS:,}"))
        if sum(len(text.text or "") for text in self._root.iter(w("t"))) > _MOST_CHARACTERS:
            raise UnreadableDraft(N_("the file holds more text than any letter; it is not opened"))
        self._parts = {kind: package.part_of(f"{kind}s") for kind in _NOTE_KINDS}
        self._notes = {kind: self._optional(name) for kind, name in self._parts.items()}
        styles = Styles(self._optional(package.part_of("styles")))
        numbering = Numbering(self._optional(package.part_of("numbering")))
        self._context = Context(package, styles, Looks(styles), numbering)
        self._furniture = self._read_furniture()
        self._around: list[DraftParagraph] = []

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
        told = series([_many(number, kind) for kind, number in sorted(found.items())])
        if changes is Changes.REFUSE:
            raise UnsettledChanges(
                sentence(N_("the draft has tracked changes (%(kinds)s)"), kinds=told)
            )
        for story in stories:
            settle(story, changes)
        is_accepted = changes is Changes.ACCEPT
        words = (
            N_("tracked changes were accepted: %(kinds)s")
            if is_accepted
            else N_("tracked changes were rejected: %(kinds)s")
        )
        self._context.remarks.append(remark(About.SAID, sentence(words, kinds=told)))

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
        blocks = story.read(body, _paragraph)
        notes = self._read_notes(known)
        self._report_unused(known)
        self._report_mixed()
        self._report_comments()
        self._report_furniture()
        if context.untold:
            words = N_("and %(count)s remarks more of the same kinds")
            said = sentence(words, count=f"{context.untold:,}")
            context.remarks.append(remark(About.SAID, said))
        title, is_ours = self._properties()
        return Draft(
            blocks,
            notes,
            notes_at_end=bool(notes) and all(key.kind == "endnote" for key in context.numbers),
            title=title,
            languages=self._languages(),
            is_ours=is_ours,
            around=tuple(self._around),
            shows_other_numbers=self._shows_other_numbers(),
            remarks=tuple(context.remarks),
        )

    def _read_notes(self, known: dict[NoteKey, Any]) -> tuple[DraftNote, ...]:
        readers = {
            kind: StoryReader(self._context, name) for kind, name in self._parts.items() if name
        }
        notes = []
        for key, number in self._context.numbers.items():
            place = note_place(number)
            blocks = readers[key.kind].read(known[key], _always(place))
            notes.append(DraftNote(number, blocks))
        return tuple(notes)

    def _report_unused(self, known: dict[NoteKey, Any]) -> None:
        for key, note in known.items():
            words = _words(note)
            if key not in self._context.numbers and words.strip():
                self._context.note(About.UNUSED_NOTE, words, _PARTS[key.kind])

    def _report_mixed(self) -> None:
        if len({key.kind for key in self._context.numbers}) > 1:
            words = N_("the draft has footnotes and endnotes; all of them become footnotes")
            self._context.note(About.SAID, sentence(words), NOTHING)

    def _shows_other_numbers(self) -> bool:
        """Are the notes on the draft's pages counted otherwise than 1, 2, 3 from first to last?"""
        if len({key.kind for key in self._context.numbers}) > 1:
            return True
        settings = self._optional(self._package.part_of("settings"))
        roots = [self._root] if settings is None else [self._root, settings]
        return any(_counts_otherwise(each) for root in roots for each in root.iter())

    def _report_comments(self) -> None:
        root = self._optional(self._package.part_of("comments"))
        if root is None:
            return
        for comment in root.iter(w("comment")):
            author = value(comment, "author") or sentence(N_("somebody"))
            words = " ".join(_words(comment).split())
            if len(words) > _SHOWN_COMMENT:
                words = f"{words[: _SHOWN_COMMENT - 1]}…"
            place = self._context.comment_places.get(value(comment, "id"), NOTHING)
            said = Sentence("%(author)s: “%(words)s”", (("author", author), ("words", words)))
            self._context.note(About.COMMENT, said, place)

    # --------------------------------------------------------- furniture

    def _read_furniture(self) -> list[tuple[str, str, Any]]:
        related = self._package.relationships(self._package.main).values()
        return [
            (each.kind, each.target, self._package.xml(each.target))
            for each in related
            if each.kind in ("header", "footer") and each.target in self._package
        ]

    def _report_furniture(self) -> None:
        told: dict[Sentence, None] = {}
        for kind, part, root in self._furniture:
            remarks = list(self._context.remarks)
            blocks = StoryReader(self._context, part).read(root, _always(_PARTS[kind]))
            pictures = [
                each
                for each in self._context.remarks[len(remarks) :]
                if each.about is About.PICTURE
            ]
            self._context.remarks[:] = [*remarks, *pictures]
            foreign = self._without_our_own(blocks)
            words = " ".join(" ".join(block.text for block in foreign).split())
            if words and not _PAGE_NUMBER.fullmatch(words):
                told[sentence(_OUT[kind], words=words[:160])] = None
        self._context.remarks += [remark(About.SAID, words) for words in told]

    def _without_our_own(self, blocks: tuple[DraftBlock, ...]) -> list[DraftBlock]:
        """Put aside what our own documents print around the letter and its file holds."""
        rest: list[DraftBlock] = []
        for block in blocks:
            style = block.style if isinstance(block, DraftParagraph) else ""
            if not isinstance(block, DraftParagraph) or style not in _OF_THE_LETTER:
                rest.append(block)
            elif (style, block.text) not in {(each.style, each.text) for each in self._around}:
                self._around.append(block)
        return rest

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


def _counts_otherwise(element: Any) -> bool:
    """Is this a count that starts late or again, or a note under a mark of its own?"""
    if not is_word(element):
        return False
    match local(element):
        case "numStart":
            return value(element) not in ("", "0", "1")
        case "numRestart":
            return value(element) not in ("", "continuous")
        case "footnoteReference" | "endnoteReference":
            return value(element, "customMarkFollows") not in ("", "0", "false", "off")
    return False


def _always(place: Sentence) -> Callable[[int], Sentence]:
    return lambda _: place


def _paragraph(number: int) -> Sentence:
    return sentence(N_("paragraph %(number)s"), number=number)


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


def _many(number: int, kind: str) -> Sentence:
    one, many = _CHANGES[kind]
    return sentence(one if number == 1 else many, count=number)
