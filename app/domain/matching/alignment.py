"""How the words of two names go together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rapidfuzz.distance import OSA

from app.domain.matching.knowledge import Knowledge
from app.domain.matching.reading import Reading
from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of two names have a partner; shares from 0 to 1, weights in bits.

    `places_one` are the places among the first name's missing words.
    """

    covered_one: float
    covered_other: float
    missing_one: tuple[str, ...] = ()
    missing_other: tuple[str, ...] = ()
    missing_weight_one: float = 0.0
    missing_weight_other: float = 0.0
    misspelt: float = 0.0
    weight: float = 0.0
    places_one: frozenset[str] = frozenset()
    places_other: frozenset[str] = frozenset()

    @property
    def worst(self) -> float:
        """The share of the name that is covered less."""
        return min(self.covered_one, self.covered_other)

    def turned(self) -> Alignment:
        """The same with the names the other way round."""
        return Alignment(
            self.covered_other,
            self.covered_one,
            self.missing_other,
            self.missing_one,
            self.missing_weight_other,
            self.missing_weight_one,
            self.misspelt,
            self.weight,
            self.places_other,
            self.places_one,
        )


def align(
    one: Reading,
    words_one: Sequence[str],
    other: Reading,
    words_other: Sequence[str],
    known: Knowledge,
) -> Alignment:
    """Return which words have a partner: the same, one joined of two, a misspelt one.

    A place that one name has among its words and the other sets off is no missing word.
    """
    if "".join(words_one) == "".join(words_other):
        weights = (sum(map(known.weight, words)) for words in (words_one, words_other))
        return Alignment(1.0, 1.0, weight=min(weights))
    weight = known.weight
    rest_one, rest_other, shared = [], list(words_other), 0.0
    for word in words_one:
        if word in rest_other:
            rest_other.remove(word)
            shared += weight(word)
        else:
            rest_one.append(word)
    places_one = _take_places(rest_one, other.places)
    places_other = _take_places(rest_other, one.places)
    misspelt = 0.0
    if (rest_one and other.place_words) or (rest_other and one.place_words):
        found_one = _take_misspelt_places(rest_one, other)
        found_other = _take_misspelt_places(rest_other, one)
        if found_one or found_other:
            misspelt = 3.0
            places_one, places_other = places_one | found_one, places_other | found_other
    if rest_one and rest_other:
        shared += _pair_joined(rest_one, rest_other, known)
        shared += _pair_joined(rest_other, rest_one, known)
        gained, wrong = _pair_alike(rest_one, one, rest_other, other, known)
        shared += gained
        misspelt += wrong
    lost_one, lost_other = (sum(map(known.weight, rest)) for rest in (rest_one, rest_other))
    return Alignment(
        covered_one=shared / (shared + lost_one or 1.0),
        covered_other=shared / (shared + lost_other or 1.0),
        missing_one=tuple(rest_one),
        missing_other=tuple(rest_other),
        missing_weight_one=lost_one,
        missing_weight_other=lost_other,
        misspelt=misspelt,
        weight=shared,
        places_one=places_one,
        places_other=places_other,
    )


def _take_places(rest: list[str], theirs: frozenset[str]) -> frozenset[str]:
    """Return the places among the words; those that the other name sets off are taken out."""
    found = frozenset(word[1:] for word in rest if word[0] == "@")
    if found and theirs:
        rest[:] = [word for word in rest if word[0] != "@" or word[1:] not in theirs]
    return found


def _take_misspelt_places(rest: list[str], other: Reading) -> frozenset[str]:
    """Return the other's places where a missing word misspells one of them ("Wahington")."""
    if other.places:
        for word in rest:
            if any(len(word) > 3 and _likeness(word, place) for place in other.place_words):
                rest.remove(word)
                return other.places
    return frozenset()


def _pair_joined(wholes: list[str], parts: list[str], known: Knowledge) -> float:
    """Take out words that the other name writes as two; return their weight."""
    gained = 0.0
    for whole in list(wholes):
        if len(whole) < 5:
            continue
        for front in parts:
            rest = whole[len(front) :]
            if len(rest) > 1 and whole.startswith(front):
                back = next((w for w in parts if w is not front and rest in (w, f"{w}s")), None)
                if back is not None:
                    wholes.remove(whole)
                    parts.remove(front)
                    parts.remove(back)
                    gained += min(known.weight(whole), known.weight(front) + known.weight(back))
                    break
    return gained


def _pair_alike(
    rest_one: list[str], one: Reading, rest_other: list[str], other: Reading, known: Knowledge
) -> tuple[float, float]:
    """Take out words that are a spelling of each other; return weight gained and weight misspelt."""
    gained = misspelt = 0.0
    ours, theirs = (
        dict(zip(one.words, one.spelt, strict=True)),
        dict(zip(other.words, other.spelt, strict=True)),
    )
    for word in list(rest_one):
        spelt = ours.get(word, word)
        alike, best = max(
            (
                # "trannsit" is no spelling of "transport", which "transit" is read as.
                (_likeness_of(word, spelt, each, theirs.get(each, each)), each)
                for each in rest_other
            ),
            default=(0.0, ""),
        )
        if not alike:
            continue
        rest_one.remove(word)
        rest_other.remove(best)
        # A misspelt word is rare by its fault: it weighs as much as the word that was meant.
        worth = min(known.weight(word), known.weight(best))
        gained += worth * alike
        misspelt += worth
    return gained, misspelt


def _likeness_of(one: str, spelt_one: str, other: str, spelt_other: str) -> float:
    alike = _likeness(one, other)
    if spelt_one == one and spelt_other == other:
        return alike
    return max(alike, _likeness(spelt_one, spelt_other))


def _likeness(one: str, other: str) -> float:
    """Return how much alike two words are, 0 where they are words of their own."""
    # One letter is wrong at most at one end, so either the first or the last two are right.
    if one[:2] != other[:2] and one[-2:] != other[-2:]:
        return 0.0
    shorter = min(len(one), len(other))
    if shorter < 4 or one[0] == "@" or other[0] == "@" or one.isdigit() or other.isdigit():
        return 0.0
    alike = OSA.normalized_similarity(one, other, score_cutoff=0.75)
    if alike >= 0.75 and (shorter > 4 or alike >= 0.8):
        return alike
    # "integration" and "integracao", "trabajadores" and "trabajo": the stem is the same.
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return 0.7 if stem >= 5 and stem * 3 >= 2 * shorter else 0.0
