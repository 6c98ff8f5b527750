"""Timing: medians of processor time, and peers in alternating runs."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

Work = Callable[[], object]


def seconds(work: Work, *, runs: int) -> float:
    """Return the median processor seconds of `work`, after one run that is not counted."""
    work()
    return statistics.median(_once(work) for _ in range(runs))


def against(work: Work, peer: Work, *, runs: int) -> tuple[float, float]:
    """Return the median seconds of both, run in turns so that a busy moment hits both."""
    work()
    peer()
    pairs = [(_once(work), _once(peer)) for _ in range(runs)]
    return (
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
    )


def _once(work: Work) -> float:
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun
