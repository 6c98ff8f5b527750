"""The zip file around the parts: content types, relationships, fixed order and dates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

from app.rendering.docx.markup import OFFICE, checked_xml
from app.rendering.docx.story import PACKAGE_RELATIONSHIPS, Relationships

CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PART_TYPES = {
    "word/document.xml": f"{WORD_TYPE}.document.main+xml",
    "word/styles.xml": f"{WORD_TYPE}.styles+xml",
    "word/settings.xml": f"{WORD_TYPE}.settings+xml",
    "word/numbering.xml": f"{WORD_TYPE}.numbering+xml",
    "word/footnotes.xml": f"{WORD_TYPE}.footnotes+xml",
    "word/endnotes.xml": f"{WORD_TYPE}.endnotes+xml",
    **{f"word/header{number}.xml": f"{WORD_TYPE}.header+xml" for number in (1, 2)},
    **{f"word/footer{number}.xml": f"{WORD_TYPE}.footer+xml" for number in (1, 2)},
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"


def package_bytes(
    parts: Mapping[str, str],
    relationships: Mapping[str, Relationships],
    media: Mapping[str, bytes],
    *,
    dated: date,
) -> bytes:
    """Return the file: `parts` by path, the relationships of each path, media by name.

    The same input gives the same bytes. Raises ForbiddenCharacter.
    """
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _package_relationships(),
        **parts,
        **{_relationships_path(path): held.xml() for path, held in relationships.items() if held},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for path, text in files.items():
            _add(package, path, checked_xml(path, text), dated)
        for name, content in media.items():
            _add(package, f"word/media/{name}", content, dated)
    return written.getvalue()


def _add(package: zipfile.ZipFile, path: str, content: bytes, dated: date) -> None:
    entry = zipfile.ZipInfo(path, (dated.year, dated.month, dated.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    # The system a file was made on is part of its bytes; 0 and no rights are the same anywhere.
    entry.create_system = 0
    entry.external_attr = 0
    package.writestr(entry, content)


def _relationships_path(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _content_types(parts: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{path}" ContentType="{PART_TYPES[path]}"/>' for path in parts
    )
    return (
        f'<Types xmlns="{CONTENT_TYPES}">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="jpeg" ContentType="image/jpeg"/>{overrides}</Types>'
    )


def _package_relationships() -> str:
    rows = (
        (f"{OFFICE}/officeDocument", "word/document.xml"),
        (f"{METADATA}/core-properties", "docProps/core.xml"),
        (f"{OFFICE}/extended-properties", "docProps/app.xml"),
    )
    written = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{written}</Relationships>'
