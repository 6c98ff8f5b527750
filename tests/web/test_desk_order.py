"""The page on which an organizer puts a list in order: it says what stands, and keeps what was
set; two at once do not write over each other.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.roles import Role
from app.services.publishing import Circle, Published, publish
from app.store import letters as letter_rows
from app.store import ordered_lists
from tests.pages import PageClient
from tests.web.desk_cast import SHE, TEAM, THIRD, Desk, with_cast

LETTER = """---
title: 'Keep the night bus running'
leads: ['Last Mile Alliance', 'Zebra Crossing', 'Not Yet Union']
individuals: true
---

The {{ count }} undersigned ask for a bus.
"""
ROWS = """name,scope,state,group,kind,signer_title
Last Mile Alliance,national,,,,
Zebra Crossing,local,TX,,,
Jane Roe Foundation,local,OH,,,
Harbor Neighbors,local,OH,,,
Alma Ortiz,,,,individual,Nurse
Open Road,national,NY,,,
"""
PAGE = "/desk/letters/bus/order"


@pytest.fixture
def desk(app: Flask) -> Desk:
    played = with_cast(app)
    made = publish(
        played.house,
        LETTER.encode(),
        signatories=ROWS.encode(),
        as_listed=False,
        slug="bus",
        owner=SHE,
        circle=Circle(),
        now=datetime.now(UTC),
    )
    assert isinstance(made, Published)
    return played


class Browser:
    """Gets pages, each checked as every page of the tests is."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = PageClient(client)

    def get(self, path: str) -> TestResponse:
        return self._client.get(path).response


@pytest.fixture
def she(desk: Desk) -> Browser:
    return Browser(desk.client_of(SHE))


def test_the_page_shows_the_conveners_and_the_list_as_they_print(she: Browser) -> None:
    page = she.get(PAGE)

    assert _leads(page) == ["Last Mile Alliance", "Zebra Crossing", "Not Yet Union"]
    assert "has not signed yet" in page.text
    assert _lines(page) == [
        "Last Mile Alliance", "Zebra Crossing", "Alma Ortiz, Nurse", "Harbor Neighbors",
        "Jane Roe Foundation", "Open Road",
    ]  # fmt: skip


def test_a_convener_moves_up_by_its_button(desk: Desk, she: Browser) -> None:
    page = she.get(PAGE)
    keys = _keys(page)

    _send(desk, "leads", **_leads_form(page), move=f"up:{keys[1]}")

    after = she.get(PAGE)
    assert _leads(after) == ["Zebra Crossing", "Last Mile Alliance", "Not Yet Union"]
    assert _lines(after)[:2] == ["Zebra Crossing", "Last Mile Alliance"]


def test_conveners_are_ordered_by_numbers(desk: Desk, she: Browser) -> None:
    form = _leads_form(she.get(PAGE)) | {"number": ["3", "2", ""]}

    _send(desk, "leads", **form)

    # The one without a number stays third; who was given its number comes behind it.
    assert _leads(she.get(PAGE)) == ["Zebra Crossing", "Not Yet Union", "Last Mile Alliance"]


def test_a_line_is_made_a_convener_and_taken_back(desk: Desk, she: Browser) -> None:
    line = _line_id(she.get(PAGE), "Harbor Neighbors")

    _send(desk, "leads/add", line=line)
    assert _leads(she.get(PAGE))[-1] == "Harbor Neighbors"

    form = _leads_form(she.get(PAGE))
    _send(desk, "leads", **form, move=f"back:line:{line}")
    assert "Harbor Neighbors" not in _leads(she.get(PAGE))
    assert _lines(she.get(PAGE))[3] == "Harbor Neighbors"


