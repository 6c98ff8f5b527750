"""Drafts as people write them, without a single style of ours."""

from __future__ import annotations

import pytest

from app.domain.letters import Letterhead, Party
from app.domain.tokens import plain_text
from app.formats.signatory_lists import read_signatories
from app.formats.word.outcome import LetterOfDraft
from tests.formats.word.drafts_in_xml import (
    BULLETS,
    NUMBERS,
    SPACES,
    body_of,
    item,
    letter_of,
    made_of,
    note,
    notes,
    p,
    run,
    table,
)

BOLD = "<w:b/>"
CENTRED = '<w:jc w:val="center"/>'
TEXT = p(
    "The undersigned 3 organizations write to ask that the ferry at Quillmouth run in winter, too. "
    "Without it nobody on the island reaches a doctor."
)
HEAD = (
    p("March 3, 2027") + p()
    + p("Via electronic mail and Regulations.gov") + p()
    + p("Commissioner Ada Tregarthen\nHarbor and Ferry Commission\n12 Quay Street, Suite 4\n"
        "Quillmouth, ME 04999") + p()
    + p("RE: Docket No. HFC-2027-001, winter ferries", look=BOLD) + p()
    + p("Dear Commissioner Tregarthen:")
)  # fmt: skip
CLOSING = p() + p("Respectfully submitted,") + p()


def names_of(made: LetterOfDraft) -> list[str]:
    rows = read_signatories(made.names.csv.encode()) if made.names.csv else ()
    return [row.name for row in rows]


def test_a_lawyers_letter_is_taken_apart() -> None:
    made = made_of(
        HEAD + p() + TEXT + CLOSING
        + p("Harbor Workers Alliance") + p("Islanders for Winter Boats")
        + p("Quillmouth Clinic Fund") + p()
        + p("cc: Sam Okoro, Director, Office of Ports\n      Mayor Lea Brandt") + p()
        + p("Enclosures: Timetable 2026; Letter of the clinic")
    )  # fmt: skip

    letter = letter_of(made)

    assert letter.date_words == "March 3, 2027"
    assert letter.via == "Via electronic mail and Regulations.gov"
    assert letter.addressees == (
        Party(
            "Commissioner Ada Tregarthen",
            "",
            "Harbor and Ferry Commission",
            ("12 Quay Street, Suite 4", "Quillmouth, ME 04999"),
        ),
    )
    assert plain_text(letter.re) == "Docket No. HFC-2027-001, winter ferries"
    assert letter.salutation == "Dear Commissioner Tregarthen:"
    assert letter.closing == "Respectfully submitted,"
    assert letter.cc == (
        Party("Sam Okoro", "Director, Office of Ports"),
        Party("Mayor Lea Brandt"),
    )
    assert letter.enclosures == ("Timetable 2026; Letter of the clinic",)
    assert names_of(made) == [
        "Harbor Workers Alliance", "Islanders for Winter Boats", "Quillmouth Clinic Fund",
    ]  # fmt: skip
    assert body_of(made).startswith("The undersigned 3 organizations")
    assert "date: March 3, 2027 (paragraph 1)" in map(str, made.taken)
    assert any("{{ count }}" in warning for warning in map(str, made.warnings))


def test_several_addressees_line_by_line_are_told_apart() -> None:
    lines = [
        "The Honorable Jane Doe", "Chair, Committee on Ports", "United States Senate",
        "Washington, D.C. 20510",
        "The Honorable Juan Roe", "Ranking Member, Committee on Ports", "United States Senate",
        "Washington, D.C. 20510",
    ]  # fmt: skip
    made = made_of(
        p("May 1, 2027") + "".join(map(p, lines)) + p("Dear Chair and Ranking Member:") + TEXT
    )

    assert letter_of(made).addressees == (
        Party("The Honorable Jane Doe", "Chair, Committee on Ports", "United States Senate", ("Washington, D.C. 20510",)),
        Party("The Honorable Juan Roe", "Ranking Member, Committee on Ports", "United States Senate", ("Washington, D.C. 20510",)),
    )  # fmt: skip


def test_letterhead_and_warnings_above_the_date_stay_in_the_body_and_are_told() -> None:
    made = made_of(
        p("ISLAND FERRY LEAGUE", properties=CENTRED)
        + p("1 Pier Road, Quillmouth · www.ferry.example", properties=CENTRED)
        + p("DRAFT - do not circulate") + HEAD + TEXT
    )  # fmt: skip

    assert letter_of(made).addressees[0].name == "Commissioner Ada Tregarthen"
    assert body_of(made).startswith("ISLAND FERRY LEAGUE\n\n1 Pier Road")
    assert "DRAFT" in body_of(made)
    assert any("not recognized, and kept in the body: “DRAFT" in w for w in map(str, made.warnings))


