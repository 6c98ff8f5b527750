"""The bytes of a list in, its text out: people save lists in more ways than letters."""

from __future__ import annotations

from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass
from app.formats.lists.outcome import LIMIT_BYTES, UnreadableList, too_large

_OTHER_FILES = (
    (b"%PDF", N_("this is a PDF; copy the names out of it and paste them, one a line")),
    (b"{\\rtf", N_("this is a rich text file; copy the names out of it and paste them")),
    (b"\xd0\xcf\x11\xe0", N_("this is an old Excel file (.xls) or one with a password; save it as .xlsx or .csv")),
)  # fmt: skip
_NO_TEXT = N_("this is neither text nor an Excel workbook; save the list as .csv or .xlsx")
_FROM_WINDOWS = N_(
    "the file is not in UTF-8 and was read as Windows-1252: look whether accents are right"
)
# A text in two bytes a character, without a mark at its beginning, has a NUL beside each
# Latin letter.
_LOOKED_AT = 4_000


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    notices: tuple[Sentence, ...] = ()


def decode_list(data: bytes) -> Decoded:
    """Return the text with line feeds only: of UTF-8, UTF-16, or else Windows-1252 with a notice.

    Raises UnreadableList for too large a file and for one that is no text.
    """
    if len(data) > LIMIT_BYTES:
        raise UnreadableList(too_large(len(data)))
    for opening, told in _OTHER_FILES:
        if data.startswith(opening):
            raise UnreadableList(told)
    encoding = _utf16(data)
    notices: tuple[Sentence, ...] = ()
    try:
        text = data.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError:
        if encoding or b"\0" in data:
            raise UnreadableList(_NO_TEXT) from None
        text, notices = _from_windows(data), (sentence(_FROM_WINDOWS),)
    return Decoded(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), notices)


def _utf16(data: bytes) -> str:
    """Return the name of the two-byte encoding the text is in, "" for others."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = data[:_LOOKED_AT]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) / 5 and not even:
        return "utf-16-le"
    if even > len(head) / 5 and not odd:
        return "utf-16-be"
    return ""


def _from_windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        told = N_("line %(line)s: byte 0x%(byte)s is no text; save the list as CSV in UTF-8")
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"{data[error.start]:02X}"
        raise UnreadableList(sentence(told, line=line, byte=byte)) from None
