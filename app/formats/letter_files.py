"""A letter file in, a LetterFile out: front matter, body and notes, parsed once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain import tokens
from app.domain.composing import complete_parts
from app.domain.documents import Block, Inlines
from app.domain.errors import FaultyFile
from app.domain.letters import LetterFile, Part
from app.domain.numbering import flattened, references
from app.formats import letterheads
from app.formats.decoding import character_faults, decode
from app.formats.front_matter import FrontMatter, Line, read_front_matter, split
from app.formats.limits import body_fault, in_order
from app.formats.markdown import MarkdownReader
from app.formats.pictures import ReadPicture
from app.formats.reports import Report

# The longest real letters have some 100 kB. More than this is no letter, and refused before
# any parser sees it.
LIMIT_BYTES = 1_000_000


def canonical(data: bytes) -> bytes:
    """Return a letter file's canonical bytes, those that a version stores and hashes.

    UTF-8 without a byte order mark, line feeds only, one at the end. Raises FaultyFile.
    """
    return canonical_text(data).encode()


def canonical_text(data: bytes) -> str:
    """Return the text of `canonical`."""
    return decode(data, limit_bytes=LIMIT_BYTES).rstrip("\n") + "\n"


def read_letter_file(data: bytes, *, read_picture: ReadPicture | None = None) -> LetterFile:
    """Return the letter that `data` holds.

    `read_picture` gives the bytes of a picture beside the file, None where there is none, YET
    where it may still come. One that may come, and each without `read_picture`, prints as its
    alternative text and stops the final export. Raises FaultyFile
    with the faults found, in line order; a body too large to read is the only one told.
    """
    source = canonical_text(data)
    if faults := character_faults(source):
        raise FaultyFile(tuple(faults))
    head, body, first_line = split(source)
    if fault := body_fault(body, first_line=first_line):
        raise FaultyFile((fault,))
    report = Report()
    try:
        front = read_front_matter(head, report.faults)
    except FaultyFile as unreadable:
        raise FaultyFile(in_order(unreadable.faults)) from None
    reader = MarkdownReader(
        report,
        language=front.language,
        smart_quotes=front.smart_quotes,
        read_picture=read_picture,
    )
    letter = _assembled(front, reader, body, first_line, report, source, read_picture)
    if report.faults:
        raise FaultyFile(in_order(report.faults))
    return letter


def _referred_in_parts(
    parts: Sequence[Part], body: tuple[Block, ...], contact: Inlines, note: Inlines
) -> Iterator[int]:
    """Yield the notes that the parts refer to, in printing order."""
    runs = {Part.BODY: flattened(body), Part.CONTACT: contact, Part.NAMES: note}
    for part in complete_parts(parts):
        yield from references(runs.get(part, ()))


def _assembled(
    front: FrontMatter,
    reader: MarkdownReader,
    body_text: str,
    first_line: int,
    report: Report,
    source: str,
    read_picture: ReadPicture | None,
) -> LetterFile:
    body = reader.body(body_text, first_line=first_line)

    def line(written: Line, *, prints: bool = True) -> Inlines:
        return reader.line(written.text, line=written.line, key=written.key, prints=prints)

    title = line(front.title, prints=front.print_title)
    subject, contact, note = line(front.re), line(front.contact), line(front.note)
    reader.report_unused_notes(body.notes)
    reader.report_typed_numbers(
        (
            *(references(title) if front.print_title else ()),
            *references(subject),
            *_referred_in_parts(front.parts, body.blocks, contact, note),
        )
    )
    return LetterFile(
        title=title,
        title_text=tokens.plain_text(title),
        slug=front.slug,
        language=front.language,
        direction=front.direction,
        dated=front.dated,
        date_words=front.date_words,
        via=front.via,
        docket=front.docket,
        addressees=front.addressees,
        re=subject,
        re_label=front.re_label,
        salutation=front.salutation,
        closing=front.closing,
        contact=contact,
        cc=front.cc,
        cc_label=front.cc_label,
        enclosures=front.enclosures,
        note=note,
        leads=front.leads,
        signatories_heading=front.signatories_heading,
        order=front.order,
        groups=front.groups,
        group_by=front.group_by,
        columns=front.columns,
        line=front.line,
        notes_at_end=front.notes_at_end,
        parts=front.parts,
        design=front.design,
        individuals=front.individuals,
        print_title=front.print_title,
        smart_quotes=front.smart_quotes,
        opens_at=front.opens_at,
        closes_at=front.closes_at,
        zone=front.zone,
        signon_contact=front.signon_contact,
        letterhead=letterheads.with_logo(front.letterhead, read_picture, report),
        has_no_letterhead=front.has_no_letterhead,
        names_place=front.names_place,
        addressee_columns=front.addressee_columns,
        edition=front.edition,
        body=body.blocks,
        notes=body.notes,
        warnings=tuple(report.warnings),
        blocking=tuple(report.blocking),
        pictures=tuple(report.pictures),
        source=source,
    )
