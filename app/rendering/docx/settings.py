"""The settings part, in the order of the schema."""

from __future__ import annotations

from app.domain.documents import LetterDocument
from app.rendering.docx.markup import WORD
from app.rendering.docx.notes import SEPARATORS
from app.rendering.docx.styles import default_languages

# Without it Word pulls a justified line that ends in a hard break across the whole page.
UNSTRETCHED = "<w:doNotExpandShiftReturn/>"
COMPATIBILITY = {
    # Word 2013 and later: without it Word opens the file in compatibility mode.
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def settings_xml(document: LetterDocument) -> str:
    rows = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in COMPATIBILITY.items()
    )
    return (
        f'<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:autoHyphenation w:val="0"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{_notes(document)}<w:compat>{UNSTRETCHED}{rows}</w:compat>"
        f"{default_languages('themeFontLang', document.language)}"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _notes(document: LetterDocument) -> str:
    if not document.notes:
        return ""
    kind = "endnote" if document.notes_at_end else "footnote"
    place = '<w:pos w:val="docEnd"/>' if document.notes_at_end else ""
    separators = "".join(f'<w:{kind} w:id="{number}"/>' for number, _, _ in SEPARATORS)
    return f'<w:{kind}Pr>{place}<w:numFmt w:val="decimal"/>{separators}</w:{kind}Pr>'
