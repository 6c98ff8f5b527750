"""`make bench-names`: names compared at scale, with the recall of planted second spellings.

`python -m bench.matching FILE.csv ...` takes lists of `gen_scale.py`'s columns instead of lists
of its own. rapidfuzz compares all with all in the same run.
"""

from __future__ import annotations

import math
import resource
import sys
import time
from pathlib import Path

from rapidfuzz import fuzz, process

from app.domain.matching.candidates import NameIndex
from app.domain.matching.clusters import find_alike
from app.domain.matching.evidence import Organization
from app.domain.matching.reading import read
from app.domain.matching.verdicts import Verdict, judge_read
from bench.planted import Planted, planted, read_planted
from bench.say import say

SIZES = (1_000, 10_000, 100_000)
_PROBES = 2_000
_PEER_CUTOFF = 88


def main(paths: list[str]) -> None:
    read("a name, so that the tables of places are loaded")
    lists = [read_planted(Path(path)) for path in paths] or [planted(size) for size in SIZES]
    taken: dict[int, float] = {}
    for rows in lists:
        taken[len(rows)] = _list(rows)
    if {1_000, 10_000} <= taken.keys():
        say("growth_from_1000_to_10000", math.log10(taken[10_000] / taken[1_000]), "exponent")
    middle = next((rows for rows in lists if len(rows) == 10_000), lists[-1])
    _all_pairs(middle, taken[len(middle)])
    _one_against(max(lists, key=len))


def _list(rows: list[Planted]) -> float:
    organizations = [Organization(row.name) for row in rows]
    started = time.process_time()
    found = list(find_alike(organizations))
    taken = time.process_time() - started
    count = len(rows)
    say(f"list_of_{count}", taken, "s")
    say(f"list_of_{count}_most_memory", _megabytes(), "MB")
    pairs = {(each.earlier, each.later): each.judgement.verdict for each in found}
    true = _true_pairs(rows)
    say(f"list_of_{count}_recall", 100 * sum(pair in pairs for pair in true) / len(true), "%")
    joined = [pair for pair, verdict in pairs.items() if verdict is Verdict.SAME]
    say(f"list_of_{count}_joined", 100 * sum(pair in true for pair in joined) / len(true), "%")
    say(f"list_of_{count}_joined_falsely", sum(pair not in true for pair in joined), "pairs")
    say(f"list_of_{count}_to_ask", len(pairs) - len(joined), "pairs")
    return taken


def _all_pairs(rows: list[Planted], ours: float) -> None:
    names = [row.name.casefold() for row in rows]
    started = time.process_time()
    flagged: set[tuple[int, int]] = set()
    for at in range(0, len(names), 500):
        scores = process.cdist(
            names[at : at + 500], names, scorer=fuzz.ratio, score_cutoff=_PEER_CUTOFF, workers=1
        )
        for row, column in zip(*scores.nonzero(), strict=True):
            if at + row < column:
                flagged.add((int(at + row), int(column)))
    theirs = time.process_time() - started
    true = _true_pairs(rows)
    say(f"rapidfuzz_all_pairs_of_{len(rows)}", theirs, "s")
    say(f"rapidfuzz_all_pairs_of_{len(rows)}_recall", 100 * len(true & flagged) / len(true), "%")
    say(f"rapidfuzz_all_pairs_of_{len(rows)}_to_ask", len(flagged), "pairs")
    say(f"list_of_{len(rows)}_against_rapidfuzz", ours / theirs, "x")


def _one_against(rows: list[Planted]) -> None:
    index = NameIndex()
    for row in rows:
        index.add(read(row.name))
    probes = planted(_PROBES, seed=7)
    times = []
    for probe in probes:
        started = time.perf_counter()
        organization, reading = Organization(probe.name), read(probe.name)
        for number in index.candidates(reading):
            theirs = index.readings[number]
            judge_read(Organization(theirs.name), theirs, organization, reading, index.known)
        times.append(time.perf_counter() - started)
    times.sort()
    for name, share in (("median", 0.5), ("95th", 0.95), ("99th", 0.99)):
        say(f"one_against_{len(rows)}_{name}", times[int(share * len(times))] * 1000, "ms")


def _true_pairs(rows: list[Planted]) -> set[tuple[int, int]]:
    of: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        of.setdefault(row.organization, []).append(number)
    return {
        (earlier, later)
        for numbers in of.values()
        for at, earlier in enumerate(numbers)
        for later in numbers[at + 1 :]
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