def test_the_second_of_two_organizers_is_told_and_loses_nothing(desk: Desk, she: Browser) -> None:
    mine, yours = _leads_form(she.get(PAGE)), _leads_form(she.get(PAGE))
    _send(desk, "leads", **mine, move=f"up:{mine['lead'][1]}")

    answer = _send(desk, "leads", **yours | {"number": ["3", "2", "1"]}, status=409)

    assert "Somebody changed the order meanwhile" in answer.text
    assert _leads(answer) == ["Not Yet Union", "Zebra Crossing", "Last Mile Alliance"]
    stands = re.search(r"What stands now:</p>\s*<ol>(.*?)</ol>", answer.text, re.DOTALL)
    assert stands
    assert re.findall(r">([^<]+)</li>", stands[1]) == [
        "Zebra Crossing", "Last Mile Alliance", "Not Yet Union",
    ]  # fmt: skip
    _send(desk, "leads", **_leads_form(answer))
    assert _leads(she.get(PAGE)) == ["Not Yet Union", "Zebra Crossing", "Last Mile Alliance"]


def test_a_sign_on_meanwhile_is_no_reason_to_refuse_an_order(desk: Desk, she: Browser) -> None:
    form = _leads_form(she.get(PAGE))
    _more_rows(desk, "Not Yet Union\n")

    _send(desk, "leads", **form, move=f"up:{form['lead'][2]}")

    # The awaited lead has signed: it is a line now, where the page wanted it.
    after = she.get(PAGE)
    assert _leads(after) == ["Last Mile Alliance", "Not Yet Union", "Zebra Crossing"]
    assert "name:Not Yet Union" not in after.text


def test_a_line_is_sorted_as_its_organizer_says_and_prints_as_it_is(
    desk: Desk, she: Browser
) -> None:
    line = _line_id(she.get(PAGE), "Jane Roe Foundation")
    _settle(desk, line, sort_name="Roe Foundation, Jane")

    page = she.get(PAGE)
    assert _lines(page)[2:] == [
        "Alma Ortiz, Nurse", "Harbor Neighbors", "Open Road", "Jane Roe Foundation",
    ]  # fmt: skip
    assert "Roe Foundation, Jane" in page.text
    public = desk.app.test_client().get("/letters/bus/signatories.csv")
    assert "Roe Foundation, Jane" not in public.text


def test_two_who_settle_one_line_do_not_write_over_each_other(desk: Desk, she: Browser) -> None:
    line = _line_id(she.get(PAGE), "Open Road")
    was = _was(she, line)
    _settle(desk, line, was=was, sort_name="First")

    answer = _settle(desk, line, was=was, sort_name="Second", status=409)

    assert "Somebody changed this line meanwhile" in answer.text
    assert 'value="Second"' in answer.text
    assert "First" in she.get(PAGE).text


def test_the_rule_makes_groups_and_they_can_be_moved(desk: Desk, she: Browser) -> None:
    _rule(desk, she, first="scope", second="state")
    page = she.get(PAGE)
    assert _groups(page) == ["National organizations", "Local organizations", "Ohio"]

    version = _version(page)
    _send(desk, "groups", version=version, move="up:Local organizations")

    after = she.get(PAGE)
    assert _groups(after) == ["Local organizations", "Ohio", "National organizations"]
    assert _lines(after)[-1] == "Open Road"
    # Where a state has nobody yet, it still has its place among the others.
    _more_rows(desk, "Texas Riders,local,TX\nRegion,regional,\n")
    assert _groups(she.get(PAGE)) == [
        "Local organizations", "Ohio", "Texas", "National organizations",
        "Regional organizations",
    ]  # fmt: skip
    _send(desk, "groups", version=_version(after), move="reset:")
    assert _groups(she.get(PAGE))[0] == "National organizations"


def test_groups_by_hand_are_added_given_and_removed(desk: Desk, she: Browser) -> None:
    _rule(desk, she, first="hand")
    _send(desk, "groups", heading="Partners > Near")
    _send(desk, "groups", heading="Empty")
    line = _line_id(she.get(PAGE), "Open Road")

    _settle(desk, line, group="Partners > Near | Friends")

    page = she.get(PAGE)
    assert _groups(page) == ["Partners", "Near", "Empty", "Friends"]
    refused = _send(desk, "groups", version=_version(page), move="remove:Partners", status=409)
    assert "Give them another group first" in refused.text
    _send(desk, "groups", version=_version(page), move="remove:Empty")
    assert _groups(she.get(PAGE)) == ["Partners", "Near", "Friends"]
    assert _total(desk) == 6