def test_a_memo_with_labels_is_read() -> None:
    made = made_of(
        p("TO: Director Ama Boateng") + p("FROM: The Ferry League") + p("DATE: 3 May 2027")
        + p("SUBJECT: Winter boats") + TEXT + TEXT
    )  # fmt: skip
    letter = letter_of(made)

    assert letter.addressees == (Party("Director Ama Boateng"),)
    assert letter.date_words == "3 May 2027"
    assert (letter.re_label, plain_text(letter.re)) == ("SUBJECT:", "Winter boats")
    assert body_of(made).startswith("FROM: The Ferry League")


def test_an_open_letter_without_a_head_keeps_its_title_and_its_text() -> None:
    made = made_of(
        p("An Open Letter on Winter Boats", look=BOLD, properties=CENTRED) + TEXT + TEXT
        + p("Signatories:", look=BOLD) + item("Beta Club") + item("Alpha Club")
    )  # fmt: skip
    letter = letter_of(made)

    assert (plain_text(letter.title), letter.print_title) == (
        "An Open Letter on Winter Boats",
        True,
    )
    assert letter.addressees == ()
    assert letter.signatories_heading == "Signatories:"
    assert names_of(made) == ["Beta Club", "Alpha Club"]
    assert letter.order == "manual"


NAME_LISTS = {
    "bullets": item("Alpha Club") + item("Beta Club") + item("Gamma Club"),
    "numbers": item("Alpha Club", NUMBERS)
    + item("Beta Club", NUMBERS)
    + item("Gamma Club", NUMBERS),
    "typed numbers": p("1. Alpha Club") + p("2. Beta Club") + p("3. Gamma Club"),
    "lines of a paragraph": p("Alpha Club\nBeta Club\nGamma Club"),
    "semicolons": p("Alpha Club; Beta Club; and Gamma Club"),
    "tabs": p("Alpha Club\tBeta Club\tGamma Club"),
    "a table by columns": table(("Alpha Club", "Gamma Club"), ("Beta Club", "")),
    "a table by rows": table(("Alpha Club", "Beta Club"), ("Gamma Club", "")),
    "a table with a header": table(
        ("Organization", "State"), ("Alpha Club", "OH"), ("Beta Club", "ME"), ("Gamma Club", "")
    ),
    "ruled lines": p("______________") + p("Alpha Club") + p("Beta Club") + p("Gamma Club"),
}


@pytest.mark.parametrize("listed", NAME_LISTS.values(), ids=NAME_LISTS.keys())
def test_names_are_found_however_they_are_set(listed: str) -> None:
    made = made_of(HEAD + TEXT + CLOSING + listed)

    assert names_of(made) == ["Alpha Club", "Beta Club", "Gamma Club"]
    assert made.names.count == 3
    assert any(line.startswith("names: 3 names") for line in map(str, made.taken))


def test_signature_blocks_are_organizations_with_their_signers() -> None:
    made = made_of(
        HEAD + TEXT + CLOSING
        + p("Ida Lund") + p("Executive Director") + p("Alpha Club") + p()
        + p("Bo Park") + p("President") + p("Beta Club")
    )  # fmt: skip
    rows = read_signatories(made.names.csv.encode())

    assert [(r.name, r.signer_name, r.signer_title) for r in rows] == [
        ("Alpha Club", "Ida Lund", "Executive Director"),
        ("Beta Club", "Bo Park", "President"),
    ]


def test_signature_blocks_in_a_table_are_read_cell_by_cell() -> None:
    made = made_of(
        HEAD + TEXT + CLOSING
        + table(
            ("Ida Lund\nExecutive Director\nAlpha Club", "Bo Park\nPresident\nBeta Club"),
            (p("Mary Major") + p("Chair") + p("Gamma Club"), ""),
        )
    )  # fmt: skip
    rows = read_signatories(made.names.csv.encode())

    assert [(r.name, r.signer_name, r.signer_title) for r in rows] == [
        ("Alpha Club", "Ida Lund", "Executive Director"),
        ("Beta Club", "Bo Park", "President"),
        ("Gamma Club", "Mary Major", "Chair"),
    ]


