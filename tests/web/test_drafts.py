"""Letters from Word drafts, as organizers bring them to the desk."""

from __future__ import annotations

import io
import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.domain.roles import Role
from app.formats.signatory_lists import read_signatories
from app.services import drafting
from app.services.drafting import MOST_AT_ONCE
from tests.formats.word.drafts_in_xml import (
    SPACES,
    item,
    note,
    notes,
    p,
    package,
    run,
)
from tests.pages import Page, PageClient, page_of
from tests.web.desk_cast import COALITION, SHE, TEAM, THIRD, Desk, with_cast

ADDRESS = f"/desk/coalitions/{COALITION}/drafts/new"
COMMENTS = (
    f'<w:comments {SPACES}><w:comment w:id="1" w:author="Ana Reviewer">'
    f"{p('Is this figure right?')}</w:comment></w:comments>"
)
COMMENTED = '<w:r><w:commentReference w:id="1"/></w:r>'
TEXT = (
    "The ferry at Quillmouth must run in winter. Without it nobody on the island reaches a doctor."
)
BODY = (
    p("March 3, 2027") + p("Secretary Ada Example") + p("Department of Harbors")
    + p("RE: Winter ferries") + p("Dear Secretary Example:")
    + p(TEXT, xml=note(1) + run("by TBD", '<w:highlight w:val="yellow"/>') + COMMENTED)
    + p("Sincerely,")
    + "".join(item(name) for name in ("Alder Clinic", "Birch Boats", "Cedar Choir", "Dune Riders",
                                      "Elm Nurses", "Fern Pilots", "Gull Watchers"))
)  # fmt: skip
PARTS = {"footnotes": notes(n1=p("Harbor Report 2026.")), "comments": COMMENTS}
DRAFT = package(BODY, parts=PARTS)
ADDED = p(xml=f'<w:ins w:id="9" w:author="A">{run("Added words.")}</w:ins>')
TRACKED = package(BODY.replace(p("Sincerely,"), ADDED + p("Sincerely,")), parts=PARTS)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return with_cast(app)


@pytest.fixture
def hers(desk: Desk) -> FlaskClient:
    return desk.client_of(SHE)


def brings(client: FlaskClient, content: bytes, *, query: str = "", **fields: str) -> TestResponse:
    upload = FileStorage(io.BytesIO(content), "draft.docx")
    boundary, body = encode_multipart({**fields, "file": upload})
    return client.post(
        ADDRESS + query, data=body, content_type=f'multipart/form-data; boundary="{boundary}"'
    )


def text_of(page: Page) -> str:
    return (page.find("text").text or "").removeprefix("\n")


