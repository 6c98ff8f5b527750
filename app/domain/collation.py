"""The order in which names print: a prepared key, then Unicode collation.

What decides is the preparation: names are compared word by word, without a leading The, A or
An, without punctuation, with numbers by their value. Articles of other languages stay, so
"La Resistencia" stands under L.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Protocol

from app.domain.collation_data import COMMON, LATIN, LOWER, PRIMARY, TAILORINGS, UPPER
from app.domain.errors import UnknownLocale
from app.domain.languages import language_of
from app.domain.names import APOSTROPHES, apart, without_article

# Stored beside every key. Count it up when the preparation, the tables or pyuca change, so
# that old keys are made anew instead of being compared with new ones.
RULE = 1

# Here "a" opens names as an article or a preposition of the language itself.
_OWN_A = frozenset({"gl", "hu", "pt"})

_TRADE_MARKS = dict.fromkeys(map(ord, "™℠®©℗"))
_JOINING = (
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212|\u00a6/\\\u2044_~\u00b7\u2022\u2027\u30fb:;,"
)
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_POINT_IN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_NUMBER = re.compile(r"[0-9]+")

# Larger than any primary weight: it opens the place right behind a letter, before the next.
_BEHIND = 0xFFFF


class _KeyCharacters(dict[int, str | None]):
    """What becomes of a character in the prepared key, decided once per character."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        made: str | None
        if character == "&":
            made = " and "
        elif character in _JOINING or category[0] == "Z" or category == "Cc":
            made = " "
        elif character in APOSTROPHES or character == "\u0640":
            made = None
        elif category == "Nd":
            made = str(unicodedata.decimal(character))
        elif category[0] in "LNM" and not "\ufe00" <= character <= "\ufe0f":
            made = character
        else:
            made = None
        self[code] = made
        return made


_KEY_CHARACTERS = _KeyCharacters()


@lru_cache(maxsize=50_000)
def sort_key(text: str, *, locale: str) -> bytes:
    """Return the printing key of a name; keys compare as bytes in printing order.

    Made under the rules of `locale` (a BCP 47 tag; "es-MX" has those of "es", a language
    without rules of its own those of the root). Equal names are told apart by accents, then
    case, then as they are written.

    Raises UnknownLocale.
    Source: Unicode Technical Standard #10.
    """
    language = _language(locale)
    words = printing_words(text, also_a=language not in _OWN_A)
    tailored = _tailored(language)
    if tailored is None:
        weights = _root_weights(unicodedata.normalize("NFD", words))
    else:
        weights = _tailored_weights(words, *tailored)
    primary, secondary, tertiary = weights
    # Common weights at the end decide nothing, and they are most of a key.
    return b"\0".join(
        (
            primary.encode("utf-16-be", "surrogatepass") + b"\0",
            secondary.rstrip(chr(COMMON)).encode("utf-16-be", "surrogatepass") + b"\0",
            tertiary.rstrip(chr(LOWER)).encode("latin-1"),
            text.encode("utf-8", "surrogatepass"),
        )
    )


def printing_words(text: str, *, also_a: bool = True) -> str:
    """Return the words that decide a name's place, with their case and accents.

    Numbers carry the count of their digits in front ("350" is "3350"), so that character by
    character they compare by value. A name of symbols alone keeps its symbols.
    """
    compatible = (
        text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_TRADE_MARKS))
    )
    bare = apart(without_article(compatible, also_a=also_a))
    if "," in bare:
        bare = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), bare)
    if "," in bare or "." in bare:
        bare = _POINT_IN_NUMBER.sub(" ", bare)
    words = " ".join(bare.translate(_KEY_CHARACTERS).split())
    if not words:
        return " ".join(compatible.split())
    return _NUMBER.sub(_by_value, words)


def _by_value(number: re.Match[str]) -> str:
    digits = number[0].lstrip("0") or "0"
    nines, rest = divmod(len(digits), 9)
    return "9" * nines + str(rest) + digits


@lru_cache(maxsize=64)
def _language(locale: str) -> str:
    language = language_of(locale)
    if language is None:
        raise UnknownLocale(f"“{locale}” is not the tag of a known language, such as en or es-MX")
    return language


# ------------------------------------------------------------------ weights

Weights = tuple[str, str, str]


def _column(level: int) -> dict[int, str]:
    return {
        ord(character): "".join(chr(element[level]) for element in elements if element[level])
        for character, elements in LATIN.items()
    }


_PRIMARIES, _SECONDARIES, _TERTIARIES = _column(0), _column(1), _column(2)
_LATIN_CHARACTERS = frozenset(LATIN)


def _root_weights(decomposed: str) -> Weights:
    """Return the weights of each level as characters; pyuca is asked only where it must be."""
    if _LATIN_CHARACTERS.issuperset(decomposed):
        return (
            decomposed.translate(_PRIMARIES),
            decomposed.translate(_SECONDARIES),
            decomposed.translate(_TERTIARIES),
        )
    elements = _collator().collation_elements(decomposed)
    primary, secondary, tertiary = (
        "".join(chr(element[level]) for element in elements if element[level]) for level in range(3)
    )
    return primary, secondary, tertiary


class _Collator(Protocol):
    def collation_elements(self, normalized_string: str) -> list[list[int]]: ...


@lru_cache(maxsize=1)
def _collator() -> _Collator:
    # Loading takes a quarter of a second, and most lists never need it. The version is named
    # because the plain Collator picks one by the Python it runs on.
    from pyuca.collator import Collator_9_0_0

    collator: _Collator = Collator_9_0_0()
    return collator


@lru_cache(maxsize=64)
def _tailored(language: str) -> tuple[re.Pattern[str], dict[str, Weights]] | None:
    tailorings = TAILORINGS.get(language)
    if tailorings is None:
        return None
    weights: dict[str, Weights] = {}
    for tailoring in tailorings:
        anchor = chr(PRIMARY[tailoring.after])
        for place, spellings in enumerate(tailoring.own, start=1):
            for variant, letter in enumerate(spellings.split()):
                _add_cases(weights, letter, anchor + chr(_BEHIND) + chr(place), variant)
        for variant, letter in enumerate(tailoring.like.split(), start=1):
            _add_cases(weights, letter, anchor, variant)
    longest_first = sorted(weights, key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, longest_first)) + ")"), weights


def _add_cases(weights: dict[str, Weights], letter: str, primary: str, variant: int) -> None:
    secondary = chr(COMMON) if variant == 0 else chr(COMMON) + chr(0x0100 + variant)
    for spelling in {letter, letter.capitalize(), letter.upper()}:
        case = chr(LOWER if spelling == letter else UPPER)
        weights[spelling] = (primary, secondary, case)


def _tailored_weights(words: str, letters: re.Pattern[str], own: dict[str, Weights]) -> Weights:
    levels: tuple[list[str], list[str], list[str]] = ([], [], [])
    for piece in letters.split(unicodedata.normalize("NFC", words)):
        if not piece:
            continue
        weights = own.get(piece) or _root_weights(unicodedata.normalize("NFD", piece))
        for level, part in zip(levels, weights, strict=True):
            level.append(part)
    primary, secondary, tertiary = map("".join, levels)
    return primary, secondary, tertiary
