"""A file that a stranger made is read in a process of its own, which can be ended whatever is in it.

The child gives itself limits first (`formats.confined`). It answers on its standard output, with
nothing that runs code when it is read: a file that takes the child over still only says things.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from app.domain.errors import UndersignedError

_PROJECT = Path(__file__).resolve().parents[2]
SECONDS = 9.0
"""How long a child may work and wait: a moment longer than the processor time that it gets."""


class TookTooLong(UndersignedError):
    """The child worked or waited for longer than it may."""


def answer_of(module: str, *arguments: str, data: bytes, seconds: float = SECONDS) -> bytes:
    """Return what `python -m module` answers to `data`; nothing where it came to grief.

    Never takes longer than `seconds` and a moment. Raises TookTooLong.
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
        raise TookTooLong from None
    finally:
        _end(child)
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise TookTooLong
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
