"""A letter and its signatories in, the tree that every renderer prints out.

Everything is settled here: which sections there are and in what order, the labels, the
figures, the numbers of the notes. Nothing that the letter file holds is dropped silently.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from app.domain import names, tokens, wording
from app.domain.counting import figures, hiding_small_counts
from app.domain.documents import (
    AddressBlock,
    AddresseesSection,
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
    NameGroup,
    NamesSection,
    PageWords,
    ReSection,
    SalutationSection,
    Section,
    TitleSection,
)
from app.domain.letters import DEFAULT_PARTS, LetterFile, Part, Party
from app.domain.lines import name_line
from app.domain.numbering import Numbering
from app.domain.ordering import Group, arrange
from app.domain.signatories import Signatory


def compose(
    letter: LetterFile,
    signatories: Sequence[Signatory],
    *,
    final_date: date | None = None,
    is_draft: bool = False,
    author: str = "",
    smallest_count_shown: int = 0,
) -> LetterDocument:
    """Return the letter with its signatories as a document.

    `final_date` is the day of the final edition, printed where the letter has no date of its
    own. `author` is for the document's metadata. `smallest_count_shown` is for a reader who
    must not know every figure yet: only totals of that size print, all else as [#]. Raises
    UnknownLocale for a language that has no order of names.
    """
    words = wording.words_for(letter.language)
    groups = arrange(
        signatories,
        leads=letter.leads,
        order=letter.order,
        groups=letter.groups,
        group_by=letter.group_by,
        locale=letter.language,
        language=letter.language,
    )
    date_text = printed_date(letter, final_date)
    figure = figures(signatories, groups, language=letter.language, date_text=date_text)
    if smallest_count_shown:
        figure = hiding_small_counts(figure, signatories, smallest_shown=smallest_count_shown)
    numbering = Numbering(
        {note.number: tokens.filled_blocks(note.blocks, figure) for note in letter.notes},
        words.note,
    )
    composer = _Composer(letter, groups, figure, numbering, words)
    sections = (*composer.head(date_text), *composer.parts())
    return LetterDocument(
        title=tokens.plain_text(tokens.filled(letter.title, figure)),
        language=letter.language,
        direction=letter.direction or wording.direction_of(letter.language),
        sections=sections,
        notes=numbering.notes(),
        notes_at_end=letter.notes_at_end,
        design=letter.design,
        words=PageWords(words.page_of, words.notes, words.draft),
        dated=letter.dated or (None if letter.date_words else final_date),
        author=author,
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
    listed = {names.prepared(signatory.name) for signatory in signatories}
    return tuple(lead for lead in letter.leads if names.prepared(lead) not in listed)


def blocking(letter: LetterFile, *, allowed: Collection[str]) -> tuple[str, ...]:
    """Return what the reader of the file found that stops a final export.

    `allowed` lets a note through by its label as written, "[^9]".
    """
    labels = [text for text in allowed if text.startswith("[^")]
    return tuple(
        sentence for sentence in letter.blocking if not any(text in sentence for text in labels)
    )


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


class _Composer:
    """Makes the sections in printing order, which is also the order of the notes' numbers."""

    def __init__(
        self,
        letter: LetterFile,
        groups: tuple[Group, ...],
        figure: Callable[[str], str],
        numbering: Numbering,
        words: wording.Words,
    ) -> None:
        self._letter = letter
        self._groups = groups
        self._figure = figure
        self._numbering = numbering
        self._words = words

    def head(self, date_text: str) -> tuple[Section, ...]:
        """Return what stands above the parts; sections without content are left out."""
        letter = self._letter
        sections: list[Section] = []
        if letter.print_title and letter.title:
            sections.append(TitleSection(self._settled(letter.title)))
        if date_text:
            sections.append(DateSection(date_text))
        if letter.via:
            sections.append(DeliverySection(letter.via))
        if letter.docket:
            sections.append(DocketSection(letter.docket))
        if blocks := _address_blocks(letter.addressees):
            sections.append(AddresseesSection(blocks))
        if letter.re:
            label = letter.re_label or self._words.re
            sections.append(ReSection(_with_colon(label), self._settled(letter.re)))
        if letter.salutation:
            sections.append(SalutationSection(letter.salutation))
        return tuple(sections)

    def parts(self) -> tuple[Section, ...]:
        """Return the parts in the letter's order; parts without content are left out."""
        made = (self._part(part) for part in complete_parts(self._letter.parts))
        return tuple(section for section in made if section)

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
                return self._names()
            case Part.CC:
                blocks = _address_blocks(letter.cc)
                label = _with_colon(letter.cc_label or self._words.cc)
                return CopiesSection(label, blocks) if blocks else None
            case Part.ENCLOSURES:
                items = letter.enclosures
                return EnclosuresSection(self._words.enclosures, items) if items else None

    def _names(self) -> NamesSection | None:
        groups = tuple(g for g in map(self._group, self._groups) if g.lines or g.groups)
        if not groups:
            return None
        return NamesSection(
            heading=tokens.fill(self._letter.signatories_heading, self._figure),
            note=self._settled(self._letter.note),
            groups=groups,
            columns=self._letter.columns,
        )

    def _group(self, group: Group) -> NameGroup:
        return NameGroup(
            heading=tokens.fill(group.heading, self._figure),
            level=group.level,
            lines=tuple(
                name_line(row, self._letter.line, language=self._letter.language)
                for row in group.signatories
            ),
            groups=tuple(g for g in map(self._group, group.groups) if g.lines or g.groups),
            is_leads=group.is_leads,
        )

    def _settled(self, inlines: Inlines) -> Inlines:
        return self._numbering.inlines(tokens.filled(inlines, self._figure))


def _address_blocks(parties: Sequence[Party]) -> tuple[AddressBlock, ...]:
    return tuple(AddressBlock(party.lines) for party in parties if party.lines)


def _with_colon(label: str) -> str:
    return label if label.endswith((":", "：")) else f"{label}:"
