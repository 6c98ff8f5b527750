"""The properties of the file: title, author, language and dates, and nothing of a machine."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from app.domain.documents import LetterDocument
from app.rendering.docx.markup import escaped

EARLIEST = date(1980, 1, 1)  # what a zip file can hold
LATEST = date(2107, 12, 31)
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def document_date(document: LetterDocument) -> date:
    """Return the date the file says of itself, never the clock's: same bytes on each run.

    The letter's own, else SOURCE_DATE_EPOCH (seconds, UTC), else 1980-01-01.
    """
    if document.dated:
        return min(max(document.dated, EARLIEST), LATEST)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return EARLIEST
    return min(max(datetime.fromtimestamp(int(epoch), UTC).date(), EARLIEST), LATEST)


def core_xml(document: LetterDocument) -> str:
    moment = f"{document_date(document).isoformat()}T00:00:00Z"
    author = escaped(document.author)
    creator = f"<dc:creator>{author}</dc:creator>" if author else ""
    changer = f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>" if author else ""
    status = f"<cp:contentStatus>{escaped(document.words.draft)}</cp:contentStatus>"
    return (
        f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.title)}</dc:title>{creator}"
        f"<dc:language>{escaped(document.language)}</dc:language>{changer}"
        f"{status if document.is_draft else ''}"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def extended_xml() -> str:
    return f'<Properties xmlns="{EXTENDED}"><Application>Undersigned</Application></Properties>'
