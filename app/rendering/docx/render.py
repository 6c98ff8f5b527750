"""A letter as a Word document: native notes, live links, real styles, columns of names.

In goes a LetterDocument and a Design, out come the bytes of a DOCX file, the same on each
run. The parts are written as text; a letter of ten thousand names takes tenths of a second.
"""

from __future__ import annotations

from app.domain.documents import LetterDocument
from app.rendering.designs import Design
from app.rendering.docx.furniture import furniture_of
from app.rendering.docx.notes import notes_xml
from app.rendering.docx.numbering import numbering_xml
from app.rendering.docx.package import package_bytes
from app.rendering.docx.properties import core_xml, document_date, extended_xml
from app.rendering.docx.sections import document_xml
from app.rendering.docx.settings import settings_xml
from app.rendering.docx.story import Gathered, Story
from app.rendering.docx.styles import styles_xml


def render_docx(document: LetterDocument, design: Design) -> bytes:
    """Return `document` as a DOCX file in `design`.

    Raises ForbiddenCharacter, UnreadablePicture, UncomposedToken, TooManyNotes and
    TooManyColumns (all UndersignedError) rather than write a file that Word calls broken.
    """
    gathered = Gathered()
    letter = Story(document, design, gathered)
    notes = Story(document, design, gathered, is_notes=True)
    furniture = furniture_of(letter)
    parts = {"word/document.xml": document_xml(letter, furniture)}
    relationships = {"word/document.xml": letter.relationships}
    if document.notes:
        kind = "endnotes" if document.notes_at_end else "footnotes"
        letter.relationships.id_of(kind, f"{kind}.xml")
        parts[f"word/{kind}.xml"] = notes_xml(notes)
        relationships[f"word/{kind}.xml"] = notes.relationships
    parts |= dict(furniture.parts)
    # Lists are counted while text is written, so this part comes after all text.
    parts["word/numbering.xml"] = numbering_xml(letter)
    parts["word/styles.xml"] = styles_xml(letter)
    parts["word/settings.xml"] = settings_xml(document)
    for kind in ("numbering", "styles", "settings"):
        letter.relationships.id_of(kind, f"{kind}.xml")
    parts["docProps/core.xml"] = core_xml(document)
    parts["docProps/app.xml"] = extended_xml()
    media = {name: content for content, name in gathered.media.items()}
    return package_bytes(parts, relationships, media, dated=document_date(document))
