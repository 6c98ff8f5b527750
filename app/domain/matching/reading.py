"""What a name of an organization says: its words, its acronyms, its place, its other names.

In goes the name as somebody wrote it. Out comes a `Reading`, which two names are compared by.
Nothing here knows of another name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from app.domain.matching.acronyms import looks_like_acronym, stands_for
from app.domain.matching.dissecting import Dissection
from app.domain.matching.vocabulary import SAME_WORD, SISTER_TAILS, STOP_WORDS
from app.domain.matching.whereabouts import is_within
from app.domain.matching.words import meaning, words_of
from app.domain.names import prepared
from app.domain.values import dataclass

_APOSTROPHES = dict.fromkeys(map(ord, "’‘‛`´ʹʻʼʽʾʿˈ′＇"), "'")
_MARKS = dict.fromkeys(map(ord, '™℠®©℗"“”„‟«»‹›'), " ")
_LONGEST_READ = 1_000
_INITIALS_APART = re.compile(r"\b([A-Za-z])\.\s+(?=[A-Za-z]\.)")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?|\b(?:[A-Za-z]\.)+[A-Za-z]\b")
# "l'intégration" is two words, "Nurses'" is one.
_ELISION = re.compile(r"\b([ldnLDN]|[Dd]ell|[Dd]all|[Nn]ell)'(?=[^\W\d_]{3})")
_LEGAL_INSIDE = re.compile(r",?\s+(?:Inc|Incorporated)\b\.?(?=\s*\S)", re.IGNORECASE)
_WEB = re.compile(r"\.(?:org|com|net|us|info|ngo|eu|co\.uk|org\.uk|org\.au)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one name says.

    `prepared` is its matching form (`app.domain.names`). `strict` are its words so that equal
    ones are one word for certain ("assoc." is "association"), `words` those by what they mean,
    without small words and places, `spelt` the same words as they are spelt.
    `acronyms` are those it gives, `initials` those its words make, each as capitals without
    points. `places` are tags (`whereabouts`), and `set_off` says how the place stands: "comma",
    "dash", "bracket", "bare", "of", "front", "chapter" or "". `joined` are the letters of its own
    words as one, `letters` those of the whole name without brackets: "BothENDS" is "Both ENDS".
    `everywhere` are its places and those among its words.
    `unproved` are acronyms that its words do not make, `lead` a brand in front of the name,
    `tail` what stands behind a comma or a dash, `sister` the end that sister bodies are told by.
    """

    name: str
    prepared: str
    strict: tuple[str, ...]
    words: tuple[str, ...]
    acronyms: frozenset[str] = frozenset()
    unproved: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    set_off: str = ""
    has_chapter: bool = False
    numbers: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    is_short: bool = False
    lead: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    formers: tuple[tuple[str, ...], ...] = ()
    parent: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    sister: str = ""
    letters: str = ""
    joined: str = ""
    place_words: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()
    everywhere: frozenset[str] = frozenset()


def _without_points(text: str) -> str:
    """Return "S.T.O.P." as "STOP" and "example.org" as "example"."""
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), _INITIALS_APART.sub(r"\1.", text))
    return _WEB.sub("", text)


def read(name: str) -> Reading:
    """Return what the name says."""
    text = name[:_LONGEST_READ].translate(_MARKS)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = _ELISION.sub(r"\1 ", text.translate(_APOSTROPHES)).replace("'", "")
    text = text.replace("&", " and ")
    if "." in text:
        text = _without_points(text)
    text = _LEGAL_INSIDE.sub(" ", text)
    taken = Dissection()
    text = taken.take_other_names(text)
    text = taken.take_brackets(text)
    taken.take_segments(text)
    return _reading(name, taken)


def _reading(name: str, taken: Dissection) -> Reading:
    strict = tuple(SAME_WORD.get(word, word) for word in taken.core if word != "the")
    if not strict:
        strict = tuple(words_of(name)) or (name.strip().casefold() or "?",)
    spelt = tuple(word for word in strict if word not in STOP_WORDS) or strict
    words = tuple(map(meaning, spelt))
    initials = _initials(taken.core) | _initials(taken.whole)
    proved = frozenset(
        acronym
        for acronym in taken.acronyms
        if stands_for(acronym, taken.core) or stands_for(acronym, taken.whole)
    )
    whole = "".join(taken.shown)
    # "Las Vegas - NV" says no more than "Las Vegas".
    places = frozenset(
        place
        for place in taken.places
        if not any(is_within(inner, place) for inner in taken.places)
    )
    return Reading(
        name=name,
        # No name is that long; what is costs no time, and is only itself.
        prepared=prepared(name) if len(name) <= _LONGEST_READ else name,
        strict=strict,
        words=words,
        acronyms=frozenset(taken.acronyms),
        unproved=frozenset(taken.acronyms) - proved,
        initials=initials,
        places=places,
        set_off=taken.set_off,
        has_chapter=taken.has_chapter,
        numbers=frozenset(word for word in strict if word.isdigit()),
        company=frozenset(taken.company),
        is_short=len(taken.core) == 1 and looks_like_acronym(whole),
        lead=taken.lead,
        aliases=tuple(alias for alias in taken.aliases if alias),
        formers=tuple(taken.formers),
        parent=taken.parent,
        tail=tuple(taken.tail),
        sister=_sister(strict),
        letters=taken.letters,
        joined="".join(strict),
        place_words=tuple(taken.place_words),
        spelt=spelt,
        everywhere=places | {word[1:] for word in words if word[0] == "@"},
    )


def _initials(words: Sequence[str]) -> frozenset[str]:
    content = [word for word in words if word not in STOP_WORDS]
    if len(content) < 2:
        return frozenset()
    return frozenset({"".join(w[0] for w in content).upper(), "".join(w[0] for w in words).upper()})


def _sister(strict: Sequence[str]) -> str:
    phrase = " ".join(strict)
    for tail in _SISTERS:
        if phrase.endswith(tail) and len(phrase) > len(tail) and phrase[-len(tail) - 1] == " ":
            return tail
    return ""


_SISTERS = sorted(SISTER_TAILS, key=len, reverse=True)
