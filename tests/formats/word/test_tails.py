"""What stands under the text of a draft: signature blocks beside lists, copies, enclosures."""

from __future__ import annotations

import pytest

from app.domain.documents import NamesPlace
from app.domain.letters import Party
from app.formats.signatory_lists import read_signatories
from app.formats.word.outcome import LetterOfDraft
from tests.formats.word.drafts_in_xml import BULLETS, body_of, item, letter_of, made_of, p, table

BOLD = "<w:b/>"
BEGIN = (
    p("March 3, 2027") + p("Dear Commissioner Tregarthen:")
    + p("We ask that the ferry at Quillmouth run in winter, too. Without it nobody reaches a doctor.")
    + p() + p("Respectfully submitted,") + p()
)  # fmt: skip
NAMES = p("Alpha Club") + p("Beta Club") + p()
HEADED = p("Organizations in support:") + p("Alpha Club") + p("Beta Club")
LISTED = [
    ("Example Alliance", "Jane Roe", "Executive Director", ""),
    ("Alpha Club", "", "", "Organizations in support"),
    ("Beta Club", "", "", "Organizations in support"),
]


def rows_of(made: LetterOfDraft) -> list[tuple[str, str, str, str]]:
    rows = read_signatories(made.names.csv.encode()) if made.names.csv else ()
    return [(row.name, row.signer_name, row.signer_title, row.group) for row in rows]


def told(made: LetterOfDraft, words: str) -> bool:
    return any(words in str(warning) for warning in made.warnings)


# -------------------------------------------------------- signature blocks

SIGNED = {
    "as conformed": p("/s/ Jane Roe") + p("Jane Roe") + p("Executive Director") + p("Example Alliance"),
    "with a gap": p("/s/ Jane Roe") + p("Jane Roe") + p("Executive Director") + p("Example Alliance") + p(),
    "in one paragraph": p("/s/ Jane Roe\nJane Roe\nExecutive Director\nExample Alliance"),
    "the mark alone": p("/s/") + p("Jane Roe") + p("Executive Director") + p("Example Alliance"),
    "the name in the mark alone": p("/s/ Jane Roe") + p("Executive Director") + p("Example Alliance"),
    "name and title in a line": p("/s/ Jane Roe") + p("Jane Roe, Executive Director") + p("Example Alliance"),
    "a ruled line and a gap": p("____________") + p() + p("Jane Roe") + p("Executive Director") + p("Example Alliance"),
    "no mark": p("Jane Roe") + p("Executive Director") + p("Example Alliance"),
    "the name in bold": p("Jane Roe", look=BOLD) + p("Executive Director") + p("Example Alliance"),
    "the organization above": p("Example Alliance") + p("By: /s/ Jane Roe") + p("Jane Roe") + p("Executive Director"),
    "labels": p("Example Alliance") + p("By: ______") + p("Name: Jane Roe") + p("Title: Executive Director"),
    "an organization, a gap and a signer": p("Example Alliance") + p() + p("By: /s/ Jane Roe") + p("Jane Roe, Executive Director"),
    "title and organization in a line": p("Jane Roe") + p("Executive Director, Example Alliance") + p(),
    "in Spanish, without accents": p("Fdo.: Jane Roe") + p("Executive Director") + p("Example Alliance"),
}  # fmt: skip


@pytest.mark.parametrize("block", SIGNED.values(), ids=SIGNED.keys())
def test_a_signature_block_above_a_headed_list_is_the_signatory_it_is(block: str) -> None:
    made = made_of(BEGIN + block + HEADED)

    assert rows_of(made) == LISTED
    assert letter_of(made).groups == ("Organizations in support",)


def test_a_mark_of_a_signature_is_told() -> None:
    assert told(made_of(BEGIN + SIGNED["as conformed"] + HEADED), "1 mark of a signature")


HEADINGS = {
    "in bold, with bullets": p("Organizations in support", look=BOLD) + item("Alpha Club", BULLETS) + item("Beta Club", BULLETS),
    "in words that head names": p("Supported by", look=BOLD) + p("Alpha Club") + p("Beta Club"),
    "over a table": p("Organizations in support:") + table(("Alpha Club", "Beta Club")),
}  # fmt: skip


