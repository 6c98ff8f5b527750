"""What everybody reads: the first page, a letter, its names."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from app import extensions
from app.services.house import House
from app.services.publishing import Circle
from app.store.tables import letters
from app.web import filters
from tests.pages import PageClient
from tests.web.conftest import Publish


def test_the_first_page_lists_public_letters_and_no_others(
    pages: PageClient, published: Publish
) -> None:
    published("night-bus")
    published("quiet-letter", circle=Circle())

    home = pages.get("/")

    assert home.title == "Letters open for signature: Undersigned"
    assert "/letters/night-bus" in home.links()
    assert "/letters/quiet-letter" not in home.links()


def test_an_empty_first_page_says_how_to_find_a_letter(pages: PageClient) -> None:
    assert "If somebody sent you a link to a letter, follow it" in pages.get("/").main


def test_a_letter_shows_its_text_its_notes_and_who_signed(
    pages: PageClient, published: Publish
) -> None:
    page = pages.get(published())

    assert page.heading == "Keep the night bus running"
    assert "Dear Mayor Søndergaard:" in page.main
    assert page.names() == [
        "Last Mile Alliance",
        "Ümit Riders Union, Ohio",
        "Zebra <Crossing> & Co, Texas",
    ]
    assert page.find("ref-1").get("popovertarget") == "here-1"
    assert page.has("here-1")
    assert page.has("note-1")


def test_a_count_below_ten_is_not_shown(pages: PageClient, published: Publish) -> None:
    page = pages.get(published())

    assert "Be among the first to sign" in page.main
    assert "3 signatories" not in page.main


def test_a_count_of_ten_is_shown(pages: PageClient, published: Publish) -> None:
    page = pages.get(published(listed=[f"Group No. {n},national," for n in range(10)]))

    assert "10 signatories so far" in page.main


def test_a_long_list_can_be_searched_without_regard_to_accents(
    pages: PageClient, published: Publish
) -> None:
    rows = [f"Group No. {n},national," for n in range(51)]
    address = published(listed=[*rows, "Vecinos del Río Seco,local,NM"])

    page = pages.get(f"{address}?find=rio+seco")

    assert page.names() == ["Vecinos del Río Seco, New Mexico"]
    assert page.value("find") == "rio seco"
    assert "One name holds “rio seco”." in page.main


def test_a_search_that_finds_nothing_says_so_and_escapes_what_was_typed(
    pages: PageClient, published: Publish
) -> None:
    address = published(listed=[f"Group No. {n},national," for n in range(51)])

    page = pages.get(f"{address}?find=<script>")

    assert page.names() == []
    assert "No name holds “<script>”." in page.main


def test_a_short_list_needs_no_search(pages: PageClient, published: Publish) -> None:
    assert not pages.get(published()).has("find")


def test_a_letter_whose_hour_has_passed_offers_no_button(
    pages: PageClient, published: Publish
) -> None:
    page = pages.get(published(closes_in=timedelta(days=-3)))

    assert "Closed for sign-ons." in page.main
    assert "Add your organization" not in page.main


def test_a_quiet_letter_is_there_only_with_its_key(
    pages: PageClient, published: Publish, private_key: Callable[[str], str]
) -> None:
    address = published("quiet-letter", circle=Circle())
    key = private_key("quiet-letter")

    stranger = pages.get(address)
    guest = pages.get(f"{address}?key={key}")

    assert stranger.status == 404
    assert guest.heading == "Keep the night bus running"
    assert guest.names() == []
    assert "The organizers do not show the names" in guest.main
    assert f"{address}/sign?key={key}" in guest.links()
    assert guest.response.headers["X-Robots-Tag"] == "noindex"
    assert guest.response.headers["Referrer-Policy"] == "no-referrer"
    assert guest.response.headers["Cache-Control"] == "no-store"


def test_a_public_letter_is_kept_by_caches_until_it_changes(
    pages: PageClient, published: Publish
) -> None:
    address = published()
    first = pages.get(address).response

    again = pages.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    spanish = pages.client.get(
        address, headers={"If-None-Match": first.headers["ETag"], "Accept-Language": "es"}
    )

    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Accept-Language" in first.headers["Vary"]
    assert "X-Robots-Tag" not in first.headers
    assert again.status_code == 304
    assert spanish.status_code == 200


def test_a_kept_page_stands_only_while_it_would_be_the_same(
    pages: PageClient, published: Publish, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(etag: str = "") -> tuple[int, str]:
        answer = pages.client.get(address, headers={"If-None-Match": etag} if etag else {})
        return answer.status_code, answer.headers["ETag"]

    address = published()
    _, etag = asked()
    assert asked(etag) == (304, etag)

    with monkeypatch.context() as later:
        later.setattr(filters, "_today", lambda zone: datetime.now(UTC).date() + timedelta(days=9))
        assert asked(etag)[0] == 200

    with house.store.write() as connection:
        connection.execute(update(letters).values(signs="link"))
    status, closed_to_strangers = asked(etag)
    assert status == 200
    assert closed_to_strangers != etag


def test_a_search_ends_at_a_hundred_characters(pages: PageClient, published: Publish) -> None:
    address = published(listed=[f"Group No. {n},national," for n in range(51)])

    page = pages.get(f"{address}?find={'x' * 5000}")

    assert page.value("find") == "x" * 100


def test_searches_are_limited_and_reading_is_not(
    pages: PageClient, published: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = published()
    monkeypatch.setattr(extensions.limiter, "enabled", True)
    extensions.limiter.reset()

    searches = [pages.client.get(f"{address}?find=a").status_code for _ in range(61)]
    after = pages.client.get(address).status_code

    extensions.limiter.reset()
    assert searches == [200] * 60 + [429]
    assert after == 200


def test_a_picture_prints_as_its_words(pages: PageClient, published: Publish, house: House) -> None:
    address = published(body="![A chart of the fares](fares.png)")

    page = pages.get(address)

    assert "A chart of the fares" in page.main
    assert page.all("img") == []
    assert pages.get(f"{address}/pictures/fares.png").status == 404


def test_a_lead_who_has_not_signed_is_not_named(pages: PageClient, published: Publish) -> None:
    address = published(listed=["Ümit Riders Union,local,OH"])

    for page in (pages.get(address), pages.get("/")):
        assert "Last Mile Alliance" not in page.main
        assert "Undersigned" in page.main


def test_reading_sets_no_cookie(pages: PageClient, published: Publish) -> None:
    address = published()

    for page in ("/", address, "/privacy", f"{address}?find=x", "/nowhere"):
        assert "Set-Cookie" not in pages.get(page).response.headers


def test_the_content_policy_allows_nothing_from_elsewhere(pages: PageClient) -> None:
    headers = pages.get("/").response.headers

    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "data:" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_language_follows_the_browser_and_a_link_overrules_it(pages: PageClient) -> None:
    assert pages.get("/", language="es-MX,en;q=0.5").language == "es"
    assert pages.get("/", language="fr").language == "en"
    assert pages.get("/?lang=es").language == "es"
    assert pages.get("/?lang=xx", language="es").language == "es"


def test_links_carry_a_language_that_was_given(pages: PageClient, published: Publish) -> None:
    address = published()

    assert f"{address}/sign?lang=es" in pages.get(f"{address}?lang=es").links()
    assert f"{address}/sign" in pages.get(address, language="es").links()


def test_the_names_come_as_files_with_public_fields_only(
    pages: PageClient, published: Publish
) -> None:
    address = published()

    table = pages.client.get(f"{address}/signatories.csv")
    tree = pages.client.get(f"{address}/signatories.json")

    assert table.mimetype == "text/csv"
    assert "email" not in table.text
    assert [row["name"] for row in json.loads(tree.text)["signatories"]] == [
        "Last Mile Alliance",
        "Ümit Riders Union",
        "Zebra <Crossing> & Co",
    ]


def test_the_names_of_a_quiet_letter_come_to_nobody(
    pages: PageClient, published: Publish, private_key: Callable[[str], str]
) -> None:
    address = published("quiet-letter", circle=Circle())
    key = private_key("quiet-letter")

    assert pages.get(f"{address}/signatories.csv").status == 404
    assert pages.get(f"{address}/signatories.json?key={key}").status == 404
