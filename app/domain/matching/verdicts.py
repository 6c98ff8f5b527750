"""One organization or two: the verdict on two names, with its reason in words.

A name decides alone only where nothing is left to doubt. Coefficients learnt from labelled pairs
tell what is worth a question; what names alone cannot tell (places, websites) turns "certain"
into a question and never the other way round.
"""

from __future__ import annotations

import math
from collections import Counter
from enum import StrEnum
from functools import lru_cache
from operator import mul

from rapidfuzz.distance import Levenshtein

from app.domain.matching import coefficients
from app.domain.matching.commonness import COUNTS
from app.domain.matching.evidence import Organization, compare_websites, doubt
from app.domain.matching.features import NAMES, features, is_sister
from app.domain.matching.knowledge import Knowledge
from app.domain.matching.reading import Reading, read
from app.domain.matching.reasons import why_different, why_likely, why_same
from app.domain.matching.vocabulary import CONCEPTS, KINDS, MEANINGS, STOP_WORDS, STRONG_SISTERS
from app.domain.matching.words import meaning
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass

_SURE_OF_TWO_WORDS = 11.0
_SURE_OF_A_SPELLING = 15.0
_SHORTEST_JOINED = 7
_LONG_ACRONYM = 5
_LONG_WORD = 9
"""Letters; "police" and "policy", "county" and "country" are both words."""
_FEWEST_WORDS = 4


class Verdict(StrEnum):
    """`SAME` is certain and joins; `LIKELY` asks the organizer; `DIFFERENT` does nothing."""

    SAME = "same"
    LIKELY = "likely"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, how likely one organization is (0 to 1), and why."""

    verdict: Verdict
    score: float
    reason: Sentence


def judge(one: Organization, other: Organization, known: Knowledge) -> Judgement:
    """Return whether two names mean one organization; `known` is learnt from the other names."""
    return judge_read(one, read(one.name), other, read(other.name), known)


def judge_read(
    one: Organization,
    reads_one: Reading,
    other: Organization,
    reads_other: Reading,
    known: Knowledge,
) -> Judgement:
    """As `judge`, for names that were read before."""
    websites = compare_websites(one, other)
    if is_certain(reads_one, reads_other, known):
        doubted = doubt(one, other, websites)
        if doubted is not None:
            return Judgement(Verdict.LIKELY, 0.9, doubted)
        return Judgement(Verdict.SAME, 1.0, why_same(reads_one, reads_other))
    values = features(reads_one, reads_other, known, website=websites)
    score = probability(values)
    told = dict(zip(NAMES, values, strict=True))
    apart = _never_asked(reads_one, reads_other, told)
    if apart is not None:
        return Judgement(Verdict.DIFFERENT, min(score, 0.2), apart)
    if score < coefficients.LIKELY_FROM:
        return Judgement(Verdict.DIFFERENT, score, why_different(reads_one, reads_other, told))
    return Judgement(
        Verdict.LIKELY, min(score, 0.99), why_likely(reads_one, reads_other, told, known)
    )


def probability(values: tuple[float, ...]) -> float:
    """Return how likely the numbers speak of one organization, 0 to 1."""
    total = coefficients.INTERCEPT + sum(map(mul, _weights(), values))
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


@lru_cache(maxsize=1)
def _weights() -> tuple[float, ...]:
    return tuple(coefficients.COEFFICIENTS[name] for name in NAMES)


def is_certain(one: Reading, other: Reading, known: Knowledge) -> bool:
    """Say whether the names leave no doubt: one name, spelt or abbreviated in two ways."""
    if one.prepared == other.prepared:
        return True
    if one.company != other.company or one.has_chapter != other.has_chapter:
        return False
    if one.aliases != other.aliases:
        return _is_turned_round(one, other) or _is_turned_round(other, one)
    if one.formers and other.formers and one.formers != other.formers:
        return False
    if not _parents_fit(one, other, known) or not _acronyms_fit(one, other):
        return False
    if one.places == other.places and _place_class(one) == _place_class(other):
        return _is_one_name(one, other, known)
    # "350 Brooklyn" and "350Brooklyn": the place is there without its blank.
    return (
        one.letters == other.letters
        and one.joined != other.joined
        and len(one.letters) >= _SHORTEST_JOINED
        and not (one.places and other.places)
        and not (one.acronyms or other.acronyms)
    )


def _is_one_name(one: Reading, other: Reading, known: Knowledge) -> bool:
    if one.strict == other.strict:
        return True
    if one.joined == other.joined and len(one.joined) >= _SHORTEST_JOINED:
        return True
    if one.numbers != other.numbers:
        return False
    ours, theirs = (
        [word for word in reading.strict if word not in STOP_WORDS] for reading in (one, other)
    )
    shared = one.acronyms & other.acronyms
    # Beside one acronym three words are enough.
    fewest = _FEWEST_WORDS - bool(shared)
    if len(ours) != len(theirs) or len(ours) < fewest:
        return False
    if _weight(one, known) < _SURE_OF_A_SPELLING:
        return False
    if _is_translated(one, other):
        return True
    apart = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    if len(apart) > 1:
        return False
    return all(_is_one_word(*pair, has_shared_acronym=bool(shared)) for pair in apart)


def _is_translated(one: Reading, other: Reading) -> bool:
    """Every word means the same, in two languages, and one long acronym stands beside both."""
    longest = max(map(len, one.acronyms & other.acronyms), default=0)
    return longest >= _LONG_ACRONYM and Counter(one.words) == Counter(other.words)


def _is_one_word(one: str, other: str, *, has_shared_acronym: bool) -> bool:
    """A plural is no other name; a letter too many or too few is none beside one acronym."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if longer == f"{shorter}s" and len(shorter) > 3:
        return True
    return (
        has_shared_acronym and len(shorter) >= _LONG_WORD and Levenshtein.distance(one, other) == 1
    )