def test_headings_over_names_become_groups() -> None:
    made = made_of(
        HEAD + TEXT + CLOSING
        + p("National Organizations", look=BOLD) + p("Alpha Club") + p("Beta Club")
        + p("Ohio:") + p("Columbus Boats, Ohio") + p("Dayton Boats, Ohio")
    )  # fmt: skip
    rows = read_signatories(made.names.csv.encode())

    assert [(row.name, row.group) for row in rows] == [
        ("Alpha Club", "National Organizations"),
        ("Beta Club", "National Organizations"),
        ("Columbus Boats, Ohio", "Ohio"),
        ("Dayton Boats, Ohio", "Ohio"),
    ]
    assert letter_of(made).groups == ("National Organizations", "Ohio")


def test_states_after_most_names_stand_apart() -> None:
    made = made_of(HEAD + TEXT + CLOSING + p("Alpha, Maine") + p("Beta, Inc., Ohio") + p("Gamma"))
    rows = read_signatories(made.names.csv.encode())

    assert [(row.name, row.state) for row in rows] == [
        ("Alpha", "Maine"), ("Beta, Inc.", "Ohio"), ("Gamma", ""),
    ]  # fmt: skip
    assert letter_of(made).line == "{name}, {state}"


def test_a_table_column_without_a_place_is_told() -> None:
    made = made_of(
        HEAD + TEXT + CLOSING + table(("Organization", "Phone"), ("Alpha Club", "555 0100"))
    )

    assert any("“Phone” has no place" in warning for warning in map(str, made.warnings))


def test_a_contact_and_a_note_about_affiliations_are_found_after_the_closing() -> None:
    made = made_of(
        HEAD + TEXT + CLOSING
        + p("*Affiliations are listed for identification purposes only")
        + p("Ida Lund, Professor of Boats") + p("Bo Park, Captain") + p()
        + p("For more information please contact Ida Lund at ida@boats.example.")
    )  # fmt: skip
    letter = letter_of(made)

    assert plain_text(letter.note).startswith("*Affiliations")
    assert plain_text(letter.contact).startswith("For more information")
    assert names_of(made) == ["Ida Lund, Professor of Boats", "Bo Park, Captain"]


def test_text_under_the_names_stays_in_the_body_and_is_told() -> None:
    sentence = "This letter was drafted over nine months by volunteers on three islands and one boat, none of them paid."
    made = made_of(HEAD + TEXT + CLOSING + p("Alpha Club") + p() + p(sentence))

    assert sentence in body_of(made)
    assert any("not recognized" in warning for warning in map(str, made.warnings))


def test_copies_before_the_names_keep_their_place() -> None:
    made = made_of(
        HEAD + TEXT + CLOSING + p("cc: Mayor Lea Brandt") + p()
        + p("Signed by:") + p("Alpha Club")
    )  # fmt: skip

    assert [str(part) for part in letter_of(made).parts] == ["body", "closing", "cc", "names"]
    assert names_of(made) == ["Alpha Club"]


def test_a_spanish_letter_marked_as_english_is_spanish() -> None:
    english = '<w:lang w:val="en-US"/>'
    made = made_of(
        p("3 de mayo de 2027", look=english) + p("Asunto: Los barcos de invierno", look=english)
        + p("Estimada comisionada:", look=english)
        + p("Las organizaciones que firman esta carta piden que el barco navegue también en el "
            "invierno, porque sin él nadie llega a la clínica.", look=english)
        + p("Atentamente,", look=english) + p("Club Alfa", look=english)
        + p("c.c.: Alcaldesa Lea Brandt", look=english)
    )  # fmt: skip
    letter = letter_of(made)

    assert letter.language == "es"
    assert letter.salutation == "Estimada comisionada:"
    assert plain_text(letter.re) == "Los barcos de invierno"
    assert letter.cc == (Party("Alcaldesa Lea Brandt"),)
    assert names_of(made) == ["Club Alfa"]
    assert any("marked en-US" in warning for warning in map(str, made.warnings))


