"""Acronyms: what looks like one, and whether it stands for given words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from app.domain.matching.vocabulary import STOP_WORDS

_LONGEST = 12
_MOST_WORDS = 20
_NO_LETTER = re.compile(r"[\W_]+")


def acronym_of(text: str) -> str:
    """Return the acronym in capitals and digits alone ("S.T.O.P." is "STOP")."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NO_LETTER.sub("", plain).upper()


def looks_like_acronym(text: str) -> bool:
    """Say whether a single word is written as acronyms are: mostly capitals, 2 to 12 letters."""
    if any(c.isspace() for c in text.strip()):
        return False
    letters = [c for c in text if c.isalpha()]
    if not 2 <= len(text) <= _LONGEST + 3 or not letters or len(letters) > _LONGEST:
        return False
    capitals = sum(c.isupper() for c in letters)
    return capitals >= 2 and capitals * 2 >= len(letters)


def stands_for(acronym: str, words: Sequence[str]) -> bool:
    """Say whether the acronym is made of the beginnings of the folded words, in their order.

    Every word that says something gives one to four letters, small words give one or none. Of
    long names a word or two may be left out, and a long word may give a letter from within:
    "TNI" is the Transnational Institute.
    """
    if not 2 <= len(acronym) <= _LONGEST or not 2 <= len(words) <= _MOST_WORDS:
        return False
    letters = acronym.lower()
    skips = 2 if len(letters) > 4 else 1 if len(letters) > 3 else 0
    return _spelt(letters, 0, words, 0, skips)


def _spelt(letters: str, at: int, words: Sequence[str], number: int, skips: int) -> bool:
    if number == len(words):
        return at == len(letters)
    word = words[number]
    is_small = word in STOP_WORDS
    if is_small and _spelt(letters, at, words, number + 1, skips):
        return True
    longest = 1 if is_small else 4
    for length in range(1, min(longest, len(word)) + 1):
        if not letters.startswith(word[:length], at):
            break
        if _spelt(letters, at + length, words, number + 1, skips):
            return True
    inner = at + 1
    if len(word) > 7 and inner < len(letters) and letters[at] == word[0]:
        if letters[inner] in word[3:] and _spelt(letters, inner + 1, words, number + 1, skips):
            return True
    return skips > 0 and not is_small and _spelt(letters, at, words, number + 1, skips - 1)
