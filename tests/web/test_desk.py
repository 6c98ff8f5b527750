"""The desk in use: bringing a letter, opening and closing it, watching it, taking it away."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.roles import Role
from tests.conftest import Mailbox
from tests.pages import PageClient, page_of, words
from tests.web.desk_cast import LETTER, SHE, TEAM, THIRD, Desk, with_cast

FAULTY = """---
titel: 'Heat'
closes: tomorrow
---

Text.
"""
UNFINISHED = LETTER.replace("slug: heat", "slug: unfinished").replace(
    "{{ count }} organizations", "XX groups"
)
VISIBLE = {"reads": "public", "signs": "public", "shows": "public"}


@pytest.fixture
def desk(app: Flask) -> Desk:
    return with_cast(app)


@pytest.fixture
def hers(desk: Desk) -> FlaskClient:
    return desk.client_of(SHE)


def _signs(desk: Desk, organization: str, *, letter: str = "heat") -> None:
    answer = desk.app.test_client().post(
        f"/letters/{letter}/sign",
        data={
            "organization": organization,
            "signer_name": "Ada Harbor",
            "signer_title": "Chair",
            "email": f"{organization.split(maxsplit=1)[0].lower()}@harbor.example",
            "authorized": "y",
        },
    )
    assert answer.status_code == 303, answer.text


def _opened_to_all(desk: Desk, hers: FlaskClient) -> None:
    desk.opens(SHE, "heat")
    assert hers.post("/desk/letters/heat/visibility", data=VISIBLE).status_code == 303


class TestTheList:
    def test_each_coalition_is_a_section_of_its_own(self, desk: Desk) -> None:
        desk.joins(SHE, "other-matters", Role.VIEWER)
        hers = desk.client_of(SHE)
        desk.adds(THIRD, LETTER.replace("slug: heat", "slug: theirs"))

        page = PageClient(hers).get("/desk/letters")

        assert [words(h) for h in page.all("h2")] == ["Cool Homes", "Other Matters"]
        assert "You may look at everything here, and change nothing." in page.main
        assert {"/desk/letters/heat", "/desk/letters/theirs"} <= set(page.links())

    def test_an_entry_says_how_the_letter_stands(self, desk: Desk, hers: FlaskClient) -> None:
        _opened_to_all(desk, hers)
        _signs(desk, "Harbor Street Neighbors")

        page = PageClient(hers).get("/desk/letters")

        assert "To Chair Eleanor Whitcombe, Utility Board Open No closing date is set." in page.main
        assert "0 signatories one not confirmed yet" in page.main

    def test_an_empty_list_says_what_to_do(self, desk: Desk) -> None:
        page = PageClient(desk.client_of(THIRD)).get("/desk/letters")

        assert "No letter yet. Bring one as a letter file" in page.main
        assert "/desk/letters/new?coalition=other-matters" in page.links()


class TestANewLetter:
    def test_a_pasted_letter_becomes_a_draft(self, desk: Desk, hers: FlaskClient) -> None:
        text = LETTER.replace("slug: heat\n", "")

        answer = hers.post("/desk/letters/new", data={"text": text, "slug": "summer"})

        assert (answer.status_code, answer.location) == (303, "/desk/letters/summer")
        assert "as a draft" in hers.get("/desk/letters/summer").text
        assert desk.state_of("summer") == "draft"

    def test_a_file_takes_the_place_of_what_was_pasted(self, hers: FlaskClient) -> None:
        upload = (io.BytesIO(LETTER.replace("slug: heat", "slug: upload").encode()), "letter.md")

        answer = hers.post("/desk/letters/new", data={"text": FAULTY, "file": upload})

        assert (answer.status_code, answer.location) == (303, "/desk/letters/upload")

    @pytest.mark.parametrize("by", ["upload", "paste"])
    def test_faults_are_quoted_with_their_lines_and_the_text_is_kept(
        self, desk: Desk, hers: FlaskClient, by: str
    ) -> None:
        data = (
            {"file": (io.BytesIO(FAULTY.encode()), "letter.md")}
            if by == "upload"
            else {"text": FAULTY}
        )

        answer = hers.post("/desk/letters/new", data=data)

        faults = re.findall(r'<ol class="faults">(.*?)</ol>', answer.text, re.DOTALL)[0]
        assert answer.status_code == 422
        assert '<a href="#text">Line 2</a>, <code>titel</code>' in faults
        assert "closes: tomorrow</code>" in faults
        assert "titel: &#39;Heat&#39;\ncloses: tomorrow" in answer.text.split("<textarea")[1]
        assert len(PageClient(hers).get("/desk/letters").all("article")) == 1

    def test_what_is_no_text_is_named_and_does_not_fill_the_field(self, hers: FlaskClient) -> None:
        answer = hers.post(
            "/desk/letters/new", data={"file": (io.BytesIO(b"PK\x03\x04\0\0\xff\xfe"), "a.docx")}
        )

        assert answer.status_code == 422
        assert "this is a Word or Excel file" in answer.text
        assert "PK" not in answer.text

    def test_nothing_at_all_is_asked_for(self, hers: FlaskClient) -> None:
        answer = hers.post("/desk/letters/new", data={"text": "  "})

        assert answer.status_code == 422
        assert '<a href="#text">Choose a letter file, or paste one here</a>' in answer.text

    @pytest.mark.parametrize(
        ("slug", "sentence"),
        [
            ("heat", "Another letter has this address."),
            ("Heat Wave!", "This cannot stand in an address."),
        ],
    )
    def test_an_address_that_cannot_be_used_is_said_beside_its_field(
        self, hers: FlaskClient, slug: str, sentence: str
    ) -> None:
        text = LETTER.replace("slug: heat\n", "")

        answer = hers.post("/desk/letters/new", data={"text": text, "slug": slug})

        assert answer.status_code == 422
        assert f'<a href="#slug">{sentence}' in answer.text
        assert "No shutoffs in dangerous heat" in answer.text.split("<textarea")[1]

    def test_more_than_a_letter_can_be_is_refused_in_words(self, hers: FlaskClient) -> None:
        too_long = hers.post("/desk/letters/new", data={"text": "x" * 1_100_000})
        too_large = hers.post("/desk/letters/new", data={"text": "x" * 5_000_000})

        assert too_long.status_code == 422
        assert "at most 1,000,000 are read" in too_long.text
        assert too_large.status_code == 413
        assert "it is larger than 1 MB" in too_large.text

    def test_whoever_writes_for_two_coalitions_says_for_which(self, desk: Desk) -> None:
        desk.joins(SHE, "other-matters", Role.ORGANIZER)
        hers = desk.client_of(SHE)
        text = LETTER.replace("slug: heat", "slug: theirs")
        unsaid = hers.post("/desk/letters/new", data={"text": text})
        foreign = hers.post("/desk/letters/new", data={"text": text, "coalition": "default"})

        said = hers.post("/desk/letters/new", data={"text": text, "coalition": "other-matters"})

        assert (unsaid.status_code, foreign.status_code, said.status_code) == (422, 422, 303)
        assert desk.client_of(THIRD).get("/desk/letters/theirs").status_code == 200
        assert desk.client_of(TEAM[Role.STAFF]).get("/desk/letters/theirs").status_code == 404


class TestOneLetter:
    def test_a_draft_says_what_to_do_and_opens_by_its_button(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        desk.app.config["WTF_CSRF_ENABLED"] = True
        pages = PageClient(hers)
        draft = pages.get("/desk/letters/heat")

        opened = pages.send(draft, "/desk/letters/heat/open")

        assert "Nobody can sign it yet." in draft.main
        assert "The letter is open for sign-ons." in opened.main
        assert desk.state_of("heat") == "open"

    def test_a_change_without_the_token_is_refused(self, desk: Desk, hers: FlaskClient) -> None:
        desk.app.config["WTF_CSRF_ENABLED"] = True

        assert hers.post("/desk/letters/heat/open").status_code == 400
        assert desk.state_of("heat") == "draft"

    def test_closing_asks_first_and_says_what_it_means(self, desk: Desk, hers: FlaskClient) -> None:
        _opened_to_all(desk, hers)
        _signs(desk, "Harbor Street Neighbors")
        pages = PageClient(hers)

        asked = pages.get("/desk/letters/heat/close")
        still = desk.state_of("heat")
        closed = hers.post("/desk/letters/heat/close", follow_redirects=True)

        assert "One sign-on is not confirmed yet; its signer has 24 hours more." in asked.main
        assert still == "open"
        assert "The letter is closed." in closed.text
        assert desk.state_of("heat") == "closed"

    def test_a_draft_cannot_be_closed(self, hers: FlaskClient) -> None:
        answer = hers.post("/desk/letters/heat/close")

        assert answer.status_code == 409
        assert "This letter is not open, so there is nothing to close." in answer.text
        assert hers.get("/desk/letters/heat/close").status_code == 303

    def test_a_letter_whose_deadline_has_passed_does_not_open(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        late = LETTER.replace("slug: heat", "slug: late\ncloses: 2020-05-01T17:00\nzone: UTC")
        desk.adds(SHE, late)

        page = PageClient(hers).get("/desk/letters/late")
        answer = hers.post("/desk/letters/late/open")

        assert "Its deadline has passed: Friday, May 1, 2020, at 5 p.m. UTC." in page.main
        assert "/desk/letters/late/open" not in page.response.text
        assert answer.status_code == 409
        assert "Its deadline has passed, so it cannot be opened." in answer.text

    def test_who_sees_what_is_shown_and_changed(self, hers: FlaskClient) -> None:
        def chosen() -> set[str]:
            page = PageClient(hers).get("/desk/letters/heat")
            return {e.get("id", "") for e in page.all("input") if "checked" in e.attrib}

        before = chosen()
        answer = hers.post("/desk/letters/heat/visibility", data={**VISIBLE, "shows": "members"})

        assert before == {"reads-link", "signs-link", "shows-signers", "likely-listed"}
        assert answer.status_code == 303
        assert chosen() == {"reads-public", "signs-public", "shows-members", "likely-listed"}

    def test_a_setting_that_is_not_offered_changes_nothing(self, hers: FlaskClient) -> None:
        answer = hers.post("/desk/letters/heat/visibility", data={**VISIBLE, "reads": "martians"})

        assert answer.status_code == 409
        assert "Choose one of the settings offered." in answer.text

    def test_staff_see_the_settings_as_facts(self, desk: Desk) -> None:
        page = PageClient(desk.client_of(TEAM[Role.STAFF])).get("/desk/letters/heat")

        assert "Who reads the text Whoever has the private link" in page.main
        assert not [f for f in page.all("form") if f.get("action", "").startswith("/desk")]

    def test_the_private_link_opens_the_letter(self, desk: Desk, hers: FlaskClient) -> None:
        desk.opens(SHE, "heat")
        link = PageClient(hers).get("/desk/letters/heat").find("private-link").get("value", "")

        visitor = desk.app.test_client()

        assert link.startswith("http://letters.test/letters/heat?key=")
        assert visitor.get(link.removeprefix("http://letters.test")).status_code == 200
        assert visitor.get("/letters/heat").status_code == 404

    def test_sign_ons_by_day_stand_in_the_chart_and_in_words(
        self, desk: Desk, hers: FlaskClient, mailbox: Mailbox
    ) -> None:
        _opened_to_all(desk, hers)
        _signs(desk, "Harbor Street Neighbors")
        confirming = desk.app.test_client()
        confirming.post(mailbox.link("/confirm/"))

        page = PageClient(hers).get("/desk/letters/heat")

        assert page.find("chart").text == "One confirmed sign-on"
        assert len(page.all("{http://www.w3.org/2000/svg}rect", "day")) == 1
        assert words(page.all("ul", "figures")[0]).endswith(": 1")
        assert "Harbor Street Neighbors Listed Ada Harbor, Chair" in page.main

    def test_the_text_is_shown_as_it_prints_with_its_file_and_warnings(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        text = LETTER.replace("slug: heat", "slug: lead\nleads: ['First Among Us']")
        desk.adds(SHE, text)

        page = PageClient(hers).get("/desk/letters/lead/text")

        assert "Dear Chair Whitcombe:" in words(page.all("article")[0])
        assert "leads: ['First Among Us']" in (page.all("pre")[0].text or "")
        assert "The lead “First Among Us” has not signed yet; its place is kept." in page.main


class TestWhatToLookAt:
    ADDRESS = "/desk/letters/unfinished"

    def test_a_placeholder_waits_before_the_letter_is_opened(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        desk.adds(SHE, UNFINISHED)
        pages = PageClient(hers)

        overview = pages.get(self.ADDRESS)
        text = pages.get(f"{self.ADDRESS}/text")

        assert "Before you open it: one thing to look at in the text." in overview.main
        assert f"{self.ADDRESS}/text#warnings" in overview.links()
        assert (
            "One thing to look at “XX groups” is still a placeholder in paragraph 1." in text.main
        )

    def test_it_is_let_through_from_where_it_is_shown(self, desk: Desk, hers: FlaskClient) -> None:
        desk.adds(SHE, UNFINISHED)
        pages = PageClient(hers)
        address = f"{self.ADDRESS}/export/let-through"

        text = pages.get(f"{self.ADDRESS}/text")
        filled = {f.get("name", ""): f.get("value", "") for f in text.form(address).iter("input")}
        done = pages.send(text, address, {**filled, "reason": "A band’s name"})
        again = hers.post(address, data={"text": "XX unions", "on": "text"})

        assert done.title.startswith("Text:")
        assert "“XX groups” is let through." in done.main
        assert "to look at" not in done.main
        assert "Nobody can sign it yet. Once it is open" in pages.get(self.ADDRESS).main
        assert f"By {SHE} on" in pages.get(f"{self.ADDRESS}/export").main
        assert (again.status_code, page_of(again).title[:5]) == (409, "Text:")
        assert "That does not stop the letter now." in again.text

    def test_a_viewer_sees_what_is_left_over_and_no_button(self, desk: Desk) -> None:
        desk.adds(SHE, UNFINISHED)

        page = PageClient(desk.client_of(TEAM[Role.VIEWER])).get(f"{self.ADDRESS}/text")

        assert "“XX groups” is still a placeholder" in page.main
        assert page.all("form", "reason-form") == []


class TestSignatories:
    def test_they_are_found_by_name_with_the_search_in_the_address(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        _opened_to_all(desk, hers)
        _signs(desk, "Harbor Street Neighbors")
        _signs(desk, "Lakeside Parents")
        pages = PageClient(hers)

        everybody = pages.get("/desk/letters/heat/signatories")
        found = pages.get("/desk/letters/heat/signatories?find=lakeside")
        nobody = pages.get("/desk/letters/heat/signatories?find=<b>")

        assert len(everybody.all("tr")) == 3
        assert "Lakeside Parents Not confirmed yet Ada Harbor, Chair" in found.main
        assert "Harbor Street" not in found.main
        assert "No sign-on holds “<b>”." in nobody.main

    @pytest.mark.parametrize("page", ["0", "2", "-1"])
    def test_a_page_beyond_the_list_is_not_there(self, hers: FlaskClient, page: str) -> None:
        assert hers.get(f"/desk/letters/heat/signatories?page={page}").status_code == 404

    def test_an_empty_list_says_where_the_link_is(self, hers: FlaskClient) -> None:
        page = PageClient(hers).get("/desk/letters/heat/signatories")

        assert "/desk/letters/heat#link" in page.links()


class TestExport:
    @pytest.mark.parametrize("draft", ["", "?draft=1"], ids=["final", "draft"])
    @pytest.mark.parametrize(
        ("fmt", "media_type", "starts"),
        [
            ("docx", "application/vnd.openxmlformats-officedocument", b"PK"),
            ("pdf", "application/pdf", b"%PDF-"),
            ("html", "text/html", b"<!doctype html>"),
            ("txt", "text/plain", b""),
            ("md", "text/markdown", b"---\ntitle:"),
            ("json", "application/json", b"{"),
            ("csv", "text/csv", b""),
            ("xlsx", "application/vnd.openxmlformats-officedocument", b"PK"),
        ],
    )
    def test_each_format_comes_as_a_file(
        self, hers: FlaskClient, fmt: str, media_type: str, starts: bytes, draft: str
    ) -> None:
        answer = hers.get(f"/desk/letters/heat/export/{fmt}{draft}")

        name = "heat-draft" if draft else "heat"
        assert answer.status_code == 200
        assert answer.content_type.startswith(media_type)
        assert answer.headers["Content-Disposition"] == f"attachment; filename={name}.{fmt}"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.data.lower().startswith(starts.lower())

    def test_a_word_file_opens(self, hers: FlaskClient) -> None:
        answer = hers.get("/desk/letters/heat/export/docx")

        with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
            assert "word/document.xml" in package.namelist()

    def test_a_format_that_does_not_exist_is_not_there(self, hers: FlaskClient) -> None:
        assert hers.get("/desk/letters/heat/export/exe").status_code == 404

    def test_a_placeholder_stops_the_final_letter_until_it_is_let_through(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        desk.adds(SHE, UNFINISHED)
        pages = PageClient(hers)

        stopped = pages.get("/desk/letters/unfinished/export")
        refused = hers.get("/desk/letters/unfinished/export/pdf")
        allowed = pages.send(
            stopped,
            "/desk/letters/unfinished/export/let-through",
            {"text": "XX groups", "reason": "A band’s name"},
        )
        final = hers.get("/desk/letters/unfinished/export/txt")
        again = pages.send(
            allowed, "/desk/letters/unfinished/export/stop-again", {"text": "XX groups"}
        )

        assert "“XX groups” is still a placeholder in paragraph 1." in stopped.main
        assert refused.status_code == 409
        assert "There is no final letter yet" in refused.text
        assert "“XX groups” is let through." in allowed.main
        assert f"“XX groups”: A band’s name By {SHE} on" in allowed.main
        assert "XX groups" in final.text
        assert "There is no final letter yet" in again.main
        assert hers.get("/desk/letters/unfinished/export/txt").status_code == 409

    def test_a_draft_may_hold_what_a_final_letter_may_not(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        desk.adds(SHE, UNFINISHED)

        assert hers.get("/desk/letters/unfinished/export/txt?draft=1").status_code == 200

    def test_a_viewer_exports_the_list_without_contacts(self, desk: Desk) -> None:
        viewer = desk.client_of(TEAM[Role.VIEWER])
        staff = desk.client_of(TEAM[Role.STAFF])

        assert "email" not in viewer.get("/desk/letters/heat/export/csv").text
        assert "email" in staff.get("/desk/letters/heat/export/csv").text


@pytest.mark.parametrize(
    "path",
    ["", "/new", "/heat", "/heat/text", "/heat/signatories", "/heat/export"],
)
def test_every_page_holds_in_spanish(hers: FlaskClient, path: str) -> None:
    page = PageClient(hers).get(f"/desk/letters{path}", language="es-MX")

    assert page.language == "es"
