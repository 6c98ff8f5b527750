"""Word drafts written in the test that reads them: the XML of a body, and parts around it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from app.domain.letters import LetterFile
from app.formats.letter_files import read_letter_file
from app.formats.word.changes import Changes
from app.formats.word.drafts import letter_of_draft
from app.formats.word.outcome import LetterOfDraft

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text.replace("N", str(level + 1))}"/>'
        f'<w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level in range(3)
    )
    + "</w:abstractNum>"
    for number, (kind, text) in enumerate(
        [("bullet", "•"), ("decimal", "%N."), ("upperRoman", "%N."), ("lowerLetter", "(%N)")]
    )
) + "".join(
    f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>'
    for number in range(1, 5)
)
BULLETS, NUMBERS, ROMANS, LETTERS = 1, 2, 3, 4


def run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    pieces = text.split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
    tabbed = words.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f"<w:r>{properties}{tabbed}</w:r>"


def p(text: str = "", *, look: str = "", properties: str = "", xml: str = "") -> str:
    """Return a paragraph of plain `text` followed by `xml`."""
    written = run(text, look) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{written}{xml}</w:p>"


def item(text: str, list_id: int = BULLETS, level: int = 0, xml: str = "") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, properties=numbering, xml=xml)


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell is the XML of its paragraphs, or plain text."""
    written = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{written}</w:tbl>"


def field(instruction: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def note(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(kind: str = "footnote", **texts: str) -> str:
    """Return the part of notes; `n1` is the XML of note 1's paragraphs."""
    written = "".join(
        f'<w:{kind} w:id="{name[1:]}">{xml}</w:{kind}>' for name, xml in texts.items()
    )
    return f'<w:{kind}s {SPACES}><w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>{written}</w:{kind}s>'


def package(
    body: str,
    *,
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str] | None = None,
    raw: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word file; `links` are relationships to addresses, `parts` further parts.

    A part is named by its kind ("footnotes", "comments", "header").
    """
    parts = {"numbering": f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>", **(parts or {})}
    related = "".join(
        f'<Relationship Id="p{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
    ) + "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/hyperlink" Target="{target}" '
        'TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
        **{f"word/{kind}.xml": xml for kind, xml in parts.items()},
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
        for name, data in (raw or {}).items():
            packed.writestr(name, data)
    return content.getvalue()


def made_of(
    body: str, *, changes: Changes = Changes.REFUSE, **around: Mapping[str, str]
) -> LetterOfDraft:
    return letter_of_draft(package(body, **around), changes)  # type: ignore[arg-type]


def body_of(made: LetterOfDraft) -> str:
    """Return the letter file's body as it is written."""
    return made.letter.split("\n---\n", 1)[1].strip()


def letter_of(made: LetterOfDraft) -> LetterFile:
    return read_letter_file(made.letter.encode())
