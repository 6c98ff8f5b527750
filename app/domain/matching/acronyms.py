"""Acronyms: what looks like one, and whether it stands for given words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from app.domain.matching.vocabulary import KINDS, STOP_WORDS

_LONGEST = 12
_MOST_WORDS = 20
_FIGURES = frozenset({("2", "to"), ("4", "for"), ("2", "two"), ("4", "four")})
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
    return _spelt(letters, words, 0, 0, skips, set())


def _spelt(
    letters: str,
    words: Sequence[str],
    at: int,
    number: int,
    skips: int,
    dead: set[tuple[int, int, int]],
) -> bool:
    """Say whether the words from `number` on spell the letters from `at` on.

    `dead` are the states that were tried in vain: names made to be tried for long are not.
    """
    if number == len(words):
        return at == len(letters)
    state = (at, number, skips)
    if state in dead:
        return False
    word = words[number]
    is_small = word in STOP_WORDS
    taken = _beginnings(letters, at, word, is_small=is_small)
    if any(_spelt(letters, words, at + each, number + 1, skips, dead) for each in taken):
        return True
    if number == len(words) - 1 and word in KINDS and at == len(letters) > 2:
        return True  # "S2B" is the Seattle to Brussels Network
    if skips and not is_small and _spelt(letters, words, at, number + 1, skips - 1, dead):
        return True
    dead.add(state)
    return False


def _beginnings(letters: str, at: int, word: str, *, is_small: bool) -> list[int]:
    """Return how many letters from `at` on the word may give, the fewest first."""
    taken = [0] if is_small else []
    for length in range(1, min(1 if is_small else 4, len(word)) + 1):
        if not letters.startswith(word[:length], at):
            break
        taken.append(length)
    if (letters[at : at + 1], word) in _FIGURES:
        taken.append(1)
    if len(word) > 7 and at + 1 < len(letters) and letters[at] == word[0]:
        if letters[at + 1] in word[3:]:
            taken.append(2)
    return taken