def test_a_line_has_a_group_of_its_own_under_a_rule_and_only_there(
    desk: Desk, she: Browser
) -> None:
    _rule(desk, she, first="state")
    line = _line_id(she.get(PAGE), "Open Road")
    _settle(desk, line, group_is="own", group="Ohio")
    assert _lines_of(she.get(PAGE), "Ohio") == [
        "Harbor Neighbors", "Jane Roe Foundation", "Open Road",
    ]  # fmt: skip

    _rule(desk, she, first="scope")
    assert _lines_of(she.get(PAGE), "National organizations") == ["Open Road"]
    _rule(desk, she, first="state")
    assert "Open Road" in _lines_of(she.get(PAGE), "Ohio")


def test_many_lines_get_a_category_at_once(desk: Desk, she: Browser) -> None:
    page = she.get(PAGE)
    chosen = [_line_id(page, name) for name in ("Open Road", "Harbor Neighbors")]

    _send(desk, "lines", line=chosen, what="category", words="Labor > Drivers")
    _send(desk, "lines", line=chosen[:1], what="membership:member")
    _rule(desk, she, first="members", second="category")

    after = she.get(PAGE)
    assert _groups(after) == ["Members", "Labor", "Drivers", "Labor", "Drivers"]
    assert _lines_of(after, "Members > Labor > Drivers") == ["Open Road"]


def test_a_pinned_line_is_third_whoever_signs_later(desk: Desk, she: Browser) -> None:
    line = _line_id(she.get(PAGE), "Open Road")
    _settle(desk, line, pin_is="place", pin="2")
    assert _lines(she.get(PAGE))[2:4] == ["Alma Ortiz, Nurse", "Open Road"]

    _more_rows(desk, "Aardvark Club\n")

    assert _lines(she.get(PAGE))[2:5] == ["Aardvark Club", "Open Road", "Alma Ortiz, Nurse"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ({"pin_is": "place", "pin": "0"}, "", "Give a place from 1 to 10,000"),
        ({"pin_is": "place", "pin": "soon"}, "", "Give a place from 1 to 10,000"),
        ({"number": "x"}, "", "Give a number, such as 3 or 2.5"),
        ({"sort_name": "x" * 301}, "", "Use 300 characters at most"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    desk: Desk, she: Browser, field: dict[str, str], value: str, said: str
) -> None:
    line = _line_id(she.get(PAGE), "Open Road")

    answer = _settle(desk, line, **field, status=422)

    assert said in answer.text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("leads", {"version": "0", "move": "back:line:1"}),
        ("leads/add", {"line": "1"}),
        ("rule", {"order": "signed", "first": "hand", "version": "0"}),
        ("groups", {"heading": "New"}),
        ("lines", {"line": "1", "what": "category", "words": "x"}),
        ("lines/1", {"sort_name": "x", "was": "x"}),
    ],
)
def test_staff_see_the_order_and_cannot_change_it(
    desk: Desk, path: str, form: dict[str, str]
) -> None:
    he = desk.client_of(TEAM[Role.STAFF])

    assert "An owner or an organizer can change it" in he.get(PAGE).text
    assert "Move up" not in he.get(PAGE).text
    assert he.post(f"{PAGE}/{path}", data=form).status_code == 403


def test_members_of_other_coalitions_find_nothing(desk: Desk) -> None:
    third = desk.client_of(THIRD)

    assert third.get(PAGE).status_code == 404
    assert third.get(f"{PAGE}/page-1.png").status_code == 404
    assert third.post(f"{PAGE}/leads", data={}).status_code == 404