def _weight(reading: Reading, known: Knowledge) -> float:
    return sum(map(known.weight, reading.words))


def _place_class(reading: Reading) -> str:
    """Miami University is not the University of Miami: where the place stands is part of it."""
    return reading.set_off if reading.set_off in {"front", "of", "chapter"} else ""


def _acronyms_fit(one: Reading, other: Reading) -> bool:
    """Say whether each acronym that only one name gives is made of its own words."""
    if one.acronyms and other.acronyms and not (one.acronyms & other.acronyms):
        return False
    if one.set_off == "acronym" or other.set_off == "acronym":
        if one.places != other.places:
            return False
    apart = one.acronyms ^ other.acronyms
    if apart & (one.unproved | other.unproved):
        return False
    return one.lead == other.lead or all(
        not lead or "".join(lead).upper() in reading.acronyms - reading.unproved
        for lead, reading in ((one.lead, one), (other.lead, other))
    )


def _parents_fit(one: Reading, other: Reading, known: Knowledge) -> bool:
    """Say that "X, a project of Y" is X, where X is a name that nobody else is likely to have."""
    if one.parent == other.parent:
        return True
    if one.parent and other.parent:
        return False
    return _weight(one, known) >= _SURE_OF_TWO_WORDS and any(map(_is_rare, one.spelt))


def _is_rare(word: str) -> bool:
    """Say whether a word is one that names of organizations do not share: "Sparrow"."""
    meant = meaning(word)
    is_known = meant in COUNTS or meant in MEANINGS or meant in KINDS or word in CONCEPTS
    return len(word) > 3 and not is_known and meant[0] != "@"


def _is_turned_round(one: Reading, other: Reading) -> bool:
    """Say that "DAWN (Development Alternatives …)" is "Development Alternatives … (DAWN)"."""
    if not one.is_short or one.joined.upper() not in other.acronyms or len(one.aliases) != 1:
        return False
    inner = one.aliases[0]
    places = one.places | {word[1:] for word in inner if word[0] == "@"}
    return (
        tuple(word for word in inner if word[0] != "@")
        == tuple(word for word in other.words if word[0] != "@")
        and len(inner) > 2
        and not other.aliases
        and places == other.places | {word[1:] for word in other.words if word[0] == "@"}
        and one.has_chapter == other.has_chapter
        and one.parent == other.parent
    )


def _never_asked(one: Reading, other: Reading, told: dict[str, float]) -> Sentence | None:
    if told["parent_is_other"] and not told["same_words"]:
        return sentence(N_("one is a project of the other"))
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        if not told["same_letters"]:
            return sentence(N_("their numbers differ"))
    if is_sister(one, other) and {one.sister, other.sister} & STRONG_SISTERS:
        return sentence(N_("sister organizations: %(tail)s"), tail=one.sister or other.sister)
    return None
