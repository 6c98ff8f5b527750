"""The words of a name: folded, and what each of them means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from app.domain.matching.vocabulary import CONCEPTS, STOP_WORDS
from app.domain.matching.whereabouts import nationality, place_tag

WORD = re.compile(r"[^\W_]+(?:\+(?!\w))?")


def folded(text: str) -> str:
    """Return the text in lower case without the marks of its letters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})


@lru_cache(maxsize=20_000)
def meaning(word: str) -> str:
    """Return the English word in the singular that a folded word stands for, or the word."""
    known = CONCEPTS.get(word)
    if known:
        return known
    country = nationality(word) or place_tag((word,))
    if country and not country.startswith("region"):
        return f"@{country}"
    single = _singular(word)
    return CONCEPTS.get(single, single)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as", "os")):
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("shes", "ches", "xes", "sses")):
            return word[:-2]
        return word[:-1]
    return word


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, "&" as "and"."""
    return WORD.findall(folded(text))


def meant(words: Iterable[str]) -> tuple[str, ...]:
    """Return what the folded words mean, without the small ones."""
    return tuple(meaning(word) for word in words if word not in STOP_WORDS)
