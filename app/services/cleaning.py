"""Pictures that members bring are cleaned, a few at a time, in a process that can be ended."""

from __future__ import annotations

from app.domain.errors import Refused
from app.domain.sentences import N_, sentence
from app.formats.picture_files import CleanPicture, UnusablePicture, kind_of
from app.formats.pictures_apart import clean_apart
from app.services.house import House

BUSY = "busy"
"""The code of a refusal because other pictures are being cleaned just now."""
SECONDS_IN_LINE = 3.0

_BUSY = N_("Other pictures are being read at this moment. Please send this one again in a minute.")


def cleaned(house: House, content: bytes) -> CleanPicture | Refused:
    """Return the picture as it may be kept. Waits for a turn and for the process, some twelve
    seconds at most; what its first bytes refuse waits for neither.
    """
    try:
        kind_of(content)
    except UnusablePicture as unusable:
        return Refused.saying(unusable.sentence)
    if not house.picture_turns.acquire(timeout=SECONDS_IN_LINE):
        return Refused(_BUSY, BUSY, sentence(_BUSY))
    try:
        return clean_apart(content)
    except UnusablePicture as unusable:
        return Refused.saying(unusable.sentence)
    finally:
        house.picture_turns.release()
