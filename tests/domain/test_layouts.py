"""What a letter leaves to its design, and what a screen shows all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest

from app.domain.composing import compose
from app.domain.documents import (
    AddresseesSection,
    BodySection,
    CopiesSection,
    LetterDocument,
    LetterheadSection,
    NamesPlace,
    NamesPointerSection,
    NamesSection,
    NoteReference,
    Paragraph,
    Picture,
    Text,
    TitleSection,
)
from app.domain.layouts import Layout, NoteRoom
from app.domain.letters import Letterhead, Part
from app.domain.placeholders import left_over
from app.domain.signatories import Kind, Signatory
from app.domain.tokens import plain_text
from tests.formats.letters_in_text import read

ROWS = (
    Signatory("River Keepers", position=0),
    Signatory("Night Shift Union, Local 4", group="Labor", position=1),
)
S = TypeVar("S")
OWN = Letterhead("House of the Coalition", ("1 Example Ave.",), ("Ada Example, Chair",))


def kinds(document: LetterDocument) -> list[type]:
    return [type(section) for section in document.sections]


def only(document: LetterDocument, kind: type[S]) -> S:
    (section,) = (each for each in document.sections if isinstance(each, kind))
    return section


def test_the_letter_decides_before_its_design():
    head = "title: x\ncolumns: 3\naddressee_columns: 1\nparts: [body, cc, names]\ncc:\n- name: C"
    layout = Layout(columns=2, addressee_columns=2, parts=(Part.NAMES, Part.BODY))

    document = compose(read("B.", head=head), ROWS, layout=layout)

    assert kinds(document) == [BodySection, CopiesSection, NamesSection]
    assert only(document, NamesSection).columns == 3


def test_a_letter_that_says_nothing_prints_as_its_design_has_it():
    head = "title: x\naddressees:\n- name: One\n- name: Two"
    layout = Layout(columns=2, addressee_columns=2, parts=(Part.NAMES, Part.BODY))

    document = compose(read("B.", head=head), ROWS, layout=layout)

    assert kinds(document) == [AddresseesSection, NamesSection, BodySection]
    assert only(document, NamesSection).columns == 2
    assert only(document, AddresseesSection).columns == 2


def test_one_addressee_takes_the_whole_width():
    head = "title: x\naddressee_columns: 2\naddressees:\n- name: One"

    document = compose(read("B.", head=head), ())

    assert only(document, AddresseesSection).columns == 1


def test_attached_names_leave_a_line_behind_and_follow_everything():
    head = "title: x\nnames_place: attachment\ncc:\n- name: C"

    document = compose(read("B.", head=head), ROWS, layout=Layout())

    assert kinds(document) == [BodySection, NamesPointerSection, CopiesSection, NamesSection]
    names = only(document, NamesSection)
    assert (names.place, names.heading) == (NamesPlace.ATTACHMENT, "Attachment: Signatories")


def test_names_on_a_new_page_keep_their_part():
    document = compose(read("B.", head="title: x\nnames_place: new-page"), ROWS, layout=Layout())

    assert kinds(document) == [BodySection, NamesSection]
    assert only(document, NamesSection).place is NamesPlace.NEW_PAGE


def test_names_in_a_note_to_the_title_print_the_title_and_come_first():
    body = "B[^a].\n\n[^a]: Own note."

    document = compose(
        read(body, head="title: Joint statement"),
        ROWS,
        layout=Layout(names_place=NamesPlace.TITLE_NOTE),
    )

    assert only(document, TitleSection).inlines == (Text("Joint statement"), NoteReference(1))
    assert kinds(document) == [TitleSection, BodySection]
    paragraphs = [b for b in document.notes[0].blocks if isinstance(b, Paragraph)]
    assert [plain_text(b.inlines) for b in paragraphs] == [
        "Joined by: River Keepers.",
        "Labor: Night Shift Union, Local 4.",
    ]
    assert plain_text(document.notes[1].blocks[0].inlines) == "Own note."


@pytest.mark.parametrize("lines", [2, 1], ids=["with-room", "without"])
def test_names_too_many_for_a_note_to_the_title_stand_in_an_attachment_it_names(lines):
    layout = Layout(names_place=NamesPlace.TITLE_NOTE, note_room=NoteRoom(lines, letters=40))

    document = compose(read("B.", head="title: Joint statement"), ROWS, layout=layout)

    first = plain_text(document.notes[0].blocks[0].inlines)
    assert only(document, TitleSection).inlines == (Text("Joint statement"), NoteReference(1))
    if lines == 2:
        assert kinds(document) == [TitleSection, BodySection]
        assert first == "Joined by: River Keepers."
    else:
        assert kinds(document) == [TitleSection, BodySection, NamesSection]
        assert first == "The signatories are listed in the attachment."
        assert only(document, NamesSection).heading == "Attachment: Signatories"


def test_wide_letters_take_the_room_of_two_in_a_note():
    rows = (Signatory("道口邻里互助社道口邻里互助社"),)
    layout = Layout(names_place=NamesPlace.TITLE_NOTE, note_room=NoteRoom(1, letters=30))

    document = compose(read("B.", head="title: x"), rows, layout=layout)

    assert only(document, NamesSection).place is NamesPlace.ATTACHMENT


def test_names_with_commas_are_parted_by_semicolons():
    rows = (Signatory("A, Inc."), Signatory("B"))

    document = compose(read("B.", head="title: x\nnames_place: title-note"), rows, layout=Layout())

    assert plain_text(document.notes[0].blocks[0].inlines) == "Joined by: A, Inc.; B."


def test_a_note_within_the_note_of_names_stands_there_in_words():
    head = "title: x\nnames_place: title-note\nnote: 'Listed as asked[^why].'"

    document = compose(read("B.\n\n[^why]: By all.", head=head), ROWS, layout=Layout())

    (note,) = document.notes
    assert plain_text(note.blocks[-1].inlines) == "Listed as asked [By all.]."


@pytest.mark.parametrize("place", ["new-page", "attachment", "title-note"])
def test_on_a_screen_names_stand_in_their_part(place: str):
    letter = read("B.", head=f"title: x\nnames_place: {place}\nparts: [names, body]")

    document = compose(letter, ROWS)

    assert kinds(document) == [NamesSection, BodySection]
    assert document.notes == ()


@pytest.mark.parametrize(
    ("head", "has_letterhead", "printed"),
    [
        ("", False, None),
        ("", True, "House of the Coalition"),
        ("letterhead: none", True, None),
        ("letterhead: {name: Our Own}", True, "Our Own"),
        ("letterhead: {name: Our Own}", False, "Our Own"),
    ],
    ids=["no room", "coalition's", "refused", "own", "own without room"],
)
def test_whose_letterhead_prints(head: str, has_letterhead: bool, printed: str | None):
    letter = read("B.", head=f"title: x\n{head}")

    document = compose(letter, (), layout=Layout(has_letterhead=has_letterhead), letterhead=OWN)

    first = document.sections[0]
    assert (first.name if isinstance(first, LetterheadSection) else None) == printed


def test_a_letterhead_brings_its_officers_and_its_logo():
    logo = Picture("A river", "image/png", b"png")

    document = compose(
        read("B."), (), layout=Layout(has_letterhead=True), letterhead=replace(OWN, logo=logo)
    )

    assert document.sections[0] == LetterheadSection(OWN.name, OWN.lines, OWN.officers, logo)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "date: 2026-03-02\naddressees:\n- name: Secretary Ada Example",
            "Secretary Ada Example · March 2, 2026",
        ),
        ("date: 2026-03-02", "x 2 · March 2, 2026"),
        ("", "x 2"),
    ],
    ids=["addressee", "title", "title alone"],
)
def test_the_running_head_says_to_whom_and_when(head: str, expected: str):
    letter = read("B.", head=f"title: 'x {{{{ count }}}}'\n{head}")

    assert compose(letter, ROWS).running_head == expected


def test_a_draft_shows_no_count():
    letter = read(
        "We {{ count }} of {{ count:Labor }}, {{ date }}.", head="title: x\ndate: 2026-03-02"
    )

    document = compose(letter, ROWS, is_draft=True)

    (paragraph,) = only(document, BodySection).blocks
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == "We [#] of [#], March 2, 2026."


def test_individuals_are_listed_with_what_their_affiliation_means():
    rows = (Signatory("Ana Example", kind=Kind.INDIVIDUAL, signer_title="Professor of Law"),)

    def note(head: str) -> str:
        names = only(compose(read("B.", head=f"title: x\n{head}"), rows), NamesSection)
        return plain_text(names.note)

    assert note("individuals: true") == "Affiliations are listed for identification purposes only."
    assert note("individuals: true\nnote: As asked.") == "As asked."
    assert note("individuals: false") == ""


def test_a_heading_counts_its_own_group():
    head = "title: x\ngroups: ['Water ({{ count:Water }})', 'Labor: {{ count:Labor }}', Arts]"
    rows = (
        Signatory("A", group="Water ({{ count:Water }})"),
        Signatory("B", group="Water ({{ count:Water }})"),
        Signatory("C", group="Labor: {{ count:Labor }}"),
    )

    document = compose(read("{{ count:Arts }} {{ count:water }}.", head=head), rows)

    assert [g.heading for g in only(document, NamesSection).groups] == ["Water (2)", "Labor: 1"]
    (paragraph,) = only(document, BodySection).blocks
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == "0 2."


def test_a_group_that_is_nowhere_stops_a_final_letter():
    document = compose(read("We are {{ count:Nope }}."), ROWS)

    assert [each.text for each in left_over(document)] == ["[count:Nope]"]


def test_a_signatory_of_two_groups_prints_twice_and_counts_once():
    rows = (
        Signatory("River Keepers", group="National | Water > Rivers"),
        Signatory("Either|Or Club", group="A|B"),
    )
    letter = read("{{ count }}, {{ count:National }}, {{ count:Water }}.", head="title: x")

    document = compose(letter, rows)

    names = only(document, NamesSection)
    assert [(g.heading, [n.name for n in g.lines]) for g in names.groups] == [
        ("National", ["River Keepers"]),
        ("Water", []),
        ("A|B", ["Either|Or Club"]),
    ]
    assert [n.name for n in names.groups[1].groups[0].lines] == ["River Keepers"]
    assert not names.has_each_once
    assert names.line_count == 3
    (paragraph,) = only(document, BodySection).blocks
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == "2, 1, 1."