def test_typed_notes_become_notes() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    made = made_of(
        HEAD
        + p("The ferry stops.", xml=run("1", raised) + run(" It is late.") + run("2", raised)
            + run(" Ten") + run("2", raised) + run(" is a hundred."))
        + TEXT + CLOSING + p("Alpha Club") + p("____________")
        + p(xml=run("1", raised) + run(" Ferry Log, page 3."))
        + p("2. Timetable, ") + p("second paragraph of a table.")
    )  # fmt: skip

    # "Ten" is a word: its raised 2 is a reference like any other.
    assert body_of(made).startswith("The ferry stops.[^1] It is late.[^2] Ten[^2] is a hundred.")
    assert "[^1]: Ferry Log, page 3." in body_of(made)
    assert "[^2]: Timetable," in body_of(made)
    assert names_of(made)[0] == "Alpha Club"


def test_raised_figures_without_notes_do_not_join_the_figure_before() -> None:
    raised, lowered = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    made = made_of(
        HEAD + p("CO", xml=run("2", lowered) + run(" at 10") + run("6", raised) + run(" times, the 1")
                 + run("st", raised) + run(" word.") + run("7", raised))
    )  # fmt: skip

    assert body_of(made) == "CO₂ at 10⁶ times, the 1st word.⁷"
    assert any("the raised 7 looks like a note" in warning for warning in map(str, made.warnings))
    assert any("“st”" in warning for warning in map(str, made.warnings))


def test_a_note_at_the_salutation_or_at_a_name_is_told() -> None:
    made = made_of(
        HEAD + TEXT + CLOSING + p("Alpha Club", xml=note(1)) + item("x", BULLETS),
        parts={"footnotes": notes(n1=p("A sister of Beta."))},
    )

    assert any(
        "a note cannot be referred to here: [^1]" in warning for warning in map(str, made.warnings)
    )
    assert "[^1]: A sister of Beta." in made.letter


def test_a_state_under_a_heading_nests_and_enclosures_are_listed_under_their_label() -> None:
    made = made_of(
        HEAD + TEXT + CLOSING
        + p("State and Local Organizations", look=BOLD) + p("Ohio", look="<w:i/>")
        + p("Columbus Boats") + p("Maine") + p("Quillmouth Clinic") + p()
        + p("Enclosures (2)") + p("Exhibit A") + p("Exhibit B")
    )  # fmt: skip
    rows = read_signatories(made.names.csv.encode())

    assert [(row.name, row.group) for row in rows] == [
        ("Columbus Boats", "State and Local Organizations > Ohio"),
        ("Quillmouth Clinic", "State and Local Organizations > Maine"),
    ]
    assert letter_of(made).enclosures == ("Exhibit A", "Exhibit B")


def test_the_letterhead_of_our_own_documents_becomes_the_letter_s_own() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("Letterhead", "Letter Date", "Signatory")
    )
    made = made_of(
        p("Island Ferry League", properties='<w:pStyle w:val="Letterhead"/>')
        + p("May 3, 2027", properties='<w:pStyle w:val="LetterDate"/>') + TEXT
        + item("Alpha Club", NUMBERS).replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Signatory"/>'),
        parts={"styles": f"<w:styles {SPACES}>{styles}</w:styles>"},
    )  # fmt: skip

    assert letter_of(made).letterhead == Letterhead(lines=("Island Ferry League",))
    assert "Island Ferry League" not in body_of(made)
    assert "letterhead: Island Ferry League (paragraph 1)" in map(str, made.taken)
    assert names_of(made) == ["Alpha Club"]


def test_a_line_that_leads_on_is_no_addressee() -> None:
    made = made_of(p("May 3, 2027") + p("We, the undersigned, ask:") + item("a boat") + TEXT)

    assert letter_of(made).addressees == ()
    assert body_of(made).startswith("We, the undersigned, ask:")


def test_a_name_that_links_to_its_website_keeps_the_address() -> None:
    linked = '<w:hyperlink r:id="L1">' + run("Alpha Club") + "</w:hyperlink>"
    made = made_of(HEAD + TEXT + CLOSING + p(xml=linked), links={"L1": "https://alpha.example/"})
    (row,) = read_signatories(made.names.csv.encode())

    assert (row.name, row.website) == ("Alpha Club", "https://alpha.example/")


def test_what_is_too_long_for_its_field_stays_in_the_body_and_is_told() -> None:
    long = "Boats and harbors and winter and ice. " * 30
    made = made_of(
        p("May 3, 2027") + p(long) + p(f"RE: {long}") + p("Dear Ada:") + TEXT + CLOSING
        + p(f"cc: Bo Park\n{long}")
    )  # fmt: skip

    assert made.letter.count("Boats and harbors") == 3 * 30
    assert letter_of(made).re == ()
    assert sum("too long for its field" in warning for warning in map(str, made.warnings)) == 2