@pytest.mark.parametrize("listed", HEADINGS.values(), ids=HEADINGS.keys())
def test_the_list_under_a_signature_block_keeps_its_heading(listed: str) -> None:
    made = made_of(BEGIN + SIGNED["as conformed"] + listed)

    first, *others = rows_of(made)

    assert first == LISTED[0]
    assert [(name, group) for name, _, _, group in others] == [
        ("Alpha Club", others[0][3]), ("Beta Club", others[0][3]),
    ]  # fmt: skip
    assert others[0][3] in ("Organizations in support", "Supported by")


def test_a_signature_block_first_and_then_names_without_a_heading() -> None:
    made = made_of(BEGIN + SIGNED["with a gap"] + p("Alpha Club") + p("Beta Club"))

    assert [row[:3] for row in rows_of(made)] == [row[:3] for row in LISTED]


def test_a_person_with_a_title_alone_is_one_signatory() -> None:
    made = made_of(BEGIN + p("Jane Roe") + p("Director of Policy") + p() + HEADED)

    assert rows_of(made)[0] == ("Jane Roe", "", "Director of Policy", "")


def test_a_person_under_a_person_is_a_second_one() -> None:
    made = made_of(BEGIN + p("Jane Roe") + p("Senator Bo Park"))

    assert [name for name, *_ in rows_of(made)] == ["Jane Roe", "Senator Bo Park"]


def test_signature_blocks_side_by_side_are_read_down_their_columns() -> None:
    tabbed = p("/s/\t\t\t/s/") + p("Ida Lund\t\tBo Park") + p("Director\t\tPresident") + p("Alpha Club\tBeta Club")  # fmt: skip
    rows = table(("Ida Lund", "Bo Park"), ("Director", "President"), ("Alpha Club", "Beta Club"))

    for block in (tabbed, rows):
        assert rows_of(made_of(BEGIN + block)) == [
            ("Alpha Club", "Ida Lund", "Director", ""),
            ("Beta Club", "Bo Park", "President", ""),
        ]


def test_signature_blocks_without_gaps_are_told_apart_by_their_titles() -> None:
    made = made_of(
        BEGIN
        + p("Ida Lund\nDirector\nAlpha Club\nida@alpha.example\n\nBo Park\nPresident\nBeta Club")
    )

    assert rows_of(made) == [
        ("Alpha Club", "Ida Lund", "Director", ""),
        ("Beta Club", "Bo Park", "President", ""),
    ]
    assert "ida@alpha.example" in made.names.csv


PLAIN = {
    "names in two groups": p("Alpha Club") + p("Directors Guild of Quillmouth") + p("Gamma Club") + p()
    + p("Delta Club") + p("Zeta Club"),
    "names over a heading": p("Alpha Club") + p("Directors Guild of Quillmouth") + p("Gamma Club")
    + p("Local:") + p("Delta Club") + p("Zeta Club"),
}  # fmt: skip


@pytest.mark.parametrize("listed", PLAIN.values(), ids=PLAIN.keys())
def test_names_that_begin_like_a_title_stay_names(listed: str) -> None:
    names = [name for name, *_ in rows_of(made_of(BEGIN + listed))]

    assert names == [
        "Alpha Club", "Directors Guild of Quillmouth", "Gamma Club", "Delta Club", "Zeta Club",
    ]  # fmt: skip


# -------------------------------------------------------------- enclosures

ATTACHED = [
    "Attachment A: log", "Attachment 1", "Appendix B – Timetable", "Appendix: Map", "Annex II. Map",
    "Exhibit 3 - Photographs", "Enclosure 1: log", "Encl. 2: log", "Schedule 1: Fares",
    "Attachment A (log)", "Appendix 2 Map of the pier", "Exhibit No. 4: log",
    "Anexo 1: Mapa", "Anexo I", "Adjunto A. Mapa",
]  # fmt: skip


@pytest.mark.parametrize("line", ATTACHED)
def test_an_attachment_under_the_names_is_an_enclosure(line: str) -> None:
    made = made_of(BEGIN + NAMES + p(line))

    assert letter_of(made).enclosures == (line,)
    assert [name for name, *_ in rows_of(made)] == ["Alpha Club", "Beta Club"]
    assert f"enclosures: {line} (paragraph 7)" in map(str, made.taken)


def test_names_that_only_begin_like_an_attachment_stay_names() -> None:
    names = [
        "Exhibit Makers of Quillmouth",
        "Annex Theater",
        "Schedule Keepers, Inc.",
        "Enclave Club",
    ]

    made = made_of(BEGIN + "".join(map(p, names)))

    assert [name for name, *_ in rows_of(made)] == names


