"""A long list of names in pages: every line once, headings and figures as of the whole list."""

from __future__ import annotations

import re
import unicodedata

import pytest

from app.domain.documents import NameGroup, NameLine
from app.rendering.html.names import LINES_ON_A_PAGE, folded, names_html, names_part


def _lines(word: str, count: int) -> tuple[NameLine, ...]:
    return tuple(NameLine(f"{word} {number}") for number in range(count))


LEADS = NameGroup("", 1, _lines("Lead", 2), is_leads=True)
OHIO = NameGroup("Ohio", 2, _lines("Ohio", LINES_ON_A_PAGE))
TEXAS = NameGroup("Texas", 2, _lines("Texas", 3))
STATES = NameGroup("States", 1, _lines("State", 5), (OHIO, TEXAS))
LAST = NameGroup("Friends", 1, _lines("Friend", LINES_ON_A_PAGE))
GROUPS = (LEADS, STATES, LAST)
ALL = [
    line.text
    for group in (LEADS, STATES, OHIO, TEXAS, LAST)
    for line in group.lines
]  # fmt: skip


def _names(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", item) for item in re.findall(r"<li>(.*?)</li>", html)]


def _headings(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", item) for item in re.findall(r"<h\d>(.*?)</h\d>", html)]


def test_the_pages_hold_every_line_once_in_the_order_of_the_list() -> None:
    pages = [names_part(GROUPS, page=number).html for number in (1, 2, 3)]

    assert [name for page in pages for name in _names(page)] == ALL
    assert [len(_names(page)) for page in pages] == [100, 100, 10]


def test_a_group_that_goes_on_has_its_heading_again_with_its_whole_figure() -> None:
    first, second, third = (_headings(names_part(GROUPS, page=n).html) for n in (1, 2, 3))

    assert first == ["States 108", "Ohio 100"]
    assert second == ["States 108", "Ohio 100", "Texas 3", "Friends 100"]
    assert third == ["Friends 100"]


def test_a_part_says_which_page_it_is_of_how_many_lines() -> None:
    part = names_part(GROUPS, page=2)

    assert (part.found, part.page, part.pages) == (len(ALL), 2, 3)


@pytest.mark.parametrize("page", [-1, 0, 4, 10**30])
def test_beyond_its_pages_a_list_holds_nothing(page: int) -> None:
    assert names_part(GROUPS, page=page).html == ""


def test_a_full_last_page_is_followed_by_none() -> None:
    assert names_part((LAST,), page=1).pages == 1


def test_a_list_of_nobody_is_one_empty_page() -> None:
    part = names_part((), page=1)

    assert (part.html, part.pages) == ("", 1)


def test_a_search_has_pages_of_what_it_found() -> None:
    first = names_part(GROUPS, find="FRIEND", page=1)
    both = names_part(GROUPS, find="i", page=2)

    assert (first.found, first.pages) == (100, 1)
    assert both.found == 2 * LINES_ON_A_PAGE
    assert _names(both.html)[0] == "Friend 0"
    assert _headings(both.html) == ["Friends 100"]


def test_a_document_holds_the_whole_list() -> None:
    assert _names(names_html(GROUPS)) == ALL
    assert _headings(names_html(GROUPS)) == ["States 108", "Ohio 100", "Texas 3", "Friends 100"]


@pytest.mark.parametrize(
    "text",
    [
        "Plain ASCII & Co. (No. 7)",
        "Île d'Orléans – ÜMIT, Straße, ﬁne",
        "e\u0323\u0301 o\u0301\u0323 \u1e69",
        "ΣΊΣΥΦΟΣ ς İstanbul ıI",
        "جمعية العمال الأُولى",
        "한국어 ガギグ ①②",
        "नमस्ते हिंदी",
    ],
)
def test_a_text_is_folded_like_each_of_its_letters(text: str) -> None:
    letter_by_letter = "".join(
        part
        for letter in text
        for part in unicodedata.normalize("NFKD", letter)
        if not unicodedata.combining(part)
    ).casefold()

    assert folded(text) == letter_by_letter == "".join(folded(letter) for letter in text)
