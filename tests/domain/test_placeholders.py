from __future__ import annotations

import pytest

from app.domain.composing import compose
from app.domain.finishing import stopping
from app.domain.placeholders import left_over
from app.domain.signatories import Signatory
from tests.formats.letters_in_text import read


def found_in(
    body: str, *, head: str = "title: x", allowed: tuple[str, ...] = ()
) -> tuple[str, ...]:
    found = left_over(compose(read(body, head=head), ()))
    return tuple(str(each) for each in stopping(found, allowed=allowed))


@pytest.mark.parametrize(
    "text",
    [
        "The XX groups below",
        "XXX organizations",
        "XX undersigned organizations",
        "las XX organizaciones firmantes",
        "les XX organisations",
        "Date: TBD.",
        "More TK",
        "On \\[date\\] we",
        "Dear \\[name\\],",
        "**XX** members",
    ],
)
def test_a_placeholder_is_found_and_its_place_named(text: str):
    (sentence,) = found_in(f"First.\n\n{text}")

    assert sentence.endswith("is still a placeholder in paragraph 2.")


@pytest.mark.parametrize(
    "text",
    [
        "Title XX members",
        "Article XXX states that",
        "Part XX groups them",
        "Chapter XX organizations",
        "Título XX personas",
        "Super Bowl XX",
        "XX chromosomes",
        "the MXX groups",
        "TBDs and STK",
        "xx groups",
        "`XX groups`",
        "Run **`TBD`** now",
        "a date and a name",
    ],
)
def test_what_only_looks_like_a_placeholder_is_none(text: str):
    assert found_in(text) == ()


# What drafts and finished letters really hold; each row is one text and what is found in it.
HARD_CASES = [
    pytest.param("XX organizations", ["XX organizations"], id="two letters"),
    pytest.param("XXX groups", ["XXX groups"], id="three letters"),
    pytest.param("XX national groups", ["XX national groups"], id="words between"),
    pytest.param("XX percent of them", ["XX percent"], id="a share"),
    pytest.param("42 U.S.C. 1983 and XX U.S.C. 12", [], id="a code of law"),
    pytest.param("Superbowl XX members", [], id="a game in one word"),
    pytest.param("Super Bowl XX members", [], id="a game"),
    pytest.param("Title XX of the Act", [], id="a title of an act"),
    pytest.param("TITLE XX members", [], id="a title in capitals"),
    pytest.param("Article XXX members", [], id="an article"),
    pytest.param("Section XX", [], id="a section alone"),
    pytest.param("el siglo XX, personas", [], id="a century"),
    pytest.param("XX, groups", [], id="a comma between"),
    pytest.param("Send TBD.", ["TBD"], id="at the end of a sentence"),
    pytest.param("date tbd", ["tbd"], id="small letters"),
    pytest.param("todo el mundo", [], id="a Spanish word"),
    pytest.param("STBD, TBDs, TK-1, A/TK", [], id="parts of words"),
    pytest.param("the TK Maxx stores", ["TK"], id="a name in the body is let through by name"),
    pytest.param("\\[NAME\\]", ["[NAME]"], id="capitals in brackets"),
    pytest.param("\\[Organization\\]", ["[Organization]"], id="a capital in brackets"),
    pytest.param("\\[insert date\\]", ["[insert date]"], id="what to insert"),
    pytest.param("\\[names\\] and \\[ date \\]", ["[names]", "[ date ]"], id="two in a row"),
    pytest.param("he \\[the mayor\\] said", [], id="an editor’s word"),
    pytest.param("\\[sic\\] and \\[…\\]", [], id="marks of a quotation"),
    pytest.param("[the TBD report](https://x.org)", ["TBD"], id="the words of a link"),
    pytest.param("[a report](https://x.org/TBD)", [], id="where a link leads"),
    pytest.param("https://x.org/?id=TBD&by=[name]", [], id="a printed address"),
    pytest.param("# Costs TBD", ["TBD"], id="a heading"),
    pytest.param("| a | b |\n|---|---|\n| TBD | 1 |", ["TBD"], id="a cell of a table"),
    pytest.param("- one\n- TK", ["TK"], id="an item of a list"),
    pytest.param("> XX people", ["XX people"], id="a quotation"),
    pytest.param("XX organizaciones", ["XX organizaciones"], id="Spanish groups"),
    pytest.param("XX por ciento", ["XX por ciento"], id="a Spanish share"),
    pytest.param("el \\[fecha\\], \\[Nombre\\]", ["[fecha]", "[Nombre]"], id="Spanish brackets"),
    pytest.param("\\[por definir\\]", ["[por definir]"], id="Spanish, to be settled"),
    pytest.param("cuestiones por definir", [], id="Spanish words in a sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HARD_CASES)
def test_hard_cases(text: str, expected: list[str]):
    assert [each.text for each in left_over(compose(read(text), ()))] == expected


@pytest.mark.parametrize(
    ("head", "place"),
    [
        pytest.param("title: x\ncc:\n- name: TBD", "the cc list", id="cc"),
        pytest.param("title: x\nvia: TBD", "the delivery line", id="delivery"),
        pytest.param("title: x\naddressees:\n- name: TBD", "the addressees", id="addressee"),
        pytest.param("title: x\nsalutation: 'Dear TBD:'", "the salutation", id="salutation"),
        pytest.param("title: x\nenclosures: [TBD]", "the enclosures", id="enclosure"),
        pytest.param("title: TBD\nprint_title: true", "the title", id="printed title"),
    ],
)
def test_every_part_that_prints_is_looked_at(head: str, place: str):
    assert found_in("Text.", head=head) == (f"“TBD” is still a placeholder in {place}.",)


def test_a_name_never_stops_a_letter():
    names = (Signatory(name="TK Holdings"), Signatory(name="XX Groups"), Signatory(name="TBD"))
    letter = read("Text.", head="title: x\nleads: [TBD]")

    assert left_over(compose(letter, names)) == ()


@pytest.mark.parametrize("allowed", ["XX groups", "xx", "XX  Groups"])
def test_a_placeholder_that_is_meant_is_let_through(allowed: str):
    assert found_in("XX groups, TBD", allowed=(allowed,)) == (
        "“TBD” is still a placeholder in paragraph 1.",
    )


def test_re_line_and_notes_are_looked_at_too():
    assert found_in("A[^1]\n\n[^1]: TBD", head="title: x\nre: XX groups\nclosing: TK") == (
        "“XX groups” is still a placeholder in the RE line.",
        "“TK” is still a placeholder in the closing.",
        "“TBD” is still a placeholder in note 1.",
    )


def test_a_figure_of_a_letter_without_a_date_is_a_placeholder():
    assert found_in("Of {{ date }}.") == ("“[date]” is still a placeholder in paragraph 1.",)
