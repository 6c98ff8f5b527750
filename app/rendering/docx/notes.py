"""The notes part: Word's own footnotes, or endnotes where the letter asks for them.

Word wants two separators before the first note. Ids of notes are their numbers.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.documents import Note, Paragraph
from app.domain.errors import UndersignedError
from app.domain.tokens import plain_text
from app.rendering.docx.blocks import blocks_xml
from app.rendering.docx.inlines import runs
from app.rendering.docx.markup import STORY_NAMESPACES
from app.rendering.docx.paragraphs import paragraph
from app.rendering.docx.story import Story, Voice

# Word's own limit on ids of notes.
MOST_NOTES = 32767
SEPARATORS = ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))


class TooManyNotes(UndersignedError):
    """More notes than a Word document can number."""


def notes_xml(story: Story) -> str:
    """Return the notes of the letter as the part that `story` stands for.

    Raises TooManyNotes.
    """
    notes = story.document.notes
    if len(notes) > MOST_NOTES:
        raise TooManyNotes(f"A Word document holds at most {MOST_NOTES} notes, not {len(notes)}.")
    kind = "endnote" if story.document.notes_at_end else "footnote"
    voice = replace(story.voice(), style=f"{kind.capitalize()}Text")
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}">{_separator(mark, kind, voice)}</w:{kind}>'
        for number, name, mark in SEPARATORS
    )
    written = "".join(_note(note, kind, story, voice) for note in notes)
    return f"<w:{kind}s {STORY_NAMESPACES}>{separators}{written}</w:{kind}s>"


def _separator(mark: str, kind: str, voice: Voice) -> str:
    # Endnotes stand under a heading of their own and need no line above them.
    drawn = f"<w:r><w:{mark}/></w:r>" if kind == "footnote" else ""
    return paragraph("NoteSeparator", drawn, voice)


def _note(note: Note, kind: str, story: Story, voice: Voice) -> str:
    first = note.blocks[0] if note.blocks else None
    rest = note.blocks
    content = ""
    own = voice
    if isinstance(first, Paragraph):
        # The number stands where the first paragraph begins.
        own = voice.for_text(plain_text(first.inlines))
        content, rest = runs(first.inlines, story, own), note.blocks[1:]
    number = (
        f'<w:r><w:rPr><w:rStyle w:val="{kind.capitalize()}Reference"/></w:rPr><w:{kind}Ref/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    )
    pieces = [
        paragraph(own.style, number + content, own),
        *blocks_xml(rest, story, voice),
    ]
    return f'<w:{kind} w:id="{note.number}">{"".join(pieces)}</w:{kind}>'
