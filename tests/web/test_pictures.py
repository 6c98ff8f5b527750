"""Pictures of letters and the logo, as people bring and see them in a browser."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits import parse
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app import extensions
from app.domain.roles import Role
from app.services import cleaning
from app.web.desk import bringing
from tests.pages import PageClient, page_of
from tests.picture_bytes import jpeg, moving_png, png, png_that_says
from tests.web.desk_cast import LETTER, SHE, TEAM, THIRD, Desk, with_cast

CHARTED = LETTER.replace("slug: heat", "slug: chart") + "\n![Shutoffs by month](chart.png)\n"
ADDRESS = "/desk/letters/chart"


@pytest.fixture
def desk(app: Flask) -> Desk:
    played = with_cast(app)
    played.adds(SHE, CHARTED)
    return played


@pytest.fixture
def hers(desk: Desk) -> FlaskClient:
    return desk.client_of(SHE)


def _brings(client: FlaskClient, content: bytes, *, name: str = "chart.png") -> TestResponse:
    return _sends(client, f"{ADDRESS}/pictures", content, name=name)


def _sends(client: FlaskClient, address: str, content: bytes, **fields: str) -> TestResponse:
    """Send a form with a picture; the test client itself would leave a large one's file open."""
    upload = FileStorage(io.BytesIO(content), "any.png")
    boundary, body = encode_multipart({**fields, "picture": upload})
    return client.post(
        address, data=body, content_type=f'multipart/form-data; boundary="{boundary}"'
    )


def _shown_to_all(desk: Desk, hers: FlaskClient) -> None:
    desk.opens(SHE, "chart")
    hers.post(
        f"{ADDRESS}/visibility", data={"reads": "public", "signs": "public", "shows": "public"}
    )


def _source(page: str, client: FlaskClient) -> str:
    (image,) = PageClient(client).get(page).all("img")
    return image.get("src", "")


