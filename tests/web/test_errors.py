"""What went wrong, in words, in the look of the other pages."""

from __future__ import annotations

import pytest
from flask import Flask, abort

from tests.pages import PageClient
from tests.web.conftest import Publish

LARGE = 10 * 1024 * 1024


@pytest.mark.parametrize("address", ["/", "/letters/night-bus", "/nowhere", "/desk/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_host_is_refused_with_a_page_of_its_own(
    pages: PageClient, address: str, method: str
) -> None:
    answer = pages.client.open(address, method=method, headers={"Host": "evil.example"})
    page = pages._page(answer)

    assert page.status == 400
    assert page.heading == "There is no such site here"
    assert "evil.example" not in answer.text
    assert page.links() == []


def test_a_page_that_is_not_there_says_what_to_try(pages: PageClient) -> None:
    page = pages.get("/letters/nowhere")

    assert page.status == 404
    assert page.heading == "There is no such page"
    assert "/" in page.links()


@pytest.mark.parametrize("slug", ["a%00b", "Night-Bus", "a_b", "-a", "a" * 81, "%2e%2e", "%ff"])
@pytest.mark.parametrize("address", ["/letters/{}", "/letters/{}/sign", "/desk/letters/{}"])
def test_what_cannot_be_a_slug_is_no_page(pages: PageClient, address: str, slug: str) -> None:
    assert pages.get(address.format(slug)).status == 404


def test_ten_megabytes_are_refused_before_they_are_read(
    pages: PageClient, published: Publish
) -> None:
    address = published()

    answer = pages.client.post(f"{address}/sign", data={"organization": "x" * LARGE})
    page = pages._page(answer)

    assert page.status == 413
    assert page.heading == "That is too large"


def test_the_wrong_method_is_answered_with_a_page(pages: PageClient) -> None:
    answer = pages.client.put("/")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert pages._page(answer).heading == "This page works in another way"


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        (400, "That did not arrive as it should"),
        (403, "You may not open this page"),
        (429, "Too many tries in a short time"),
        (500, "Something went wrong on our side"),
        (503, "Something went wrong on our side"),
    ],
)
def test_every_error_has_its_page(app: Flask, pages: PageClient, code: int, heading: str) -> None:
    app.add_url_rule("/broken", view_func=lambda: abort(code))

    page = pages.get("/broken")

    assert page.status == code
    assert page.heading == heading


def test_a_fault_of_ours_shows_none_of_its_insides(app: Flask, pages: PageClient) -> None:
    def fail() -> str:
        raise RuntimeError("secret words")

    app.add_url_rule("/broken", view_func=fail)
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False

    page = pages.get("/broken")

    assert page.status == 500
    assert "secret words" not in page.response.text
