"""Pairs of names to verdicts: the use case without a database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from app.domain.errors import FaultyFile
from app.domain.matching.knowledge import Knowledge
from app.domain.matching.reading import read
from app.domain.matching.verdicts import Verdict, judge_read
from app.domain.values import dataclass
from app.formats.name_pairs import read_name_pairs, write_verdicts
from app.services.files import Unusable, read_input


@dataclass(frozen=True, slots=True)
class Compared:
    """The file of verdicts, and how many pairs had each."""

    content: bytes
    counts: tuple[tuple[str, int], ...]


def compare(pairs_path: Path, out: Path) -> Compared:
    """Return the verdict on every pair of the file; all its names are the list they stand in.

    Raises Unusable.
    """
    try:
        pairs = read_name_pairs(read_input(pairs_path, outputs=[out]))
    except FaultyFile as faulty:
        raise Unusable(*(f"{pairs_path}: {fault}" for fault in faulty.faults)) from None
    organizations = pairs.organizations()
    names = dict.fromkeys(each.name for pair in organizations for each in pair)
    readings = {name: read(name) for name in names}
    known = Knowledge(readings.values())
    judgements = [
        judge_read(one, readings[one.name], other, readings[other.name], known)
        for one, other in organizations
    ]
    counted = Counter(judgement.verdict for judgement in judgements)
    return Compared(
        content=write_verdicts(pairs, judgements),
        counts=tuple((verdict.value, counted[verdict]) for verdict in Verdict),
    )
