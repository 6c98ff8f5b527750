"""What may stand as a name, and which spellings are one name."""

from __future__ import annotations

import csv
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.names import check_name, match_key, prepared
from tests.shared import SHARED, needs_shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Open Road Neighbors", "OPEN  ROAD NEIGHBORS", id="case and blanks"),
        pytest.param("Centro Álamo", "Centro Alamo", id="accents"),
        pytest.param("Łódź Straße Øre", "Lodz Strasse Ore", id="letters with strokes"),
        pytest.param("Riders' Center", "Riders’ Center", id="apostrophes"),
        pytest.param("Women’s Table", "Womens Table", id="no apostrophe"),
        pytest.param("Hawaiʻi Road Table", "Hawaii Road Table", id="okina"),
        pytest.param("“We Ride” Coalition", '"We Ride" Coalition', id="quotes"),
        pytest.param("Rail–Road Lab", "Rail-Road Lab", id="dashes"),
        pytest.param("Rail | Road", "Rail / Road", id="bars"),
        pytest.param("Track & Bridge", "Track and Bridge", id="ampersand"),
        pytest.param("The Track Fund", "Track Fund", id="leading The"),
        pytest.param("(The) Track Fund", "Track Fund", id="The in brackets"),
        pytest.param("Track Fund, The", "The Track Fund", id="The at the end"),
        pytest.param("A Shorter Wait", "Shorter Wait", id="leading A"),
        pytest.param("U.S. Riders", "US Riders", id="points"),
        pytest.param("St.Isidore No.77", "St. Isidore No. 77", id="abbreviations"),
        pytest.param("Track Fund, Inc.", "Track Fund", id="Inc. with a comma"),
        pytest.param("Track Fund Incorporated", "Track Fund Inc", id="Incorporated"),
        pytest.param("1,000 Crossings", "1000 Crossings", id="thousands"),
        pytest.param("Track Fund™", "Track Fund", id="trade mark"),
        pytest.param("Ｔｒａｃｋ Ｆｕｎｄ", "Track Fund", id="full-width letters"),
        pytest.param("Track\u200b Fund", "Track Fund", id="zero-width space"),
    ],
)
def test_what_typing_varies_makes_no_other_name(one: str, other: str) -> None:
    assert prepared(one) == prepared(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Track Union", "Track Union Action", id="Action"),
        pytest.param("Track Union", "Track Union Action Fund", id="Action Fund"),
        pytest.param("Track Union", "Track Union Foundation", id="Foundation"),
        pytest.param("Track Union", "Track Union PAC", id="PAC"),
        pytest.param("Track Union", "Track Union LLC", id="LLC"),
        pytest.param("Track Union", "Track Union of Ohio", id="chapter"),
        pytest.param("Track Union", "Track Union (Ohio)", id="chapter in brackets"),
        pytest.param("Track Union", "Track Union (TU)", id="acronym in brackets"),
        pytest.param("Local 12", "Local 21", id="numbers"),
        pytest.param("Local 12", "Local 120", id="longer numbers"),
        pytest.param("1.5 Degrees", "15 Degrees", id="decimals"),
        pytest.param("Riders", "Riders+", id="plus"),
        pytest.param("Road", "#Road", id="hash"),
        pytest.param("हिन्दी सभा", "हनद सभ", id="vowels of Hindi"),
        pytest.param("道口", "道", id="Chinese"),
        pytest.param("🚆", "🚲", id="emoji"),
        pytest.param("...", "!!!", id="points alone"),
        pytest.param("The A Team", "Team", id="two articles"),
    ],
)
def test_another_word_or_number_is_another_name(one: str, other: str) -> None:
    assert prepared(one) != prepared(other)


def test_an_initial_is_no_article() -> None:
    assert prepared("A. Holt Institute") == "a holt institute"
    assert prepared("A J Holt Institute") == prepared("A. J. Holt Institute")
    assert prepared("A & B Riders") == "a and b riders"


@pytest.mark.parametrize("name", ["The", "A", "Inc.", "The Inc.", "&", "´", "“”", "ـ", "🚆\ufe0f"])
def test_a_name_of_almost_nothing_still_has_a_matching_form(name: str) -> None:
    assert prepared(name).strip()


@given(st.text(min_size=1, max_size=60))
def test_no_name_that_is_accepted_loses_its_matching_form(text: str) -> None:
    name = check_name(text)

    if isinstance(name, str):
        assert prepared(name).strip()
        assert check_name(name) == name
        assert unicodedata.is_normalized("NFC", name)


@needs_shared
def test_no_two_different_real_organizations_have_one_prepared_name() -> None:
    assert SHARED is not None
    with (SHARED / "data/names/pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))

    joined = [pair for pair in pairs if prepared(pair["name_a"]) == prepared(pair["name_b"])]

    assert {pair["label"] for pair in joined} == {"same"}
    assert len(joined) >= 50


def test_a_name_is_trimmed_and_its_blanks_are_one_space() -> None:
    assert check_name("  Track\t\n Fund\u00a0 ") == "Track Fund"
    assert check_name("Cafe\u0301") == "Café"
    assert check_name("Track\u200bFund\ufeff") == "TrackFund"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "name-missing", id="empty"),
        pytest.param(" \n\u200b ", "name-missing", id="blanks"),
        pytest.param("\u0301", "name-missing", id="a mark without a letter"),
        pytest.param("Track\x00Fund", "name-characters", id="NUL"),
        pytest.param("Track\x1bFund", "name-characters", id="escape"),
        pytest.param("\u202edrawkcab", "name-characters", id="bidi override"),
        pytest.param("\u2067Track", "name-characters", id="bidi isolate"),
        pytest.param("Track\ud800", "name-characters", id="half a character"),
        pytest.param("Track\uffff", "name-characters", id="no character"),
        pytest.param("x" * 301, "name-long", id="too long"),
    ],
)
def test_what_cannot_stand_as_a_name_is_refused_with_a_sentence(text: str, code: str) -> None:
    answer = check_name(text)

    assert isinstance(answer, Refused)
    assert answer.code == code
    assert answer.reason.endswith(".")


@pytest.mark.parametrize(
    "name", ["شبكة جيران السكة", "道口邻里互助社", "חברי הרכבת", "x" * 300, "🚆"]
)
def test_names_in_every_script_are_taken_as_they_are(name: str) -> None:
    assert check_name(name) == name


def test_the_same_name_in_two_places_has_two_match_keys() -> None:
    assert match_key("Depot Pantry", place="OH") != match_key("Depot Pantry", place="OR")
    assert match_key("Depot Pantry", place="") != match_key("Depot Pantry", place="OH")


def test_a_place_may_be_written_with_its_code_or_its_name() -> None:
    assert match_key("The Depot Pantry", place="Ohio") == match_key("Depot Pantry", place="oh")
    assert match_key("Depot Pantry", place="Larkmoor, Ohio") == match_key(
        "Depot Pantry", place="larkmoor, OH"
    )
