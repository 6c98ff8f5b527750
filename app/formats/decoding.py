"""Bytes of a file that people edit in, text out: UTF-8, line feeds only, nothing invisible.

Real files come with a byte order mark, with carriage returns, in the wrong encoding, or with
control characters that a PDF left in them. What can be put right silently is; the rest is
refused with the line it stands on.
"""

from __future__ import annotations

import re

from app.domain.errors import Fault, FaultyFile
from app.domain.sentences import N_, Sentence, sentence

# C0 without tab and line feed, DEL and C1, lone surrogates, the two characters at the end of
# the plane that XML forbids, and the two overrides that make text read otherwise than it is.
# The other bidi characters are part of ordinary Arabic and Hebrew text.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202d\u202e]"
)
_MAX_FAULTS = 20
# What people take for the file that was asked for, by how it begins.
_OTHER_FILES = {
    b"PK\x03\x04": Sentence(N_("a Word or Excel file")),
    b"\xd0\xcf\x11\xe0": Sentence(N_("an old Word or Excel file")),
    b"%PDF": Sentence(N_("a PDF")),
}


def decode(data: bytes, *, limit_bytes: int) -> str:
    """Return the text of `data` with line feeds only and without a byte order mark.

    Raises FaultyFile for too large a file and for bytes that are not UTF-8.
    """
    if len(data) > limit_bytes:
        raise FaultyFile((Fault(0, "", _too_large(len(data), limit_bytes)),))
    for opening, kind in _OTHER_FILES.items():
        if data.startswith(opening):
            message = sentence(N_("this is %(kind)s; a text file is expected"), kind=kind)
            raise FaultyFile((Fault(0, "", message),))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = Sentence(N_("the file is UTF-16; save it as UTF-8"))
        raise FaultyFile((Fault(1, "", message),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02X}"
        message = sentence(N_("byte %(byte)s is not UTF-8; save the file as UTF-8"), byte=byte)
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
        at = N_("%(character)s at column %(column)s; remove it")
        message = sentence(at, character=named(match[0]), column=column)
        faults.append(Fault(line, "", message))
        if len(faults) == _MAX_FAULTS:
            break
    return faults


def forbidden(character: str) -> Sentence:
    """Return the sentence that refuses a character, by the name that people have for it."""
    return sentence(N_("%(character)s; remove it"), character=named(character))


def named(character: str) -> Sentence:
    code = f"U+{ord(character):04X}"
    if character in "\u202d\u202e":
        return sentence(N_("bidirectional override %(code)s"), code=code)
    return sentence(N_("control character %(code)s"), code=code)


def _too_large(size: int, limit: int) -> Sentence:
    # The reader of Word drafts says the same of its files.
    told = N_("the file has %(size)s bytes; at most %(limit)s are read")
    return sentence(told, size=f"{size:,}", limit=f"{limit:,}")
