"""Which names of many are worth comparing with a new one: found by keys, never one by one.

A name has a handful of keys: its words, pairs of neighbouring words, its letters as one, their
beginning and end, its acronyms. Names that share rare keys are candidates. The keys are plain
text, so that an index of a database serves as well as `NameIndex` does in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import islice
from operator import itemgetter

from app.domain.matching.knowledge import Knowledge
from app.domain.matching.reading import Reading
from app.domain.matching.whereabouts import agree

RULE = 1
"""Stored beside keys; count it up when `keys_of` or what it reads by changes."""

LONGEST_KEY = 60
MOST_KEYS = 40
TOO_MANY = {"w": 60, "b": 30, "e": 30}
TOO_MANY_OTHERS = 300
"""A key that more names hold than this finds none: their pairs of words do."""

MOST_CANDIDATES = 12
_MOST_LOOKED_AT = 30
_ENOUGH = 0.5
_ENOUGH_OF_TWO = 0.6


def keys_of(reading: Reading) -> tuple[str, ...]:
    """Return the keys under which a name is stored and looked for, each once, the same always.

    "w:" a word, "n:" two words near each other, "j:" all letters, "b:" and "e:" their beginning and
    end in short names, "a:" an acronym given, "i:" initials that might be given as one.
    """
    keys: dict[str, None] = {}
    names = [reading.words, *reading.aliases, *reading.formers]
    if reading.lead:
        names.append(reading.lead)
    for words in names[:4]:
        keys |= dict.fromkeys(_keys_of_words(words))
    keys[f"j:{reading.joined}"] = keys[f"j:{reading.letters}"] = None
    # Of more words, two that are near each other find a misspelt name.
    if len(reading.joined) > 5 and len(reading.words) < 3:
        keys[f"b:{reading.joined[:5]}"] = keys[f"e:{reading.joined[-5:]}"] = None
    keys |= dict.fromkeys(f"a:{acronym}" for acronym in sorted(reading.acronyms))
    if len(reading.strict) <= 3 and len(reading.joined) <= 12:
        keys[f"a:{reading.joined.upper()}"] = None
    initials = (each for each in sorted(reading.initials) if 2 < len(each) <= 12)
    keys |= dict.fromkeys(f"i:{each}" for each in initials)
    # Cut first: two long keys may be one when they are cut.
    return tuple(dict.fromkeys(key[:LONGEST_KEY] for key in keys))[:MOST_KEYS]


def _keys_of_words(words: Sequence[str]) -> Iterator[str]:
    for word in words[:12]:
        yield f"w:{word}"
    content = [word for word in words[:10] if word[0] != "@"]
    # Neighbours, and those with one word between them: that one may be misspelt.
    for apart in (1, 2):
        for one, other in zip(content, content[apart:], strict=False):
            yield f"n:{one} {other}" if one < other else f"n:{other} {one}"


def looked_up(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the keys a name is looked for by: its own, and acronyms under initials and back."""
    turned = [f"i:{key[2:]}" for key in keys if key.startswith("a:")]
    turned += [f"a:{key[2:]}" for key in keys if key.startswith("i:")]
    return tuple(dict.fromkeys([key for key in keys if not key.startswith("i:")] + turned))


def worth_comparing(one: Reading, other: Reading, known: Knowledge) -> bool:
    """Say whether two names that share a key may be one organization's: a cheap look only."""
    places, theirs = one.everywhere, other.everywhere
    if places and theirs and places.isdisjoint(theirs):
        if one.letters != other.letters and not any(agree(a, b) for a in places for b in theirs):
            return bool(one.acronyms & other.acronyms)
    if one.joined == other.joined or one.letters == other.letters:
        return True
    if one.acronyms and one.acronyms & other.acronyms:
        return True
    if one.aliases or other.aliases or one.formers or other.formers:
        return True
    if _is_short_for(one, other) or _is_short_for(other, one):
        return True
    return _shared(one, other, known)


def _is_short_for(short: Reading, full: Reading) -> bool:
    if len(short.joined) > 12 or len(short.strict) > 3 or len(full.words) < 2:
        return False
    brief = short.joined.upper()
    return brief in full.acronyms or brief in full.initials or short.words == full.lead


def _shared(one: Reading, other: Reading, known: Knowledge) -> bool:
    """Say whether they share enough of the name that says less; misspelt words count half."""
    ours, theirs = set(one.words), set(other.words)
    weight = known.weight
    common = ours & theirs
    shared = sum(map(weight, common))
    rest_one, rest_other = ours - common, theirs - common
    lost_one, lost_other = sum(map(weight, rest_one)), sum(map(weight, rest_other))
    if not rest_one or not rest_other:
        # One only says more: "X" and "X, Asian Outreach Unit".
        return shared >= _ENOUGH * (shared + min(lost_one, lost_other))
    alike_one, alike_other = _alike(rest_one, rest_other), _alike(rest_other, rest_one)
    gained = min(sum(map(weight, alike_one)), sum(map(weight, alike_other))) / 2
    smaller = shared + min(lost_one, lost_other)
    enough = _ENOUGH
    if alike_one != rest_one and alike_other != rest_other:
        # Each has a word that the other has not in any spelling.
        enough = _ENOUGH_OF_TWO
    return shared + gained >= enough * smaller


def _alike(words: set[str], others: set[str]) -> set[str]:
    """Return the words that may be a misspelling of one of the others: one end is the same."""
    starts, ends = {word[:3] for word in others}, {word[-3:] for word in others}
    return {word for word in words if word[:3] in starts or word[-3:] in ends}


class NameIndex:
    """The names seen so far, by their keys, with what they tell of each other."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self.known = Knowledge()
        self._holders: dict[str, array[int]] = {}

    def add(self, reading: Reading, keys: Sequence[str] | None = None) -> int:
        """Take in a name and return its number."""
        number = len(self.readings)
        self.readings.append(reading)
        self.known.learn(reading)
        for key in keys_of(reading) if keys is None else keys:
            holders = self._holders.get(key)
            if holders is None:
                self._holders[key] = array("l", (number,))
            else:
                holders.append(number)
        return number

    def candidates(self, reading: Reading, keys: Sequence[str] | None = None) -> list[int]:
        """Return the numbers of at most `MOST_CANDIDATES` names worth comparing, likeliest first."""
        own = keys_of(reading) if keys is None else keys
        numbers = likeliest({key: self._holders.get(key, ()) for key in looked_up(own)})
        worth = (n for n in numbers if worth_comparing(reading, self.readings[n], self.known))
        return list(islice(worth, MOST_CANDIDATES))


def most_holders(key: str) -> int:
    """Return how many names may hold a key for it to find them."""
    return TOO_MANY.get(key[0], TOO_MANY_OTHERS)


def likeliest(holders: Mapping[str, Sequence[int]]) -> list[int]:
    """Return those that hold most of the keys, by how rare each key is; the likeliest first."""
    points: dict[int, float] = {}
    have = points.get
    for key, numbers in holders.items():
        count = len(numbers)
        if not 0 < count <= most_holders(key):
            continue
        worth = (3.0 if key[0] in "ja" else 1.0) / (1 + count) ** 0.5
        for number in numbers:
            points[number] = have(number, 0.0) + worth
    best = nlargest(_MOST_LOOKED_AT, points.items(), key=itemgetter(1))
    # Of equals, the one that came first: which of them are looked at must not be chance.
    best.sort(key=lambda each: (-each[1], each[0]))
    return [number for number, _ in best]
