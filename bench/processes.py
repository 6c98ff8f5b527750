"""Whole processes: what each took of the processor and of memory, peers in turns."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str]


class ProcessFailed(RuntimeError):
    """A measured command ended with an error: its figure would mean nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of one run, user and system, and its largest resident set in MB."""

    seconds: float
    megabytes: float


def in_turns(jobs: Mapping[str, Sequence[Command]], *, runs: int) -> dict[str, Cost]:
    """Return the median cost of each job, after one run of each that is not counted.

    A job is one command or several, one after the other. The jobs run in turns, so that a
    busy moment of the machine falls on all of them.
    """
    counted: dict[str, list[Cost]] = {name: [] for name in jobs}
    for turn in range(runs + 1):
        for name, commands in jobs.items():
            cost = _cost(commands)
            if turn:
                counted[name].append(cost)
    return {
        name: Cost(
            statistics.median(cost.seconds for cost in costs),
            max(cost.megabytes for cost in costs),
        )
        for name, costs in counted.items()
    }


def _cost(commands: Sequence[Command]) -> Cost:
    costs = [_run(command) for command in commands]
    return Cost(sum(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))


def _run(command: Command) -> Cost:
    """Run one command; the system's own account of it comes with its end."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise ProcessFailed(f"{Path(command[0]).name}: {said.read().decode()[-2000:]}")
    # Linux counts the resident set in kB, macOS in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)