def test_the_text_of_an_attachment_stays_in_the_body_and_is_told() -> None:
    heading = '<w:outlineLvl w:val="0"/><w:pStyle w:val="Heading1"/>'
    made = made_of(
        BEGIN + NAMES + p("Attachment A: log", properties=heading) + p("The boat was late.")
        + table(("Day", "Hour"), ("Monday", "9")),
        parts={"styles": '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
               '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'},
    )  # fmt: skip

    assert [name for name, *_ in rows_of(made)] == ["Alpha Club", "Beta Club"]
    for words in ("Attachment A: log", "The boat was late.", "Day Hour Monday 9"):
        assert told(made, f"not recognized, and kept in the body: “{words}”")
    assert "| Monday | 9 |" in body_of(made)


def test_a_table_under_an_attachment_s_line_holds_no_names() -> None:
    made = made_of(BEGIN + NAMES + p("Attachment A: log") + table(("Day", "Hour"), ("Monday", "9")))

    assert [name for name, *_ in rows_of(made)] == ["Alpha Club", "Beta Club"]
    assert told(made, "“Day Hour Monday 9”")


def test_an_attachment_that_lists_the_signatories_is_the_names_place() -> None:
    made = made_of(BEGIN + p("Attachment A: List of Signatories", look=BOLD) + NAMES)

    assert letter_of(made).names_place is NamesPlace.ATTACHMENT
    assert letter_of(made).signatories_heading == "Attachment A: List of Signatories"
    assert [name for name, *_ in rows_of(made)] == ["Alpha Club", "Beta Club"]


LABELS = {
    "in brackets": ("Enclosures (2)", "2"),
    "behind a colon": ("Enclosures: 2", "2"),
    "in words": ("Enclosures (two)", "2"),
    "before the word": ("2 Attachments", "2"),
    "short": ("Encl. 2", "2"),
    "one": ("Enclosure", "1"),
    "in Spanish": ("Anexos (2)", "2"),
}


@pytest.mark.parametrize(("label", "count"), LABELS.values(), ids=LABELS.keys())
def test_a_label_alone_is_a_number_of_enclosures_and_told(label: str, count: str) -> None:
    made = made_of(BEGIN + NAMES + p(label))

    assert letter_of(made).enclosures == (count,)
    assert told(made, f"paragraph 7: “{label}” heads no list")


def test_a_label_alone_that_says_no_number_stays_in_the_body_and_is_told() -> None:
    made = made_of(BEGIN + NAMES + p("Enclosures"))

    assert letter_of(made).enclosures == ()
    assert told(made, "not recognized, and kept in the body: “Enclosures”")


@pytest.mark.parametrize("gap", ["", p()], ids=["close", "with a gap"])
def test_a_label_with_a_number_heads_its_entries(gap: str) -> None:
    made = made_of(BEGIN + NAMES + p("Enclosures (2)") + gap + p("Timetable") + p("Map"))

    assert letter_of(made).enclosures == ("Timetable", "Map")
    assert not told(made, "Enclosures (2)")


def test_another_number_of_enclosures_than_the_label_says_is_told() -> None:
    made = made_of(BEGIN + NAMES + p("Enclosures (3):") + p("Timetable") + p("Attachment B: Map"))

    assert letter_of(made).enclosures == ("Timetable", "Attachment B: Map")
    assert told(made, "“Enclosures (3):”: under it stand 2")


# ------------------------------------------------------------------ copies

COPIES = {
    "tabs": p("cc:\tSam Okoro") + p("\tMayor Lea Brandt"),
    "a tab and no colon": p("cc\tSam Okoro") + p("\tMayor Lea Brandt"),
    "tabs and breaks": p("cc:\tSam Okoro\n\tMayor Lea Brandt"),
    "columns": p("cc:\tSam Okoro\tMayor Lea Brandt"),
    "a label alone": p("cc:") + p() + p("Sam Okoro") + p("Mayor Lea Brandt"),
    "a table under the label": p("cc:") + table(("Sam Okoro", "Mayor Lea Brandt")),
}


@pytest.mark.parametrize("copies", COPIES.values(), ids=COPIES.keys())
def test_copies_are_found_however_they_are_set(copies: str) -> None:
    made = made_of(BEGIN + NAMES + copies)

    assert letter_of(made).cc == (Party("Sam Okoro"), Party("Mayor Lea Brandt"))
    assert [name for name, *_ in rows_of(made)] == ["Alpha Club", "Beta Club"]
