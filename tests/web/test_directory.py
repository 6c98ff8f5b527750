"""The directory on the desk: found, read, written, and by nobody who may not."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, update

from app.domain import keys
from app.domain.roles import Role
from app.store.tables import letters
from tests.pages import PageClient, page_of, words
from tests.web.desk_cast import ELSEWHERE, SHE, TEAM, THIRD, Desk, with_cast

AT = "/desk/coalitions/cool-homes/directory"
ONE = f"{AT}/harbor"


@pytest.fixture
def desk(app: Flask) -> Desk:
    played = with_cast(app)
    played.knows(
        "Harbor Street Neighbors", code="harbor", website="https://harbor.example", state="OH"
    )
    played.knows("Ümit Riders Union", code="umit", acronym="ÜRU")
    return played


def _pages(desk: Desk, email: str = SHE) -> PageClient:
    return PageClient(desk.client_of(email))


def test_the_bar_leads_to_the_directory(desk: Desk) -> None:
    pages = _pages(desk)

    assert "/desk/directory" in pages.get("/desk/letters").links()
    answer = pages.client.get("/desk/directory")
    assert answer.location == AT


def test_the_directory_lists_by_name_and_says_what_is_missing(desk: Desk) -> None:
    page = _pages(desk).get(AT)

    rows = [words(row) for row in page.all("tr")[1:]]
    assert [row.split(" ")[0] for row in rows] == ["Harbor", "Ümit"]
    assert "Incomplete: no website, no place" in rows[1]
    assert "Incomplete" not in rows[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("find=harbor", ["Harbor Street Neighbors"]),
        ("find=umit", ["Ümit Riders Union"]),
        ("find=üru", ["Ümit Riders Union"]),
        ("find=%25", []),
        ("only=incomplete", ["Ümit Riders Union"]),
        ("only=successor", []),
        ("find=harbor&only=incomplete", []),
    ],
)
def test_the_directory_is_searched_by_any_spelling_and_filtered(
    desk: Desk, query: str, found: list[str]
) -> None:
    page = _pages(desk).get(f"{AT}?{query}")

    names = [words(link) for link in page.all("a") if f"{AT}/" in link.get("href", "")]
    assert names == found


@pytest.mark.parametrize("query", ["page=2", "page=0", "only=nothing"])
def test_a_page_that_is_not_there_is_not_found(desk: Desk, query: str) -> None:
    assert desk.client_of(SHE).get(f"{AT}?{query}").status_code == 404


def test_an_empty_directory_says_what_to_do(desk: Desk) -> None:
    page = _pages(desk, THIRD).get(f"/desk/coalitions/{ELSEWHERE}/directory")

    assert "Close your first letter" in page.main


def test_an_entry_is_edited_and_what_was_typed_is_kept_where_it_is_wrong(desk: Desk) -> None:
    pages = _pages(desk)
    entry = {"name": "Harbor Street Neighbours", "website": "harbor.example", "state": "Ohio"}

    wrong = pages.client.post(ONE, data={**entry, "website": "not a site"})
    pages.client.post(ONE, data=entry)

    assert wrong.status_code == 422
    assert "not a site" in wrong.text
    page = pages.get(ONE)
    assert page.heading == "Harbor Street Neighbours"
    assert page.value("website") == "https://harbor.example"
    assert page.value("state") == "OH"


def test_a_spelling_that_another_has_is_refused_beside_its_field(desk: Desk) -> None:
    pages = _pages(desk)

    page = page_of(pages.client.post(f"{ONE}/spellings", data={"spelling": "UMIT riders union"}))

    assert page.status == 422
    assert list(page.faults()) == ["spelling"]
    assert page.value("spelling") == "UMIT riders union"


def test_a_spelling_comes_and_goes(desk: Desk) -> None:
    pages = _pages(desk)

    pages.client.post(f"{ONE}/spellings", data={"spelling": "HSN", "spelling_place": "OH"})
    page = pages.get(ONE)
    shown = next(each for each in page.all("li") if words(each).startswith("HSN"))
    number = next(f for f in shown.iter("input") if f.get("name") == "spelling_id").get("value")
    pages.client.post(f"{ONE}/spellings/remove", data={"spelling_id": number or ""})

    assert "in OH" in words(shown)
    assert "HSN" not in pages.get(ONE).main


def test_what_belongs_to_another_entry_cannot_be_taken_off_here(desk: Desk) -> None:
    pages = _pages(desk)
    pages.client.post(f"{AT}/umit/addresses", data={"address": "umit.example"})
    theirs = pages.get(f"{AT}/umit")
    numbers = {
        field.get("name"): field.get("value")
        for field in theirs.all("input")
        if field.get("name") in ("spelling_id", "address_id")
    }

    pages.client.post(f"{ONE}/spellings/remove", data=numbers)
    pages.client.post(f"{ONE}/addresses/remove", data=numbers)

    again = pages.get(f"{AT}/umit")
    assert "umit.example" in again.main
    assert "one spelling" in again.main


def test_addresses_that_may_sign_are_hidden_from_viewers_on_the_page_and_in_the_file(
    desk: Desk,
) -> None:
    desk.client_of(SHE).post(f"{ONE}/addresses", data={"address": "counsel@law.example"})

    for role, email in TEAM.items():
        client = desk.client_of(email)
        seen = client.get(ONE).text.replace("<wbr>", "") + client.get(f"{AT}.csv").text
        assert ("counsel@law.example" in seen) is (role is not Role.VIEWER)


def test_the_file_cannot_act_as_a_formula(desk: Desk) -> None:
    desk.knows("=cmd()|calc", code="formula", acronym="+1", website="@evil")

    answer = desk.client_of(SHE).get(f"{AT}.csv")

    assert answer.mimetype == "text/csv"
    assert "directory-cool-homes.csv" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["name"] for row in rows} >= {"Harbor Street Neighbors", "'=cmd()|calc"}
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_what_an_organization_became_is_told_and_taken_back(desk: Desk) -> None:
    pages = _pages(desk)

    page = pages.send(
        pages.get(ONE),
        f"{ONE}/successor",
        {
            "kind": "merged",
            "becomes": "Harbor Avenue",
            "on": "2027-03-01",
            "others": "Ümit Riders Union\n",
        },
    )

    told = (
        "Harbor Street Neighbors and Ümit Riders Union merged into Harbor Avenue on March 1, 2027."
    )
    assert told in page.main
    assert "since March 1, 2027: Harbor Avenue" in pages.get(f"{AT}?only=successor").main
    back = pages.send(page, f"{ONE}/successor/take-back", {"succession_id": _number(page)})
    assert told not in back.main


def _number(page) -> str:
    return page.value("succession_id")


def test_two_entries_are_compared_joined_and_parted(desk: Desk) -> None:
    pages = _pages(desk)

    found = pages.get(f"{ONE}/join?find=umit")
    compared = pages.get(f"{ONE}/join?other=umit")
    joined = pages.send(compared, f"{ONE}/join", {"other": "umit"})
    gone = pages.client.get(f"{AT}/umit")
    parted = pages.send(joined, f"{ONE}/part", {"other": "umit"})

    assert f"{ONE}/join?other=umit" in found.links()
    assert "Ümit Riders Union" in compared.main
    assert "The two are one now." in joined.main
    assert gone.status_code == 404
    assert "They are two again" in parted.main
    assert pages.get(f"{AT}/umit").status == 200


def test_lines_of_letters_that_closed_before_are_read_by_a_button(desk: Desk) -> None:
    pages = _pages(desk)
    desk.opens(SHE, "heat")
    visitor = desk.app.test_client()
    key = pages.client.get("/desk/letters/heat").text.split("?key=")[1].split('"')[0]
    visitor.post(
        f"/letters/heat/sign?key={key}",
        data={
            "organization": "Newcomers",
            "signer_name": "Ada",
            "signer_title": "Chair",
            "email": "ada@newcomers.example",
            "authorized": "y",
        },
    )
    token = keys.make_key(desk.house.secret_key, keys.Purpose.CONFIRM, 1, 1)
    assert visitor.post(f"/confirm/{token}").status_code == 303
    with desk.house.store.write() as connection:
        connection.execute(update(letters).values(state="closed", closed_at=datetime.now(UTC)))

    before = pages.get(AT)
    after = pages.send(before, f"{AT}/build")

    assert "One line of your closed letters is not read yet." in before.main
    assert "Newcomers" in after.main
    signed = pages.get(
        next(
            link
            for link in after.links()
            if link.startswith(f"{AT}/") and link not in (ONE, f"{AT}/umit")
        )
    )
    assert "No shutoffs in dangerous heat" in signed.main
    assert "newcomers.example new to us" in signed.main
    viewer = _pages(desk, TEAM[Role.VIEWER])
    assert "newcomers.example" not in viewer.get(signed.response.request.path).main


def test_a_page_asks_as_much_for_many_as_for_few(desk: Desk) -> None:
    client = desk.client_of(SHE)
    few = _questions(desk, client, AT)
    for number in range(60):
        desk.knows(f"Organization {number}", code=f"many-{number}")

    assert _questions(desk, client, AT) == few


def _questions(desk: Desk, client: FlaskClient, path: str) -> int:
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    engine = desk.house.store.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


@pytest.mark.parametrize("path", [AT, f"{AT}.csv", ONE, f"{ONE}/join"])
def test_another_coalition_finds_nothing_here(desk: Desk, path: str) -> None:
    client = desk.client_of(THIRD)

    assert client.get(path).status_code == 404
    # Nor by its own coalition's address with the other's code.
    elsewhere = path.replace("cool-homes", ELSEWHERE)
    answer = client.get(elsewhere)
    assert "Harbor" not in answer.text
    if "harbor" in path:
        assert answer.status_code == 404
