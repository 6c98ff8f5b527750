"""A letter's page on the desk: what waits, who sees what, and the private link."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.roles import Role
from tests.conftest import Mailbox
from tests.pages import Page, PageClient, words
from tests.web.desk_cast import LETTER, SHE, TEAM, Desk, with_cast

HEAT = "/desk/letters/heat"
WITH_WARNING = LETTER.replace("slug: heat", "slug: lead\nleads: ['First Among Us']")


@pytest.fixture
def desk(app: Flask) -> Desk:
    return with_cast(app)


@pytest.fixture
def hers(desk: Desk) -> FlaskClient:
    return desk.client_of(SHE)


def _link(page: Page) -> str:
    """The private link that the page shows, as a path."""
    return page.find("private-link").get("value", "").removeprefix("http://letters.test")


def _signs(desk: Desk, link: str, organization: str, *, state: str = "") -> None:
    address, _, query = link.partition("?")
    answer = desk.app.test_client().post(
        f"{address}/sign?{query}",
        data={
            "organization": organization,
            "signer_name": "Ada Harbor",
            "signer_title": "Chair",
            "email": "ada@harbor.example",
            "state": state,
            "authorized": "y",
        },
    )
    assert answer.status_code == 303, answer.text


def _next_step(page: Page) -> str:
    return words(page.all("div", "next")[0])


def _todo(page: Page) -> list[str]:
    return [words(item) for todo in page.all("ul", "todo") for item in todo.iter("li")]


class TestTheNextStep:
    def test_nothing_waits_where_the_list_is_empty(self, desk: Desk, hers: FlaskClient) -> None:
        desk.opens(SHE, "heat")

        page = PageClient(hers).get(HEAT)

        assert "It collects, and nothing waits for you." in _next_step(page)
        assert _todo(page) == []

    def test_a_warning_alone_waits_above_as_below(self, desk: Desk, hers: FlaskClient) -> None:
        desk.adds(SHE, WITH_WARNING)
        desk.opens(SHE, "lead")

        page = PageClient(hers).get("/desk/letters/lead")

        assert "Waiting: one thing to look at in the text." in _next_step(page)
        assert "nothing waits" not in _next_step(page)
        assert _todo(page) == ["1thing to look at in the textRead them"]

    def test_a_draft_says_what_waits_before_it_opens(self, desk: Desk, hers: FlaskClient) -> None:
        desk.adds(SHE, WITH_WARNING)

        page = PageClient(hers).get("/desk/letters/lead")

        assert "Before you open it: one thing to look at in the text." in _next_step(page)

    def test_everything_that_waits_is_named_in_the_order_of_the_list(
        self, desk: Desk, hers: FlaskClient, mailbox: Mailbox
    ) -> None:
        desk.adds(SHE, WITH_WARNING.replace("slug:", "line: '{name}, {state}'\nslug:"))
        desk.opens(SHE, "lead")
        pages = PageClient(hers)
        link = _link(pages.get("/desk/letters/lead"))
        for state in ("OH", "TX"):
            _signs(desk, link, "Legal Aid Society", state=state)
            desk.app.test_client().post(mailbox.link("/confirm/"))
        _signs(desk, link, "Lakeside Parents", state="OH")

        opened = pages.get("/desk/letters/lead")
        hers.post("/desk/letters/lead/close")
        closed = pages.get("/desk/letters/lead")

        waits = "one possible duplicate, one not confirmed yet, one thing to look at in the text."
        assert f"Waiting: {waits}" in _next_step(opened)
        assert f"Before you send it: {waits}" in _next_step(closed)
        assert [item.lstrip("1")[:8] for item in _todo(closed)] == [
            "possible",
            "sign-on ",
            "thing to",
        ]


class TestWhoSeesWhat:
    @pytest.mark.parametrize(
        ("signs", "shows", "wrong"),
        [
            ("link", "members", {"signs": "nobody else could sign it. Choose “Those you invite”"}),
            ("public", "signers", {"signs": "nobody else could sign it."}),
            ("invited", "public", {"shows": "nobody else could see the names."}),
            ("public", "public", {"signs": "could sign it.", "shows": "could see the names."}),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_setting_and_on_top(
        self, hers: FlaskClient, signs: str, shows: str, wrong: dict[str, str]
    ) -> None:
        pages = PageClient(hers)
        page = pages.send(
            pages.get(HEAT),
            f"{HEAT}/visibility",
            {"reads": "members", "signs": signs, "shows": shows},
        )

        assert page.status == 422
        assert page.title.startswith("Another look needed")
        assert page.faults().keys() == wrong.keys()
        for setting, sentence in wrong.items():
            assert sentence in page.faults()[setting]
            assert words(page.find(f"{setting}-wrong")) == page.faults()[setting]
            assert page.find(setting).get("aria-describedby") == f"{setting}-wrong"
        # What was chosen is kept on the page, and nothing is stored.
        assert "checked" in page.find("reads-members").attrib
        assert "checked" in pages.get(HEAT).find("reads-link").attrib

    def test_a_setting_that_was_left_out_is_asked_for(self, hers: FlaskClient) -> None:
        answer = hers.post(f"{HEAT}/visibility", data={"reads": "link", "signs": "link"})

        assert answer.status_code == 422
        assert "Say who sees the names" in answer.text

    def test_a_role_that_may_not_is_told_so_whatever_it_sends(self, desk: Desk) -> None:
        staff = desk.client_of(TEAM[Role.STAFF])

        assert staff.post(f"{HEAT}/visibility", data={"reads": "members"}).status_code == 403


class TestThePrivateLink:
    def test_a_new_one_opens_the_letter_and_the_old_one_is_not_there(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        desk.opens(SHE, "heat")
        desk.app.config["WTF_CSRF_ENABLED"] = True
        pages = PageClient(hers)
        before = pages.get(HEAT)

        after = pages.send(before, f"{HEAT}/private-link")

        visitor = desk.app.test_client()
        assert "There is a new private link." in after.main
        assert _link(after) != _link(before)
        assert visitor.get(_link(after)).status_code == 200
        assert visitor.get(_link(before)).status_code == 404
        assert visitor.get(_link(before).replace("?", "/sign?")).status_code == 404

    def test_it_takes_the_token_of_the_form(self, desk: Desk, hers: FlaskClient) -> None:
        desk.app.config["WTF_CSRF_ENABLED"] = True
        pages = PageClient(hers)
        before = _link(pages.get(HEAT))

        assert hers.post(f"{HEAT}/private-link").status_code == 400
        assert hers.get(f"{HEAT}/private-link").status_code == 405
        assert _link(pages.get(HEAT)) == before

    @pytest.mark.parametrize("role", [Role.STAFF, Role.VIEWER])
    def test_who_may_not_make_one_is_not_offered_it(self, desk: Desk, role: Role) -> None:
        page = PageClient(desk.client_of(TEAM[role])).get(HEAT)

        assert "Make a new private link" not in page.main

    def test_a_mail_sent_before_reads_the_letter_without_the_new_link(
        self, desk: Desk, hers: FlaskClient, mailbox: Mailbox
    ) -> None:
        desk.opens(SHE, "heat")
        pages = PageClient(hers)
        _signs(desk, _link(pages.get(HEAT)), "Harbor Street Neighbors")
        waiting = mailbox.link("/confirm/")
        hers.post(f"{HEAT}/private-link")
        renewed = _link(pages.get(HEAT))
        visitor = PageClient(desk.app.test_client())

        own = next(link for link in visitor.get(waiting).links() if "/letters/heat" in link)
        read = visitor.get(own)
        visitor.client.post(f"{waiting}/deny")
        ended = visitor.get(waiting)

        assert own != renewed
        assert read.status == 200
        assert visitor.get(own).status == 404
        assert "No shutoffs in dangerous heat" in ended.main
        assert not [link for link in ended.links() if "/letters/heat" in link]