class TestReading:
    def test_the_page_says_what_was_taken_for_what_and_where(self, hers: FlaskClient) -> None:
        page = page_of(brings(hers, DRAFT))

        assert page.heading == "What the Word file became"
        for line in (
            "Date March 3, 2027 paragraph 1",
            "Addressee Secretary Ada Example / Department of Harbors paragraph 2",
            "RE line Winter ferries paragraph 4",
            "Salutation Dear Secretary Example: paragraph 5",
            "Closing Sincerely, paragraph 7",
            "Names 7 names paragraph 8 to paragraph 14",
            "Notes 1 note",
        ):
            assert line in page.main
        assert "Alder Clinic · Birch Boats · Cedar Choir · … · Elm Nurses · Fern" in page.main

    def test_the_place_of_the_names_is_said_where_it_is_not_the_usual_one(
        self, hers: FlaskClient
    ) -> None:
        listed = p("This statement is issued on behalf of: Alder Clinic, Birch Boats.")
        loud = {"look": "<w:b/>", "properties": '<w:jc w:val="center"/>'}
        statement = p("Joint statement on ferries", xml=note(1), **loud) + p(TEXT)

        page = page_of(brings(hers, package(statement, parts={"footnotes": notes(n1=listed)})))

        assert "Place of the names in a note to the title note 1" in page.main

    def test_doubts_are_told_with_their_places(self, hers: FlaskClient) -> None:
        page = page_of(brings(hers, DRAFT))

        assert "paragraph 6: highlighted as unfinished: “by TBD”" in page.main
        assert "paragraph 6: comment by Ana Reviewer: “Is this figure right?”" in page.main

    def test_a_passage_taken_for_nothing_is_named_apart(self, hers: FlaskClient) -> None:
        answer = brings(hers, package(BODY + p("x. " * 120) + p("From: Somebody")))

        left = page_of(answer).main.partition("Left in the text")[2].partition("To look at")[0]
        assert "not recognized, and kept in the body: “x. x. x." in left

    def test_reading_stores_nothing(self, hers: FlaskClient) -> None:
        pages = PageClient(hers)
        before = pages.get("/desk/letters").main

        brings(hers, DRAFT)

        assert pages.get("/desk/letters").main == before

    def test_nothing_of_a_draft_is_logged(
        self, hers: FlaskClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            brings(hers, DRAFT)
            brings(hers, TRACKED)
            brings(hers, b"PK Quillmouth")

        assert not any(word in caplog.text for word in ("Quillmouth", "Alder", "Ana", "Ada Ex"))


class TestWhatBecomesOfIt:
    def test_one_button_makes_a_letter_of_it_that_lists_nobody(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        page = page_of(brings(hers, DRAFT))
        mended = text_of(page).replace("by TBD", "by March")

        answer = hers.post("/desk/letters/new", data={"text": mended, "coalition": COALITION})

        assert answer.status_code == 303
        letter = hers.get(answer.location).text
        assert "by March" in hers.get(f"{answer.location}/text").text
        assert "Alder Clinic" not in letter
        assert "Alder Clinic" not in hers.get(f"{answer.location}/signatories").text

    def test_the_letter_file_comes_as_it_stands_in_the_form(self, hers: FlaskClient) -> None:
        mended = text_of(page_of(brings(hers, DRAFT))).replace("by TBD", "by March")

        answer = hers.post(
            ADDRESS.replace("new", "letter-file"), data={"text": mended.replace("\n", "\r\n")}
        )

        assert answer.headers["Content-Disposition"] == "attachment; filename=letter.md"
        assert answer.get_data(as_text=True) == mended

    def test_the_list_of_names_is_one_that_can_be_imported(self, hers: FlaskClient) -> None:
        page = page_of(brings(hers, DRAFT))
        (field,) = (each for each in page.all("input") if each.get("name") == "names")

        answer = hers.post(ADDRESS.replace("new", "names"), data={"names": field.get("value", "")})

        rows = read_signatories(answer.data)
        assert answer.headers["Content-Disposition"] == "attachment; filename=names.csv"
        assert [rows[0].name, rows[-1].name, len(rows)] == ["Alder Clinic", "Gull Watchers", 7]


class TestRefusing:
    def test_tracked_changes_are_asked_about_and_settled_as_chosen(self, hers: FlaskClient) -> None:
        asked = page_of(brings(hers, TRACKED))
        accepted = page_of(brings(hers, TRACKED, changes="accept"))
        rejected = page_of(brings(hers, TRACKED, changes="reject"))

        assert asked.status == 422
        assert "“draft.docx”: the draft has tracked changes (1 insertion)." in asked.main
        assert "The file was not kept: choose it once more." in asked.main
        assert [e.get("value") for e in asked.all("input") if e.get("type") == "radio"] == [
            "accept",
            "reject",
        ]
        assert "Added words." in text_of(accepted)
        assert "Added words." not in text_of(rejected)
        assert "tracked changes were rejected: 1 insertion" in rejected.main

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "Choose a Word file that holds something."),
            (b"%PDF-1.7", "“draft.docx”: this is a PDF; open it in Word and save it as .docx."),
            (DRAFT[:300], "“draft.docx”: the file is damaged: it is cut off before its end."),
        ],
        ids=["nothing", "PDF", "cut off"],
    )
    def test_what_cannot_be_read_is_said_in_words(
        self, hers: FlaskClient, content: bytes, says: str
    ) -> None:
        page = page_of(brings(hers, content))

        assert page.status == 422
        assert says in page.main

    def test_a_file_too_large_is_refused_before_it_is_read(self, hers: FlaskClient) -> None:
        page = page_of(brings(hers, b"x" * 26_100_000))

        assert page.status == 413
        assert "The file has more than 25 MB." in page.main

    def test_a_file_between_other_limits_and_this_one_is_read(self, hers: FlaskClient) -> None:
        page = page_of(brings(hers, b"x" * 8_000_000))

        assert page.status == 422
        assert "this is no Word document (.docx)" in page.main

    def test_more_than_a_few_at_once_are_asked_to_wait(
        self, hers: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drafting, "SECONDS_IN_LINE", 0.05)
        for _ in range(MOST_AT_ONCE):
            assert drafting._TURNS.acquire(blocking=False)
        try:
            busy = brings(hers, DRAFT)
        finally:
            drafting._TURNS.release(MOST_AT_ONCE)
        again = brings(hers, DRAFT)

        assert (busy.status_code, again.status_code) == (503, 200)
        assert int(busy.headers["Retry-After"]) > 0
        assert "send this one again in half a minute" in page_of(busy).main

    def test_a_refused_draft_gives_its_turn_back(self, hers: FlaskClient) -> None:
        answers = [brings(hers, b"PK nothing").status_code for _ in range(MOST_AT_ONCE + 1)]

        assert answers == [422] * (MOST_AT_ONCE + 1)


class TestWays:
    def test_letters_and_the_form_for_letter_files_lead_there(self, hers: FlaskClient) -> None:
        pages = PageClient(hers)

        assert ADDRESS in pages.get("/desk/letters").links()
        assert ADDRESS in pages.get("/desk/letters/new").links()
        assert pages.get(ADDRESS).heading == "Start from a Word file"

    @pytest.mark.parametrize("role", [Role.STAFF, Role.VIEWER])
    def test_who_writes_no_letters_brings_none(self, desk: Desk, role: Role) -> None:
        client = desk.client_of(TEAM[role])

        assert brings(client, DRAFT).status_code == 403
        assert ADDRESS not in client.get("/desk/letters").text

    def test_another_coalition_has_no_such_page(self, desk: Desk) -> None:
        assert brings(desk.client_of(THIRD), DRAFT).status_code == 404
