"""The letterhead of a letter file, and the other keys that a design answers for."""

from __future__ import annotations

import pytest

from app.domain.documents import NamesPlace, Picture
from app.domain.letters import Letterhead
from tests.formats.letters_in_text import faults_of, letter_text, read

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde"
HEAD = """title: x
letterhead:
  name: Coalition for Quiet Streets
  lines: ['100 Example Ave.', 'example.org']
  officers: ['Ada Example, Chair', 'Sam Sample, Treasurer']
  logo: logo.png
  logo_alt: A street with trees
"""


def test_a_letterhead_is_read_with_its_logo():
    letter = read(head=HEAD, read_picture=lambda name: PNG if name == "logo.png" else None)

    assert letter.letterhead == Letterhead(
        "Coalition for Quiet Streets",
        ("100 Example Ave.", "example.org"),
        ("Ada Example, Chair", "Sam Sample, Treasurer"),
        Picture("A street with trees", "image/png", PNG),
    )
    assert letter.blocking == ()


def test_a_logo_that_is_not_there_yet_stops_a_final_export_and_loses_nothing_else():
    letter = read(head=HEAD)

    assert letter.letterhead is not None
    assert letter.letterhead.logo is None
    assert letter.letterhead.name == "Coalition for Quiet Streets"
    assert len(letter.blocking) == 1
    assert "logo.png" in str(letter.blocking[0])


@pytest.mark.parametrize(
    ("head", "is_refused"),
    [("letterhead: none", True), ("letterhead: ''", False), ("letterhead: {name: ''}", False)],
)
def test_a_letter_may_have_none(head: str, is_refused: bool):
    letter = read(head=f"title: x\n{head}")

    assert letter.letterhead is None
    assert letter.has_no_letterhead is is_refused


@pytest.mark.parametrize(
    ("head", "message"),
    [
        pytest.param("letterhead: Acme", "letterhead", id="text"),
        pytest.param("letterhead: {nam: x}", "unknown key in letterhead", id="unknown key"),
        pytest.param("letterhead: {name: x, logo: ../a.png}", "must stand beside", id="elsewhere"),
        pytest.param("letterhead: {logo: a.png}", "what the logo shows", id="no alt text"),
        pytest.param("letterhead: {name: 'x {{ count }}'}", "do not work here", id="figure"),
        pytest.param("names_place: elsewhere", "names_place", id="place"),
        pytest.param("addressee_columns: 3", "addressee_columns", id="columns"),
        pytest.param("columns: 4", "columns", id="columns of names"),
    ],
)
def test_what_is_wrong_is_said_with_its_key(head: str, message: str):
    faults = faults_of(letter_text(head=f"title: x\n{head}"))

    assert len(faults) == 1
    assert message in faults[0]


def test_places_and_the_edition_are_read():
    letter = read(
        head="title: x\nnames_place: attachment\naddressee_columns: 2\nedition: 'Final, May 4'"
    )

    assert letter.names_place is NamesPlace.ATTACHMENT
    assert letter.addressee_columns == 2
    assert letter.edition == "Final, May 4"
