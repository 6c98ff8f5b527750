from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.letters import Order, Part, Party
from tests.formats.letters_in_text import faults_of, letter_text, read


def test_a_title_is_all_a_letter_needs():
    letter = read(head="title: Only a title")

    assert letter.title_text == "Only a title"
    assert letter.language == "en"
    assert letter.direction == "ltr"
    assert letter.design == "plain"
    assert letter.order is Order.ALPHABETICAL
    assert (letter.parts, letter.columns, letter.names_place) == ((), 0, None)
    assert (letter.dated, letter.date_words) == (None, "")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("re: no title here", "title: a letter needs a title", id="no title"),
        pytest.param("titel: x\ntitle: y", "line 2: titel: unknown key; did you mean title?", id="unknown key"),
        pytest.param("title: a\ntitle: b", "line 3: title: this key stands twice; keep one", id="double key"),
        pytest.param("title: &a x", "line 2: title: an anchor (&)", id="anchor"),
        pytest.param("title: x\nre: *a", "line 3: re: an alias (*)", id="alias"),
        pytest.param("title: !!str x", "line 2: title: a tag (!)", id="tag"),
        pytest.param("title: {{ count }}", "line 2: title: put text that holds { or {{ in quotes", id="braces alone"),
        pytest.param("title: x\nre: {{ count }} groups", "line 3: re: put text that holds { or {{ in quotes", id="braces and text"),
        pytest.param("title: x\nre:\n\ta: b", "a tab cannot indent YAML", id="tab"),
        pytest.param("title: [x]", "line 2: title: expected text in one line, found a list", id="list for text"),
        pytest.param("title: x\ncolumns: 4", "line 3: columns: expected one of 1, 2, 3, found '4'", id="columns"),
        pytest.param("title: x\nindividuals: 12:30", "line 3: individuals: expected true or false", id="boolean"),
        pytest.param("title: x\nleads: One", "line 3: leads: expected a list", id="text for list"),
        pytest.param("title: x\nleads: [One, One]", "line 3: leads: 'One' stands twice", id="lead twice"),
        pytest.param("title: x\naddressees: Ada", "line 3: addressees: expected name:", id="text for addressee"),
        pytest.param("title: x\naddressees:\n- nmae: A", "line 4: nmae: unknown key in addressees; did you mean name?", id="unknown key inside"),
        pytest.param("title: x\naddressees:\n- email: nobody", "line 4: email: expected an e-mail address", id="e-mail"),
        pytest.param("title: x\ndate: 2026-02-30", "line 3: date: there is no such day", id="impossible date"),
        pytest.param("title: x\ndate: February 30, 2026", "line 3: date: there is no such day", id="impossible words"),
        pytest.param("title: x\nparts: [body, feet]", "line 3: parts: expected parts out of body", id="part"),
        pytest.param("title: x\nline: '{nam}'", "line 3: line: the pattern does not know {nam}", id="line"),
        pytest.param("title: x\nlang: not a tag", "line 3: lang: expected a language tag", id="lang"),
        pytest.param("title: x\nsalutation: 'Dear {{ count }}'", "line 3: salutation: figures in {{ }} do not work here", id="figure in salutation"),
        pytest.param("title: x\nre: '{{ coutn }}'", "line 3: re: {{ coutn }} is not known", id="unknown figure"),
        pytest.param("title: x\ngroups: ['{{ no }}']", "line 3: groups: {{ no }} is not known", id="unknown figure in group"),
        pytest.param("title: x\ncloses: 2026-03-20T17:00", "line 3: closes: a time needs its zone", id="no zone"),
        pytest.param("title: x\ncloses: 2026-03-20\nzone: UTC", "line 3: closes: expected a date and time", id="no hour"),
        pytest.param("title: x\nzone: America", "line 3: zone: expected a time zone", id="folder for zone"),
        pytest.param("title: x\nzone: ../../etc/passwd", "line 3: zone: expected a time zone", id="path for zone"),
        pytest.param('title: "a\\u202Eb"', "line 2: title: bidirectional override U+202E", id="escaped override"),
        pytest.param('title: "a\\0b"', "line 2: title: control character U+0000", id="escaped NUL"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_line_key_and_what_was_expected(head: str, expected: str):
    faults = faults_of(letter_text(head=head))

    assert [fault for fault in faults if fault.startswith(expected) or expected in fault]
    assert len(faults) == 1


def test_every_fault_is_told_at_once_in_the_order_of_lines():
    faults = faults_of(
        letter_text("A {{ guess }}.", head="titel: x\ntitle: y\ncolumns: 9\norder: random")
    )

    assert [fault.split(":")[0] for fault in faults] == ["line 2", "line 4", "line 5", "line 7"]


def test_an_hour_that_the_clocks_skip_is_refused_with_a_sentence():
    faults = faults_of(
        letter_text(head="title: x\ncloses: 2026-03-08T02:30\nzone: America/New_York")
    )

    (fault,) = faults
    assert fault == (
        "line 3: closes: 2026-03-08T02:30 does not exist in America/New_York: "
        "clocks are set forward over it"
    )


def test_a_closing_time_stands_in_the_letters_own_zone():
    letter = read(head="title: x\ncloses: 2026-03-20T17:00\nzone: America/New_York")

    assert letter.closes_at is not None
    assert letter.closes_at.astimezone(UTC) == datetime(2026, 3, 20, 21, 0, tzinfo=UTC)
    assert letter.zone == "America/New_York"


@pytest.mark.parametrize(
    ("written", "dated", "words"),
    [
        pytest.param("2026-03-02", date(2026, 3, 2), "", id="iso"),
        pytest.param("'2026-03-02'", date(2026, 3, 2), "", id="quoted"),
        pytest.param("March 2, 2026", date(2026, 3, 2), "March 2, 2026", id="english"),
        pytest.param("2 de marzo de 2026", date(2026, 3, 2), "2 de marzo de 2026", id="spanish"),
        pytest.param("Monday, 2nd March 2026", date(2026, 3, 2), "Monday, 2nd March 2026", id="day"),
        pytest.param("Spring 2026", None, "Spring 2026", id="no day"),
        pytest.param("''", None, "", id="empty"),
        pytest.param("", None, "", id="nothing"),
    ],
)  # fmt: skip
def test_a_date_is_read_and_words_print_as_written(written: str, dated: date | None, words: str):
    letter = read(head=f"title: x\ndate: {written}")

    assert (letter.dated, letter.date_words) == (dated, words)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("['1 Main St.', 'Springfield']", id="list"),
        pytest.param('"1 Main St.\\nSpringfield"', id="text with a line break"),
        pytest.param("|\n    1 Main St.\n    Springfield", id="block"),
    ],
)
@pytest.mark.parametrize("spelling", ["organisation", "organization"])
def test_an_address_may_be_a_list_or_text_and_spelling_is_free(address: str, spelling: str):
    head = f"title: x\naddressees:\n- name: Ada\n  {spelling}: Office\n  address: {address}"

    letter = read(head=head)

    assert letter.addressees == (
        Party(name="Ada", organization="Office", address=("1 Main St.", "Springfield")),
    )


def test_one_addressee_may_stand_without_a_list_and_empty_ones_mean_none():
    letter = read(head="title: x\naddressees: {name: Ada}\ncc:\n- name: ''\n  title:\n")

    assert letter.addressees == (Party(name="Ada"),)
    assert letter.cc == ()


def test_scalars_are_text_whatever_yaml_would_make_of_them():
    letter = read(head="title: 0123\nre: no\nvia: 12:30\ndocket: 1e3")

    assert letter.title_text == "0123"
    assert letter.re[0].text == "no"
    assert (letter.via, letter.docket) == ("12:30", "1e3")


def test_a_letter_in_arabic_runs_from_right_to_left_unless_told_otherwise():
    assert read(head="title: x\nlang: ar").direction == "rtl"
    assert read(head="title: x\nlang: ar\ndirection: ltr").direction == "ltr"


def test_parts_are_kept_in_their_order():
    assert read(head="title: x\nparts: [body, cc, names]").parts == (
        Part.BODY,
        Part.CC,
        Part.NAMES,
    )
