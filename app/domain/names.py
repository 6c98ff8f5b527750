"""Names of organizations: what may stand as one, and when two spellings are the same name.

Nothing here guesses. `prepared` forgives what typing varies (case, accents, quotes, hyphens,
`&`, a leading article, "Inc."); whether two different names mean one organization is a
question for people.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from app.domain.errors import Refused
from app.domain.places import state_code

LONGEST_NAME = 300
LONGEST_IN_INDEX = 400

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_BLANKS = re.compile(r"[\s\u2028\u2029]+")

# An initial is no article: "A. Philip Randolph Institute" has its point, "A J Muste" and
# "A & B" are told by what follows.
_THE = re.compile(r"^[\W_]*the\)?\s+(?=.*\w)", re.IGNORECASE | re.DOTALL)
_A = re.compile(
    r"^[\W_]*an?\)?\s+(?![-&+|/\u2010-\u2015]|and\b|[^\W\d_]\b)(?=.*\w)", re.IGNORECASE | re.DOTALL
)
_TRAILING_THE = re.compile(r",\s*the$")

# Only forms that say "this is the same body, incorporated". "Ltd", "LLC", "LLP" and "P.C." stay:
# a company beside a charity of the same name is a second entity more often than a spelling.
_LEGAL_FORM = re.compile(r"(?<=\w)[.)\"'’”]*,?\s+(?:inc|incorporated)\.?$")

# "St.Albans" is "St. Albans"; elsewhere a point joins ("S.T.O.P.", "standing.example").
_CLOSE_POINT = re.compile(r"\b(St|Ste|Dr|Mt|Ft|No|Mr|Mrs|Ms)\.(?=\w)", re.IGNORECASE)

_NUMBER_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_KEPT_POINT = "\u2024"  # one dot leader; NFKC never leaves one, so no name brings its own

_LETTERS_WITHOUT_MARKS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_TRADE_MARKS = dict.fromkeys(map(ord, "™℠®©℗"))
# Apostrophes and what people type for one; the okina of "Hawaiʻi" is among them.
APOSTROPHES = "'’‘‛`´ʹʻʼʽʾʿˈˊˋ′＇"


class _MatchingCharacters(dict[int, str | None]):
    """What becomes of a character in the matching form, decided once per character."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        made: str | None
        if character in APOSTROPHES or character in ".!?*…¡¿":
            made = None
        elif character in "#@%" or character == _KEPT_POINT:
            made = character
        elif character == "&":
            made = " and "
        elif character in "|¦~^=<>":
            made = " "
        elif category[0] in "ZPC":
            made = None if category == "Cf" or "\ufe00" <= character <= "\ufe0f" else " "
        elif "\ufe00" <= character <= "\ufe0f" or character == "\u0640":
            made = None  # emoji variation selectors and the Arabic stretching line
        elif category == "Nd":
            made = str(unicodedata.decimal(character))
        else:
            made = character
        self[code] = made
        return made


_MATCHING = _MatchingCharacters()


def check_name(text: str) -> str | Refused:
    """Return the name as it will be stored and printed, or a sentence saying what is wrong.

    Trimmed, in NFC, with each run of blanks as one space and without zero-width characters
    that come along when copying from a web page. Refused: nothing to see, control characters,
    marks that turn the direction of writing, more than 300 characters.
    """
    if text.isascii() and text.isprintable():
        # Most names: nothing in them but letters, marks and single blanks.
        name: str | None = " ".join(text.split())
    else:
        name = _BLANKS.sub(" ", text.translate(_UNSEEN)) if _is_plain(text) else None
    if name is None:
        return Refused(
            "The name holds a character that cannot be printed. Please type the name again.",
            code="name-characters",
        )
    name = unicodedata.normalize("NFC", name).strip()
    if not any(unicodedata.category(character)[0] in "LNPS" for character in name):
        return Refused("Please give the name.", code="name-missing")
    if len(name) > LONGEST_NAME:
        return Refused(
            f"The name is longer than {LONGEST_NAME} characters. Please give a shorter one.",
            code="name-long",
        )
    return name


def _is_plain(text: str) -> bool:
    for character in text:
        if character in _BIDI_CONTROLS:
            return False
        category = unicodedata.category(character)
        if category == "Cc" and character not in "\t\n\r":
            return False
        if category == "Cs" or (category == "Cn" and ord(character) & 0xFFFE == 0xFFFE):
            return False
        if 0xFDD0 <= ord(character) <= 0xFDEF:
            return False
    return True


def without_article(text: str, *, also_a: bool = True) -> str:
    """Return the text without a leading English The (and, with `also_a`, A or An).

    What stands before the article (quotes, a bracket) goes with it. An article that is the
    whole name stays, and so does an initial: "A. Philip Randolph Institute".
    """
    shorter = _THE.sub("", text, count=1)
    if shorter == text and also_a:
        shorter = _A.sub("", text, count=1)
    return shorter


def apart(text: str) -> str:
    """Return the text with a blank after "St." and the like, where the next word is joined on."""
    return _CLOSE_POINT.sub(r"\1. ", text) if "." in text else text


@lru_cache(maxsize=50_000)
def prepared(name: str) -> str:
    """Return the matching form: equal for two spellings of one name, never empty for a name.

    Case, accents of Latin letters, quotes, dots, hyphens, brackets, a leading The/A/An, `&`
    for "and" and a trailing "Inc." make no difference. Every other word, number and symbol
    does: "X Action", "X Fund", "X (EFF)", "X Local 12" and "X+" are names of their own.
    """
    text = unicodedata.normalize("NFKC", name.translate(_TRADE_MARKS)).casefold()
    text = apart(_fold_latin(text).strip())
    text = _TRAILING_THE.sub("", without_article(text))
    text = _LEGAL_FORM.sub("", text)
    text = _DECIMAL_POINT.sub(_KEPT_POINT, _NUMBER_COMMA.sub("", text))
    made = " ".join(text.translate(_MATCHING).split()).replace(_KEPT_POINT, ".")
    # A name of nothing but points ("...") is only itself.
    return made or " ".join(name.split()) or name


def _fold_latin(text: str) -> str:
    """Return the text without the marks of Latin letters.

    Marks of other scripts stay: in Hindi they are the vowels.
    """
    if text.isascii():
        return text
    kept: list[str] = []
    is_latin = False
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character):
            if is_latin and "\u0300" <= character <= "\u036f":
                continue
        else:
            is_latin = character < "\u0250" or "\u1e00" <= character < "\u1f00"
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS_WITHOUT_MARKS)


def index_form(text: str) -> str:
    """Return the text as an index of any database can hold it: a long one by its hash.

    A name of 300 characters grows in its matching form, since one sign can stand for a
    sentence; PostgreSQL's indexes end at 2,700 bytes.
    """
    if len(text) <= LONGEST_IN_INDEX:
        return text
    return f"{text[: LONGEST_IN_INDEX // 2]}#{hashlib.sha256(text.encode()).hexdigest()}"


def match_key(name: str, *, place: str) -> str:
    """Return what the unique index of a letter's lines holds: prepared name and place.

    `place` is free words, "" for none; a state counts the same as its postal code, so that
    "Columbus, Ohio" is "Columbus, OH".
    """
    return f"{prepared(name)}|{prepared_place(place)}"


def prepared_place(place: str) -> str:
    whole = state_code(place)
    if whole:
        return whole.lower()
    parts = [part.strip() for part in place.split(",") if part.strip()]
    if len(parts) > 1:
        parts[-1] = (state_code(parts[-1]) or parts[-1]).lower()
    return ", ".join(prepared(part) for part in parts)
