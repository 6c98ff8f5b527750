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


def against(
    work: Work, peer: Work, *, runs: int, between: Work = lambda: None
) -> tuple[float, float]:
    """Return the median seconds of both, run in turns so that a busy moment hits both.

    `between` is done before each run and not counted.
    """
    work()
    peer()
    pairs = [(_after(between, work), _after(between, peer)) for _ in range(runs)]
    return (
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
    )


def _after(between: Work, work: Work) -> float:
    between()
    return _once(work)


def _once(work: Work) -> float:
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun
