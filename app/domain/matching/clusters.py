"""A whole list compared with itself: every pair that is one organization, or may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.matching.candidates import NameIndex, keys_of
from app.domain.matching.evidence import Organization
from app.domain.matching.reading import read
from app.domain.matching.verdicts import Judgement, Verdict, judge_read
from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Two organizations of a list by their numbers, the earlier first, and the verdict on them."""

    earlier: int
    later: int
    judgement: Judgement


def find_alike(organizations: Sequence[Organization]) -> Iterator[Found]:
    """Yield the pairs that are the same or likely; the whole list tells what is common in it."""
    index = NameIndex()
    keys = []
    for organization in organizations:
        reading = read(organization.name)
        keys.append(keys_of(reading))
        index.add(reading, keys[-1])
    for later, organization in enumerate(organizations):
        reading = index.readings[later]
        for earlier in index.candidates(reading, keys[later]):
            if earlier >= later:
                continue
            judgement = judge_read(
                organizations[earlier], index.readings[earlier], organization, reading, index.known
            )
            if judgement.verdict is not Verdict.DIFFERENT:
                yield Found(earlier, later, judgement)
