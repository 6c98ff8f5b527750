"""Words that a draft leaves for later and a final letter must not hold: "XX groups", "TBD"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.documents import Code, Emphasis, Inlines, LetterDocument, Link, Strong
from app.domain.finishing import Hindrance
from app.domain.patterns import compiled
from app.domain.printed_texts import printed_texts
from app.domain.sentences import N_, sentence
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


def left_over(document: LetterDocument) -> tuple[Hindrance, ...]:
    """Return each placeholder that is left, with where it stands, in printing order.

    The names of signatories are not looked at: a group may be called what it likes.
    """
    hindrances = (
        Hindrance(
            sentence(
                N_("“%(text)s” is still a placeholder in %(place)s."),
                text=found,
                place=printed.place,
            ),
            text=found,
        )
        for printed in printed_texts(document)
        for found in _found(_words(printed.inlines))
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
