"""How commands speak: answers on standard output, all else on standard error.

A command has done its work by the time it answers. Where the answer cannot be written it says
so in a sentence and ends with 2; where its reader has gone, as after `| head -1`, it ends
quietly. Standard error is for people: a command never fails for nobody listening.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Iterable
from typing import NoReturn, TextIO

import click

UNSAID = 2
# What click ends with where a pipe is closed: the answer was not taken whole.
_NOT_TAKEN = 1


def say(words: str) -> None:
    """Write an answer, a line or several, to standard output."""
    if sys.stdout is None:
        sys.exit(lost("it is closed"))
    try:
        _write(sys.stdout, f"{words}\n")
    except OSError as error:
        sys.exit(lost(error))


def say_each(lines: Iterable[str]) -> None:
    """Write an answer a line each, all of them at once; nothing where there is none."""
    told = "\n".join(lines)
    if told:
        say(told)


def complain(words: str) -> None:
    """Write a sentence to standard error, for whoever reads it."""
    try:
        click.echo(words, err=True)
    except OSError:
        _mute(sys.stderr)


def stop(words: str, code: int) -> NoReturn:
    """Say why on standard error, a line each, and end with the exit code."""
    complain(words)
    sys.exit(code)


def was_speaking(error: OSError) -> bool:
    """Did it come from click's own writing, which says the help and what is wrong in a command?"""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return bool(frames) and frames[-1].f_code is click.echo.__code__


def lost(why: OSError | str) -> int:
    """Say that the answer is lost, except to whoever closed the pipe; return the exit code."""
    if sys.stdout is not None:
        _mute(sys.stdout)
    if isinstance(why, BrokenPipeError):
        return _NOT_TAKEN
    reason = why.strerror if isinstance(why, OSError) else why
    complain(f"standard output cannot be written to ({reason})")
    return UNSAID


def _write(stream: TextIO, words: str) -> None:
    """Write the words whole. Where Python does not buffer, one write may take a part and say so
    by its count alone.
    """
    stream.flush()
    left = memoryview(words.encode(stream.encoding, stream.errors or "strict"))
    while left:
        left = left[stream.buffer.write(left) :]
    stream.buffer.flush()


def _mute(stream: TextIO) -> None:
    """Let what is unwritten go nowhere: Python tries it once more as it ends, and fails aloud."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
