"""The link in the mail: looking shows, the button confirms."""

from __future__ import annotations

import pytest

from tests.conftest import Mailbox
from tests.pages import PageClient
from tests.web.conftest import ANSWERS, Publish


@pytest.fixture
def address(published: Publish) -> str:
    return published()


@pytest.fixture
def link(pages: PageClient, address: str, mailbox: Mailbox) -> str:
    """The path of the link that a signer's mail brought."""
    pages.send(pages.get(f"{address}/sign"), f"{address}/sign", ANSWERS)
    return mailbox.link("/confirm/")


def test_looking_at_the_link_shows_the_line_and_lists_nothing(
    pages: PageClient, address: str, link: str
) -> None:
    page = pages.get(link)

    assert page.heading == "Confirm your sign-on"
    assert "Harbor Street Neighbors, New Mexico" in page.main
    assert "I am authorized to add Harbor Street Neighbors to this letter, version 1" in page.main
    assert "Harbor Street Neighbors, New Mexico" not in pages.get(address).names()


def test_the_button_lists_the_line_and_leads_to_the_signers_page(
    pages: PageClient, address: str, link: str
) -> None:
    page = pages.send(pages.get(link), link)

    assert page.heading == "Thank you. Your line is listed."
    assert "Harbor Street Neighbors, New Mexico" in pages.get(address).names()


def test_saying_that_it_was_not_me_lists_nothing_and_ends_the_link(
    pages: PageClient, address: str, link: str
) -> None:
    page = pages.send(pages.get(link), f"{link}/deny")

    assert page.heading == "Thank you for telling us"
    assert pages.get(link).status == 410
    assert "Harbor Street Neighbors, New Mexico" not in pages.get(address).names()


def test_a_used_link_says_where_to_go(pages: PageClient, link: str) -> None:
    pages.send(pages.get(link), link)

    page = pages.get(link)

    assert page.status == 410
    assert page.heading == "This link was used already"


@pytest.mark.parametrize("token", ["nonsense", "x" * 400, "%00", "ñ"])
def test_an_unknown_link_says_what_to_try(pages: PageClient, token: str) -> None:
    page = pages.get(f"/confirm/{token}")

    assert page.status == 404
    assert page.heading == "This link does not work"


def test_the_page_of_a_token_leaves_no_trace(pages: PageClient, link: str) -> None:
    headers = pages.get(link).response.headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
