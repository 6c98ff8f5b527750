"""Inlines to runs: text, breaks, links and references to notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, urlsplit

from app.domain.documents import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteNumber,
    NoteReference,
    Strong,
    Text,
    Token,
)
from app.domain.errors import UndersignedError
from app.rendering.docx.markup import attribute, escaped
from app.rendering.docx.scripts import (
    Script,
    is_right_to_left,
    is_wholly_right_to_left,
    language_of_segment,
    segments,
)
from app.rendering.docx.story import Story, Voice

# RFC 3986 allows these beside letters and digits; "%" stays, for what is escaped already.
ALLOWED_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=-._~"
HOST = re.compile(r"https?://[^/?#\s]*", re.IGNORECASE)
PLAIN_HOST = re.compile(r"\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*")
LINE_OR_TAB = re.compile("([\n\t])")
# Between the numbers of two notes that follow each other: "1 2" must not read as 12.
BETWEEN_NOTES = "\u200a"
APART = '<w:spacing w:val="30"/>'  # a raised hair space alone cannot be seen


class UncomposedToken(UndersignedError):
    """A figure that composing should have put in place reached the renderer."""


def runs(inlines: Sequence[Inline], story: Story, voice: Voice) -> str:
    """Return the runs of `inlines` as XML."""
    written = []
    for at, inline in enumerate(inlines):
        if at and _ends_in_note(inlines[at - 1]) and _begins_with_note(inline):
            written.append(f"<w:r>{_raised(story, APART)}<w:t>{BETWEEN_NOTES}</w:t></w:r>")
        written.append(_inline(inline, story, voice))
    return "".join(written)


def text_runs(text: str, voice: Voice) -> str:
    """Return the runs of a plain text, cut where the script changes."""
    return _cut(text, voice, voice.base)


def line_runs(text: str, voice: Voice) -> str:
    """Return the runs of a line that stands alone, such as a name or a line of an address.

    In a letter from right to left a line without a letter of that direction is all Latin,
    its house number and its last full stop too; and the other way round.
    """
    base = voice.base
    if voice.is_rtl and not is_right_to_left(text):
        base = Script.LATIN
    elif not voice.is_rtl and is_wholly_right_to_left(text):
        base = Script.RIGHT_TO_LEFT
    return _cut(text, voice, base)


def run_properties(voice: Voice, script: Script, text: str) -> str:
    """Return the properties of a run of one script; "" where it needs none."""
    parts = []
    if voice.character_style:
        parts.append(f'<w:rStyle w:val="{voice.character_style}"/>')
    if script is Script.EAST_ASIAN:
        parts.append('<w:rFonts w:hint="eastAsia"/>')
    if voice.bold:
        parts.append("<w:b/><w:bCs/>")
    if voice.italic:
        parts.append("<w:i/><w:iCs/>")
    if script is Script.RIGHT_TO_LEFT:
        parts.append("<w:rtl/>")
    parts.append(_language(voice, script, text))
    inner = "".join(parts)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def field_runs(instruction: str, result: str, properties: str = "") -> str:
    """Return a field as runs; `result` stands there until Word computes it."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escaped(instruction)} '
        "</w:instrText></w:r>"
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{properties}<w:t>{escaped(result)}</w:t></w:r>"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _inline(inline: Inline, story: Story, voice: Voice) -> str:
    match inline:
        case Text(text):
            return text_runs(text, voice)
        case Emphasis(children):
            return runs(children, story, replace(voice, italic=True))
        case Strong(children):
            return runs(children, story, replace(voice, bold=True))
        case Link(target, children):
            return _link(target, children, story, voice)
        case Code(text):
            return text_runs(text, replace(voice, character_style="CodeCharacters"))
        case LineBreak():
            return "<w:r><w:br/></w:r>"
        case NoteReference(number, again):
            return _note_reference(number, story, again=again)
        case NoteNumber(number):
            figures = run_properties(voice, voice.base, str(number))
            return field_runs(f"NOTEREF _RefNote{number} \\h", str(number), figures)
        case Token(name):
            raise UncomposedToken(f"The token {{{{ {name} }}}} was not computed.")