class TestBringing:
    def test_a_missing_picture_is_named_and_brought_by_its_form(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        pages = PageClient(hers)
        stopped = pages.get(f"{ADDRESS}/export")
        asked = pages.get(f"{ADDRESS}/text")

        answer = _brings(hers, png())
        stored = pages.get(f"{ADDRESS}/text")

        assert "the picture “chart.png” is not stored with the letter" in stopped.main
        assert f"{ADDRESS}/text#pictures" in stopped.links()
        assert "chart.png line 14 of the letter file Missing." in asked.main
        assert answer.status_code == 303
        assert "The picture is stored with the letter." in stored.main
        assert [image.get("alt") for image in stored.all("img")] == ["Shutoffs by month"] * 2
        assert "There is no final letter yet" not in pages.get(f"{ADDRESS}/export").main

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            pytest.param(b"", "The file is empty", id="nothing"),
            pytest.param(b"GIF89a" + b"\0" * 50, "GIF files cannot be kept", id="gif"),
            pytest.param(b"<svg onload='x()'/>", "SVG files cannot be kept", id="svg"),
            pytest.param(b"<html><script>", "HTML files cannot be kept", id="html"),
            pytest.param(jpeg()[:300], "it may be cut off", id="cut off"),
            pytest.param(png_that_says(50_000, 50_000), "Save it smaller", id="bomb"),
            pytest.param(moving_png(), "Save one still of it", id="it moves"),
            pytest.param(b"\xff\xd8" + b"\0" * 5_500_000, "5 MB are the most", id="5.5 MB"),
        ],
    )
    def test_what_is_no_picture_is_refused_with_what_to_do(
        self, hers: FlaskClient, content: bytes, says: str
    ) -> None:
        answer = _brings(hers, content)

        assert answer.status_code == 422
        assert says in answer.text
        assert PageClient(hers).get(f"{ADDRESS}/text").all("img") == []

    def test_more_than_a_request_may_hold_is_refused_before_it_is_read(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        members = _brings(hers, b"\0" * 7_000_000)
        # The token is looked for in the form, so that the form of a stranger is read as well.
        desk.app.config["WTF_CSRF_ENABLED"] = True
        strangers = _brings(desk.app.test_client(), b"\0" * 5_500_000)

        assert members.status_code == 413
        assert "The picture has more than 5 MB. Save it smaller." in members.text
        assert strangers.status_code == 413

    @pytest.mark.parametrize("name", ["../x", "a/b", "x" * 300, "a\u202eb", ""])
    def test_a_name_of_ones_own_is_refused(self, hers: FlaskClient, name: str) -> None:
        answer = _brings(hers, png(), name=name)

        assert answer.status_code == 422
        assert "The letter file names no such picture." in answer.text

    def test_it_needs_the_token(self, desk: Desk, hers: FlaskClient) -> None:
        desk.app.config["WTF_CSRF_ENABLED"] = True

        assert _brings(hers, png()).status_code == 400
        assert PageClient(hers).get(f"{ADDRESS}/text").all("img") == []

    @pytest.mark.parametrize("role", [Role.STAFF, Role.VIEWER])
    def test_those_who_do_not_write_letters_see_what_is_missing_alone(
        self, desk: Desk, role: Role
    ) -> None:
        client = desk.client_of(TEAM[role])

        page = PageClient(client).get(f"{ADDRESS}/text")

        assert "Missing." in page.main
        assert page.all("input", "form-control") == []
        assert _brings(client, png()).status_code == 403

    def test_another_coalition_finds_no_letter(self, desk: Desk) -> None:
        assert _brings(desk.client_of(THIRD), png()).status_code == 404

    def test_an_open_letter_keeps_the_picture_that_was_seen(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        _brings(hers, png("red"))
        desk.opens(SHE, "chart")

        answer = _brings(hers, png("blue"))
        page = PageClient(hers).get(f"{ADDRESS}/text")

        assert answer.status_code == 422
        assert "so it stays" in answer.text
        assert "It belongs to this version for good." in page.main
        assert f"{ADDRESS}/pictures" not in page.response.text

    def test_pictures_come_along_with_a_new_letter(self, hers: FlaskClient) -> None:
        text = CHARTED.replace("slug: chart", "slug: new-letter") + "\n![Two](sub/two.jpg)\n"
        answer = hers.post(
            "/desk/letters/new",
            data={
                "text": text,
                "pictures": [
                    (io.BytesIO(png()), "chart.png"),
                    (io.BytesIO(b"GIF89a"), "two.jpg"),
                    (io.BytesIO(png()), "../../stray.png"),
                ],
            },
            follow_redirects=True,
        )

        page = PageClient(hers).get("/desk/letters/new-letter/text")
        assert "“two.jpg” was not kept. GIF files cannot be kept." in answer.text
        assert "“stray.png” was not kept: the letter file names no such picture." in answer.text
        assert "One picture that it names is missing" in answer.text
        assert [image.get("alt") for image in page.all("img")] == ["Shutoffs by month"] * 2
        assert "sub/two.jpg line 16 of the letter file Missing." in page.main

    def test_a_spanish_desk_gives_its_reasons_in_spanish(self, hers: FlaskClient) -> None:
        page = PageClient(hers).get(f"{ADDRESS}/export", language="es")

        assert "is not stored with the letter" not in page.main
        assert "la imagen “chart.png” no está guardada con la carta" in page.main


class TestWaiting:
    LOGO = "/desk/coalitions/cool-homes/logo"

    @pytest.fixture
    def few(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(extensions.limiter, "enabled", True)
        monkeypatch.setattr(bringing, "PICTURES", parse("2 per hour"))
        extensions.limiter.reset()

    def test_while_others_are_at_work_it_says_when_to_try_again_and_keeps_what_was_typed(
        self, desk: Desk, hers: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cleaning, "SECONDS_IN_LINE", 0.05)
        with desk.house.picture_turns:
            picture = _brings(hers, png())
            logo = _sends(hers, self.LOGO, png(), alt="Cool Homes")

        for answer in (picture, logo):
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
            assert "Please send this one again in a minute." in page_of(answer).main
        assert 'value="Cool Homes"' in logo.text
        assert _brings(hers, png()).status_code == 303

    @pytest.mark.usefixtures("few")
    def test_a_member_brings_so_many_an_hour_in_letters_and_logos_together(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        answers = [_brings(hers, png(colour)) for colour in ("red", "blue", "green")]
        logo = _sends(hers, self.LOGO, png(), alt="Cool Homes")
        words = hers.post(self.LOGO, data={"alt": "Cool Homes"})
        other = _brings(desk.client_of(TEAM[Role.ORGANIZER]), png())

        assert [answer.status_code for answer in answers] == [303, 303, 429]
        assert 0 < int(answers[2].headers["Retry-After"]) <= 3_600
        assert "You have brought 100 pictures within an hour." in page_of(answers[2]).main
        assert (logo.status_code, 'value="Cool Homes"' in logo.text) == (429, True)
        assert "Choose the picture of the logo." in words.text
        assert other.status_code == 303

    @pytest.mark.usefixtures("few")
    def test_a_new_letter_is_there_whatever_becomes_of_its_pictures(
        self, hers: FlaskClient
    ) -> None:
        names = ("a.png", "b.png", "c.png", "d.png")
        text = "---\ntitle: New\nslug: new-one\n---\n" + "\n\n".join(
            f"![Chart]({name})" for name in names
        )

        answer = hers.post(
            "/desk/letters/new",
            data={"text": text, "pictures": [(io.BytesIO(png()), name) for name in names]},
            follow_redirects=True,
        )

        page = PageClient(hers).get("/desk/letters/new-one/text")
        assert "“c.png” was not kept. You have brought 100 pictures" in answer.text
        assert "2 pictures that it names are missing" in answer.text
        assert page.main.count("Missing.") == 2


class TestSeeing:
    def test_a_public_picture_is_kept_and_asked_for_again(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        _brings(hers, png())
        _shown_to_all(desk, hers)
        visitor = desk.app.test_client()

        answer = visitor.get(_source("/letters/chart", visitor))
        again = visitor.get(
            _source("/letters/chart", visitor), headers={"If-None-Match": answer.headers["ETag"]}
        )

        assert answer.status_code == 200
        assert answer.data.startswith(b"\x89PNG")
        assert answer.content_type == "image/png"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert (again.status_code, again.data) == (304, b"")

    def test_a_quiet_picture_opens_by_the_key_of_its_page_and_to_nobody_else(
        self, desk: Desk, hers: FlaskClient, private_key: Callable[[str], str]
    ) -> None:
        _brings(hers, jpeg())
        _brings(hers, png())
        desk.opens(SHE, "chart")
        visitor = desk.app.test_client()

        source = _source(f"/letters/chart?key={private_key('chart')}", visitor)
        answer = visitor.get(source)

        assert source.endswith(f"?key={private_key('chart')}")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, max-age=0, must-revalidate"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert visitor.get(source.partition("?")[0]).status_code == 404
        assert visitor.get(source.partition("?")[0] + "?key=guess").status_code == 404

    def test_a_member_sees_the_picture_of_a_draft_and_others_do_not(
        self, desk: Desk, hers: FlaskClient
    ) -> None:
        _brings(hers, png())
        thumb, printed = PageClient(hers).get(f"{ADDRESS}/text").all("img")
        source = thumb.get("src", "")

        assert source == printed.get("src")
        assert hers.get(source).status_code == 200
        assert desk.client_of(THIRD).get(source).status_code == 404
        assert desk.app.test_client().get(source).status_code == 404

    @pytest.mark.parametrize("name", ["chart.png", "..%2fx", "x" * 300, "%00", "a%e2%80%aeb"])
    def test_no_other_name_is_there(self, desk: Desk, hers: FlaskClient, name: str) -> None:
        _brings(hers, png())
        _shown_to_all(desk, hers)

        assert desk.app.test_client().get(f"/letters/chart/pictures/{name}").status_code == 404


class TestLogo:
    ADDRESS = "/desk/coalitions/cool-homes/logo"

    def test_it_is_stored_shown_and_taken_off(self, desk: Desk, hers: FlaskClient) -> None:
        pages = PageClient(hers)
        before = pages.get(self.ADDRESS)
        hers.post(self.ADDRESS, data={"alt": "Cool Homes", "picture": (io.BytesIO(png()), "l")})
        stored = pages.get(self.ADDRESS)
        picture = hers.get(f"{self.ADDRESS}/picture")

        taken_off = pages.send(stored, f"{self.ADDRESS}/take-off")

        assert "There is none." in before.main
        assert "every letter whose design has a letterhead" in before.main
        assert [image.get("alt") for image in stored.all("img")] == ["Cool Homes"]
        assert picture.content_type == "image/png"
        assert "Your letters have no logo now." in taken_off.main
        assert hers.get(f"{self.ADDRESS}/picture").status_code == 404

    def test_what_was_typed_stays_where_the_picture_is_refused(self, hers: FlaskClient) -> None:
        answer = hers.post(
            self.ADDRESS, data={"alt": "Cool Homes", "picture": (io.BytesIO(b"<svg/>"), "l.png")}
        )

        assert answer.status_code == 422
        assert "SVG files cannot be kept. Save the picture as PNG or JPEG." in answer.text
        assert 'value="Cool Homes"' in answer.text

    def test_a_logo_that_is_too_large_is_refused_before_it_is_read(self, hers: FlaskClient) -> None:
        answer = _sends(hers, self.ADDRESS, b"\0" * 7_000_000, alt="Cool Homes")

        assert answer.status_code == 413
        assert "more than 5 MB" in answer.text

    def test_staff_see_it_and_another_coalition_does_not(self, desk: Desk) -> None:
        staff = PageClient(desk.client_of(TEAM[Role.STAFF])).get(self.ADDRESS)

        assert staff.status == 200
        assert staff.all("input", "form-control") == []
        assert desk.client_of(THIRD).get(self.ADDRESS).status_code == 404

    def test_the_list_of_letters_leads_to_it(self, hers: FlaskClient) -> None:
        assert self.ADDRESS in PageClient(hers).get("/desk/letters").links()


@pytest.mark.parametrize(
    "path", ["/letters/chart/text", "/letters/chart/export", "/coalitions/cool-homes/logo"]
)
def test_every_page_holds_in_spanish(hers: FlaskClient, path: str) -> None:
    assert PageClient(hers).get(f"/desk{path}", language="es").language == "es"