def test_a_line_of_another_letter_is_not_there(desk: Desk, she: Browser) -> None:
    publish(
        desk.house, LETTER.replace("night bus", "ferry").encode(), signatories=b"name\nElsewhere\n",
        as_listed=False, slug="ferry", owner=SHE, circle=Circle(), now=datetime.now(UTC),
    )  # fmt: skip
    other = _line_id(she.get("/desk/letters/ferry/order"), "Elsewhere")

    _settle(desk, other, was="x", sort_name="x", status=404)
    _send(desk, "leads/add", line=other, status=404)


def test_the_page_shows_how_the_names_print(desk: Desk, she: Browser) -> None:
    assert "page-1.png" in she.get(PAGE).text

    picture = desk.client_of(SHE).get(f"{PAGE}/page-1.png")

    assert picture.content_type == "image/png"
    assert picture.data.startswith(b"\x89PNG")
    assert desk.client_of(SHE).get(f"{PAGE}/page-3.png").status_code == 404


# ------------------------------------------------------------------- how


def _send(desk: Desk, path: str, *, status: int | None = 303, **form: Any) -> TestResponse:
    answer = desk.client_of(SHE).post(f"{PAGE}/{path}", data=form)
    assert status is None or answer.status_code == status, answer.text
    return answer


def _rule(desk: Desk, she: Browser, *, first: str, second: str = "") -> None:
    version = _version(she.get(PAGE))
    _send(desk, "rule", order="alphabetical", first=first, second=second, version=version)


def _settle(
    desk: Desk, line: int, *, was: str = "", status: int = 303, **form: str
) -> TestResponse:
    client = desk.client_of(SHE)
    if not was:
        was = _was(client, line)
    return _send(desk, f"lines/{line}", was=was, status=status, **form)


def _was(client: object, line: int) -> str:
    page = client.get(f"{PAGE}/lines/{line}")  # type: ignore[attr-defined]
    found = re.search(r'name="was" value="(\w+)"', page.text)
    assert found
    return found[1]


def _leads(page: TestResponse) -> list[str]:
    return re.findall(r'<li data-name="([^"]+)"', page.text)


def _keys(page: TestResponse) -> list[str]:
    return re.findall(r'name="lead" value="([^"]+)"', page.text)


def _leads_form(page: TestResponse) -> dict[str, Any]:
    return {
        "lead": _keys(page),
        "number": re.findall(r'name="number"[^>]* value="(\d+)"', page.text),
        "version": [_version(page)],
    }


def _version(page: TestResponse) -> str:
    found = re.search(r'name="version" value="(\d+)"', page.text)
    assert found
    return found[1]


def _rows(page: TestResponse) -> list[tuple[str, str]]:
    cells = re.findall(r'<th role="rowheader".*?</th>', page.text, re.DOTALL)
    rows = []
    for cell in cells:
        name = re.search(r"<bdi>(.*?)</bdi>", cell)
        path = re.search(r'row-group">(.*?)</span>', cell)
        assert name
        rows.append((name[1], path[1].replace("&gt;", ">") if path else ""))
    return rows


def _lines(page: TestResponse) -> list[str]:
    return [name for name, _ in _rows(page)]


def _lines_of(page: TestResponse, path: str) -> list[str]:
    return [name for name, own in _rows(page) if own == path]


def _groups(page: TestResponse) -> list[str]:
    return re.findall(
        r'<li class="level-\d">\s*<span class="movable-words"><bdi>(.*?)</bdi>', page.text
    )


def _line_id(page: TestResponse, name: str) -> int:
    found = re.search(rf'id="line-(\d+)"> <label for="line-\d+"><bdi>{name}', page.text)
    assert found, name
    return int(found[1])


def _more_rows(desk: Desk, rows: str) -> None:
    from app.services.importing_command import import_signatories

    import_signatories(
        desk.house,
        "bus",
        f"name,scope,state\n{rows}".encode(),
        dry_run=False,
        now=datetime.now(UTC),
    )


def _total(desk: Desk) -> int:
    with desk.house.store.read() as connection:
        letter = letter_rows.find_by_slug(connection, "bus")
        assert letter is not None
        return ordered_lists.lines(connection, letter.id, find="", offset=0, limit=1)[0]
