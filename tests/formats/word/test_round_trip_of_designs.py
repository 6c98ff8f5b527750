"""What designs print around a letter, and notes that point at notes: to Word and back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.domain.composing import compose
from app.domain.documents import LetterDocument, NamesPlace, NamesSection
from app.domain.layouts import Layout
from app.domain.letters import LetterFile
from app.domain.tokens import plain_text
from app.formats.letter_files import read_letter_file
from app.formats.signatory_lists import read_signatories
from app.formats.word.changes import Changes
from app.formats.word.drafts import letter_of_draft
from app.formats.word.outcome import LetterOfDraft
from app.rendering.designs import Design
from app.rendering.docx.render import render_docx
from tests.documents.docx_letters import with_officers_at_the_foot, with_officers_at_the_side
from tests.documents.trees import png
from tests.formats.letters_in_text import letter_text
from tests.formats.word.drafts_in_xml import body_of
from tests.formats.word.test_round_trip import looks_settled

DESIGNS = {"side": with_officers_at_the_side(), "foot": with_officers_at_the_foot()}
HEAD = (
    "title: x\ndate: May 3, 2027\nclosing: 'Yours,'\nedition: 'Second edition, May 9, 2027'\n"
    "letterhead:\n  name: Island Ferry League\n  lines: ['1 Quay Street', 'ferry.example']\n"
    "  officers: ['Ada Lead, President', 'Bo Lead, Treasurer']\n  logo: logo.png\n"
    "  logo_alt: A ferry\n"
    "addressees:\n- name: Secretary Ada Example\n  title: Secretary\n  organization: Harbors\n"
    "- name: Chair Bo Example\n  organization: Senate\n- name: Chair Cy Example\n"
    "cc:\n- name: Sam\nenclosures: ['One', 'Two']"
)
NAMES = b"name\nAlpha\nBeta\nGamma\n"


@dataclass(frozen=True, slots=True)
class ThereAndBack:
    before: LetterDocument
    after: LetterDocument
    letter: LetterFile
    made: LetterOfDraft


def there_and_back(
    head: str, body: str = "A.", *, names: bytes = NAMES, design: Design, is_draft: bool = False
) -> ThereAndBack:
    def picture(_: str) -> bytes:
        return png(width=30, height=10, grey=9)

    written = letter_text(body, head=head).encode()
    letter = read_letter_file(written, read_picture=picture)
    layout = Layout()
    before = compose(letter, read_signatories(names), layout=layout, is_draft=is_draft)
    made = letter_of_draft(render_docx(before, design), Changes.REFUSE)
    again = read_letter_file(made.letter.encode())
    rows = read_signatories(made.names.csv.encode()) if made.names.csv else ()
    return ThereAndBack(before, compose(again, rows, layout=layout), again, made)


@pytest.mark.parametrize("name", DESIGNS)
def test_a_letterhead_comes_back_as_a_key_and_its_logo_is_told(name: str) -> None:
    trip = there_and_back(HEAD, design=DESIGNS[name])

    head = trip.letter.letterhead
    assert head is not None
    assert (head.name, head.lines) == ("Island Ferry League", ("1 Quay Street", "ferry.example"))
    assert head.officers == ("Ada Lead, President", "Bo Lead, Treasurer")
    assert any("a picture cannot travel in a letter file: “A ferry”" in w for w in told(trip.made))
    assert body_of(trip.made) == "A."


@pytest.mark.parametrize("columns", [1, 2])
def test_addressees_in_two_columns_come_back_as_they_went(columns: int) -> None:
    head = f"{HEAD}\naddressee_columns: {columns}"

    trip = there_and_back(head, design=DESIGNS["foot"])

    names = [party.lines for party in trip.letter.addressees]
    assert names == [
        ("Secretary Ada Example", "Secretary", "Harbors"),
        ("Chair Bo Example", "Senate"),
        ("Chair Cy Example",),
    ]
    assert trip.letter.addressee_columns == (2 if columns == 2 else 0)
    assert not any("merged" in warning for warning in told(trip.made))
    assert body_of(trip.made) == "A."


@pytest.mark.parametrize("place", [NamesPlace.NEW_PAGE, NamesPlace.ATTACHMENT])
@pytest.mark.parametrize("columns", [1, 3])
@pytest.mark.parametrize("heading", ["", "signatories_heading: 'The undersigned:'"])
def test_names_that_stand_apart_come_back_apart(
    place: NamesPlace, columns: int, heading: str
) -> None:
    head = f"{HEAD}\nnames_place: {place}\ncolumns: {columns}\n{heading}"

    trip = there_and_back(head, design=DESIGNS["foot"])

    assert trip.letter.names_place is place
    assert [type(each) for each in trip.after.sections] == [
        type(each) for each in trip.before.sections
    ]
    assert section_of_names(trip.after) == section_of_names(trip.before)
    assert body_of(trip.made) == "A."


NOTED = {
    "names alone": NAMES,
    "one name": b"name\nAlpha\n",
    "names with commas": b'name\n"Alpha, Inc."\nBeta\n"Gamma, Ohio"\n',
    "one name with a comma": b'name\n"Alpha, Inc."\n',
    "names in small letters": b"name\nalpha\niBeta\neGamma\n",
    "groups": b"name,group\nAlpha,National\nBeta,Ohio\nGamma,Ohio\n",
    "names and a group": b"name,group\nAlpha,\nBeta,Endorsed by\nGamma,Endorsed by\n",
}


@pytest.mark.parametrize("names", NOTED.values(), ids=NOTED.keys())
@pytest.mark.parametrize(
    "text", ["A.", "A[^1] b, as in {{ note:1 }}.\n\n[^1]: One."], ids=["", "notes"]
)
def test_names_in_a_note_to_the_title_come_back_as_names(names: bytes, text: str) -> None:
    head = "title: x\ndate: May 3, 2027\nnames_place: title-note\nclosing: 'Yours,'\n"
    head += "note: 'Affiliations are for identification only.'"
    groups = "groups: [National, Ohio, 'Endorsed by']"

    trip = there_and_back(f"{head}\n{groups}", text, names=names, design=DESIGNS["foot"])

    assert looks_settled(trip.after) == looks_settled(trip.before)
    assert trip.letter.names_place is NamesPlace.TITLE_NOTE
    assert trip.made.names.count == len(names.splitlines()) - 1
    assert len(trip.letter.notes) == text.count("[^1]:")
    assert plain_text(trip.letter.note) == "Affiliations are for identification only."


def test_a_note_to_the_title_that_lists_nobody_comes_back_as_a_note() -> None:
    head = "title: 'A joint statement[^t]'\nprint_title: true\ndate: May 3, 2027"
    body = "A.\n\n[^t]: See also: the letter of May 1, joined by many."

    trip = there_and_back(head, body, design=DESIGNS["foot"])

    assert looks_settled(trip.after) == looks_settled(trip.before)
    assert trip.letter.names_place is None


def test_the_numbers_of_a_long_list_are_no_part_of_the_names() -> None:
    names = "name\n" + "".join(f"Alder Clinic {n:04d}\n" for n in range(1, 1002))

    trip = there_and_back(HEAD, names=names.encode(), design=DESIGNS["foot"])

    assert trip.made.names.count == 1001
    assert trip.made.names.first[0] == "Alder Clinic 0001"
    assert trip.made.names.last[-1] == "Alder Clinic 1001"


@pytest.mark.parametrize("name", DESIGNS)
def test_edition_comes_back_and_what_else_stands_around_a_draft_does_not(name: str) -> None:
    trip = there_and_back(HEAD, design=DESIGNS[name], is_draft=True)

    assert trip.letter.edition == "Second edition, May 9, 2027"
    assert body_of(trip.made) == "A."
    assert "DRAFT" not in trip.made.letter


def test_a_letter_from_right_to_left_comes_back_with_all_of_it() -> None:
    head = (
        "title: رسالة\nlang: ar\ndate: 2027-05-03\nletterhead:\n  name: ائتلاف العينات\n"
        "addressee_columns: 2\naddressees:\n- name: معالي الوزير\n  address: ['12 Main St.']\n"
        "- name: معالي الوزيرة"
    )
    names = 'name\nجمعية أ\n"Alder Clinic, Inc."\n'

    trip = there_and_back(head, "نطلب هذا.", names=names.encode(), design=DESIGNS["foot"])

    assert looks_settled(trip.after) == looks_settled(trip.before)


CROSS_REFERENCES = {
    "words that are live by themselves": "A[^1] b,[^2] see supra note 1.",
    "a number that needs its label": "A[^1] b[^2] as in notes {{ note:1 }} and {{ note:2 }}.",
    "a number ahead of its note": "See infra note 2. A[^1] b.[^2]",
    "several in one reference": "A[^1] b,[^2] see *supra* notes 1 and 2, nn. 1-2 *above*.",
    "in words that are another's": "A[^1] b,[^2] they wrote “supra note {{ note:1 }}”.",
    "in Spanish": "A[^1] b,[^2] véase la nota 1; nota 2, *supra*.",
    "in a quotation": "A[^1] b.[^2]\n\n> See supra note {{ note:1 }}, supra note 1.",
    "beside looks and in a list": "A[^1] b[^2].\n\n- *See* note {{ note:2 }}\n- **{{ note:1 }}**",
}


@pytest.mark.parametrize("body", CROSS_REFERENCES.values(), ids=CROSS_REFERENCES.keys())
def test_a_note_named_by_its_number_comes_back_live(body: str) -> None:
    text = (
        f"{body}\n\n[^1]: One, see infra note 2.\n\n[^2]: Two, not {{{{ note:1 }}}}, supra note 1."
    )

    trip = there_and_back("title: x\ndate: May 3, 2027", text, design=DESIGNS["foot"])

    assert looks_settled(trip.after) == looks_settled(trip.before)
    assert body_of(trip.made) == text


def test_a_raised_second_reference_stays_a_reference() -> None:
    text = "A[^1] b[^1] c, supra note 1.\n\n[^1]: One."

    trip = there_and_back("title: x\ndate: May 3, 2027", text, design=DESIGNS["foot"])

    assert body_of(trip.made) == text


def section_of_names(document: LetterDocument) -> NamesSection:
    return next(each for each in document.sections if isinstance(each, NamesSection))


def told(made: LetterOfDraft) -> list[str]:
    return [str(warning) for warning in made.warnings]