def _cut(text: str, voice: Voice, base: Script) -> str:
    return "".join(
        f"<w:r>{run_properties(voice, script, segment)}{_characters(segment)}</w:r>"
        for segment, script in segments(text, base=base)
    )


def _characters(text: str) -> str:
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}
    return "".join(
        marks[piece] if piece in marks else f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'
        for piece in LINE_OR_TAB.split(text)
    )


def _language(voice: Voice, script: Script, text: str) -> str:
    # The document's own language is said once, in the default styles.
    if script is Script.LATIN and not voice.is_passage:
        return ""
    tag = language_of_segment(text, script, language=voice.language)
    kind = {
        Script.LATIN: "val",
        Script.RIGHT_TO_LEFT: "bidi",
        Script.EAST_ASIAN: "eastAsia",
    }[script]
    return f'<w:lang w:{kind}="{attribute(tag)}"/>' if tag else ""


def _link(target: str, children: Sequence[Inline], story: Story, voice: Voice) -> str:
    inner = runs(children, story, replace(voice, character_style="Hyperlink"))
    address = _address(target)
    if not _is_sound(address):
        # Word calls a file broken when one relationship is no address; a field may hold it.
        held = target.replace("\\", "%5C").replace('"', "%22")
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{escaped(held)}" '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    name = story.relationships.id_of("hyperlink", address, external=True)
    return f'<w:hyperlink r:id="{name}" w:history="1">{inner}</w:hyperlink>'


def _address(target: str) -> str:
    """Return `target` with what no address may hold escaped; the host stays as written.

    A slash before the @ is escaped too: programs that read mail addresses by the letter of
    the standard, Microsoft's among them, take the rest for a path.
    """
    if target.startswith("mailto:"):
        mailbox, question, rest = target.removeprefix("mailto:").partition("?")
        local, at, domain = mailbox.rpartition("@")
        safe = ALLOWED_IN_ADDRESS.replace("/", "")
        return f"mailto:{quote(local, safe=safe)}{at}{domain}{question}" + quote(
            rest, safe=ALLOWED_IN_ADDRESS
        )
    found = HOST.match(target)
    host = found.group() if found else ""
    return host + quote(target[len(host) :], safe=ALLOWED_IN_ADDRESS)


def _is_sound(address: str) -> bool:
    if "[" in address:
        return False
    if address.startswith("mailto:"):
        mailbox = address.removeprefix("mailto:").partition("?")[0]
        domain = mailbox.partition("@")[2]
        return address.count("@") == 1 and domain.isascii() and _is_host(domain)
    try:
        split = urlsplit(address)
        return _is_host(split.hostname or "") and split.port != 0
    except ValueError:
        return False


def _is_host(name: str) -> bool:
    return PLAIN_HOST.fullmatch(name) is not None


def _note_reference(number: int, story: Story, *, again: bool) -> str:
    kind = _kind_of_notes(story)
    style = _raised(story)
    bookmark = f"_RefNote{number}"
    if again or story.is_notes:
        return field_runs(f"NOTEREF {bookmark} \\f \\h", str(number), style)
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>'
        f'<w:r>{style}<w:{kind}Reference w:id="{number}"/></w:r>'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def _kind_of_notes(story: Story) -> str:
    return "endnote" if story.document.notes_at_end else "footnote"


def _raised(story: Story, more: str = "") -> str:
    style = f"{_kind_of_notes(story).capitalize()}Reference"
    return f'<w:rPr><w:rStyle w:val="{style}"/>{more}</w:rPr>'


def _begins_with_note(inline: Inline) -> bool:
    if isinstance(inline, Emphasis | Strong | Link):
        return bool(inline.children) and _begins_with_note(inline.children[0])
    return isinstance(inline, NoteReference)


def _ends_in_note(inline: Inline) -> bool:
    if isinstance(inline, Emphasis | Strong | Link):
        return bool(inline.children) and _ends_in_note(inline.children[-1])
    return isinstance(inline, NoteReference)
