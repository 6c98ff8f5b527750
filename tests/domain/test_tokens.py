from __future__ import annotations

import pytest

from app.domain import labels, tokens, wording
from app.domain.counting import distinct
from app.domain.documents import Text, Token
from app.domain.signatories import Signatory


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("count", "count", id="count"),
        pytest.param("count:State and local  >  Ohio", "count:State and local > Ohio", id="group"),
        pytest.param("count:", None, id="no group"),
        pytest.param("Count", None, id="capital"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_token_is_known_by_its_name(written: str, name: str | None):
    assert tokens.known(written) == name


def test_plain_text_is_parsed_with_its_figures_and_escapes():
    assert tokens.parse(r"All {{count}} of \{{ us }} {{ who }}") == (
        Text("All "),
        Token("count"),
        Text(" of {{ us }} {{ who }}"),
    )


def test_figures_are_put_in_place():
    assert tokens.fill("{{ count }} and {{count_words}}", lambda name: name.upper()) == (
        "COUNT and COUNT_WORDS"
    )


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (0, "zero", "cero"),
        (1, "one", "una"),
        (21, "twenty-one", "veintiuna"),
        (68, "sixty-eight", "sesenta y ocho"),
        (100, "one hundred", "cien"),
        (101, "one hundred one", "ciento una"),
        (500, "five hundred", "quinientas"),
        (1104, "one thousand one hundred four", "mil ciento cuatro"),
        (9999, "nine thousand nine hundred ninety-nine", "nueve mil novecientas noventa y nueve"),
        (10_000, "10,000", "10.000"),
    ],
)
def test_numbers_are_written_in_words(number: int, english: str, spanish: str):
    assert wording.number_in_words(number, "en-US") == english
    assert wording.number_in_words(number, "es") == spanish


def test_labels_follow_the_language_and_fall_back_to_english():
    assert labels.words_for("es-MX").re == "Asunto:"
    assert labels.words_for("ht") == labels.words_for("en")


def test_a_signatory_under_two_groups_counts_once_and_namesakes_count_each():
    twice = Signatory("A", group="X"), Signatory("A", group="Y", position=1)
    namesakes = Signatory("B", group="X", position=2), Signatory("B", group="X", position=3)

    assert len(distinct((*twice, *namesakes))) == 3
