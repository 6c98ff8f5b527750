"""A Word draft is read in a process of its own, which can be ended whatever is in the file."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.formats.word.changes import Changes
from app.formats.word.outcome import LIMIT_BYTES, LetterOfDraft, UnreadableDraft

_PROJECT = Path(__file__).resolve().parents[3]
_SECONDS = 9.0
_MODULE = "app.formats.word.child"
_TOO_LONG = "the file takes far longer to read than any letter; it is not opened"
_LARGEST_ANSWER = 30_000_000


def read_apart(data: bytes, changes: Changes, *, seconds: float = _SECONDS) -> LetterOfDraft:
    """Return the letter of a draft, read in a child of limited time and memory.

    Raises UnreadableDraft; never takes longer than `seconds` and a moment.
    """
    if len(data) > LIMIT_BYTES:
        raise UnreadableDraft(f"the file has {len(data):,} bytes; at most {LIMIT_BYTES:,} are read")
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
        raise UnreadableDraft(_TOO_LONG) from None
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
        raise UnreadableDraft(_TOO_LONG)
    try:
        told: dict[str, Any] = json.loads(answer) if len(answer) < _LARGEST_ANSWER else {}
    except ValueError:
        told = {}
    if "refused" in told:
        raise UnreadableDraft(str(told["refused"]))
    if "letter" not in told:
        raise UnreadableDraft("the file cannot be read as a Word document")
    made = told["letter"]
    return LetterOfDraft(
        letter=made["letter"],
        signatories=made["signatories"],
        name_count=made["name_count"],
        taken=tuple(made["taken"]),
        warnings=tuple(made["warnings"]),
    )
