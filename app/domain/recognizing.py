"""A draft in, the letter it was taken for out: every part, what was taken for it, and doubts.

What is not recognized stays in the body. Pure: the same draft gives the same letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.documents import Inlines, Note, Text
from app.domain.draft_parts import Line
from app.domain.drafted import DraftedLetter, Taken
from app.domain.drafted_blocks import BlockMaker
from app.domain.drafted_language import drafted_language
from app.domain.drafts import About, Draft, DraftBlock, DraftParagraph, Remark, Spans, remark
from app.domain.errors import UnknownLocale
from app.domain.labels import words_for
from app.domain.letters import DEFAULT_PARTS, Order, Part, Party
from app.domain.ordering import Group, arrange
from app.domain.recognizing_names import Listed, entries_of, listed, lost_cells
from app.domain.recognizing_parties import copies_of, parties_of, party_of
from app.domain.signatories import Signatory
from app.domain.sorting_drafts import sort_draft
from app.domain.spans import is_all, text_of, without_bold
from app.domain.tokens import plain_text
from app.domain.typed_notes import resolve_typed_notes

# What a letter file allows is more; Markdown's escapes and the targets of links need room.
_LONGEST_LINE = 700
_LONGEST_TITLE = 350
_LONGEST = {"contact": 3_500, "note": 3_500, "title": _LONGEST_TITLE}
_LINE_BY_LINE = frozenset({"addressees", "enclosures"})
_MOST_GROUPS = 500
_SHOWN = 90
_JUNK_TITLES = re.compile(
    r"(microsoft word|document\d*$|untitled|.*\.docx?$|letterhead|template|word document|draft$)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(\d{1,5}) (undersigned |national |state |local |civil |community )*"
    r"(organi[sz]ations|groups|signator|individuals|scholars|experts|organizaciones)",
    re.IGNORECASE,
)


def recognize(draft: Draft) -> DraftedLetter:
    """Return the letter that `draft` was taken for."""
    return _Recognizer(draft).letter()


class _Recognizer:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._remarks: list[Remark] = list(draft.remarks)
        self._taken: list[Taken] = []
        self._typed: tuple[DraftBlock, ...] = draft.blocks
        self._notes = list(draft.notes)
        # What is too long for its field goes behind the body.
        self._aside: list[DraftBlock] = []
        if not draft.is_ours:
            self._resolve_typed_notes()
        self._language = self._find_language()
        self._found = sort_draft(self._typed, self._language)
        self._maker = BlockMaker(self._language)
        self._set_long_lines_aside()

    # ------------------------------------------------------------ before

    def _resolve_typed_notes(self) -> None:
        found = resolve_typed_notes(self._typed, first_number=len(self._notes) + 1)
        self._typed = found.blocks
        self._notes += found.notes
        for figure, place in found.loose:
            self._remarks.append(remark(About.LOOSE_REFERENCE, figure, place))
        if found.notes:
            words = f"{len(found.notes)} typed notes at the foot of the text became notes"
            self._remarks.append(remark(About.TYPED_NOTES, words, found.place))

    def _find_language(self) -> str:
        sorted_once = sort_draft(self._typed, "en")
        spans = [
            span
            for block in sorted_once.body
            if isinstance(block, DraftParagraph)
            for span in block.spans
        ]
        language, told = drafted_language(spans, self._draft.languages)
        if told:
            self._remarks.append(remark(About.LANGUAGE, told))
        return language

    # --------------------------------------------------------- the whole

    def letter(self) -> DraftedLetter:
        found = self._found
        names = self._names()
        addressees = self._addressees()
        subject = self._subject()
        notes = self._note_blocks()
        body = self._maker.blocks([*found.body, *self._aside])
        for block in found.unknown:
            self._remarks.append(remark(About.NOT_RECOGNIZED, block.text, block.place))
        for block in found.furniture:
            words = f"letterhead stays out of the letter: “{block.text}”"
            self._remarks.append(remark(About.FURNITURE, words, block.place))
        copies = self._copies()
        contact, note = self._inlines("contact"), self._inlines("note")
        fields = {part: self._text(part) for part in ("date", "via", "docket", "salutation")}
        closing, heading = self._text("closing"), self._text("heading")
        enclosures = tuple(dict.fromkeys(self._texts("enclosures")))
        title, prints = self._title(subject, addressees)
        self._take_names(names)
        self._suggest_count(names.signatories)
        self._remarks += self._maker.remarks
        return DraftedLetter(
            title=title,
            body=body,
            notes=notes,
            language=self._language,
            date=fields["date"],
            via=fields["via"],
            docket=fields["docket"],
            salutation=fields["salutation"],
            addressees=addressees,
            re=subject,
            re_label=self._label("re", words_for(self._language).re),
            closing=closing,
            contact=contact,
            cc=copies,
            cc_label=self._label("cc", words_for(self._language).cc),
            enclosures=enclosures,
            note=note,
            leads=names.leads,
            signatories_heading=heading,
            order=self._order(names),
            groups=names.groups if len(names.groups) <= _MOST_GROUPS else (),
            columns=names.columns,
            line=names.line,
            notes_at_end=self._draft.notes_at_end and bool(notes),
            parts=self._parts(),
            print_title=prints,
            names=names.signatories,
            taken=tuple(self._taken),
            remarks=tuple(self._remarks),
        )

    # ------------------------------------------------------------ fields

    def _lines(self, part: str) -> list[Line]:
        return self._found.lines.get(part, [])

    def _plain(self, line: Line) -> str:
        """Return a line as plain text; what plain text cannot hold is told."""
        for span in line.spans:
            if span.note:
                words = f"[^{span.note}]"
                self._remarks.append(remark(About.NOTE_IN_FIELD, words, line.place))
            elif span.link and span.link not in (span.text, f"mailto:{span.text}"):
                words = f"{span.text} ({span.link})"
                self._remarks.append(remark(About.LINK_IN_FIELD, words, line.place))
        return line.text

    def _texts(self, part: str) -> list[str]:
        lines = self._lines(part)
        for line in lines:
            self._take(part, line.text, line.place)
        return [self._plain(line) for line in lines]

    def _text(self, part: str) -> str:
        return " ".join(self._texts(part))

    def _inlines(self, part: str) -> Inlines:
        lines = self._lines(part)
        if not lines:
            return ()
        spans = _joined(lines)
        self._take(part, text_of(spans), lines[0].place)
        return self._maker.inlines(spans, lines[0].place)

    def _take(self, part: str, words: str, place: str) -> None:
        words = " ".join(words.split())
        shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
        key = {"heading": "signatories_heading"}.get(part, part)
        self._taken.append(Taken(key, shown, place))

    def _subject(self) -> Inlines:
        lines = self._lines("re")
        if not lines:
            return ()
        spans = _joined(lines)
        # The line prints in bold as a whole.
        spans = without_bold(spans) if is_all(spans, "bold") else spans
        self._take("re", text_of(spans), lines[0].place)
        return self._maker.inlines(spans, lines[0].place)

    def _label(self, part: str, usual: str) -> str:
        """Return the draft's own label where the letter's language has another."""
        written = self._found.text(f"{part}_label").strip()
        if not written or _letters(written) == _letters(usual):
            return ""
        return written

    def _addressees(self) -> tuple[Party, ...]:
        lines = self._lines("addressees")
        starts = [line.is_start for line in lines]
        is_styled = self._found.is_styled
        # Where every line stands apart, the gaps tell nothing.
        if not is_styled and len(lines) > 1 and all(starts[1:]):
            starts = [False] * len(lines)
        texts = [self._plain(line) for line in lines]
        if is_styled:
            parties = _parties_by_start(texts, starts)
        else:
            parties = parties_of(texts, starts)
        for party in parties:
            place = next((line.place for line in lines if party.name in line.text), "")
            self._take("addressees", " / ".join(party.lines), place)
        return parties

    def _copies(self) -> tuple[Party, ...]:
        entries = [[self._plain(line) for line in lines] for lines in self._found.copies]
        if self._found.is_styled:
            parties = tuple(party_of(lines, may_split=False) for lines in entries if lines)
        else:
            parties = copies_of(entries)
        places = [lines[0].place for lines in self._found.copies if lines]
        for at, party in enumerate(parties):
            place = places[min(at, len(places) - 1)] if places else ""
            self._take("cc", " / ".join(party.lines), place)
        return parties

    def _title(self, subject: Inlines, addressees: Sequence[Party]) -> tuple[Inlines, bool]:
        spans = _joined(self._lines("title"))
        if spans:
            place = self._lines("title")[0].place
            spans = without_bold(spans) if is_all(spans, "bold") else spans
            self._take("title", text_of(spans), place)
            return self._maker.inlines(spans, place), True
        own = self._draft.title[:_LONGEST_TITLE]
        if own and not _JUNK_TITLES.match(own):
            self._take("title", own, "the file's own title")
            return (Text(own),), False
        if subject and len(plain_text(subject)) <= _LONGEST_TITLE:
            self._remarks.append(remark(About.TITLE, "the draft has no title; RE stands for it"))
            return (Text(plain_text(subject)),), False
        made = f"Letter to {addressees[0].name}" if addressees else "Letter"
        words = f"the draft has no title; “{made}” stands for it"
        self._remarks.append(remark(About.TITLE, words))
        return (Text(made[:_LONGEST_TITLE]),), False

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
            place = f"note {note.number}"
            for block in note.blocks:
                if isinstance(block, DraftParagraph):
                    for span in block.spans:
                        if span.note:
                            words = f"[^{span.note}]"
                            self._remarks.append(remark(About.NOTE_IN_NOTE, words, place))
            made.append(Note(note.number, self._maker.blocks(note.blocks)))
        return tuple(made)

    # ------------------------------------------------------------- names

    def _names(self) -> Listed:
        entries = self._found.entries or list(entries_of(self._found.names))
        for heading, place in lost_cells(self._found.names):
            words = f"the column “{heading}” has no place in a list of signatories"
            self._remarks.append(remark(About.NAMES, words, place))
        found = listed(entries, columns=self._found.columns)
        for entry in entries:
            for span in entry.spans:
                if span.note:
                    words = f"[^{span.note}]"
                    self._remarks.append(remark(About.NOTE_IN_FIELD, words, entry.place))
        self._aside += [DraftParagraph(entry.spans, entry.place) for entry in found.too_long]
        for entry in found.too_long:
            self._remarks.append(remark(About.TOO_LONG, entry.text, entry.place))
        if found.signature_lines:
            words = f"{found.signature_lines} ruled lines for signatures are left out"
            self._remarks.append(remark(About.NAMES, words))
        return found

    def _set_long_lines_aside(self) -> None:
        """Put what is too long for its field behind the body."""
        for part, lines in list(self._found.lines.items()):
            limit = _LONGEST.get(part, _LONGEST_LINE)
            over = [line for line in lines if len(line.text) > limit]
            if part not in _LINE_BY_LINE and len(text_of(_joined(lines))) > limit:
                over = lines
            self._set_aside(over)
            self._found.lines[part] = [line for line in lines if line not in over]
        for at, lines in enumerate(self._found.copies):
            over = [line for line in lines if len(line.text) > _LONGEST_LINE]
            self._set_aside(over)
            self._found.copies[at] = [line for line in lines if line not in over]

    def _set_aside(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self._aside.append(DraftParagraph(line.spans, line.place))
            self._remarks.append(remark(About.TOO_LONG, line.text, line.place))

    def _take_names(self, names: Listed) -> None:
        if not names.signatories:
            return
        blocks = [block.place for block in self._found.names]
        places = blocks or [entry.place for entry in self._found.entries]
        where = places[0] if places[0] == places[-1] else f"{places[0]} to {places[-1]}"
        count = len(names.signatories)
        words = f"{count} {'name' if count == 1 else 'names'}"
        if names.groups:
            words += f" under {len(names.groups)} headings"
        self._taken.append(Taken("names", words, where))

    def _order(self, names: Listed) -> Order:
        """Return "alphabetical" where the draft's own order is that, else "manual"."""
        if not names.signatories:
            return Order.ALPHABETICAL
        try:
            groups = arrange(
                names.signatories,
                leads=names.leads,
                order=Order.ALPHABETICAL,
                groups=names.groups,
                group_by=(),
                locale=self._language,
                language=self._language,
            )
        except UnknownLocale:
            return Order.MANUAL
        positions = [each.position for each in _flat(groups)]
        return Order.ALPHABETICAL if positions == sorted(positions) else Order.MANUAL

    def _suggest_count(self, names: Sequence[Signatory]) -> None:
        """Tell of a figure in the text that is the number of names, and could be computed."""
        for block in self._found.body:
            match = _COUNTED.search(block.text)
            if match and names and int(match[1]) == len(names):
                words = (
                    f"“{match[0]}”: the list has as many names; {{{{ count }}}} in place of "
                    f"{match[1]} follows it"
                )
                self._remarks.append(remark(About.COUNT, words, block.place))
                return


def _parties_by_start(lines: Sequence[str], starts: Sequence[bool]) -> tuple[Party, ...]:
    blocks: list[list[str]] = []
    for line, is_start in zip(lines, starts, strict=True):
        if is_start or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return tuple(party_of(block, may_split=False) for block in blocks)


def _joined(lines: Iterable[Line]) -> Spans:
    spans: Spans = ()
    for line in lines:
        space = (replace(line.spans[0], text=" ", note=0),) if spans and line.spans else ()
        spans = (*spans, *space, *line.spans)
    return tuple(replace(span, text=span.text.replace("\n", " ")) for span in spans)


def _flat(groups: Iterable[Group]) -> Iterable[Signatory]:
    for group in groups:
        yield from group.signatories
        yield from _flat(group.groups)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
