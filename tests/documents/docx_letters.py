"""Letters and designs with every feature that a Word file must carry. All names are invented."""

from __future__ import annotations

from dataclasses import replace

from app.domain.documents import (
    AddressBlock,
    AddresseesSection,
    BodySection,
    BulletList,
    ClosingSection,
    CopiesSection,
    DateSection,
    Emphasis,
    EnclosuresSection,
    Heading,
    LetterDocument,
    LetterheadSection,
    NameGroup,
    NameLine,
    NamesPlace,
    NamesPointerSection,
    NamesSection,
    Note,
    NoteNumber,
    NoteReference,
    Paragraph,
    Picture,
    Quote,
    ReSection,
    SalutationSection,
    Section,
    Table,
    Text,
    TitleSection,
)
from app.rendering.designs import Align, Design, LetterheadStyle, OfficersPlace, load_design
from tests.documents.trees import arabic_letter, plain_letter, png

LOGO = Picture("Two trees beside a river", "image/png", png(width=300, height=100, grey=120))
OFFICERS = (
    "Ada Lead, President",
    "Bo Lead, Vice President",
    "Chris Tally, Treasurer",
    "Dana Scribe, Secretary",
    "Emil Quorum, Member at Large for the Western Counties",
)


def letterhead(*, logo: Picture | None = LOGO) -> LetterheadSection:
    lines = ("200 Sample Street, Suite 5 · Columbus, Ohio 43004", "sample.example · 614-555-0100")
    return LetterheadSection("Coalition of Samples", lines, OFFICERS, logo)


def with_officers_at_the_side() -> Design:
    """A design with a wide margin where lines start, for officers down the side."""
    style = LetterheadStyle(OfficersPlace.SIDE, Align.START, logo_height_mm=14, name_size_pt=16)
    plain = load_design("plain")
    return replace(plain, margin_left_mm=58.0, has_running_head=True, letterhead=style)


def with_officers_at_the_foot() -> Design:
    """A design whose officers stand across the first page's foot; names are numbered."""
    return replace(load_design("plain"), has_running_head=True, numbered_from=1)


def full_letter() -> LetterDocument:
    """Letterhead, five addressees in two columns, 30 notes, three columns, twelve cc entries."""
    sections: tuple[Section, ...] = (
        letterhead(),
        TitleSection((Text("Joint letter on forms"), NoteReference(1))),
        DateSection("March 2, 2026"),
        addressees(5),
        ReSection("RE:", (Text("Paper forms in all programs"), NoteReference(2))),
        SalutationSection("Dear Director and Secretaries:"),
        BodySection(_body()),
        ClosingSection("Sincerely,"),
        names(columns=3),
        copies(12),
        EnclosuresSection("Enclosures:", ("Table of notices", "Survey of 2025")),
    )
    return replace(
        plain_letter(),
        sections=sections,
        notes=tuple(_note(number) for number in range(1, 31)),
        running_head="Director 1 Example · March 2, 2026",
        edition="Second edition, 12 March 2026",
    )


def draft_letter() -> LetterDocument:
    return replace(full_letter(), is_draft=True)


def endnote_letter() -> LetterDocument:
    return replace(full_letter(), notes_at_end=True)


def attached_letter() -> LetterDocument:
    """A letter whose names stand in an attachment after everything else."""
    kept = [each for each in full_letter().sections if not isinstance(each, NamesSection)]
    pointer = NamesPointerSection("The signatories stand in the attachment.")
    attachment = replace(names(columns=2), heading="Attachment", place=NamesPlace.ATTACHMENT)
    return replace(full_letter(), sections=(*kept[:-2], pointer, *kept[-2:], attachment))


def arabic_full_letter() -> LetterDocument:
    """A letter from right to left with a letterhead, two columns of addressees, many names."""
    head = LetterheadSection("ائتلاف العينات", ("شارع العينات 200",), OFFICERS, LOGO)
    pairs = tuple(AddressBlock((f"معالي الوزير {n}", "100 Example Avenue SE.")) for n in range(3))
    lines = tuple(
        NameLine(f"جمعية العينات رقم {n}" if n % 3 else f"Alder Clinic {n}, Inc.")
        for n in range(40)
    )
    names_section = NamesSection("الموقعون:", (), (NameGroup("", 1, lines),), 2)
    before = tuple(
        each
        for each in arabic_letter().sections
        if not isinstance(each, AddresseesSection | NamesSection)
    )
    sections = (head, before[0], AddresseesSection(pairs, 2), *before[1:-1], names_section)
    return replace(
        arabic_letter(),
        sections=(*sections, before[-1]),
        running_head="معالي الوزيرة · 2 مارس 2026",
        edition="الطبعة الثانية",
    )


def addressees(count: int, *, columns: int = 2) -> AddresseesSection:
    blocks = tuple(
        AddressBlock(
            (f"Director {n} Example", f"Office of Samples No. {n}", f"{n}00 Example Avenue SE")
        )
        for n in range(1, count + 1)
    )
    return AddresseesSection(blocks, columns)


def copies(count: int) -> CopiesSection:
    blocks = tuple(AddressBlock((f"Chair {n}", "Committee on Specimens")) for n in range(count))
    return CopiesSection("cc:", blocks)


def names(*, columns: int) -> NamesSection:
    leads = (NameLine("First Convener", ", Ada Lead"), NameLine("Second Convener"))
    ohio = tuple(NameLine(f"Ohio Sample Group No. {n}", ", Columbus") for n in range(30))
    texas = tuple(NameLine(f"Texas Neighbors {n}", ", Austin") for n in range(25))
    state = NameGroup(
        "State organizations", 1, (), (NameGroup("Ohio", 2, ohio), NameGroup("Texas", 2, texas))
    )
    person = NameGroup("Individuals", 1, (NameLine("Nour Haddad نور حداد", ", Professor of Law"),))
    remark = (Text("Affiliations are for identification only."),)
    groups = (NameGroup("", 1, leads, is_leads=True), state, person)
    return NamesSection("Signatories:", remark, groups, columns)


def _body() -> tuple[
    Paragraph | Heading | BulletList | Quote | Table,
    ...,
]:
    references = tuple(
        Paragraph((Text(f"Sentence {n} says more than the one before it."), NoteReference(n)))
        for n in range(9, 31)
    )
    return (
        Paragraph(
            (
                Text("The first claim has two sources."),
                NoteReference(3),
                NoteReference(4),
                Text(" They agree, "),
                Emphasis((Text("supra"),)),
                Text(" note "),
                NoteNumber(2),
                Text(", and so does the first."),
                NoteReference(3, again=True),
            )
        ),
        Heading(1, (Text("What we ask"), NoteReference(5))),
        BulletList(((Paragraph((Text("Keep the forms."), NoteReference(6))),),)),
        Quote((Paragraph((Text("I have no telephone."), NoteReference(7))),)),
        Table(
            header=((Text("Program"), NoteReference(8)), (Text("People"),)),
            rows=(((Text("Food"),), (Text("12,400"),)),),
            alignments=("", "right"),
        ),
        *references,
    )


def _note(number: int) -> Note:
    first = Paragraph((Text(f"Source {number}; see note "), NoteNumber(1), Text(".")))
    if number == 4:
        second = Paragraph((Text("A second paragraph."),))
        listed = BulletList(((Paragraph((Text("a list,"),)),), (Paragraph((Text("of two"),)),)))
        quoted = Quote((Paragraph((Text("and a quotation"),)),))
        figures = Table(((Text("Year"),),), (((Text("2025"),),),), ("",))
        return Note(number, (first, second, listed, quoted, figures))
    return Note(number, (first,))
