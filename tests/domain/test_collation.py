"""In which order names print."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import collation
from app.domain.collation import printing_words, sort_key
from app.domain.collation_data import LATIN
from app.domain.errors import UnknownLocale
from tests.shared import SHARED, needs_shared


def in_order(names: list[str], locale: str = "en") -> list[str]:
    return sorted(names, key=lambda name: sort_key(name, locale=locale))


@needs_shared
def test_real_names_stand_as_a_careful_editor_puts_them() -> None:
    assert SHARED is not None
    _, *names = (SHARED / "data/names/sorting_dev.txt").read_text("utf-8").splitlines()

    assert in_order(names[::-1]) == names


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["7 Bridges", "18 Roads", "350 Towns", "1,000 Friends"], id="by value"),
        pytest.param(["2", "12345678", "123456789", "1" * 40], id="long numbers"),
        pytest.param(["Local 9", "Local 12", "Local 112"], id="numbers inside"),
        pytest.param(["9 Towns", "9to5 Riders", "10 Towns"], id="digits within a word"),
        pytest.param(["Local ٩", "Local 12"], id="Arabic digits"),
        pytest.param(["A Better Road", "Beyond Roads", "The Big Road"], id="articles"),
        pytest.param(["A. Holt Institute", "Abel", "A Zebra Line", "Zoe"], id="initial A."),
        pytest.param(["A & B Riders", "Abel"], id="A &"),
        pytest.param(["Thaw", "The", "Theater"], id="The alone"),
        pytest.param(["La Vía", "Lamp", "Le Rail", "Los Rieles"], id="foreign articles stay"),
        pytest.param(["S.T.O.P. Now", "Stop Other Trains", "Stoplight"], id="dotted initials"),
        pytest.param(["Rail and Road", "Rail & Track"], id="ampersand is and"),
        pytest.param(["Rail Work", "Rail-Yard", "Rail/Zone", "Railway"], id="word by word"),
        pytest.param(["Woman", "Women’s Table", "Womens Tent", "Women's Track"], id="apostrophes"),
        pytest.param(["AFL Road", "AFL-Track", "Aflame"], id="hyphenated acronyms"),
        pytest.param(["#Ride", "“Roads”", "@Track", "(Un)Stopped"], id="leading signs"),
        pytest.param(["Saint Isidore", "St.Albans", "St. Isidore", "Stone"], id="St. as written"),
        pytest.param(["Hawaii Line", "Hawaiʻi Road", "Hawaii Track"], id="okina"),
        pytest.param(["Straße", "Strassen", "Strasser"], id="sharp s"),
        pytest.param(["Łącznik", "Lado", "Oslo", "Øst", "Oz"], id="strokes"),
        pytest.param(["Zebra", "Ωμέγα", "Рельсы", "حصاد", "道口"], id="scripts"),
        pytest.param(["cote", "coté", "côte", "côté"], id="accents second"),
        pytest.param(["resume", "Resume", "résumé"], id="case after accents"),
        pytest.param(["!!!", "🚆", "1", "A"], id="symbols alone come first"),
    ],
)
def test_order_of_names(names: list[str]) -> None:
    assert in_order(names[::-1]) == names


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        pytest.param("en", ["Nandu", "Ñandú", "Nz"], id="en: n with a mark"),
        pytest.param("es", ["Nandu", "Nz", "Ñandú", "Oz"], id="es: a letter of its own"),
        pytest.param("es-MX", ["Nz", "ÑANDÚ", "Oz"], id="a region falls to its language"),
        pytest.param("sv", ["Zon", "Åland", "Æble", "Ängel", "Öster"], id="sv"),
        pytest.param("da", ["Zoo", "Æble", "Øst", "Aarhus", "Åse"], id="da: aa is å"),
        pytest.param("nn-NO", ["Zoo", "Æble", "Øst", "Ås"], id="nn"),
        pytest.param("de", ["Apfel", "Äpfel", "Öl", "Zebra"], id="de is the root"),
        pytest.param("pl", ["Luz", "Łąka", "Mak"], id="pl"),
        pytest.param("cs", ["Cukr", "Čas", "Hrad", "Chata", "Ivan"], id="cs: ch"),
        pytest.param("pt", ["A Rota", "Abel"], id="pt: A is its own article"),
    ],
)
def test_languages_have_their_own_order(locale: str, names: list[str]) -> None:
    assert in_order(names[::-1], locale) == names


@pytest.mark.parametrize("locale", ["xx-yy1", "xx", "klingon", "", "e", "en-", "en US", "en--US"])
def test_a_tag_of_no_language_is_refused(locale: str) -> None:
    with pytest.raises(UnknownLocale):
        sort_key("Track", locale=locale)


@pytest.mark.parametrize("locale", ["zh-Hant-TW", "sr-Latn", "pt_BR", "de-1996", "ar", "EN-us"])
def test_a_known_language_without_rules_of_its_own_has_those_of_the_root(locale: str) -> None:
    assert sort_key("Track Ö", locale=locale) == sort_key("Track Ö", locale="en")


def test_the_table_of_latin_letters_is_the_one_of_pyuca() -> None:
    theirs = collation._collator()

    for character, elements in LATIN.items():
        assert [list(element) for element in elements] == theirs.collation_elements(character)


latin_text = st.text(st.sampled_from(sorted(LATIN) + list("éÑüÅçşżőǖ")), max_size=30)


@given(latin_text)
@settings(deadline=None)
def test_the_short_way_gives_the_weights_of_pyuca(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    elements = collation._collator().collation_elements(decomposed)

    weights = collation._root_weights(decomposed)

    for level in range(3):
        assert list(map(ord, weights[level])) == [each[level] for each in elements if each[level]]


@given(st.text(max_size=40), st.sampled_from(["en", "es", "da", "tr"]))
@settings(deadline=None)
def test_every_text_has_a_key_and_only_equal_texts_share_one(text: str, locale: str) -> None:
    key = sort_key(text, locale=locale)

    assert key.endswith(text.encode("utf-8", "surrogatepass"))
    assert key != sort_key(text + "x", locale=locale)


@given(st.integers(0, 10**40), st.integers(0, 10**40))
def test_numbers_compare_by_value_however_long(one: int, other: int) -> None:
    keys = [sort_key(f"Local {number}", locale="en") for number in (one, other)]

    assert (keys[0] < keys[1]) == (one < other)


def test_a_key_is_as_short_as_its_name_allows() -> None:
    name = "Open Road Neighbors"

    assert len(sort_key(name, locale="en")) < 4 * len(name) + 8


def test_words_keep_case_and_accents() -> None:
    assert printing_words("The “Ñandú” & Co./Café®") == "Ñandú and Co Café"


def test_a_list_in_latin_letters_loads_no_collation_table() -> None:
    asked = (
        "import sys; from app.domain.collation import sort_key;"
        "sort_key('Álamo Øst Straße & Łódź', locale='en');"
        "sort_key('Ñandú', locale='es');"
        "print(any(name.startswith('pyuca') for name in sys.modules))"
    )

    said = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60
    )

    assert said.stdout.strip() == "False"
