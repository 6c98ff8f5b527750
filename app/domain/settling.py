"""Possible duplicates: what can be said about them, what is remembered, which belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from app.domain import names
from app.domain.authority import host_of
from app.domain.values import dataclass

LARGEST_CLUSTER = 8
"""Lines on one card; a larger heap is asked about pair by pair."""

_SEPARATOR = "\x1f"


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"


class Likely(StrEnum):
    """What happens with a line that may be a duplicate, until somebody has settled it."""

    LISTED = "listed"
    HELD = "held"


def standing_of_likely(setting: str) -> str:
    """Return the standing in which a letter of this setting makes a line that is likely one
    that stands already ("listed" or "held").
    """
    return Likely(setting).value


class Answer(StrEnum):
    """What a signer who was asked may say: about the two names, or, where the other must not
    be told to them, about their own alone.
    """

    SAME = "same"
    ANOTHER = "another"
    ALSO_KNOWN = "also_known"
    ONLY_THIS = "only_this"


ANSWERS_TO_NAMES = (Answer.SAME, Answer.ANOTHER)
ANSWERS_TO_ONE = (Answer.ALSO_KNOWN, Answer.ONLY_THIS)

LONGEST_WORDS = 500
"""Characters of the sentence that a signer may add."""


# -------------------------------------------------------------------- what is remembered


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name with the place it goes with, as one line or one sign-on has them."""

    name: str
    place: str = ""
    website: str = ""


def key_of(spelling: Spelling) -> str:
    """Return prepared name and place: equal for two spellings of one name in one place."""
    return names.index_form(names.match_key(spelling.name, place=spelling.place))


def pair_key(one: Spelling, other: Spelling) -> tuple[str, str] | None:
    """Return by what a decision on these two is remembered, the smaller key first.

    Two of one name in one place are told apart by their websites; None where nothing tells
    them apart, since a decision would then be about every pair of that name.
    """
    first, second = key_of(one), key_of(other)
    if first == second:
        first += f"{_SEPARATOR}{host_of(one.website)}"
        second += f"{_SEPARATOR}{host_of(other.website)}"
    if first == second:
        return None
    return (first, second) if first < second else (second, first)


# ------------------------------------------------------------------- which belong together


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A pair that waits, between the lines that stand now. `is_put_off`: asked about last."""

    id: int
    older_id: int
    newer_id: int
    is_put_off: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Lines that hang together by pairs, each line and pair by its id, the oldest first."""

    lines: tuple[int, ...]
    pairs: tuple[int, ...]

    @property
    def id(self) -> int:
        """The first pair's: it names the card as long as the pair is open."""
        return self.pairs[0]


def clusters(pairs: Sequence[OpenPair]) -> tuple[Cluster, ...]:
    """Return the pairs by cluster, those with a pair that was not put off first.

    Within that the cluster of the oldest pair comes first.
    """
    heads: dict[int, int] = {}
    for pair in pairs:
        one, other = _head(heads, pair.older_id), _head(heads, pair.newer_id)
        heads[max(one, other)] = min(one, other)
    grouped: dict[int, list[OpenPair]] = {}
    for pair in sorted(pairs, key=lambda pair: pair.id):
        grouped.setdefault(_head(heads, pair.older_id), []).append(pair)
    made = [each for group in grouped.values() for each in _cards(group)]
    put_off = {pair.id for pair in pairs if pair.is_put_off}
    return tuple(sorted(made, key=lambda card: (put_off.issuperset(card.pairs), card.id)))


def _cards(group: Sequence[OpenPair]) -> Iterable[Cluster]:
    lines = sorted({line for pair in group for line in (pair.older_id, pair.newer_id)})
    if len(lines) <= LARGEST_CLUSTER:
        return [Cluster(tuple(lines), tuple(pair.id for pair in group))]
    by_lines: dict[tuple[int, int], list[int]] = {}
    for pair in group:
        ends = (min(pair.older_id, pair.newer_id), max(pair.older_id, pair.newer_id))
        by_lines.setdefault(ends, []).append(pair.id)
    return [Cluster(ends, tuple(ids)) for ends, ids in by_lines.items()]


def _head(heads: dict[int, int], line: int) -> int:
    while (above := heads.setdefault(line, line)) != line:
        heads[line] = heads[above]
        line = above
    return line
