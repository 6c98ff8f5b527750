"""What is looked at before a workbook is opened: whatever is too large or odd is refused.

Sizes are added up before anything is inflated, and what is inflated is counted while it is:
the directory of a zip may lie. A document type is refused, because it may define entities.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from app.domain.sentences import N_
from app.formats.lists.outcome import NO_WORKBOOK, UnreadableList

_MOST_ENTRIES = 2_000
_LONGEST_DIRECTORY = 1_000_000
# Twenty thousand rows of twenty cells take some 40 MB; a sheet whose every empty row was
# given a colour takes more.
_MOST_INFLATED = 150_000_000
_CHUNK = 1 << 20
_OVERLAP = 16

_CUT_OFF = N_("the file is damaged: it is cut off before its end")
_DAMAGED = N_("the file is damaged: its zip container cannot be read")
_TOO_MANY_PARTS = N_("the file holds more parts than any list; it is not opened")
_GROWS = N_("the file would grow beyond all measure when opened; refused")
_LOCKED = N_("the file is protected by a password; save it without one")
_ODD_PACKING = N_("the file is packed in a way that Excel never uses; refused")
_DOCUMENT_TYPE = N_("the file defines a document type; Excel never does: refused")
_WORD = N_("this is a Word document; copy the names out of it and paste them, one a line")
_OPEN_DOCUMENT = N_("this is an OpenDocument sheet (.ods); save it as .xlsx or .csv")
_NUMBERS = N_("this is a Numbers file; export it as Excel or CSV")
_NO_SHEET = N_("this is a zip file but no Excel workbook (.xlsx)")
_BINARY = N_("this is a binary Excel workbook (.xlsb); save it as .xlsx")


def refuse_harm(data: bytes) -> None:
    """Raise UnreadableList for a container that should not be opened as a workbook."""
    _refuse_long_directories(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_large(packed.infolist())
            _refuse_others(set(packed.namelist()))
            _read_through(packed)
    except UnreadableList:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise UnreadableList(_DAMAGED) from None
    except (struct.error, zlib.error):
        raise UnreadableList(_DAMAGED) from None


def _refuse_long_directories(data: bytes) -> None:
    """Look where the zip says how long its directory is: zipfile makes an object for each entry."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) < at + 22:
        raise UnreadableList(_CUT_OFF)
    entries, length = struct.unpack_from("<HL", data, at + 10)
    if entries > _MOST_ENTRIES or length > _LONGEST_DIRECTORY:
        raise UnreadableList(_TOO_MANY_PARTS)


def _refuse_large(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MOST_ENTRIES:
        raise UnreadableList(_TOO_MANY_PARTS)
    if sum(entry.file_size for entry in entries) > _MOST_INFLATED:
        raise UnreadableList(_GROWS)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableList(_LOCKED)
    kinds = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if any(entry.compress_type not in kinds for entry in entries):
        raise UnreadableList(_ODD_PACKING)
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        raise UnreadableList(_DAMAGED)


def _refuse_others(names: set[str]) -> None:
    told = {
        "word/document.xml": _WORD,
        "content.xml": _OPEN_DOCUMENT,
        "Index/Document.iwa": _NUMBERS,
        "xl/workbook.bin": _BINARY,
    }
    for name, sentence in told.items():
        if name in names:
            raise UnreadableList(sentence)
    if "[Content_Types].xml" not in names:
        raise UnreadableList(_NO_SHEET)


def _read_through(packed: zipfile.ZipFile) -> None:
    """Inflate each part of XML once, a piece at a time, and look for a document type."""
    inflated = 0
    for entry in packed.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        with packed.open(entry) as part:
            before = b""
            while piece := part.read(_CHUNK):
                inflated += len(piece)
                if inflated > _MOST_INFLATED:
                    raise UnreadableList(_GROWS)
                if not before and not _is_plain(piece):
                    raise UnreadableList(NO_WORKBOOK)
                seen = before + piece
                if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                    raise UnreadableList(_DOCUMENT_TYPE)
                before = piece[-_OVERLAP:]


_DECLARED = re.compile(rb"[^<]*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")


def _is_plain(opening: bytes) -> bool:
    """Is the part in UTF-8, as every program writes it? Others could hide what they hold."""
    if opening[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in opening[:8]:
        return False
    declared = _DECLARED.match(opening)
    return not declared or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii", b"ascii")
