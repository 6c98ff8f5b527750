"""A letter and its signatories in, the tree that every renderer prints out.

Everything is settled here: which sections there are and in what order, the labels, the
figures, the numbers of the notes. Nothing that the letter file holds is dropped silently.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.domain import labels, names, tokens, wording
from app.domain.counting import ListCounts, figures_of, hiding_counts, hiding_small_counts
from app.domain.documents import (
    AddressBlock,
    AddresseesSection,
    Block,
    BodySection,
    ClosingSection,
    ContactSection,
    CopiesSection,
    DateSection,
    DeliverySection,
    DocketSection,
    EnclosuresSection,
    Inlines,
    LetterDocument,
    LetterheadSection,
    NamesPlace,
    NamesPointerSection,
    NamesSection,
    NoteReference,
    PageWords,
    Paragraph,
    ReSection,
    SalutationSection,
    Section,
    Text,
    TitleSection,
)
from app.domain.layouts import Layout
from app.domain.letters import DEFAULT_PARTS, LetterFile, Letterhead, Part, Party
from app.domain.naming import lines_taken, names_note, names_section, standing_apart
from app.domain.numbering import Numbering, pointed
from app.domain.ordering import Group, arrange_letter
from app.domain.signatories import Signatory


def compose(
    letter: LetterFile,
    signatories: Sequence[Signatory],
    *,
    layout: Layout | None = None,
    letterhead: Letterhead | None = None,
    final_date: date | None = None,
    is_draft: bool = False,
    author: str = "",
    smallest_count_shown: int = 0,
) -> LetterDocument:
    """Return the letter with its signatories as a document.

    `layout` is what its design decides on paper; without one the letter is for a screen, where
    names stand in their part. `letterhead` is its coalition's, for a design that prints one
    and a letter that neither brings its own nor wants none. `final_date` is the day of the final edition, printed where the letter has no date of its
    own. `author` is for the document's metadata. `smallest_count_shown` is for a reader who
    must not know every figure yet: only totals of that size print, all else as [#]. Raises
    UnknownLocale for a language that has no order of names.
    """
    groups = arrange_letter(letter, signatories)
    date_text = printed_date(letter, final_date)
    counts = ListCounts(signatories, groups, letter.groups)
    figure = figures_of(counts, language=letter.language, date_text=date_text)
    if is_draft:
        figure = hiding_counts(figure)
    elif smallest_count_shown:
        figure = hiding_small_counts(
            figure,
            everybody=counts.of("count"),
            individuals=counts.of("individuals"),
            smallest_shown=smallest_count_shown,
        )
    return compose_with(
        letter,
        groups,
        figure=figure,
        layout=layout,
        letterhead=letterhead,
        final_date=final_date,
        is_draft=is_draft,
        author=author,
    )


def compose_with(
    letter: LetterFile,
    groups: tuple[Group, ...],
    *,
    figure: Callable[[str], str],
    layout: Layout | None = None,
    letterhead: Letterhead | None = None,
    final_date: date | None = None,
    is_draft: bool = False,
    author: str = "",
) -> LetterDocument:
    """Return the letter as `compose` does, with names that are arranged and figures that are
    known already: for a screen that shows one page of a list.
    """
    words = labels.words_for(letter.language)
    date_text = printed_date(letter, final_date)
    numbering = Numbering(
        {note.number: tokens.filled_blocks(note.blocks, figure) for note in letter.notes},
        words.note,
    )
    composer = _Composer(letter, layout, groups, figure, numbering, words)
    sections = (
        *composer.letterhead(letterhead),
        *composer.head(date_text),
        *composer.parts(),
        *composer.attachments(),
    )
    return LetterDocument(
        title=tokens.plain_text(tokens.filled(letter.title, figure)),
        language=letter.language,
        direction=letter.direction or wording.direction_of(letter.language),
        sections=pointed(sections, numbering),
        notes=numbering.notes(),
        notes_at_end=letter.notes_at_end,
        design=letter.design,
        words=PageWords(words.page_of, words.notes, words.draft),
        dated=letter.dated or (None if letter.date_words else final_date),
        author=author,
        running_head=_running_head(letter, date_text, figure),
        edition=letter.edition,
        is_draft=is_draft,
    )


def printed_date(letter: LetterFile, final_date: date | None) -> str:
    """Return the date as it prints, "" where there is none."""
    day = letter.dated or final_date
    if letter.date_words or not day:
        return letter.date_words
    return wording.date_in_words(day, letter.language)


def missing_leads(letter: LetterFile, signatories: Sequence[Signatory]) -> tuple[str, ...]:
    """Return the leads of the letter that no signatory answers to, in their order."""
    if not letter.leads:
        return ()
    listed = {names.prepared(signatory.name) for signatory in signatories}
    return tuple(lead for lead in letter.leads if lead and names.prepared(lead) not in listed)


def complete_parts(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return `parts` with those it leaves out put after the one they follow by default.

    A letter that names only body, cc and names still prints its closing, after the body.
    """
    complete = list(dict.fromkeys(parts))
    for at, part in enumerate(DEFAULT_PARTS):
        if part in complete:
            continue
        before = complete.index(DEFAULT_PARTS[at - 1]) + 1 if at else 0
        complete.insert(before, part)
    return tuple(complete)


def _running_head(letter: LetterFile, date_text: str, figure: Callable[[str], str]) -> str:
    """Return what the pages after the first say on top: to whom and when, or else the title."""
    first = next((party.lines[0] for party in letter.addressees if party.lines), "")
    whom = first or tokens.plain_text(tokens.filled(letter.title, figure))
    return " · ".join(part for part in (whom, date_text) if part)


class _Composer:
    """Makes the sections in printing order, which is also the order of the notes' numbers."""

    def __init__(
        self,
        letter: LetterFile,
        layout: Layout | None,
        groups: tuple[Group, ...],
        figure: Callable[[str], str],
        numbering: Numbering,
        words: labels.Words,
    ) -> None:
        self._letter = letter
        self._layout = layout or Layout()
        self._groups = groups
        self._figure = figure
        self._numbering = numbering
        self._words = words
        asked = letter.names_place or self._layout.names_place
        self._names_place = asked if layout else NamesPlace.HERE
        self._has_note_to_attachment = self._is_longer_than_a_note()
        if self._has_note_to_attachment:
            self._names_place = NamesPlace.ATTACHMENT

    def letterhead(self, of_coalition: Letterhead | None) -> tuple[Section, ...]:
        """Return the letter's own letterhead, else its coalition's where the design has room."""
        letter = self._letter
        given = of_coalition if self._layout.has_letterhead else None
        head = None if letter.has_no_letterhead else letter.letterhead or given
        if head is None:
            return ()
        return (LetterheadSection(head.name, head.lines, head.officers, head.logo),)

    def head(self, date_text: str) -> tuple[Section, ...]:
        """Return what stands above the parts; sections without content are left out."""
        letter = self._letter
        sections: list[Section] = [*self._title()]
        if date_text:
            sections.append(DateSection(date_text))
        if letter.via:
            sections.append(DeliverySection(letter.via))
        if letter.docket:
            sections.append(DocketSection(letter.docket))
        if blocks := _address_blocks(letter.addressees):
            columns = letter.addressee_columns or self._layout.addressee_columns
            sections.append(AddresseesSection(blocks, columns if len(blocks) > 1 else 1))
        if letter.re:
            label = letter.re_label or self._words.re
            sections.append(ReSection(_with_colon(label), self._settled(letter.re)))
        if letter.salutation:
            sections.append(SalutationSection(letter.salutation))
        return tuple(sections)

    def parts(self) -> tuple[Section, ...]:
        """Return the parts in the letter's order; parts without content are left out."""
        order = self._letter.parts or self._layout.parts
        made = (self._part(part) for part in complete_parts(order))
        return tuple(section for section in made if section)

    def attachments(self) -> tuple[Section, ...]:
        """Return what follows the whole letter: the names, where they are attached."""
        names = self._names() if self._names_place is NamesPlace.ATTACHMENT else None
        return (standing_apart(names, self._words),) if names else ()

    def _title(self) -> tuple[Section, ...]:
        """Return the title where it prints; names in a note to it make it print."""
        letter = self._letter
        note = self._title_note()
        if not (letter.print_title or note) or not letter.title:
            return ()
        title = tokens.filled(letter.title, self._figure)
        if note:
            title = (*title, NoteReference(self._numbering.defined_too(note)))
        return (TitleSection(self._numbering.inlines(title)),)

    def _title_note(self) -> tuple[Block, ...]:
        """Return the note that lists the names, or says where they are; often there is none."""
        if self._has_note_to_attachment:
            return (Paragraph((Text(self._words.see_attachment),)),)
        names = self._names() if self._names_place is NamesPlace.TITLE_NOTE else None
        return names_note(names, self._words) if names else ()

    def _is_longer_than_a_note(self) -> bool:
        """Would the names in a note to the title push the letter off its first page?"""
        room = self._layout.note_room
        if self._names_place is not NamesPlace.TITLE_NOTE or room is None:
            return False
        names = self._names()
        note = names_note(names, self._words) if names else ()
        return lines_taken(note, letters=room.letters) > room.lines

    def _part(self, part: Part) -> Section | None:
        letter = self._letter
        match part:
            case Part.BODY:
                body = self._numbering.blocks(tokens.filled_blocks(letter.body, self._figure))
                return BodySection(body) if body else None
            case Part.CLOSING:
                return ClosingSection(letter.closing) if letter.closing else None
            case Part.CONTACT:
                contact = self._settled(letter.contact)
                return ContactSection(contact) if contact else None
            case Part.NAMES:
                return self._names_in_their_part()
            case Part.CC:
                blocks = _address_blocks(letter.cc)
                label = _with_colon(letter.cc_label or self._words.cc)
                return CopiesSection(label, blocks) if blocks else None
            case Part.ENCLOSURES:
                items = letter.enclosures
                return EnclosuresSection(self._words.enclosures, items) if items else None

    def _names_in_their_part(self) -> Section | None:
        match self._names_place:
            case NamesPlace.TITLE_NOTE:
                return None
            case NamesPlace.ATTACHMENT if self._has_note_to_attachment:
                return None
            case NamesPlace.ATTACHMENT:
                has_names = any(group.signatories or group.groups for group in self._groups)
                return NamesPointerSection(self._words.see_attachment) if has_names else None
            case _:
                return self._names()

    def _names(self) -> NamesSection | None:
        is_note = self._names_place is NamesPlace.TITLE_NOTE
        return names_section(
            self._letter,
            self._groups,
            figure=self._figure,
            # What stands in a note is numbered with the notes.
            settled=self._filled if is_note else self._settled,
            columns=self._letter.columns or self._layout.columns,
            place=self._names_place,
            words=self._words,
        )

    def _settled(self, inlines: Inlines) -> Inlines:
        return self._numbering.inlines(self._filled(inlines))

    def _filled(self, inlines: Inlines) -> Inlines:
        return tokens.filled(inlines, self._figure)


def _address_blocks(parties: Sequence[Party]) -> tuple[AddressBlock, ...]:
    return tuple(AddressBlock(party.lines) for party in parties if party.lines)


def _with_colon(label: str) -> str:
    return label if label.endswith((":", "：")) else f"{label}:"
