"""A draft in, the letter it was taken for out: every part, what was taken for it, and doubts.

What is not recognized stays in the body. Pure: the same draft gives the same letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.documents import Inlines, NamesPlace, Note, Text
from app.domain.drafted import DraftedLetter, Taken
from app.domain.drafted_blocks import BlockMaker
from app.domain.drafted_language import drafted_language
from app.domain.drafts import (
    About,
    Draft,
    DraftBlock,
    DraftParagraph,
    Remark,
    note_place,
    remark,
)
from app.domain.labels import words_for
from app.domain.letters import DEFAULT_PARTS, Letterhead, Part, Party
from app.domain.recognizing_fields import LONGEST_TITLE, FieldTaker, joined
from app.domain.recognizing_signatories import count_in_text, names_of, order_of, taken_names
from app.domain.recognizing_title_notes import take_title_note
from app.domain.sentences import N_, sentence
from app.domain.sorting_drafts import sort_draft
from app.domain.spans import is_all, text_of, without_bold
from app.domain.tokens import plain_text
from app.domain.typed_notes import resolve_typed_notes, typed_numbers

_MOST_GROUPS = 500
_JUNK_TITLES = re.compile(
    r"(microsoft word|document\d*$|untitled|.*\.docx?$|letterhead|template|word document|draft$)",
    re.IGNORECASE,
)
_OTHER_NUMBERS = N_(
    "“%(words)s” was typed, and the notes have other numbers in the letter file; write"
    " {{ note:LABEL }} with the label of the note that is meant"
)
_PROPERTY = sentence(N_("the file's own title"))


def recognize(draft: Draft) -> DraftedLetter:
    """Return the letter that `draft` was taken for."""
    return _Recognizer(draft).letter()


class _Recognizer:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._remarks: list[Remark] = list(draft.remarks)
        self._typed: tuple[DraftBlock, ...] = draft.blocks
        self._notes = list(draft.notes)
        if not draft.is_ours:
            self._resolve_typed_notes()
            self._tell_typed_numbers()
        self._language = self._find_language()
        self._found = sort_draft(self._typed, self._language, around=draft.around)
        is_ours = draft.is_ours or self._found.is_styled
        self._take_title_note(is_ours=is_ours)
        self._maker = BlockMaker(self._language, is_ours=is_ours)
        self._fields = FieldTaker(self._found, self._maker)
        self._fields.set_long_lines_aside()

    # ------------------------------------------------------------ before

    def _resolve_typed_notes(self) -> None:
        found = resolve_typed_notes(self._typed, first_number=len(self._notes) + 1)
        self._typed = found.blocks
        self._notes += found.notes
        for figure, place in found.loose:
            self._remarks.append(remark(About.LOOSE_REFERENCE, figure, place))
        if found.notes:
            words = N_("%(count)s typed notes at the foot of the text became notes")
            said = sentence(words, count=len(found.notes))
            self._remarks.append(remark(About.SAID, said, found.place))

    def _tell_typed_numbers(self) -> None:
        """Tell of numbers typed for notes that have other numbers here than in the draft."""
        own, made = len(self._draft.notes), len(self._notes) - len(self._draft.notes)
        if not self._draft.shows_other_numbers and not (own and made):
            return
        written = (self._typed, *(note.blocks for note in self._notes))
        for words, place in (found for blocks in written for found in typed_numbers(blocks)):
            told = sentence(_OTHER_NUMBERS, words=words)
            self._remarks.append(remark(About.SAID, told, place))

    def _take_title_note(self, *, is_ours: bool) -> None:
        taken = take_title_note(
            self._found, self._typed, self._notes, language=self._language, is_ours=is_ours
        )
        self._remarks += taken.remarks
        if taken.names is None:
            return
        self._typed, self._notes = taken.blocks, list(taken.notes)
        found = sort_draft(self._typed, self._language, around=self._draft.around)
        found.entries = list(taken.names.entries)
        found.names_place = NamesPlace.TITLE_NOTE
        for line in taken.names.note:
            found.add("note", line)
        self._found = found

    def _find_language(self) -> str:
        sorted_once = sort_draft(self._typed, "en")
        spans = [
            span
            for block in sorted_once.body
            if isinstance(block, DraftParagraph)
            for span in block.spans
        ]
        language, marked = drafted_language(spans, self._draft.languages)
        if marked:
            told = N_("the draft is marked %(marked)s, its words are %(tag)s; lang is %(tag)s")
            self._remarks.append(remark(About.SAID, sentence(told, marked=marked, tag=language)))
        return language

    # --------------------------------------------------------- the whole

    def letter(self) -> DraftedLetter:
        found, fields = self._found, self._fields
        names = names_of(found, fields)
        letterhead = self._letterhead()
        addressees = fields.addressees()
        subject = fields.subject()
        notes = self._note_blocks()
        body = self._maker.blocks([*found.body, *fields.aside])
        for block in found.unknown:
            fields.remarks.append(remark(About.NOT_RECOGNIZED, block.text, block.place))
        copies = fields.copies()
        contact, note = fields.inlines("contact"), fields.inlines("note")
        texts = {part: fields.text(part) for part in ("date", "via", "docket", "salutation")}
        closing, heading = fields.text("closing"), fields.text("heading")
        enclosures = tuple(dict.fromkeys(fields.texts("enclosures")))
        edition = fields.text("edition")
        title, prints = self._title(subject, addressees)
        taken = (*fields.taken, *self._taken_notes(), *taken_names(found, names))
        doubts = (*count_in_text(found, names), *self._maker.remarks)
        return DraftedLetter(
            title=title,
            body=body,
            notes=notes,
            language=self._language,
            date=texts["date"],
            via=texts["via"],
            docket=texts["docket"],
            salutation=texts["salutation"],
            letterhead=letterhead,
            addressees=addressees,
            addressee_columns=found.addressee_columns,
            re=subject,
            re_label=fields.label("re", words_for(self._language).re),
            closing=closing,
            contact=contact,
            cc=copies,
            cc_label=fields.label("cc", words_for(self._language).cc),
            enclosures=enclosures,
            note=note,
            leads=names.leads,
            signatories_heading=heading,
            order=order_of(names, self._language),
            groups=names.groups if len(names.groups) <= _MOST_GROUPS else (),
            columns=names.columns,
            names_place=found.names_place,
            line=names.line,
            notes_at_end=self._draft.notes_at_end and bool(notes),
            edition=edition,
            parts=self._parts(),
            print_title=prints,
            names=names.signatories,
            taken=taken,
            remarks=(*self._remarks, *found.remarks, *fields.remarks, *doubts),
        )

    # ------------------------------------------------------------- parts

    def _letterhead(self) -> Letterhead | None:
        name, lines, officers = (
            self._fields.texts(part) for part in ("letterhead_name", "letterhead", "officers")
        )
        if not (name or lines or officers):
            return None
        return Letterhead(" ".join(name), tuple(lines), tuple(officers))

    def _title(self, subject: Inlines, addressees: Sequence[Party]) -> tuple[Inlines, bool]:
        lines = self._fields.lines("title")
        # A title names no note by its number; what it shows stays.
        spans = tuple(replace(span, points_to=0) for span in joined(lines))
        if spans:
            place = lines[0].place
            spans = without_bold(spans) if is_all(spans, "bold") else spans
            self._fields.take("title", text_of(spans), place)
            return self._maker.inlines(spans, place), True
        own = self._draft.title[:LONGEST_TITLE]
        if own and not _JUNK_TITLES.match(own):
            self._fields.take("title", own, _PROPERTY)
            return (Text(own),), False
        if subject and len(plain_text(subject)) <= LONGEST_TITLE:
            told = sentence(N_("the draft has no title; RE stands for it"))
            self._remarks.append(remark(About.SAID, told))
            return (Text(plain_text(subject)),), False
        made = f"Letter to {addressees[0].name}" if addressees else "Letter"
        told = sentence(N_("the draft has no title; “%(title)s” stands for it"), title=made)
        self._remarks.append(remark(About.SAID, told))
        return (Text(made[:LONGEST_TITLE]),), False

    def _parts(self) -> tuple[Part, ...]:
        """Return the order of the parts where it is not the usual one."""
        met = [part for part in self._found.parts if part in DEFAULT_PARTS]
        if Part.BODY not in met:
            met.insert(0, Part.BODY)
        usual = [part for part in DEFAULT_PARTS if part in met]
        return DEFAULT_PARTS if met == usual else tuple(met)

    # ------------------------------------------------------------- notes

    def _note_blocks(self) -> tuple[Note, ...]:
        made = []
        for note in self._notes:
            for block in note.blocks:
                if isinstance(block, DraftParagraph):
                    self._tell_notes_in(block, note.number)
            made.append(Note(note.number, self._maker.blocks(note.blocks)))
        return tuple(made)

    def _tell_notes_in(self, block: DraftParagraph, number: int) -> None:
        for span in block.spans:
            if span.note:
                words = f"[^{span.note}]"
                self._remarks.append(remark(About.NOTE_IN_NOTE, words, note_place(number)))

    def _taken_notes(self) -> tuple[Taken, ...]:
        count = len(self._notes)
        if not count:
            return ()
        words = N_("1 note") if count == 1 else N_("%(count)s notes")
        return (Taken("notes", sentence(words, count=count)),)
