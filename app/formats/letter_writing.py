"""A letter as values in, the text of its letter file out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.drafted import DraftedLetter
from app.domain.letters import DEFAULT_PARTS, Letterhead, Order, Party
from app.formats.markdown_writing import MarkdownWriter


def write_letter_file(letter: DraftedLetter, *, is_wary: bool = False) -> str:
    """Return the letter file: front matter with the keys that say something, then the body.

    `is_wary` escapes more than people would (see markdown_writing).
    """
    writer = MarkdownWriter(is_wary=is_wary)
    head = "\n".join(_front_matter(letter, writer))
    body = writer.body(letter.body, letter.notes)
    return f"---\n{head}\n---\n\n{body}".rstrip("\n") + "\n"


def _front_matter(letter: DraftedLetter, writer: MarkdownWriter) -> Iterator[str]:
    yield f"title: {_quoted(writer.line(letter.title))}"
    yield from _text("date", letter.date)
    yield f"lang: {letter.language}"
    yield from _text("via", letter.via)
    yield from _text("docket", letter.docket)
    yield from _letterhead(letter.letterhead)
    yield from _parties("addressees", letter.addressees)
    if letter.addressee_columns:
        yield f"addressee_columns: {letter.addressee_columns}"
    yield from _markdown("re", writer.line(letter.re))
    yield from _text("re_label", letter.re_label)
    yield from _text("salutation", letter.salutation)
    yield from _text("closing", letter.closing)
    yield from _markdown("contact", writer.line(letter.contact))
    yield from _parties("cc", letter.cc)
    yield from _text("cc_label", letter.cc_label)
    yield from _list("enclosures", letter.enclosures)
    yield from _markdown("note", writer.line(letter.note))
    yield from _list("leads", letter.leads)
    yield from _text("signatories_heading", letter.signatories_heading)
    if letter.order is not Order.ALPHABETICAL:
        yield f"order: {letter.order}"
    yield from _list("groups", [group.replace("{{", "\\{{") for group in letter.groups])
    if letter.columns > 1:
        yield f"columns: {letter.columns}"
    if letter.names_place:
        yield f"names_place: {letter.names_place}"
    yield from _markdown("line", letter.line)
    if letter.notes_at_end:
        yield "notes: endnotes"
    yield from _text("edition", letter.edition)
    if letter.parts != DEFAULT_PARTS:
        yield f"parts: [{', '.join(letter.parts)}]"
    yield from _markdown("direction", letter.direction)
    if letter.print_title:
        yield "print_title: true"


def _text(key: str, text: str) -> Iterator[str]:
    """Yield a line for text that prints as it is; braces in it are no figures."""
    yield from _markdown(key, text.replace("{{", "\\{{"))


def _markdown(key: str, text: str) -> Iterator[str]:
    if text:
        yield f"{key}: {_quoted(text)}"


def _list(key: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"{key}:"
        yield from (f"- {_quoted(text)}" for text in texts)


def _parties(key: str, parties: Sequence[Party]) -> Iterator[str]:
    if parties:
        yield f"{key}:"
    for party in parties:
        yield f"- name: {_quoted(_plain(party.name))}"
        if party.title:
            yield f"  title: {_quoted(_plain(party.title))}"
        if party.organization:
            yield f"  organization: {_quoted(_plain(party.organization))}"
        if party.address:
            yield "  address:"
            yield from (f"  - {_quoted(line)}" for line in party.address)


def _letterhead(head: Letterhead | None) -> Iterator[str]:
    if head is None:
        return
    yield "letterhead:"
    if head.name:
        yield f"  name: {_quoted(_plain(head.name))}"
    for key, lines in (("lines", head.lines), ("officers", head.officers)):
        if lines:
            yield f"  {key}:"
            yield from (f"  - {_quoted(line)}" for line in lines)


def _plain(text: str) -> str:
    return text.replace("{{", "\\{{")


def _quoted(text: str) -> str:
    """Return text as a YAML scalar in one line that nothing in it can end."""
    return "'" + text.replace("'", "''") + "'"
