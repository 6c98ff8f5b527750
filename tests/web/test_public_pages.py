"""A public list that is longer than a page: its pages, its search, what stays whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.services.publishing import Circle
from tests.pages import PageClient, words
from tests.web.conftest import Publish

LISTED = [f"Group No. {n:04},national," for n in range(1, 201)] + ["Vecinos del Río Seco,local,NM"]
LAST = "Vecinos del Río Seco, New Mexico"


@pytest.fixture
def address(published: Publish) -> str:
    return published(listed=LISTED)


def _link(links: list[str], word: str) -> str:
    """The one link of a page that holds this word."""
    (found,) = (link for link in links if word in link)
    return found


def test_its_pages_lead_on_and_back_without_a_script(pages: PageClient, address: str) -> None:
    first = pages.get(address)
    second = pages.get(_link(first.links(), "page=2"))
    third = pages.get(_link(second.links(), "page=3"))

    assert [len(page.names()) for page in (first, second, third)] == [100, 100, 1]
    assert first.names()[0] == "Group No. 0001"
    assert second.names()[0] == "Group No. 0101"
    assert third.names() == [LAST]
    assert "Page 2 of 3" in second.main
    assert second.title.startswith("Signatories, page 2 of 3: Keep the night bus")
    assert _link(third.links(), "page=2") == f"{address}?page=2#names"
    assert not [e for e in first.all("script") if "find_names" in e.get("src", "")]


def test_every_page_says_how_many_there_are_in_all(pages: PageClient, address: str) -> None:
    heads = {}
    for number in (1, 2, 3):
        page = pages.get(f"{address}?page={number}")
        assert "201 signatories so far" in page.main
        heads[number] = [words(e) for e in page.find("names").iter("h3")]

    assert heads == {
        1: ["National organizations 200"],
        2: ["National organizations 200"],
        3: ["Local organizations 1"],
    }


@pytest.mark.parametrize("page", ["0", "-1", "4", "9" * 40, "2&find=Seco", "2&find=nobody"])
def test_a_page_that_the_list_has_not_is_not_there(
    pages: PageClient, address: str, page: str
) -> None:
    assert pages.get(f"{address}?page={page}").status == 404


def test_a_short_list_has_one_page(pages: PageClient, published: Publish) -> None:
    address = published()

    assert pages.get(f"{address}?page=1").names()
    assert "Page 1" not in pages.get(address).main
    assert pages.get(f"{address}?page=2").status == 404


def test_a_search_looks_through_all_pages_and_has_pages_itself(
    pages: PageClient, address: str
) -> None:
    one = pages.get(f"{address}?find=rio+seco")
    many = pages.get(f"{address}?find=group")
    second = pages.get(_link(many.links(), "page=2"))

    assert one.names() == [LAST]
    assert "200 names hold “group”." in many.main
    assert (len(many.names()), len(second.names())) == (100, 100)
    assert second.value("find") == "group"
    assert _link(second.links(), "page=1") == f"{address}?find=group&page=1#names"


def test_a_quiet_list_has_no_second_page_for_who_may_not_see_it(
    pages: PageClient, published: Publish, private_key: Callable[[str], str]
) -> None:
    hidden = published("hidden", circle=Circle(), listed=LISTED)
    shown = published("shown", circle=Circle("link", "link", "public"), listed=LISTED)
    key = private_key("shown")

    assert pages.get(f"{hidden}?key={private_key('hidden')}&page=2").status == 404
    assert pages.get(f"{shown}?page=2").status == 404
    page = pages.get(f"{shown}?key={key}&page=2")
    assert len(page.names()) == 100
    assert f"{shown}?key={key}&page=3#names" in page.links()
    assert page.response.headers["Cache-Control"] == "no-store"


def test_each_page_is_kept_by_caches_until_it_changes(pages: PageClient, address: str) -> None:
    def asked(page: int, etag: str = "") -> tuple[int, str]:
        answer = pages.client.get(
            f"{address}?page={page}", headers={"If-None-Match": etag} if etag else {}
        )
        return answer.status_code, answer.headers["ETag"]

    _, first = asked(1)
    _, second = asked(2)

    assert first != second
    assert asked(2, second) == (304, second)
    assert asked(2, first) == (200, second)


def test_the_list_as_a_file_stays_whole(pages: PageClient, address: str) -> None:
    table = pages.client.get(f"{address}/signatories.csv").text

    assert len(table.splitlines()) == 1 + 201
