"""What a list of names tells about each of them: which words are common, what is a federation."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from app.domain.matching.commonness import COUNTS, NAMES
from app.domain.matching.reading import Reading
from app.domain.matching.vocabulary import FEDERATIONS
from app.domain.matching.words import meant, words_of

_KNOWN = 4
_ENOUGH = 12
"""So many siblings prove a federation as well as any greater number does."""


class Knowledge:
    """Counts of words and of phrases that open or close names, over the names it was given.

    Behind it stand the counts of many public lists, so that a list of five names knows that
    "alliance" is common.
    """

    def __init__(self, readings: Iterable[Reading] = ()) -> None:
        self._words: Counter[str] = Counter()
        self._others: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        self._names = 0
        self._weights: dict[str, float] = {}
        for reading in readings:
            self.learn(reading)

    @classmethod
    def counted(cls, words: Mapping[str, int], *, names: int, near: Iterable[Reading]) -> Knowledge:
        """Return what a list of `names` names tells whose words were counted elsewhere.

        Federations are learnt from the names `near` the one in question.
        """
        known = cls()
        known._names = names
        known._words.update(words)
        for reading in near:
            known._learn_siblings(reading)
        return known

    def learn(self, reading: Reading) -> None:
        """Take in a name; the same name again teaches nothing new about federations."""
        self._names += 1
        self._words.update(set(reading.words))
        self._weights.clear()
        self._learn_siblings(reading)

    def _learn_siblings(self, reading: Reading) -> None:
        words = reading.words
        for length in range(max(1, len(words) - 4), len(words)):
            self._note(words[:length], words[length:])
            self._note(words[-length:], words[:-length])
        for place in reading.places:
            self._note(words, (place,))

    def _note(self, phrase: tuple[str, ...], other: tuple[str, ...]) -> None:
        others = self._others[phrase]
        if len(others) < _ENOUGH:
            others.add(other)

    def weight(self, word: str) -> float:
        """Return how much a word tells, in bits: about 2 for "coalition", 10 for a rare one."""
        known = self._weights.get(word)
        if known is None:
            # The list's own counts weigh more than those of the world's lists.
            seen = COUNTS.get(word, 0) + 2 * self._words.get(word, 0)
            known = math.log2((NAMES + 2 * self._names + 10) / (seen + 1))
            self._weights[word] = known
        return known

    def siblings(self, phrase: tuple[str, ...]) -> int:
        """Return how many different continuations or places the list has beside these words."""
        told = len(self._others.get(phrase, ()))
        return max(told, _KNOWN) if phrase in _federations() else told


@lru_cache(maxsize=1)
def _federations() -> frozenset[tuple[str, ...]]:
    return frozenset(meant(words_of(name)) for name in FEDERATIONS)
