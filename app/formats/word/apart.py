"""A Word draft is read in a process of its own, which can be ended whatever is in the file."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from app.formats.word.answers import letter_from_json
from app.formats.word.changes import Changes
from app.formats.word.outcome import (
    LIMIT_BYTES,
    TOO_MUCH_TIME,
    LetterOfDraft,
    UnreadableDraft,
    too_large,
)

_PROJECT = Path(__file__).resolve().parents[3]
_SECONDS = 9.0
_MODULE = "app.formats.word.child"


def read_apart(data: bytes, changes: Changes, *, seconds: float = _SECONDS) -> LetterOfDraft:
    """Return the letter of a draft, read in a child of limited time and memory.

    Raises UnreadableDraft; never takes longer than `seconds` and a moment.
    """
    if len(data) > LIMIT_BYTES:
        raise UnreadableDraft(too_large(len(data)))
    child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-m", _MODULE, changes.value],
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
        raise UnreadableDraft(TOO_MUCH_TIME) from None
    finally:
        _end(child)
    return _letter(answer, child.returncode)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it may have started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream:
            with contextlib.suppress(OSError):
                stream.close()


def _letter(answer: bytes, code: int) -> LetterOfDraft:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise UnreadableDraft(TOO_MUCH_TIME)
    return letter_from_json(answer)
