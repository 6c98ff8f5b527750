"""Lists that members bring to the desk: read, looked at, imported, undone."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.domain.roles import Role
from app.services import importing_work
from app.store.tables import sign_ons, signatories
from app.store.tables_imports import imports
from tests.cast import LetterInHand
from tests.pages import Page, PageClient, page_of
from tests.web.desk_cast import SHE, TEAM, THIRD, Desk, with_cast

ADDRESS = "/desk/letters/heat/imports"
FORM_ANSWERS = (
    "Timestamp,Email Address,Name,Organization,Title\n"
    "1/2/2027,ida@cedar.example,Ida Quill,Cedar Tenants Union,Director\n"
    "1/2/2027,bo@elm.example,Bo Lin,Elm Nurses,Chair\n"
    "1/3/2027,x@y.example,Nobody,,\n"
)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return with_cast(app)


@pytest.fixture
def hers(desk: Desk) -> FlaskClient:
    return desk.client_of(SHE)


@pytest.fixture
def letter(desk: Desk) -> LetterInHand:
    return LetterInHand(desk.house, "heat")


def brings(
    client: FlaskClient, content: bytes | str, *, name: str = "list.csv", text: str = ""
) -> TestResponse:
    data = content.encode() if isinstance(content, str) else content
    upload = FileStorage(io.BytesIO(data), name)
    boundary, body = encode_multipart({"text": text, "file": upload})
    return client.post(
        ADDRESS, data=body, content_type=f'multipart/form-data; boundary="{boundary}"'
    )


def pastes(client: FlaskClient, text: str) -> TestResponse:
    return client.post(ADDRESS, data={"text": text})


def page_after(client: FlaskClient, answer: TestResponse) -> Page:
    assert answer.status_code == 303, answer.text
    return PageClient(client).get(answer.location)


def presses(client: FlaskClient, page: Page, button: str) -> Page:
    action = next(
        form.get("action", "")
        for form in page.all("form")
        if any(words == button for words in map(_words, form.iter("button")))
    )
    return page_after(client, client.post(action))


def _words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows_of(desk: Desk, table) -> int:
    with desk.house.store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


class TestLookingBefore:
    def test_answers_of_a_form_are_known_by_their_headers(
        self, hers: FlaskClient, letter: LetterInHand
    ) -> None:
        page = page_after(hers, brings(hers, FORM_ANSWERS))

        assert "2 new lines, 1 row refused" in page.main
        assert "Cedar Tenants UnionIda Quill, ida@cedar.example New line" in page.main
        assert "Row 4 no nameNobody, x@y.example Refused There is no name in this row." in page.main
        assert "Organization Organization’s name Title Signer’s title" in page.main
        assert letter.lines == []

    def test_nothing_but_the_list_itself_is_stored_before_the_button(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        page_after(hers, brings(hers, FORM_ANSWERS))

        assert (rows_of(desk, signatories), rows_of(desk, sign_ons)) == (0, 0)
        assert rows_of(desk, imports) == 1

    def test_an_unsure_column_is_asked_about_and_remembered(self, hers: FlaskClient) -> None:
        text = "Group / org,Who is the contact?\nCedar Tenants Union,Ida Quill\n"
        asked = page_after(hers, brings(hers, text))
        chosen = {"count": "2", "field-0": "name", "field-1": "", "has_headers": "yes"}

        settled = page_after(hers, hers.post(f"{ADDRESS}/1/columns", data=chosen))
        again = page_after(hers, brings(hers, text.replace("Cedar", "Birch")))

        assert "Please look: this is a guess" in asked.main
        assert "1 new line" in settled.main
        assert "1 new line" in again.main
        assert "Who is the contact? Left out" in again.main

    def test_another_coalition_does_not_learn_what_was_settled(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        text = "Group / org\tWho is the contact?\nCedar Tenants Union\tIda Quill\n"
        page_after(hers, pastes(hers, text))
        hers.post(
            f"{ADDRESS}/1/columns",
            data={"count": "2", "field-0": "name", "has_headers": "yes"},
        )
        theirs = desk.client_of(THIRD)
        desk.adds(THIRD, "---\ntitle: Other\nslug: other\n---\n\nText.\n")

        answer = theirs.post("/desk/letters/other/imports", data={"text": text})

        assert "Please look" in page_after(theirs, answer).main

    @pytest.mark.parametrize(
        ("chosen", "says"),
        [
            ({"field-0": "email"}, "Say which column holds the organization’s name."),
            ({"field-0": "name", "field-1": "name"}, "Two columns hold the same."),
            ({"field-0": "name", "field-1": "shoe size"}, "Choose one of the fields offered."),
        ],
        ids=["no name", "twice", "unknown"],
    )
    def test_a_choice_that_cannot_be_is_said_on_the_form(
        self, hers: FlaskClient, chosen: dict[str, str], says: str
    ) -> None:
        page_after(hers, pastes(hers, "Cedar Tenants Union\tOH\nElm Nurses\tTX"))

        answer = hers.post(f"{ADDRESS}/1/columns", data={"count": "2", **chosen})

        assert answer.status_code == 422
        assert says in page_of(answer).main

    def test_rows_without_headers_are_all_rows(
        self, hers: FlaskClient, letter: LetterInHand
    ) -> None:
        asked = page_after(hers, pastes(hers, "Cedar Tenants Union\tOH\nElm Nurses\tTX"))
        settled = page_after(
            hers,
            hers.post(
                f"{ADDRESS}/1/columns", data={"count": "2", "field-0": "name", "field-1": "state"}
            ),
        )
        presses(hers, settled, "Import as shown")

        assert "The list has a row of headers" in asked.main
        assert letter.lines == ["Cedar Tenants Union", "Elm Nurses"]

    def test_what_was_taken_off_pasted_lines_is_said(self, hers: FlaskClient) -> None:
        page = page_after(hers, pastes(hers, "1. Cedar Tenants Union\n2. 350.org;\n"))

        assert "Numbers in front of lines were taken off: 2." in page.main
        assert "Commas and semicolons at the end of lines were taken off: 1." in page.main
        assert "350.org New line" in page.main

    def test_a_long_list_comes_in_pages_and_can_be_narrowed(self, hers: FlaskClient) -> None:
        names = "\n".join(f"Organization number {n}" for n in range(150))
        page = page_after(hers, pastes(hers, f"{names}\nOrganization number 7"))
        second = PageClient(hers).get(f"{ADDRESS}/1?page=2")
        already = PageClient(hers).get(f"{ADDRESS}/1?show=already")

        assert "Page 1 of 2" in page.main
        assert "Organization number 149" in second.main
        assert len(already.all("tr")) == 2
        assert hers.get(f"{ADDRESS}/1?page=3").status_code == 404

    def test_a_possible_duplicate_is_told_with_its_reason(self, hers: FlaskClient) -> None:
        page = page_after(
            hers, brings(hers, "name,state\nLegal Aid Society,OH\nLegal Aid Society,OR\n")
        )

        assert "1 new line looks like another one" in page.main
        assert "Looks like “Legal Aid Society”: same name, other place (OH and OR)." in page.main

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "Choose a file that holds something, or paste names."),
            (b"%PDF-1.7", "This is a PDF; copy the names out of it"),
            (b"PK\x03\x04 not really", "The file is damaged"),
            (b'name,email\n"A,b\n', "Line 2: not readable as CSV"),
        ],
        ids=["nothing", "PDF", "damaged", "quotes"],
    )
    def test_what_cannot_be_read_is_said_in_words(
        self, hers: FlaskClient, content: bytes, says: str
    ) -> None:
        answer = brings(hers, content)

        assert answer.status_code == 422
        assert says in page_of(answer).main

    def test_a_list_too_large_is_refused_before_it_is_read(self, hers: FlaskClient) -> None:
        answer = brings(hers, b"x" * 11_100_000)

        assert answer.status_code == 413
        assert "The list has more than 10 MB." in page_of(answer).main

    def test_a_workbook_is_read(self, hers: FlaskClient, letter: LetterInHand) -> None:
        book = Workbook()
        book.active.append(["Organización", "Correo electrónico"])
        book.active.append(["Comité de Vecinas", "ana@comite.example"])
        content = io.BytesIO()
        book.save(content)

        page = page_after(hers, brings(hers, content.getvalue(), name="lista.xlsx"))
        presses(hers, page, "Import as shown")

        assert letter.lines == ["Comité de Vecinas"]


class TestImporting:
    def test_one_button_imports_what_was_shown(
        self, hers: FlaskClient, letter: LetterInHand
    ) -> None:
        page = page_after(hers, brings(hers, FORM_ANSWERS))

        done = presses(hers, page, "Import as shown")

        assert letter.lines == ["Cedar Tenants Union", "Elm Nurses"]
        assert "2 lines were listed" in done.main

    def test_a_list_that_changed_meanwhile_is_shown_anew_instead(
        self, hers: FlaskClient, desk: Desk, letter: LetterInHand
    ) -> None:
        page = page_after(hers, brings(hers, FORM_ANSWERS))
        page_after(hers, pastes(hers, "Elm Nurses"))
        presses(hers, PageClient(hers).get(f"{ADDRESS}/2"), "Import as shown")

        changed = presses(hers, page, "Import as shown")

        assert (
            "The list under the letter changed meanwhile, so nothing was imported." in changed.main
        )
        assert "1 new line, 1 sign-on joins a line that stands" in changed.main
        assert letter.lines == ["Elm Nurses"]
        presses(hers, changed, "Import as shown")
        assert letter.lines == ["Cedar Tenants Union", "Elm Nurses"]

    def test_the_same_list_again_adds_nothing(self, hers: FlaskClient, desk: Desk) -> None:
        presses(hers, page_after(hers, brings(hers, FORM_ANSWERS)), "Import as shown")
        before = rows_of(desk, sign_ons)

        again = page_after(hers, brings(hers, FORM_ANSWERS))

        assert "The very same list was imported as list 1." in again.main
        assert "2 rows stand there already and add nothing." in again.main
        assert "Import as shown" not in again.main
        assert hers.post(f"{ADDRESS}/2/import").status_code == 303
        assert rows_of(desk, sign_ons) == before

    def test_a_press_on_an_old_page_imports_nothing_twice(
        self, hers: FlaskClient, desk: Desk
    ) -> None:
        presses(hers, page_after(hers, brings(hers, FORM_ANSWERS)), "Import as shown")

        again = hers.post(f"{ADDRESS}/1/import")

        assert again.status_code == 409
        assert "This list is past that. Bring it again." in page_of(again).main
        assert rows_of(desk, sign_ons) == 2

    def test_a_list_can_be_thrown_away(
        self, hers: FlaskClient, desk: Desk, letter: LetterInHand
    ) -> None:
        page = page_after(hers, brings(hers, FORM_ANSWERS))

        lists = presses(hers, page, "Throw it away")

        assert "List 1 is thrown away; nothing of it was listed." in lists.main
        assert hers.get(f"{ADDRESS}/1").status_code == 404
        assert letter.lines == []
        with desk.house.store.read() as connection:
            assert connection.execute(select(imports.c.cells)).scalar_one() is None


class TestALongList:
    ROWS = "\n".join(f"Organization number {n}" for n in range(1_500))

    def test_it_waits_for_the_worker_and_says_so(
        self, hers: FlaskClient, desk: Desk, letter: LetterInHand
    ) -> None:
        waiting = page_after(hers, pastes(hers, self.ROWS))
        self.work(desk)
        shown = PageClient(hers).get(f"{ADDRESS}/1")
        importing = presses(hers, shown, "Import as shown")
        self.work(desk)
        done = PageClient(hers).get(f"{ADDRESS}/1")

        assert "The rows are being looked at 0 of 1,500 rows are prepared." in waiting.main
        assert waiting.has("progress")
        assert 'http-equiv="refresh"' in waiting.response.text
        assert "The list is being imported" in importing.main
        assert "1,500 lines were listed" in done.main
        assert 'http-equiv="refresh"' not in done.response.text
        assert len(letter.lines) == 1_500

    def test_nothing_is_changed_while_it_is_worked_on(self, hers: FlaskClient) -> None:
        page_after(hers, pastes(hers, self.ROWS))

        for action in ("import", "discard", "columns", "again"):
            answer = hers.post(f"{ADDRESS}/1/{action}", data={"count": "1", "field-0": "name"})
            assert answer.status_code == 409, action

    @staticmethod
    def work(desk: Desk) -> None:
        assert importing_work.work_on_due(desk.house, clock=lambda: datetime.now(UTC)) == 1


class TestUndoing:
    def test_an_undone_import_leaves_the_list_and_can_be_brought_once_more(
        self, hers: FlaskClient, letter: LetterInHand
    ) -> None:
        done = presses(hers, page_after(hers, brings(hers, FORM_ANSWERS)), "Import as shown")

        undone = presses(hers, done, "Undo this import")
        after = letter.lines
        again = presses(hers, undone, "Bring it once more")
        presses(hers, again, "Import as shown")

        assert "The import is undone: 2 lines left the list." in undone.main
        assert after == []
        assert "2 new lines" in again.main
        assert letter.lines == ["Cedar Tenants Union", "Elm Nurses"]

    def test_what_was_not_imported_cannot_be_undone(self, hers: FlaskClient) -> None:
        page_after(hers, brings(hers, FORM_ANSWERS))

        answer = hers.post(f"{ADDRESS}/1/undo")

        assert answer.status_code == 409
        assert "there is nothing to undo" in page_of(answer).main

    def test_after_a_month_the_rows_are_forgotten_and_the_import_can_still_be_undone(
        self, hers: FlaskClient, desk: Desk, letter: LetterInHand
    ) -> None:
        presses(hers, page_after(hers, brings(hers, FORM_ANSWERS)), "Import as shown")
        later = datetime.now(UTC) + timedelta(days=31)
        importing_work.work_on_due(desk.house, clock=lambda: later)

        page = PageClient(hers).get(f"{ADDRESS}/1")
        undone = presses(hers, page, "Undo this import")

        assert "The rows themselves are no longer kept" in page.main
        assert "Bring it once more" not in undone.main
        assert letter.lines == []


class TestWays:
    def test_a_letter_leads_there_and_lists_what_was_brought(self, hers: FlaskClient) -> None:
        page_after(hers, brings(hers, FORM_ANSWERS, name="partners.csv"))
        pages = PageClient(hers)

        assert ADDRESS in pages.get("/desk/letters/heat").links()
        assert "List 1partners.csv Ready to import 3 rows 2 new lines" in pages.get(ADDRESS).main

    def test_staff_bring_lists_and_undo_them(self, desk: Desk, letter: LetterInHand) -> None:
        his = desk.client_of(TEAM[Role.STAFF])
        done = presses(his, page_after(his, pastes(his, "Elm Nurses")), "Import as shown")

        presses(his, done, "Undo this import")

        assert letter.lines == []

    def test_viewers_see_that_there_are_lists_and_nothing_in_them(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        page_after(hers, brings(hers, FORM_ANSWERS))
        client = desk.client_of(TEAM[Role.VIEWER])

        assert "Read the list" not in client.get(ADDRESS).text
        assert client.get(f"{ADDRESS}/1").status_code == 403
        assert pastes(client, "Elm Nurses").status_code == 403
        for action in ("import", "discard", "columns", "again", "undo"):
            assert client.post(f"{ADDRESS}/1/{action}").status_code == 403, action

    def test_another_coalition_has_no_such_list(self, desk: Desk, hers: FlaskClient) -> None:
        page_after(hers, brings(hers, FORM_ANSWERS))
        theirs = desk.client_of(THIRD)

        assert theirs.get(ADDRESS).status_code == 404
        assert theirs.get(f"{ADDRESS}/1").status_code == 404
        for action in ("import", "discard", "columns", "again", "undo"):
            assert theirs.post(f"{ADDRESS}/1/{action}").status_code == 404, action

    def test_a_list_belongs_to_its_letter(self, desk: Desk, hers: FlaskClient) -> None:
        page_after(hers, brings(hers, FORM_ANSWERS))
        desk.adds(SHE, "---\ntitle: Other\nslug: other\n---\n\nText.\n")

        assert hers.get("/desk/letters/other/imports/1").status_code == 404
        assert hers.post("/desk/letters/other/imports/1/import").status_code == 404
