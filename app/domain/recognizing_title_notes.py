"""A draft whose title bears a note of names, to the draft without it and the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.draft_parts import Line, Sorted
from app.domain.drafts import (
    About,
    DraftBlock,
    DraftNote,
    DraftParagraph,
    Remark,
    note_place,
    remark,
)
from app.domain.fewer_notes import times_referred_to, without_note
from app.domain.letter_words import FURNITURE_LINE
from app.domain.sentences import N_, Sentence, sentence
from app.domain.spans import cut, strip, text_of
from app.domain.title_notes import (
    TitleNames,
    may_list_names,
    names_in_note,
    typed_title_note,
    without_mark,
)
from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class TitleNoteTaken:
    """A text and its notes without the note of names; `names` None where it stays a note."""

    blocks: tuple[DraftBlock, ...]
    notes: tuple[DraftNote, ...]
    names: TitleNames | None
    remarks: tuple[Remark, ...] = ()


def take_title_note(
    found: Sorted,
    blocks: Sequence[DraftBlock],
    notes: Sequence[DraftNote],
    *,
    language: str,
    is_ours: bool,
) -> TitleNoteTaken:
    """Take the note of names from a text and its notes, if its title has one.

    A draft that has names elsewhere keeps it as the note it is.
    """
    title = found.lines.get("title", [])
    has_names = bool(found.names or found.entries)
    numbers = dict.fromkeys(span.note for line in title for span in line.spans if span.note)
    by_number = {note.number: note for note in notes}
    doubtful: Sentence | None = None
    for note in (by_number[number] for number in numbers if number in by_number):
        all_notes = [block for each in notes for block in each.blocks]
        is_once = times_referred_to([*blocks, *all_notes], note.number) == 1
        names = names_in_note(note.blocks, language, is_ours=is_ours)
        if names and is_once and not has_names:
            return _without(blocks, notes, note, names)
        if names or may_list_names(note.blocks):
            doubtful = doubtful or note_place(note.number)
    if typed := typed_title_note(title, blocks):
        mark, paragraph = typed
        names = names_in_note([without_mark(paragraph, mark)], language, is_ours=False)
        if names and not has_names:
            return _without_typed(blocks, notes, title[-1], mark, paragraph, names)
        if names or may_list_names([paragraph]):
            doubtful = doubtful or paragraph.place
    remarks = (_doubt(doubtful),) if doubtful else ()
    return TitleNoteTaken(tuple(blocks), tuple(notes), None, remarks)


def _without(
    blocks: Sequence[DraftBlock],
    notes: Sequence[DraftNote],
    taken: DraftNote,
    names: TitleNames,
) -> TitleNoteTaken:
    number = taken.number
    rest = tuple(
        DraftNote(note.number - (note.number > number), without_note(note.blocks, number))
        for note in notes
        if note is not taken
    )
    told = _told(names, note_place(number))
    return TitleNoteTaken(without_note(blocks, number), rest, names, told)


def _without_typed(
    blocks: Sequence[DraftBlock],
    notes: Sequence[DraftNote],
    title: Line,
    mark: str,
    paragraph: DraftParagraph,
    names: TitleNames,
) -> TitleNoteTaken:
    at = next(at for at, block in enumerate(blocks) if block is paragraph)
    above = at - 1 if at and _is_line(blocks[at - 1]) else at
    rest = tuple(
        _without_end(block, mark) if block.place == title.place else block
        for block in (*blocks[:above], *blocks[at + 1 :])
    )
    return TitleNoteTaken(rest, tuple(notes), names, _told(names, paragraph.place))


def _is_line(block: DraftBlock) -> bool:
    """Is this the line that parts notes from the text?"""
    return isinstance(block, DraftParagraph) and (
        block.is_rule or FURNITURE_LINE.fullmatch(block.text) is not None
    )


def _without_end(block: DraftBlock, mark: str) -> DraftBlock:
    if not isinstance(block, DraftParagraph):
        return block
    spans = strip(block.spans)
    return replace(block, spans=strip(cut(spans, text_of(spans).rindex(mark))[0]))


def _told(names: TitleNames, place: Sentence) -> tuple[Remark, ...]:
    if not names.is_cut_at_commas:
        return ()
    told = N_("the names in the note to the title were told apart by commas alone; compare them")
    return (remark(About.SAID, sentence(told), place),)


def _doubt(place: Sentence) -> Remark:
    told = N_(
        "the note to the title speaks of others who join; it was not clear that it lists the "
        "signatories and nothing else, and it stays as it is"
    )
    return remark(About.SAID, sentence(told), place)
