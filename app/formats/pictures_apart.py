"""A picture is cleaned in a process of its own.

A JPEG of 100 kB can keep its decoder at work for ten seconds and one of 5 MB for an hour, and
no thread that decodes can be ended from outside.
"""

from __future__ import annotations

import json
from typing import Any

from app.domain.sentences import from_plain
from app.formats import apart
from app.formats.picture_files import (
    TOO_MUCH_WORK,
    UNREADABLE,
    CleanPicture,
    UnusablePicture,
    kind_of,
)

_MODULE = "app.formats.picture_child"


def clean_apart(content: bytes, *, seconds: float = apart.SECONDS) -> CleanPicture:
    """Return the picture of these bytes as `picture_files.clean` does, in a child of limited time
    and memory.

    Raises UnusablePicture; never takes longer than `seconds` and a moment.
    """
    kind_of(content)
    try:
        answer = apart.answer_of(_MODULE, data=content, seconds=seconds)
    except apart.TookTooLong:
        raise UnusablePicture(TOO_MUCH_WORK) from None
    return _picture(answer)


def _picture(answer: bytes) -> CleanPicture:
    head, _, content = answer.partition(b"\n")
    try:
        told: dict[str, Any] = json.loads(head)
    except ValueError:
        told = {}
    if "refused" in told:
        raise UnusablePicture(from_plain(told["refused"]))
    if not told:
        raise UnusablePicture(UNREADABLE)
    return CleanPicture(told["media_type"], content, told["width"], told["height"])
