from __future__ import annotations

import pytest

from app.domain.errors import FaultyFile
from app.formats.letter_files import read_letter_file
from tests.formats.letters_in_text import faults_of, letter_text, read

QUOTES = "title: x\nsmart_quotes: true"
TABLE = "| a | b |\n|---|---|\n"
DEEP_LIST = "".join("  " * depth + "- x\n" for depth in range(19))


def listed(key: str, count: int) -> str:
    return f"title: x\n{key}:\n" + "".join(f"- '{number}'\n" for number in range(count))


def parties(key: str, count: int) -> str:
    return f"title: x\n{key}:\n" + "".join(f"- name: '{number}'\n" for number in range(count))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("a " * 160_000, "line 4: body: the body has 320,001 characters; at most 300,000", id="characters"),
        pytest.param("# a\n" * 12_000, "line 10004: body: the body has 12,001 lines; at most 10,000", id="headings"),
        pytest.param("::: {lang=fr}\n" * 12_000, "at most 10,000 are read", id="open passages"),
        pytest.param("|" * 50_000, "line 4: body: the body has 50,000 cells of tables", id="cells"),
        pytest.param("www.a.org " * 10_001, "line 4: body: the body has 10,001 web addresses; at most 10,000", id="addresses"),
        pytest.param("x\n\n" + "- - - - x\n" * 2_500, "line 1006: body: the body has more than 4,000 list items and quotes", id="list items"),
        pytest.param("> > > > x\n\n" * 2_500, "more than 4,000 list items and quotes", id="quotes"),
        pytest.param("a\n\n" + "- " * 38 + "x", "line 6: body: lists and quotes stand too deep inside each other", id="lists on one line"),
        pytest.param("1. > " * 11 + "x", "line 4: body: lists and quotes stand too deep", id="lists and quotes on one line"),
        pytest.param(TABLE + "| 1 | 2 |\n" * 2_001, "line 2006: body: this table has more than 2,000 rows", id="rows"),
        pytest.param("[^" + "a " * 60_000, "line 4: body: this paragraph is too long", id="an open label"),
    ],
)  # fmt: skip
def test_a_body_no_letter_comes_near_is_refused(body: str, expected: str):
    faults = faults_of(letter_text(body))

    assert len(faults) == 1
    assert expected in faults[0]


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("a \"b' ", id="mixed"),
        pytest.param('"', id="double quotes"),
        pytest.param("\"'", id="double and single"),
    ],
)
def test_more_quotes_than_can_be_paired_are_refused_where_they_would_be_paired(unit: str):
    body = unit * 1_100

    assert "too many marks" in faults_of(letter_text(body, head=QUOTES))[0]
    assert faults_of(letter_text(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(("[^" + "a " * 15_000 + "\n\n") * 9, id="open labels"),
        pytest.param("a {{" + " " * 90_000, id="open braces"),
        pytest.param(TABLE + "| 1 | 2 |\n" * 2_000, id="a table of 2,000 rows"),
        pytest.param(DEEP_LIST + "x\n" * 5_000, id="a deep list that goes on"),
        pytest.param("# a\n" * 9_000, id="headings"),
        pytest.param("a\n\n" + "- " * 36 + "-\n\n" + "* " * 40 + "\n\nb", id="long rules"),
        pytest.param("".join(f"x[^{n}]\n\n[^{n}]: y\n\n" for n in range(1_000)), id="notes"),
    ],
)
def test_a_body_within_the_limits_is_read_or_refused_for_what_it_says(body: str):
    assert [fault for fault in faults_of(letter_text(body)) if "{{" not in fault] == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(listed("leads", 501), "line 4: leads: this list has 501 entries; at most 500", id="leads"),
        pytest.param(listed("groups", 501), "line 4: groups: this list has 501 entries", id="groups"),
        pytest.param(listed("enclosures", 501), "line 4: enclosures: this list has 501 entries", id="enclosures"),
        pytest.param(parties("addressees", 501), "line 4: addressees: this list has 501 entries", id="addressees"),
        pytest.param(parties("cc", 501), "line 4: cc: this list has 501 entries", id="cc"),
        pytest.param("title: x\ncc:\n- address: [" + "a," * 501 + "]", "line 4: address: this list has 501 entries", id="lines of an address"),
        pytest.param(f"title: {'a' * 501}", "line 2: title: this has 501 characters; at most 500 are allowed", id="title"),
        pytest.param(f"title: x\nvia: {'a' * 1_001}", "line 3: via: this has 1,001 characters; at most 1,000", id="one line"),
        pytest.param(f"title: x\nnote: {'a' * 5_001}", "line 3: note: this has 5,001 characters; at most 5,000", id="note"),
        pytest.param(f"title: x\nlang: {'a' * 41}", "line 3: lang: this has 41 characters; at most 40", id="lang"),
        pytest.param(f"title: x\nzone: {'a' * 61}", "line 3: zone: this has 61 characters; at most 60", id="zone"),
        pytest.param(f"title: x\nleads: [{'a' * 301}]", "line 3: leads: this has 301 characters; at most 300", id="lead"),
        pytest.param(f"title: x\ngroups: [{'a' * 301}]", "line 3: groups: this has 301 characters", id="group"),
        pytest.param(f"title: x\ncc:\n- email: {'a' * 320}@b.c", "line 4: email: this has 324 characters; at most 320", id="email"),
        pytest.param(f"title: x\n{'k' * 90}: a", f"line 3: {'k' * 60}: unknown key", id="key"),
    ],
)  # fmt: skip
def test_a_front_matter_value_over_its_limit_is_refused_with_the_limit(head: str, expected: str):
    faults = faults_of(letter_text(head=head))

    assert len(faults) == 1
    assert faults[0].startswith(expected)


def test_values_at_their_limits_are_read():
    head = f"{listed('leads', 500)}via: {'v' * 1_000}\n".replace("title: x", f"title: {'t' * 500}")

    letter = read(head=head)

    assert (len(letter.title_text), len(letter.leads), len(letter.via)) == (500, 500, 1_000)


@pytest.mark.parametrize(
    ("data", "more"),
    [
        pytest.param(letter_text("{{ no }}\n\n" * 80), 30, id="unknown figures"),
        pytest.param(letter_text(head="title: x\n" + "".join(f"k{n}: a\n" for n in range(60))), 10, id="unknown keys"),
    ],
)  # fmt: skip
def test_the_first_fifty_faults_are_told_and_the_others_counted(data: str, more: int):
    with pytest.raises(FaultyFile) as refused:
        read_letter_file(data.encode())

    faults = refused.value.faults
    assert len(faults) == 51
    assert [fault.line for fault in faults[:50]] == sorted(fault.line for fault in faults[:50])
    assert str(faults[-1]) == f"and {more} more"


def test_a_missing_title_is_told_on_the_first_line():
    assert faults_of(letter_text(head="re: none")) == ["line 1: title: a letter needs a title"]
