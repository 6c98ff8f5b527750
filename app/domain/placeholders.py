"""Words that a draft leaves for later and a final letter must not hold: "XX groups", "TBD"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

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
    EnclosuresSection,
    Heading,
    Inlines,
    LetterDocument,
    LetterheadSection,
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
    Table,
    TitleSection,
)
from app.domain.tokens import plain_text

# What a letter counts. XX or XXX right before one of these, with at most two words between
# ("XX undersigned organizations"), waits for its number.
_COUNTED = (
    # English
    r"groups?|organi[sz]ations?|orgs?|signatories|signatory|signers?|members?|people|persons?|"
    r"individuals?|states?|countries|scholars?|experts?|professors?|companies|businesses|unions?|"
    r"coalitions?|chapters?|partners?|leaders?|advocates?|faculty|senators?|representatives?|"
    r"nonprofits?|undersigned|"
    # Spanish and Portuguese
    r"grupos?|organizaci[oó]n|organizaciones|organiza[cç][aã]o|organiza[cç][oõ]es|firmantes?|"
    r"personas?|pessoas?|miembros?|membros?|estados?|pa[ií]ses|entidades|asociaciones|"
    r"associa[cç][oõ]es|signat[aá]ri[oa]s?|"
    # French
    r"groupes?|organisations?|signataires?|membres?|personnes?|associations?|[eé]tats?|pays|"
    # German and Italian
    r"gruppen|organisationen|unterzeichne\w*|mitglieder|personen|gruppi|organizzazioni|firmatari"
)
_XX_PHRASE = re.compile(
    rf"(?<![\w-])XXX?(?:\s+[\w’'-]+){{0,2}}?\s+(?i:{_COUNTED})\b",
)
# "Title XX", "Article XXX": a roman numeral, in the languages of the words above.
_ROMAN_BEFORE = re.compile(
    r"\b(?:titles?|articles?|parts?|chapters?|sections?|schedules?|annex|appendix|volumes?|vol\.|"
    r"books?|amendments?|t[ií]tulos?|art[ií]culos?|artigos?|partes?|cap[ií]tulos?|cap[ií]tol[oi]|"
    r"titres?|chapitres?|titel|artikel|kapitel|teil|siglos?|si[eè]cles?|super bowl)\s+$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?<![\w/-])(?:TBD|TBA|TBC|TK|TKTK|TODO|FIXME)(?![\w/-])"
    r"|\[\s*(?:insert\s[^\]\n]{0,60}|add\s[^\]\n]{0,60}|date|name|names|number|title|address|"
    r"organi[sz]ation|signatories|recipient|addressee|link|citation|cite|quote|fecha|nombres?|"
    r"n[uú]mero|t[ií]tulo|organizaci[oó]n|nom|noms|nombre|\?|XX+)\s*\]"
)


_PLACES: dict[type[Section], str] = {
    TitleSection: "the title",
    DateSection: "the date",
    DeliverySection: "the delivery line",
    DocketSection: "the docket line",
    AddresseesSection: "the addressees",
    ReSection: "the RE line",
    SalutationSection: "the salutation",
    ClosingSection: "the closing",
    ContactSection: "the contact line",
    CopiesSection: "the cc list",
    EnclosuresSection: "the enclosures",
    NamesPointerSection: "the line on the attachment",
}


def left_over(document: LetterDocument, *, allowed: Collection[str]) -> tuple[str, ...]:
    """Return a sentence for each placeholder that is left, with where it stands.

    `allowed` are placeholders that somebody marked as meant, by their text ("XX groups",
    "TBD"); letter case does not matter. The names of signatories are not looked at: a group
    may be called what it likes.
    """
    let_through = {_folded(text) for text in allowed}
    sentences: list[str] = []
    for place, text in _texts(document):
        for found in _found(text):
            names = {_folded(found), _folded(found.split()[0]), _folded(found.strip("[] "))}
            if names & let_through:
                continue
            sentence = f"“{found}” is still a placeholder in {place}."
            if sentence not in sentences:
                sentences.append(sentence)
    return tuple(sentences)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _found(text: str) -> Iterator[str]:
    for match in _XX_PHRASE.finditer(text):
        if not _ROMAN_BEFORE.search(text[: match.start()]):
            yield match[0]
    for match in _WHOLE.finditer(text):
        yield match[0]


def _texts(document: LetterDocument) -> Iterator[tuple[str, str]]:
    """Yield every printed text with where it stands, in printing order."""
    for section in document.sections:
        yield from _section_texts(section)
    for note in document.notes:
        yield from ((f"note {note.number}", text) for _, text in _block_texts(note.blocks))


def _section_texts(section: Section) -> Iterator[tuple[str, str]]:
    match section:
        case BodySection(blocks):
            yield from _body_texts(blocks)
        case LetterheadSection(name, lines, officers):
            yield from (("the letterhead", text) for text in (name, *lines, *officers))
        case NamesSection(heading, note, groups):
            yield "the heading of the signatories", heading
            yield "the line above the names", _words(note)
            yield from (("a group heading", text) for text in _headings(groups))
        case AddresseesSection(blocks) | CopiesSection(_, blocks):
            place = _PLACES[type(section)]
            yield from ((place, line) for block in blocks for line in block.lines)
        case EnclosuresSection(_, items):
            yield from ((_PLACES[type(section)], item) for item in items)
        case TitleSection(inlines) | ReSection(_, inlines) | ContactSection(inlines):
            yield _PLACES[type(section)], _words(inlines)
        case _:
            yield _PLACES[type(section)], section.text


def _body_texts(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    number = 0
    for kind, text in _block_texts(blocks):
        if kind == "paragraph":
            number += 1
            yield f"paragraph {number}", text
        else:
            yield f"the {kind} after paragraph {number}" if number else f"the first {kind}", text


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
    return plain_text(tuple(inline for inline in inlines if not isinstance(inline, Code)))


def _headings(groups: tuple[NameGroup, ...]) -> Iterator[str]:
    for group in groups:
        yield group.heading
        yield from _headings(group.groups)
