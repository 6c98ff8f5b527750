"""Programs that live and end together, each in a process group of its own.

A group of its own keeps Ctrl-C on the terminal from reaching the programs behind our back,
and lets us end what they started themselves.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE_SECONDS = 7.0
"""From the polite signal to SIGKILL; all of it ends within ten seconds."""

_SET_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""


@dataclass(slots=True)
class Together:
    """Programs by name. When `stop` returns none of them runs."""

    folder: Path
    environ: Mapping[str, str]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str]) -> None:
        self.running[name] = subprocess.Popen(
            command,
            cwd=self.folder,
            env=dict(self.environ),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            # Should we be killed outright the programs must not live on and hold the port.
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads here
        )

    def ended(self) -> str:
        """Return the name of a program that has ended, "" while all of them run."""
        for name, program in self.running.items():
            if program.poll() is not None:
                return name
        return ""

    def stop(self, patience: float = PATIENCE_SECONDS) -> None:
        for program in self.running.values():
            _signal_group(program, signal.SIGTERM)
        until = time.monotonic() + patience
        for program in self.running.values():
            try:
                program.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                continue
        for program in self.running.values():
            # Also where the leader has gone: what it started may still be there.
            _signal_group(program, signal.SIGKILL)
            program.wait()


def _signal_group(program: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(program.pid, number)
    except ProcessLookupError:
        return


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)
