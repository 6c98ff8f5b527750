"""Notes as HTML: the number in the text, the note that opens beside it, the list at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from markupsafe import Markup

from app.domain.documents import Note, NoteReference, Picture
from app.domain.values import dataclass
from app.rendering.html.blocks import Writer, phrasing


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What a screen reader says at a note's number and at the way back; `{number}` is filled."""

    note: str
    back: str


WORDS = {
    "en": NoteWords(note="Note {number}", back="Back to the text at note {number}"),
    "es": NoteWords(note="Nota {number}", back="Volver al texto en la nota {number}"),
    "fr": NoteWords(note="Note {number}", back="Retour au texte à la note {number}"),
    "ar": NoteWords(note="الحاشية {number}", back="العودة إلى النص عند الحاشية {number}"),
}


def words_for(language: str) -> NoteWords:
    """Return the words in the letter's own language, in English where we do not have it."""
    return WORDS.get(language.partition("-")[0].lower(), WORDS["en"])


@dataclass(slots=True)
class NumberedReferences:
    """Gives each reference an id of its own: "ref-3", then "ref-3-2" for the second one."""

    seen: dict[int, int] = field(default_factory=dict)

    def next_id(self, number: int) -> str:
        times = self.seen[number] = self.seen.get(number, 0) + 1
        return f"ref-{number}" if times == 1 else f"ref-{number}-{times}"


def buttons(
    notes: tuple[Note, ...], *, language: str, picture_address: Callable[[Picture], str]
) -> Callable[[NoteReference], Markup]:
    """Return what writes a reference as a button that opens the note beside it.

    The note itself stands after the first button; later ones open the same note.
    """
    by_number = {note.number: note for note in notes}
    references = NumberedReferences()
    words = words_for(language)
    inner = Writer(reference=_number_link, picture_address=picture_address)

    def write(mark: NoteReference) -> Markup:
        identity = references.next_id(mark.number)
        button = Markup(
            '<button class="note-ref" type="button" id="{}" popovertarget="here-{}" '
            'aria-label="{}">{}</button>'
        ).format(identity, mark.number, words.note.format(number=mark.number), mark.number)
        if references.seen[mark.number] > 1:
            return button
        return button + Markup(
            '<span class="note-here" popover id="here-{0}"><b>{0}</b>{1}</span>'
        ).format(mark.number, phrasing(by_number[mark.number].blocks, writer=inner))

    return write


def links() -> Callable[[NoteReference], Markup]:
    """Return what writes a reference as a link to the note at the end."""
    references = NumberedReferences()

    def write(mark: NoteReference) -> Markup:
        return Markup('<sup><a id="{0}" href="#note-{1}">{1}</a></sup>').format(
            references.next_id(mark.number), mark.number
        )

    return write


def notes_html(
    notes: tuple[Note, ...], *, language: str, picture_address: Callable[[Picture], str]
) -> Markup:
    """Return the notes as the items of a list, each with a way back to the text."""
    writer = Writer(reference=_number_link, picture_address=picture_address)
    back = words_for(language).back
    return Markup("\n").join(
        Markup(
            '<li id="note-{0}"><div>{1} <a class="note-back" href="#ref-{0}" '
            'aria-label="{2}">↩</a></div></li>'
        ).format(note.number, writer.blocks(note.blocks), back.format(number=note.number))
        for note in notes
    )


def _number_link(mark: NoteReference) -> Markup:
    return Markup('<a href="#note-{0}">{0}</a>').format(mark.number)
