"""How one signatory prints."""

from __future__ import annotations

import pytest

from app.domain.documents import NameLine
from app.domain.lines import check_line, name_line
from app.domain.signatories import Kind, Signatory

FULL = Signatory(
    "Depot Pantry", signer_name="Ana Holt", signer_title="Director", city="Larkmoor", state="OH"
)
BARE = Signatory("Depot Pantry")


def test_without_a_pattern_the_one_who_signed_follows_the_name() -> None:
    assert name_line(FULL, "") == NameLine("Depot Pantry", ", Ana Holt, Director")
    assert name_line(BARE, "") == NameLine("Depot Pantry")


def test_a_pattern_of_the_name_alone_prints_the_name_alone() -> None:
    assert name_line(FULL, "{name}") == NameLine("Depot Pantry")


def test_a_person_prints_with_title_or_affiliation_and_not_twice() -> None:
    person = Signatory(
        "Ana Holt", Kind.INDIVIDUAL, signer_name="Ana Holt", signer_title="Professor of Roads"
    )

    assert name_line(person, "").text == "Ana Holt, Professor of Roads"
    assert name_line(person, "{signer}, {title}, {name}").text == "Professor of Roads, Ana Holt"


@pytest.mark.parametrize(
    ("pattern", "full", "bare"),
    [
        ("{name}, {city}, {state}", "Depot Pantry, Larkmoor, Ohio", "Depot Pantry"),
        ("{name} ({city}, {state})", "Depot Pantry (Larkmoor, Ohio)", "Depot Pantry"),
        ("{name} – {state}", "Depot Pantry – Ohio", "Depot Pantry"),
        ("{name} of {city}", "Depot Pantry of Larkmoor", "Depot Pantry"),
        ("• {name}", "• Depot Pantry", "• Depot Pantry"),
        ("{signer}, {title}, {name}", "Ana Holt, Director, Depot Pantry", "Depot Pantry"),
        ("{name}; {signer} [{title}].", "Depot Pantry; Ana Holt [Director].", "Depot Pantry"),
        ("{name}, { city }", "Depot Pantry, Larkmoor", "Depot Pantry"),
        ("{name} (", "Depot Pantry (", "Depot Pantry ("),
    ],
)
def test_parts_that_are_empty_take_their_commas_along(pattern: str, full: str, bare: str) -> None:
    assert name_line(FULL, pattern).text == full
    assert name_line(BARE, pattern).text == bare


@pytest.mark.parametrize(
    ("city", "state", "line"),
    [
        ("", "OH", "Depot Pantry (Ohio)"),
        ("Larkmoor", "", "Depot Pantry (Larkmoor)"),
        ("Toronto", "Ontario", "Depot Pantry (Toronto, Ontario)"),
    ],
)
def test_what_is_left_in_brackets_stands_without_a_comma(city: str, state: str, line: str) -> None:
    row = Signatory("Depot Pantry", city=city, state=state)

    assert name_line(row, "{name} ({city}, {state})").text == line


def test_the_tail_is_what_follows_the_name() -> None:
    assert name_line(FULL, "{name}, {state}") == NameLine("Depot Pantry", ", Ohio")
    assert name_line(FULL, "{signer}, {name}") == NameLine("Ana Holt, Depot Pantry")


def test_braces_in_a_name_are_part_of_the_name() -> None:
    assert name_line(Signatory("{city} {{count}}", city="X"), "{name}, {city}").text == (
        "{city} {{count}}, X"
    )


def test_a_state_prints_in_the_language_of_the_letter() -> None:
    row = Signatory("Depot Pantry", state="NM")

    assert name_line(row, "{name}, {state}", language="es").text == "Depot Pantry, Nuevo México"


@pytest.mark.parametrize("pattern", ["", "{name}", "{signer}, {title}, {name}", "({name})"])
def test_a_good_pattern_has_nothing_to_complain_about(pattern: str) -> None:
    assert check_line(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("{name}, {town}", "{town}"),
        ("{name}, {}", "{}"),
        ("{name", "{"),
        ("name}", "}"),
        ("{city}", "{name}"),
        ("Signed", "{name}"),
        ("{name}\n{city}", "line"),
        ("(" * 201 + "{name}", "200"),
    ],
)
def test_a_bad_pattern_gets_a_sentence(pattern: str, word: str) -> None:
    sentence = check_line(pattern)

    assert sentence is not None
    assert word in str(sentence)
    with pytest.raises(ValueError, match="line"):
        name_line(BARE, pattern)
