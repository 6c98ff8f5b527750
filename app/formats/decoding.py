"""Bytes of a file that people edit in, text out: UTF-8, line feeds only, nothing invisible.

Real files come with a byte order mark, with carriage returns, in the wrong encoding, or with
control characters that a PDF left in them. What can be put right silently is; the rest is
refused with the line it stands on.
"""

from __future__ import annotations

import re

from app.domain.errors import Fault, FaultyFile

# C0 without tab and line feed, DEL and C1, lone surrogates, the two characters at the end of
# the plane that XML forbids, and the two overrides that make text read otherwise than it is.
# The other bidi characters are part of ordinary Arabic and Hebrew text.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202d\u202e]"
)
_MAX_FAULTS = 20
# What people take for the file that was asked for, by how it begins.
_OTHER_FILES = {
    b"PK\x03\x04": "a Word or Excel file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"%PDF": "a PDF",
}


def decode(data: bytes, *, limit_bytes: int) -> str:
    """Return the text of `data` with line feeds only and without a byte order mark.

    Raises FaultyFile for too large a file and for bytes that are not UTF-8.
    """
    if len(data) > limit_bytes:
        raise FaultyFile((Fault(0, "", _too_large(len(data), limit_bytes)),))
    for opening, kind in _OTHER_FILES.items():
        if data.startswith(opening):
            raise FaultyFile((Fault(0, "", f"this is {kind}; a text file is expected"),))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FaultyFile((Fault(1, "", "the file is UTF-16; save it as UTF-8"),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        message = f"byte 0x{byte:02X} is not UTF-8; save the file as UTF-8"
        raise FaultyFile((Fault(line, "", message),)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def character_faults(text: str) -> list[Fault]:
    """Return a fault for each line of `text` that holds a forbidden character (20 at most)."""
    faults: list[Fault] = []
    line, seen = 1, 0
    for match in FORBIDDEN.finditer(text):
        here = line + text.count("\n", seen, match.start())
        if faults and here == faults[-1].line:
            continue
        line, seen = here, match.start()
        column = match.start() - text.rfind("\n", 0, match.start())
        faults.append(Fault(line, "", f"{named(match[0])} at column {column}; remove it"))
        if len(faults) == _MAX_FAULTS:
            break
    return faults


def named(character: str) -> str:
    """Return what a person may call a forbidden character, with its number."""
    code = f"U+{ord(character):04X}"
    if character in "\u202d\u202e":
        return f"bidirectional override {code}"
    return f"control character {code}"


def _too_large(size: int, limit: int) -> str:
    return f"the file has {size:,} bytes; at most {limit:,} are read"
