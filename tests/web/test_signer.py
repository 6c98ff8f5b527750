"""The signer's own page: the line, the details, the way out."""

from __future__ import annotations

import pytest

from tests.conftest import Mailbox
from tests.pages import Page, PageClient
from tests.web.conftest import ANSWERS, Publish


@pytest.fixture
def address(published: Publish) -> str:
    return published()


@pytest.fixture
def mine(pages: PageClient, address: str, mailbox: Mailbox) -> Page:
    """The page that opens after the button of the confirmation."""
    pages.send(pages.get(f"{address}/sign"), f"{address}/sign", ANSWERS)
    link = mailbox.link("/confirm/")
    return pages.send(pages.get(link), link)


def test_it_shows_the_line_the_details_and_the_text_that_was_signed(mine: Page) -> None:
    assert mine.title == "Your sign-on: Harbor Street Neighbors"
    for words in ("Ada Harbor", "Chair", "ada@harbor.example", "harbor.example", "SHA-256"):
        assert words in mine.main


def test_withdrawing_asks_first_and_takes_the_line_away(
    pages: PageClient, address: str, mine: Page
) -> None:
    token = mine.response.request.path
    question = pages.get(f"{token}/withdraw")
    assert "Harbor Street Neighbors, New Mexico" in pages.get(address).names()

    page = pages.send(question, f"{token}/withdraw")

    assert page.heading == "You withdrew this sign-on"
    assert "Harbor Street Neighbors, New Mexico" not in pages.get(address).names()


def test_a_page_with_a_wrong_token_is_not_there(pages: PageClient) -> None:
    assert pages.get("/sign-on/nonsense").status == 404
    assert pages.get("/sign-on/nonsense/withdraw").status == 404


def test_it_leaves_no_trace(mine: Page) -> None:
    assert mine.response.headers["Referrer-Policy"] == "no-referrer"
    assert mine.response.headers["Cache-Control"] == "no-store"
    assert mine.response.headers["X-Robots-Tag"] == "noindex"
