"""A Word file's bytes in, its parts out as XML trees; whatever is too large is refused before.

Nothing here trusts the file: sizes are added up before anything is inflated, tags are counted
before anything is parsed, and a document type is refused, because it may define entities.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
from typing import Any

from lxml import etree

from app.domain.sentences import N_, sentence
from app.domain.values import dataclass
from app.formats.word.markup import OFFICE, RELATIONSHIPS, STRICT
from app.formats.word.outcome import LIMIT_BYTES, UnreadableDraft, too_large

_MOST_ENTRIES = 2_000
_MOST_INFLATED = 250_000_000
# The text of ten thousand names takes some ten million bytes.
_LARGEST_PART = 32_000_000
# An element costs some hundred bytes of memory, an attribute the same.
_MOST_TAGS = 900_000
_LONGEST_DIRECTORY = 1_000_000
_WORD_TYPES = ("wordprocessingml", "ms-word.document.macroEnabled", "ms-word.template")
_OPENINGS = (
    (b"%PDF", N_("this is a PDF; open it in Word and save it as .docx")),
    (b"{\\rtf", N_("this is a rich text file (.rtf); save it as .docx")),
    (b"<", N_("this is a web page or an XML file; save it as .docx")),
)
_NO_XML = N_("the file is damaged: %(part)s is not readable XML")
_CANNOT_BE_READ = N_("the file is damaged: %(part)s cannot be read")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Relationship:
    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of a Word file by their names ("word/document.xml")."""

    def __init__(self, data: bytes) -> None:
        """Open `data`. Raises UnreadableDraft."""
        _refuse_other_files(data)
        _refuse_long_directories(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
            raise UnreadableDraft(
                N_("the file is damaged: its zip container cannot be read")
            ) from None
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        _refuse_large(self._zip.infolist())
        self._tags = 0
        self.main = self._main_part()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def xml(self, name: str) -> Any:
        """Return the root element of a part. Raises UnreadableDraft."""
        data = _plain_utf8(self._bytes(name), name)
        self._tags += data.count(b"<") + data.count(b'="') + data.count(b"='")
        if self._tags > _MOST_TAGS:
            raise UnreadableDraft(
                N_("the file holds far more paragraphs and marks than any letter; it is not opened")
            )
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            told = N_("%(part)s defines a document type; Word never does: refused")
            raise UnreadableDraft(sentence(told, part=name))
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise UnreadableDraft(sentence(_NO_XML, part=name)) from None

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return the relationships of a part by their ids."""
        folder, _, base = name.rpartition("/")
        place = f"{folder}/_rels/{base}.rels".lstrip("/")
        if place not in self._entries:
            return {}
        found: dict[str, Relationship] = {}
        for each in self.xml(place).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            outside = each.get("TargetMode") == "External"
            target = each.get("Target") or ""
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (each.get("Type") or "").rpartition("/")[2]
            found[each.get("Id") or ""] = Relationship(kind, target, outside)
        return found

    def part_of(self, kind: str) -> str:
        """Return the name of the document's part of a kind ("footnotes"), "" for none."""
        for each in self.relationships(self.main).values():
            if each.kind == kind and not each.is_outside and each.target in self._entries:
                return each.target
        return ""

    def _bytes(self, name: str) -> bytes:
        entry = self._entries.get(name)
        if entry is None:
            told = N_("the file is damaged: %(part)s is missing")
            raise UnreadableDraft(sentence(told, part=name))
        if entry.file_size > _LARGEST_PART:
            told = N_("%(part)s is larger than any letter; it is not opened")
            raise UnreadableDraft(sentence(told, part=name))
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
            raise UnreadableDraft(sentence(_CANNOT_BE_READ, part=name)) from None
        except Exception as error:  # zlib.error and struct.error share no family of their own
            raise UnreadableDraft(sentence(_CANNOT_BE_READ, part=name)) from error

    def _main_part(self) -> str:
        if "mimetype" in self._entries and "content.xml" in self._entries:
            raise UnreadableDraft(N_("this is an OpenDocument file (.odt); save it as .docx"))
        if "[Content_Types].xml" not in self._entries:
            raise UnreadableDraft(N_("this is a zip file but no Word document (.docx)"))
        mains = [
            each.target
            for each in self.relationships("").values()
            if each.kind == "officeDocument" and each.target in self._entries
        ]
        types = {
            "/" + (each.get("PartName") or "").lstrip("/"): each.get("ContentType") or ""
            for each in self.xml("[Content_Types].xml")
            if isinstance(each.tag, str)
        }
        if not mains:
            raise UnreadableDraft(N_("this is a zip file but no Word document (.docx)"))
        kind = types.get("/" + mains[0], "wordprocessingml")
        if not any(word in kind for word in _WORD_TYPES):
            raise UnreadableDraft(
                N_("this is another Office file (Excel, PowerPoint), no Word document (.docx)")
            )
        return mains[0]


def _refuse_other_files(data: bytes) -> None:
    if len(data) > LIMIT_BYTES:
        raise UnreadableDraft(too_large(len(data)))
    if not data.strip():
        raise UnreadableDraft(N_("the file is empty"))
    if data.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableDraft(N_("the file is protected by a password; save it without one"))
        raise UnreadableDraft(N_("this is an old Office file (.doc); save it as .docx"))
    for opening, told in _OPENINGS:
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(opening):
            raise UnreadableDraft(told)
    if not data.startswith(b"PK"):
        raise UnreadableDraft(N_("this is no Word document (.docx)"))


def _refuse_long_directories(data: bytes) -> None:
    """Look at the end of the zip, where it says how long its list of entries is.

    zipfile makes an object for every entry before anybody can count them.
    """
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) < at + 22:
        raise UnreadableDraft(N_("the file is damaged: it is cut off before its end"))
    entries, length = struct.unpack_from("<HL", data, at + 10)
    if entries > _MOST_ENTRIES or length > _LONGEST_DIRECTORY:
        raise UnreadableDraft(N_("the file holds more parts than any letter; it is not opened"))


def _refuse_large(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MOST_ENTRIES:
        raise UnreadableDraft(N_("the file holds more parts than any letter; it is not opened"))
    if sum(entry.file_size for entry in entries) > _MOST_INFLATED:
        raise UnreadableDraft(N_("the file would grow beyond all measure when opened; refused"))
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableDraft(N_("the file is protected by a password; save it without one"))
    kinds = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if any(entry.compress_type not in kinds for entry in entries):
        raise UnreadableDraft(N_("the file is packed in a way that Word never uses; refused"))


def _plain_utf8(data: bytes, name: str) -> bytes:
    """Return the part as UTF-8 in the usual namespaces; other encodings are refused."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            raise UnreadableDraft(sentence(_NO_XML, part=name)) from None
        data = re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
    declared = re.match(rb"\xef?\xbb?\xbf?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)", data)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        told = N_("%(part)s is written in an encoding that Word never uses; refused")
        raise UnreadableDraft(sentence(told, part=name))
    # The strict variant of the format differs in the names of its namespaces.
    if STRICT.encode() in data:
        data = data.replace(f"{STRICT}/wordprocessingml/main".encode(), OFFICE["w"].encode())
        data = data.replace(f"{STRICT}/officeDocument/relationships".encode(), OFFICE["r"].encode())
        data = data.replace(
            f"{STRICT}/drawingml/".encode(), b"http://schemas.openxmlformats.org/drawingml/2006/"
        )
    return data
