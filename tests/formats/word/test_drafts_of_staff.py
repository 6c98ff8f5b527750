"""Whole drafts as staff write them: tabs for tables, breaks for paragraphs, bold for headings."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.documents import NamesPlace
from app.domain.letters import Party
from app.domain.tokens import plain_text
from app.formats.signatory_lists import read_signatories
from app.formats.word.changes import Changes
from app.formats.word.drafts import letter_of_draft
from app.formats.word.outcome import LetterOfDraft
from tests.formats.word.drafts_in_xml import body_of, letter_of, made_of, p

TEXT = (
    "The pier at Quillmouth has been closed for two winters, and the people who live beyond it "
    "have had no way to reach a clinic, a school or a court since then."
)
QUOTED = "“No vessel shall be withdrawn without sixty days’ notice,” says the order of 1998."


def paragraphs(document: Document, *texts: str) -> None:
    for text in texts:
        document.add_paragraph(text)


def loud(document: Document, text: str, *, is_centred: bool = False) -> Paragraph:
    made = document.add_paragraph()
    made.add_run(text).bold = True
    if is_centred:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return made


def set_in(paragraph: Paragraph, *, left: float, right: float = 0, first: float = 0) -> None:
    paragraph.paragraph_format.left_indent = Inches(left)
    paragraph.paragraph_format.right_indent = Inches(right)
    paragraph.paragraph_format.first_line_indent = Inches(first)


def table(document: Document, *rows: tuple[str, ...]) -> None:
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            made.cell(at, column).text = text


def read(document: Document) -> LetterOfDraft:
    content = io.BytesIO()
    document.save(content)
    return letter_of_draft(content.getvalue(), Changes.REFUSE)


def rows_of(made: LetterOfDraft) -> list[tuple[str, str, str, str, str]]:
    rows = read_signatories(made.names.csv.encode()) if made.names.csv else ()
    return [(r.name, r.signer_name, r.signer_title, r.group, r.state) for r in rows]


def not_recognized(made: LetterOfDraft) -> list[str]:
    return [str(each.what) for each in made.warnings if each.keeps_in_body]


def test_a_law_office_sets_everything_with_tabs() -> None:
    draft = docx.Document()
    paragraphs(draft, "\t\t\t\t\t\tApril 12, 2027", "", "VIA EMAIL (comments@ports.example)", "")
    paragraphs(
        draft,
        "Hon. Ada Tregarthen\nCommissioner\nHarbor and Ferry Commission\n12 Quay Street\n"
        "Quillmouth, ME 04999",
        "",
    )
    set_in(loud(draft, "Re:\tClosure of the North Pier (File No. 27-014)"), left=0.5, first=-0.5)
    paragraphs(draft, "", "Dear Commissioner Tregarthen,", "", f"\t{TEXT}", "")
    loud(draft, "A.\tThe closure harms patients")
    paragraphs(draft, "", TEXT)
    set_in(draft.add_paragraph(QUOTED), left=1, right=1)
    paragraphs(draft, "1.\tKeep the pier open.", "2.\tPublish the survey.", "")
    aside = "\t\t\t\t\t\t"
    signed = ["Respectfully,", "", "/s/ Jane Roe", "Jane Roe", "Senior Staff Attorney"]
    paragraphs(draft, *(f"{aside}{line}" if line else "" for line in signed))
    paragraphs(draft, f"{aside}Quillmouth Legal Aid", "")
    loud(draft, "Joining organizations:")
    paragraphs(
        draft, "Alder Clinic\t\tMaine", "Birch Tenants Union\tVermont", "Cedar House\t\tME", ""
    )
    paragraphs(draft, "cc:\tMayor Lea Brandt", "\tSam Okoro, Director, Office of Ports", "")
    paragraphs(draft, "Encl.: Attachment A, crossing log")

    made = read(draft)
    letter = letter_of(made)

    assert (letter.date_words, letter.salutation) == (
        "April 12, 2027",
        "Dear Commissioner Tregarthen,",
    )
    assert plain_text(letter.re) == "Closure of the North Pier (File No. 27-014)"
    assert letter.addressees[0].lines[0] == "Hon. Ada Tregarthen"
    assert f"\n\n> {QUOTED}\n\n" in body_of(made)
    assert body_of(made).startswith(TEXT)
    joining = "Joining organizations"
    assert rows_of(made) == [
        ("Quillmouth Legal Aid", "Jane Roe", "Senior Staff Attorney", "", ""),
        ("Alder Clinic", "", "", joining, "Maine"),
        ("Birch Tenants Union", "", "", joining, "Vermont"),
        ("Cedar House", "", "", joining, "ME"),
    ]
    assert letter.line == "{name}, {state}, {signer}, {title}"
    assert letter.cc == (
        Party("Mayor Lea Brandt"),
        Party("Sam Okoro", "Director, Office of Ports"),
    )
    assert letter.enclosures == ("Attachment A, crossing log",)
    assert not_recognized(made) == []


def test_a_coalition_sets_its_names_in_a_table_of_two_columns() -> None:
    draft = docx.Document()
    loud(draft, "COASTAL TRANSIT COALITION", is_centred=True)
    paragraphs(
        draft, "May 4, 2027",
        "The Honorable Bo Example, Chair", "The Honorable Cy Example, Ranking Member",
        "Committee on Ferries", "State House, Augusta, ME 04333",
        "Dear Chair Example and Ranking Member Example:",
        f"On behalf of the 6 undersigned organizations, we urge you to act. {TEXT}",
    )  # fmt: skip
    loud(draft, "The bill is needed now")
    paragraphs(draft, TEXT, "We ask the committee to:")
    for text, style in (
        ("Fund two boats", "List Number"), ("one for the north", "List Bullet 2"),
        ("one for the south", "List Bullet 2"), ("Report each spring", "List Number"),
    ):  # fmt: skip
        draft.add_paragraph(text, style=style)
    paragraphs(draft, "Thank you for your attention.", "Sincerely,")
    names = [
        "Alder Clinic",
        "Birch Union",
        "Cedar House",
        "Dune Riders",
        "Elm Church",
        "Fern School",
    ]
    table(draft, *zip(names[:3], names[3:], strict=True))
    paragraphs(draft, "CC: Governor’s Office; Speaker of the House")

    made = read(draft)
    letter = letter_of(made)

    assert [(party.name, party.title) for party in letter.addressees] == [
        ("The Honorable Bo Example", "Chair"),
        ("The Honorable Cy Example", "Ranking Member"),
    ]
    assert "1. Fund two boats\n   - one for the north\n   - one for the south\n2. Report" in (
        body_of(made)
    )
    assert [name for name, *_ in rows_of(made)] == names
    assert letter.order == "alphabetical"
    assert [party.name for party in letter.cc] == ["Governor’s Office", "Speaker of the House"]
    assert not_recognized(made) == [
        "not recognized, and kept in the body: “COASTAL TRANSIT COALITION”"
    ]


def test_an_open_letter_in_spanish_breaks_lines_by_hand() -> None:
    draft = docx.Document()
    draft.add_paragraph("Carta abierta sobre los barcos de invierno", style="Title")
    paragraphs(
        draft, "4 de mayo de 2027", "Estimada comisionada Tregarthen:",
        "Las organizaciones abajo firmantes pedimos que el barco navegue también en el invierno, "
        "porque sin él nadie llega a la clínica ni a la escuela.",
        "Atentamente,\n\nOrganizaciones nacionales:\nClub Alfa\nRed Beta, A.C.\n\n"
        "Organizaciones locales:\nCentro Delta\nVecinas de Épsilon",
        "c.c.p.\tAlcaldesa Lea Brandt", "Anexo 1: Mapa del muelle",
    )  # fmt: skip

    made = read(draft)
    letter = letter_of(made)

    assert (letter.language, letter.closing) == ("es", "Atentamente,")
    assert [(name, group) for name, _, _, group, _ in rows_of(made)] == [
        ("Club Alfa", "Organizaciones nacionales"),
        ("Red Beta, A.C.", "Organizaciones nacionales"),
        ("Centro Delta", "Organizaciones locales"),
        ("Vecinas de Épsilon", "Organizaciones locales"),
    ]
    assert letter.cc == (Party("Alcaldesa Lea Brandt"),)
    assert letter.enclosures == ("Anexo 1: Mapa del muelle",)
    assert not_recognized(made) == []


def test_two_directors_sign_side_by_side_above_a_table_of_supporters() -> None:
    draft = docx.Document()
    paragraphs(
        draft, "June 1, 2027", "To:\tDirector Ama Boateng", "Subject:\tWinter timetable", TEXT, TEXT,
        "Yours truly,", "", "________________\t\t________________", "Ida Lund\t\t\tBo Park",
        "Executive Director\t\tPresident", "Island Riders Network\tHarbor Workers Local 9", "",
    )  # fmt: skip
    loud(draft, "Also supported by")
    table(
        draft, ("Organization", "Representative", "Title"),
        ("Alder Clinic", "Mary Major", "Chair"), ("Cedar House", "Juan Roe", "Organizer"),
    )  # fmt: skip
    paragraphs(draft, "", "Enclosures (2)", "", "Timetable 2026", "Map of the piers")

    made = read(draft)

    assert rows_of(made) == [
        ("Island Riders Network", "Ida Lund", "Executive Director", "", ""),
        ("Harbor Workers Local 9", "Bo Park", "President", "", ""),
        ("Alder Clinic", "Mary Major", "Chair", "Also supported by", ""),
        ("Cedar House", "Juan Roe", "Organizer", "Also supported by", ""),
    ]
    assert letter_of(made).enclosures == ("Timetable 2026", "Map of the piers")
    assert not_recognized(made) == []


def test_a_statement_stands_in_as_a_whole_and_names_its_signatories_at_an_asterisk() -> None:
    draft = docx.Document()
    loud(draft, "JOINT STATEMENT ON WINTER FERRIES*", is_centred=True)
    for number in range(1, 5):
        set_in(draft.add_paragraph(f"{number}. {TEXT}"), left=0.5, first=0.5)
    set_in(draft.add_paragraph(QUOTED), left=1.5, right=1)
    set_in(draft.add_paragraph(TEXT), left=0.5)
    paragraphs(
        draft, "________________________",
        "* This statement is issued on behalf of the following organizations: Alder Clinic, "
        "Birch Tenants Union, Cedar House, Inc., Dune Riders and Fern Hill School.",
    )  # fmt: skip

    made = read(draft)
    letter = letter_of(made)

    assert plain_text(letter.title) == "JOINT STATEMENT ON WINTER FERRIES"
    assert letter.names_place is NamesPlace.TITLE_NOTE
    assert [name for name, *_ in rows_of(made)] == [
        "Alder Clinic", "Birch Tenants Union", "Cedar House, Inc.", "Dune Riders",
        "Fern Hill School",
    ]  # fmt: skip
    assert body_of(made).count("> ") == 1
    assert body_of(made).endswith(f"> {QUOTED}\n\n{TEXT}")


# ------------------------------------------------------- names by tabs and breaks

BEGIN = p("Dear Ada:") + p(TEXT) + p("Sincerely,") + p()
SET = {
    "typed numbers with tabs": "1.\tAlpha Club\n2.\tBeta Club\n3.\tGamma Club",
    "typed bullets with tabs": "•\tAlpha Club\n•\tBeta Club\n•\tGamma Club",
    "columns down the page": "Alpha Club\tGamma Club\nBeta Club",
    "columns with an odd last": "Alpha Club\tBeta Club\nGamma Club",
    "a heading over columns": "Organization\tCity\nAlpha Club\tQuillmouth\nBeta Club\tPort\nGamma Club\tPort",
}  # fmt: skip


@pytest.mark.parametrize("listed", SET.values(), ids=SET.keys())
@pytest.mark.parametrize("is_broken", [True, False], ids=["breaks", "paragraphs"])
def test_names_set_with_tabs_are_names(listed: str, is_broken: bool) -> None:
    xml = p(listed) if is_broken else "".join(map(p, listed.split("\n")))

    names = [name for name, *_ in rows_of(made_of(BEGIN + xml))]

    assert sorted(names) == ["Alpha Club", "Beta Club", "Gamma Club"]


def test_persons_with_titles_and_organizations_in_columns_are_signers() -> None:
    made = made_of(
        BEGIN + p("Ida Lund\tExecutive Director\tAlpha Club") + p("Bo Park\tPresident\tBeta Club")
    )

    assert rows_of(made) == [
        ("Alpha Club", "Ida Lund", "Executive Director", "", ""),
        ("Beta Club", "Bo Park", "President", "", ""),
    ]


WAYS = {
    "paragraphs": lambda names: "".join(map(p, names)),
    "breaks": lambda names: p("\n".join(names)),
    "breaks with blank lines": lambda names: p("\n\n".join(names)),
    "typed numbers": lambda names: "".join(p(f"{at}.\t{n}") for at, n in enumerate(names, 1)),
}
WORDS = st.sampled_from(["Alder", "Birch", "Cedar", "Dune", "Elm", "Fern", "Gull", "Heron", "Iris"])
NAMES = st.lists(
    st.builds(lambda a, b: f"{a} {b} Society", WORDS, WORDS), min_size=2, max_size=9, unique=True
)


@settings(max_examples=40, deadline=None)
@given(NAMES, st.sampled_from(sorted(WAYS)))
def test_names_come_in_their_order_however_lines_are_made(names: list[str], way: str) -> None:
    assert [name for name, *_ in rows_of(made_of(BEGIN + WAYS[way](names)))] == names
