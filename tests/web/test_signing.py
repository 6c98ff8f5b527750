"""The sign-on form: what it asks, what it says when an answer will not do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app import extensions
from app.services.publishing import Circle
from app.web.forms.sign_on import SignOnForm, is_web_address
from tests.pages import PageClient
from tests.web.conftest import ANSWERS, Publish


def test_every_field_says_who_sees_it(pages: PageClient, published: Publish) -> None:
    page = pages.get(f"{published()}/sign")

    seen = {
        name: "".join(page.find(f"{name}-seen").itertext())
        for name in ANSWERS
        if name != "authorized"
    }
    assert seen == {
        "organization": "Prints",
        "scope": "Prints",
        "state": "Prints",
        "website": "Organizers only",
        "signer_name": "Organizers only",
        "signer_title": "Organizers only",
        "email": "Organizers only",
    }


def test_signing_on_leads_to_a_page_that_says_where_the_mail_went(
    pages: PageClient, published: Publish
) -> None:
    address = published()
    form = pages.get(f"{address}/sign")

    page = pages.send(form, f"{address}/sign", ANSWERS)

    assert page.heading == "Check your inbox"
    assert "ada@harbor.example" in page.main
    assert "Please confirm" in page.main
    assert "Ines Ortega, signons@lastmile.example" in page.main
    assert page.response.request.path == f"{address}/check-inbox"
    assert "harbor" not in page.response.request.url


def test_the_page_after_signing_shows_no_address_to_anybody_else(
    pages: PageClient, published: Publish
) -> None:
    page = pages.get(f"{published()}/check-inbox")

    assert page.heading == "Check your inbox"
    assert "If you have just signed on" in page.main


def test_a_repeated_sign_on_sees_the_same_page(pages: PageClient, published: Publish) -> None:
    address = published()

    first = pages.send(pages.get(f"{address}/sign"), f"{address}/sign", ANSWERS)
    again = pages.send(pages.get(f"{address}/sign"), f"{address}/sign", ANSWERS)

    assert again.status == first.status
    assert again.heading == first.heading


def test_an_empty_form_names_every_missing_answer(pages: PageClient, published: Publish) -> None:
    address = published()

    page = pages.send(pages.get(f"{address}/sign"), f"{address}/sign", {})

    assert page.status == 422
    assert page.title.startswith("Another look needed")
    assert page.faults() == {
        "organization": "Give the name as it should print",
        "scope": "Say where your organization works",
        "signer_name": "Give your name",
        "signer_title": "Give your title, such as “Executive director”",
        "email": "Give your work e-mail address",
        "authorized": "Tell us that you may sign for your organization",
    }
    assert all(page.has(field) for field in page.faults())


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        pytest.param("organization", "  ", "Give the name", id="blanks"),
        pytest.param("organization", "A\x00B", "cannot be printed", id="control character"),
        pytest.param("organization", "A\u202eB", "cannot be printed", id="turned direction"),
        pytest.param("organization", "x" * 301, "longer than 300", id="long name"),
        pytest.param("email", "ada", "no @ sign", id="no at sign"),
        pytest.param("email", "ada@harbor", "No mail can reach", id="no domain"),
        pytest.param("email", "ada@@harbor.example", "No mail can reach", id="two at signs"),
        pytest.param("email", f"{'a' * 250}@harbor.example", "too long", id="long address"),
        pytest.param("website", "not a site", "Give the website", id="words"),
        pytest.param("website", "harbor.example/%00", "Give the website", id="null in website"),
        pytest.param("website", "harbor.example/\x07", "Give the website", id="bell in website"),
        pytest.param("website", f"h.example/{'x' * 283}", "too long", id="long with its https"),
        pytest.param("email", "añada@harbor.example", "No mail can", id="outside ASCII"),
        pytest.param("website", "javascript:alert(1)", "Give the website", id="script"),
        pytest.param("state", "", "Choose the state", id="no state"),
        pytest.param("state", "ZZ", "from the list", id="unknown state"),
        pytest.param("scope", "galactic", "", id="unknown scope"),
        pytest.param("signer_name", "x" * 201, "too long", id="long signer"),
        pytest.param("signer_title", "B\x07ell", "cannot be printed", id="bell in title"),
    ],
)
def test_an_answer_that_will_not_do_is_named_and_the_others_are_kept(
    pages: PageClient, published: Publish, field: str, typed: str, said: str
) -> None:
    address = published()

    page = pages.send(pages.get(f"{address}/sign"), f"{address}/sign", {**ANSWERS, field: typed})

    assert page.status == 422
    assert list(page.faults()) == [field]
    assert said in page.faults()[field]
    kept = "signer_title" if field != "signer_title" else "signer_name"
    assert page.value(kept) == ANSWERS[kept]


def test_what_was_typed_comes_back_escaped(pages: PageClient, published: Publish) -> None:
    address = published()
    typed = '"><script>alert(1)</script>'

    page = pages.send(
        pages.get(f"{address}/sign"),
        f"{address}/sign",
        {**ANSWERS, "organization": typed, "email": ""},
    )

    assert page.value("organization") == typed
    assert "<script>alert" not in page.response.text


def test_a_form_without_its_token_is_shown_again_with_what_was_typed(
    pages: PageClient, published: Publish
) -> None:
    address = published()

    page = pages._page(pages.client.post(f"{address}/sign", data=ANSWERS))

    assert page.status == 400
    assert "please press the button once more" in page.main
    assert page.value("organization") == "Harbor Street Neighbors"
    assert page.value("state") == "NM"

    assert pages.send(page, f"{address}/sign", ANSWERS).heading == "Check your inbox"


@pytest.mark.parametrize("individuals", [True, False])
@pytest.mark.parametrize("kind", ["zzz", "\x00", ""])
def test_a_kind_that_is_none_is_named_or_not_asked(
    pages: PageClient, published: Publish, individuals: bool, kind: str
) -> None:
    address = published(individuals=individuals)
    form = pages.get(f"{address}/sign")
    data = {**ANSWERS, "kind": kind, "csrf_token": form.value("csrf_token")}

    strip = pages.client.post(f"{address}/line", data=data)
    page = pages.send(form, f"{address}/sign", data)

    assert strip.status_code == 200
    assert "Harbor Street Neighbors" in strip.text
    assert page.status == (422 if individuals else 200)
    if individuals:
        assert list(page.faults()) == ["kind"]


def test_a_city_has_a_hundred_characters_at_most(app: Flask) -> None:
    with app.test_request_context(method="POST", data={**ANSWERS, "city": "x" * 101}):
        form = SignOnForm(meta={"csrf": False})
        form.state.choices = []

        assert not form.validate()
        assert form.city.errors == ["The city is too long"]


def test_the_address_is_kept_in_one_form(pages: PageClient, published: Publish) -> None:
    address = published()
    typed = {**ANSWERS, "email": " Ada@HARBOR.example "}

    page = pages.send(pages.get(f"{address}/sign"), f"{address}/sign", typed)

    assert "ada@harbor.example" in page.main


def test_typing_does_not_use_up_the_tries_to_sign(
    pages: PageClient, published: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = published()
    form = pages.get(f"{address}/sign")
    data = {"csrf_token": form.value("csrf_token")}
    monkeypatch.setattr(extensions.limiter, "enabled", True)
    extensions.limiter.reset()

    lines = [pages.client.post(f"{address}/line", data=data).status_code for _ in range(241)]
    signs = [pages.client.post(f"{address}/sign", data=data).status_code for _ in range(61)]

    extensions.limiter.reset()
    assert lines == [200] * 240 + [429]
    assert signs == [422] * 60 + [429]


def test_the_line_is_shown_between_its_neighbours(pages: PageClient, published: Publish) -> None:
    address = published()
    form = pages.get(f"{address}/sign")
    token = form.value("csrf_token")

    strip = pages.client.post(f"{address}/line", data={**ANSWERS, "csrf_token": token})

    assert strip.status_code == 200
    assert "Harbor Street Neighbors</bdi>, <" in strip.text
    assert "New Mexico" in strip.text
    assert "Ümit Riders Union" in strip.text


def test_the_neighbours_stay_hidden_where_names_are(
    pages: PageClient, published: Publish, private_key: Callable[[str], str]
) -> None:
    address = published("quiet-letter", circle=Circle())
    key = private_key("quiet-letter")
    form = pages.get(f"{address}/sign?key={key}")
    data = {**ANSWERS, "csrf_token": form.value("csrf_token")}

    strip = pages.client.post(f"{address}/line?key={key}", data=data)

    assert "Harbor Street Neighbors" in strip.text
    assert "Ümit Riders Union" not in strip.text


def test_a_quiet_letter_is_signed_with_its_key(
    pages: PageClient, published: Publish, private_key: Callable[[str], str]
) -> None:
    address = published("quiet-letter", circle=Circle())
    key = private_key("quiet-letter")

    assert pages.get(f"{address}/sign").status == 404
    form = pages.get(f"{address}/sign?key={key}")
    assert pages.send(form, f"{address}/sign", ANSWERS).heading == "Check your inbox"


def test_a_closed_letter_says_when_it_closed_and_whom_to_ask(
    pages: PageClient, published: Publish
) -> None:
    page = pages.get(f"{published(closes_in=timedelta(days=-2))}/sign")

    assert page.heading == "This letter is closed for sign-ons"
    assert "It closed on" in page.main
    assert "Ines Ortega, signons@lastmile.example" in page.main


def test_a_form_is_kept_by_nobody_and_found_by_no_search(
    pages: PageClient, published: Publish
) -> None:
    headers = pages.get(f"{published()}/sign").response.headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "address", ["example.org", "https://example.org/a?b=c", "www.example.co.uk", "ñandú.example"]
)
def test_a_website_may_come_without_its_scheme(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    ["example", "ftp://example.org", "a b.org", "https://", "http://[::1", "mailto:a@b.c"],
)
def test_what_is_no_website_is_told_apart(address: str) -> None:
    assert not is_web_address(address)
