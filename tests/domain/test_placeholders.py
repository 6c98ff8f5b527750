from __future__ import annotations

import pytest

from app.domain.composing import compose
from app.domain.placeholders import left_over
from tests.formats.letters_in_text import read


def found_in(
    body: str, *, head: str = "title: x", allowed: tuple[str, ...] = ()
) -> tuple[str, ...]:
    return left_over(compose(read(body, head=head), ()), allowed=allowed)


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
        "a date and a name",
    ],
)
def test_what_only_looks_like_a_placeholder_is_none(text: str):
    assert found_in(text) == ()


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
