"""A file of a stranger is read in a process of its own, which can be ended whatever is in it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import UndersignedError

_PROJECT = Path(__file__).resolve().parents[2]
SECONDS = 9.0


class TakesTooLong(UndersignedError):
    """The reading process ran out of its time, or was ended."""


def answer_apart(
    module: str, arguments: Sequence[str], data: bytes, *, seconds: float = SECONDS
) -> bytes:
    """Return what `python -m module arguments` says to `data` on its stdin.

    Raises TakesTooLong; never takes longer than `seconds` and a moment. The module sets its
    own limits (app.formats.limited).
    """
    child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-m", module, *arguments],
        cwd=_PROJECT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        answer, _ = child.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise TakesTooLong from None
    finally:
        _end(child)
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise TakesTooLong
    return answer


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it may have started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream:
            with contextlib.suppress(OSError):
                stream.close()
