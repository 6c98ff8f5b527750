"""Words that a draft leaves for later and a final letter must not hold: "XX groups", "TBD"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.documents import (
    AddresseesSection,
    Block,
    BodySection,
    BulletList,
    ClosingSection,
    Code,
    ContactSection,
    CopiesSection,
    DateSection,
    DeliverySection,
    DocketSection,
    Emphasis,
    EnclosuresSection,
    Heading,
    Inlines,
    LetterDocument,
    LetterheadSection,
    Link,
    NameGroup,
    NamesPointerSection,
    NamesSection,
    OrderedList,
    Paragraph,
    Passage,
    Picture,
    Quote,
    ReSection,
    SalutationSection,
    Section,
    Strong,
    Table,
    TitleSection,
)
from app.domain.finishing import Hindrance
from app.domain.patterns import compiled
from app.domain.sentences import N_, Sentence, sentence
from app.domain.tokens import plain_text

# What a letter counts. XX or XXX right before one of these, with at most two words between
# ("XX undersigned organizations"), waits for its number.
_COUNTED = (
    # English
    r"groups?|organi[sz]ations?|orgs?|signatories|signatory|signers?|members?|people|persons?|"
    r"individuals?|states?|countries|scholars?|experts?|professors?|companies|businesses|unions?|"
    r"coalitions?|chapters?|partners?|leaders?|advocates?|faculty|senators?|representatives?|"
    r"nonprofits?|undersigned|percent|per\scent|million|billion|thousand|days|weeks|months|years|"
    r"children|families|households|workers|communities|cities|counties|towns|districts|tribes|"
    # Spanish and Portuguese
    r"grupos?|organizaci[oó]n|organizaciones|organiza[cç][aã]o|organiza[cç][oõ]es|firmantes?|"
    r"personas?|pessoas?|miembros?|membros?|estados?|pa[ií]ses|entidades|asociaciones|"
    r"associa[cç][oõ]es|signat[aá]ri[oa]s?|familias|comunidades|ciudades|sindicatos|"
    r"por\sciento|millones|d[ií]as|a[nñ]os|meses|"
    # French
    r"groupes?|organisations?|signataires?|membres?|personnes?|associations?|[eé]tats?|pays|"
    # German and Italian
    r"gruppen|organisationen|unterzeichne\w*|mitglieder|personen|gruppi|organizzazioni|firmatari"
)
_XX_PHRASE = rf"(?<![\w-])XXX?(?:\s+[\w’'-]+){{0,2}}?\s+(?i:{_COUNTED})\b"
# "Title XX", "Article XXX": a roman numeral, in the languages of the words above.
_ROMAN_BEFORE = (
    r"(?i)\b(?:titles?|articles?|parts?|chapters?|sections?|schedules?|annex|appendix|volumes?|vol\.|"
    r"books?|amendments?|t[ií]tulos?|art[ií]culos?|artigos?|partes?|cap[ií]tulos?|cap[ií]tol[oi]|"
    r"titres?|chapitres?|titel|artikel|kapitel|teil|siglos?|si[eè]cles?|super\s?bowl)\s+$"
)
_WHOLE = (
    r"(?<![\w/-])(?:TBD|tbd|TBA|TBC|TK|TKTK|TODO|FIXME)(?![\w/-])"
    r"|\[\s*(?i:insert\s[^\]\n]{0,60}|add\s[^\]\n]{0,60}|insertar\s[^\]\n]{0,60}|date|names?|"
    r"number|title|address|organi[sz]ations?|signatories|recipient|addressee|link|citation|cite|"
    r"quote|fecha|nombres?|n[uú]mero|t[ií]tulo|organizaci[oó]n(?:es)?|direcci[oó]n|enlace|"
    r"destinatari[oa]|firmantes|cita|(?:por|a)\sdefinir|por\scompletar|pendiente|nom|noms|\?|count:[^\]\n]{1,300}|XX+)"
    r"\s*\]"
)
# Without one of these no text holds any of them; most texts hold none.
_MAY_HOLD = re.compile(r"XX|TB|tbd|TK|TODO|FIXME|\[")
# "https://example.org/?x=TBD" is an address, whatever it holds.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


_PLACES: dict[type[Section], Sentence] = {
    TitleSection: Sentence(N_("the title")),
    DateSection: Sentence(N_("the date")),
    DeliverySection: Sentence(N_("the delivery line")),
    DocketSection: Sentence(N_("the docket line")),
    AddresseesSection: Sentence(N_("the addressees")),
    ReSection: Sentence(N_("the RE line")),
    SalutationSection: Sentence(N_("the salutation")),
    ClosingSection: Sentence(N_("the closing")),
    ContactSection: Sentence(N_("the contact line")),
    CopiesSection: Sentence(N_("the cc list")),
    EnclosuresSection: Sentence(N_("the enclosures")),
    NamesPointerSection: Sentence(N_("the line on the attachment")),
}
_HEADING_OF_NAMES = Sentence(N_("the heading of the signatories"))
_NOTE_ABOVE_NAMES = Sentence(N_("the line above the names"))
_LETTERHEAD = Sentence(N_("the letterhead"))
_GROUP_HEADING = Sentence(N_("a group heading"))
# What is no paragraph stands after one, or before the first.
_AFTER = {
    "heading": N_("the heading after paragraph %(number)s"),
    "list": N_("the list after paragraph %(number)s"),
    "table": N_("the table after paragraph %(number)s"),
    "picture": N_("the picture after paragraph %(number)s"),
}
_FIRST = {
    "heading": Sentence(N_("the first heading")),
    "list": Sentence(N_("the first list")),
    "table": Sentence(N_("the first table")),
    "picture": Sentence(N_("the first picture")),
}


def left_over(document: LetterDocument) -> tuple[Hindrance, ...]:
    """Return each placeholder that is left, with where it stands, in printing order.

    The names of signatories are not looked at: a group may be called what it likes.
    """
    hindrances = (
        Hindrance(
            sentence(
                N_("“%(text)s” is still a placeholder in %(place)s."), text=found, place=place
            ),
            text=found,
        )
        for place, text in _texts(document)
        for found in _found(text)
    )
    return tuple(dict.fromkeys(hindrances))


def _found(text: str) -> Iterator[str]:
    if not _MAY_HOLD.search(text):
        return
    text = _ADDRESS.sub(" ", text)
    for match in compiled(_XX_PHRASE).finditer(text):
        if not compiled(_ROMAN_BEFORE).search(text[: match.start()]):
            yield match[0]
    for match in compiled(_WHOLE).finditer(text):
        yield match[0]


def _texts(document: LetterDocument) -> Iterator[tuple[Sentence, str]]:
    """Yield every printed text with where it stands, in printing order."""
    for section in document.sections:
        yield from _section_texts(section)
    for note in document.notes:
        place = sentence(N_("note %(number)s"), number=note.number)
        yield from ((place, text) for _, text in _block_texts(note.blocks))


def _section_texts(section: Section) -> Iterator[tuple[Sentence, str]]:
    match section:
        case BodySection(blocks):
            yield from _body_texts(blocks)
        case LetterheadSection(name, lines, officers):
            yield from ((_LETTERHEAD, text) for text in (name, *lines, *officers))
        case NamesSection(heading, note, groups):
            yield _HEADING_OF_NAMES, heading
            yield _NOTE_ABOVE_NAMES, _words(note)
            yield from ((_GROUP_HEADING, text) for text in _headings(groups))
        case AddresseesSection(blocks) | CopiesSection(_, blocks):
            place = _PLACES[type(section)]
            yield from ((place, line) for block in blocks for line in block.lines)
        case EnclosuresSection(_, items):
            yield from ((_PLACES[type(section)], item) for item in items)
        case TitleSection(inlines) | ReSection(_, inlines) | ContactSection(inlines):
            yield _PLACES[type(section)], _words(inlines)
        case _:
            yield _PLACES[type(section)], section.text


def _body_texts(blocks: tuple[Block, ...]) -> Iterator[tuple[Sentence, str]]:
    number = 0
    for kind, text in _block_texts(blocks):
        if kind == "paragraph":
            number += 1
            yield sentence(N_("paragraph %(number)s"), number=number), text
        elif number:
            yield sentence(_AFTER[kind], number=number), text
        else:
            yield _FIRST[kind], text


def _block_texts(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """Yield each run of text with what it is; a paragraph of the body, a heading, a list ..."""
    for block in blocks:
        match block:
            case Paragraph(inlines):
                yield "paragraph", _words(inlines)
            case Heading(_, inlines):
                yield "heading", _words(inlines)
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from (("list", text) for _, text in _block_texts(item))
            case Quote(inner) | Passage(_, inner):
                yield from _block_texts(inner)
            case Table(header, rows):
                yield from (("table", _words(cell)) for row in (header, *rows) for cell in row)
            case Picture(alt):
                yield "picture", alt
            case _:
                continue


def _words(inlines: Inlines) -> str:
    """Return the words of inlines without code, which means what it says."""
    return plain_text(_without_code(inlines))


def _without_code(inlines: Inlines) -> Inlines:
    return tuple(
        replace(inline, children=_without_code(inline.children))
        if isinstance(inline, (Emphasis, Strong, Link))
        else inline
        for inline in inlines
        if not isinstance(inline, Code)
    )


def _headings(groups: tuple[NameGroup, ...]) -> Iterator[str]:
    for group in groups:
        yield group.heading
        yield from _headings(group.groups)
