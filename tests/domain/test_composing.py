from __future__ import annotations

from datetime import date

import pytest

from app.domain import composing
from app.domain.composing import compose, missing_leads
from app.domain.documents import (
    BodySection,
    LetterDocument,
    NamesSection,
    Note,
    NoteReference,
    Paragraph,
    ReSection,
    Text,
    TitleSection,
)
from app.domain.letters import Part
from app.domain.signatories import Kind, Signatory
from app.domain.tokens import plain_text
from tests.formats.letters_in_text import read

ROWS = (
    Signatory("Ohio Voices", group="State > Ohio", state="OH", position=0),
    Signatory("Lead One", group="National", state="DC", position=1),
    Signatory("Ana Example", kind=Kind.INDIVIDUAL, group="People", state="Ohio", position=2),
    Signatory("Texas Voices", group="State > Texas", state="TX", position=3),
)


def composed(
    body: str, *, head: str = "title: x", rows: tuple[Signatory, ...] = ROWS
) -> LetterDocument:
    return compose(read(body, head=head), rows)


def words_of(document: LetterDocument) -> str:
    (body,) = (s for s in document.sections if isinstance(s, BodySection))
    return " ".join(plain_text(b.inlines) for b in body.blocks if isinstance(b, Paragraph))


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("count", "4"),
        ("count_minus_leads", "3"),
        ("organizations", "3"),
        ("individuals", "1"),
        ("states", "2"),
        ("count_words", "four"),
        ("count:State", "2"),
        ("count:state > ohio", "1"),
        ("count:National", "1"),
        ("count:Nobody", "[count:Nobody]"),
        ("date", "March 2, 2026"),
    ],
)
def test_a_figure_is_computed(figure: str, text: str):
    document = composed(
        f"We {{{{ {figure} }}}}.", head="title: x\nleads: [Lead One]\ndate: 2026-03-02"
    )

    assert words_of(document) == f"We {text}."


def test_figures_stand_in_title_re_note_notes_and_headings():
    head = (
        "title: '{{ count }} groups'\nprint_title: true\nre: '{{ count }} ask'\n"
        "note: 'All {{ count }}'\nsignatories_heading: 'The {{ count }}:'\n"
        "groups: ['Nation {{ count:Nation }}']"
    )
    rows = (Signatory("A", group="Nation {{ count:Nation }}"),)

    document = composed("Body[^1]\n\n[^1]: {{ count }} in all", head=head, rows=rows)

    assert document.title == "1 groups"
    assert document.sections[0] == TitleSection((Text("1 groups"),))
    assert document.sections[1] == ReSection("RE:", (Text("1 ask"),))
    names = document.sections[-1]
    assert isinstance(names, NamesSection)
    assert (names.heading, names.note) == ("The 1:", (Text("All 1"),))
    assert names.groups[0].heading == "Nation 1"
    assert document.notes == (Note(1, (Paragraph((Text("1 in all"),)),)),)


def test_sections_stand_in_printing_order_and_empty_ones_are_left_out():
    head = (
        "title: x\ndate: Today\nvia: By hand\ndocket: D-1\nre: Matter\nsalutation: 'Dear all:'\n"
        "addressees: [{name: Ada}]\nclosing: Yours\ncontact: Ask\ncc: [{name: Sam}]\nenclosures: [One]"
    )

    kinds = [type(s).__name__.removesuffix("Section") for s in composed("B.", head=head).sections]

    assert kinds == [
        "Date",
        "Delivery",
        "Docket",
        "Addressees",
        "Re",
        "Salutation",
        "Body",
        "Closing",
        "Contact",
        "Names",
        "Copies",
        "Enclosures",
    ]
    assert [type(s) for s in composed("B.", rows=()).sections] == [BodySection]


def test_parts_that_a_letter_does_not_name_still_print_after_their_neighbour():
    assert composing.complete_parts((Part.BODY, Part.CC, Part.NAMES)) == (
        Part.BODY,
        Part.CLOSING,
        Part.CONTACT,
        Part.CC,
        Part.ENCLOSURES,
        Part.NAMES,
    )
    assert composing.complete_parts((Part.NAMES,))[0] is Part.BODY


@pytest.mark.parametrize("part", ["closing", "cc", "enclosures"])
def test_body_and_names_print_though_the_letter_names_another_part_alone(part: str):
    document = composed("B.", head=f"title: x\nparts: [{part}]")

    assert [type(s) for s in document.sections] == [BodySection, NamesSection]


def test_notes_are_numbered_as_a_reader_meets_them():
    body = "One[^b] two[^a] three[^b].\n\n[^a]: A\n\n[^b]: B\n\n[^re]: RE"

    document = composed(body, head="title: x\nre: 'Matter[^re]'")

    assert isinstance(document.sections[0], ReSection)
    assert document.sections[0].inlines == (Text("Matter"), NoteReference(1))
    section = document.sections[1]
    assert isinstance(section, BodySection)
    assert section.blocks == (
        Paragraph(
            (
                Text("One"),
                NoteReference(2),
                Text(" two"),
                NoteReference(3),
                Text(" three"),
                NoteReference(2, again=True),
                Text("."),
            )
        ),
    )
    assert [plain_text(note.blocks[0].inlines) for note in document.notes] == ["RE", "B", "A"]


def test_a_note_inside_a_note_becomes_words():
    body = "One[^a] two[^b].\n\n[^a]: A[^b] C[^c]\n\n[^b]: B\n\n[^c]: Cc[^a][^c]"

    document = composed(body)

    assert len(document.notes) == 2
    assert plain_text(document.notes[0].blocks[0].inlines) == "A (note 2) C [Cc (note 1)]"


def test_a_letter_without_a_date_prints_the_day_of_its_final_edition():
    letter = read("B.", head="title: x\nlang: es")

    document = compose(letter, (), final_date=date(2026, 3, 2))

    assert document.sections[0].text == "2 de marzo de 2026"
    assert document.dated == date(2026, 3, 2)
    assert compose(letter, ()).dated is None


def test_a_lead_without_a_row_is_named():
    letter = read(head="title: x\nleads: [The Lead One, Lost Lead]")

    assert missing_leads(letter, ROWS) == ("Lost Lead",)
