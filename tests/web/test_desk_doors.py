"""Who gets to which page of the desk, and what its login lets through."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy import delete
from werkzeug.routing import Rule

from app import extensions
from app.domain.roles import Role
from app.store.tables import members
from tests.web.desk_cast import LETTER, SHE, TEAM, THIRD, Desk, sign_in, with_cast

# What each page of the desk answers to the four roles. A new page has to be named here.
READS = dict.fromkeys(Role, 200)
ORGANIZES = {Role.OWNER: 200, Role.ORGANIZER: 200, Role.STAFF: 403, Role.VIEWER: 403}
CHANGES = {Role.OWNER: 303, Role.ORGANIZER: 303, Role.STAFF: 403, Role.VIEWER: 403}
BRINGS = {**dict.fromkeys(Role, 404), Role.VIEWER: 403}

DOORS: dict[tuple[str, str], dict[Role, int]] = {
    ("desk.home", "GET"): dict.fromkeys(Role, 302),
    ("desk.letters", "GET"): READS,
    ("desk.new", "GET"): ORGANIZES,
    ("desk.create", "POST"): CHANGES,
    ("desk.letter", "GET"): READS,
    ("desk.text", "GET"): READS,
    ("desk.signatories", "GET"): READS,
    ("desk.order", "GET"): READS,
    # Nobody has signed her letter: there is no line, and no name to print.
    ("desk.order_picture", "GET"): dict.fromkeys(Role, 404),
    ("desk.order_line", "GET"): {**CHANGES, Role.OWNER: 404, Role.ORGANIZER: 404},
    ("desk.settle_line", "POST"): {**CHANGES, Role.OWNER: 404, Role.ORGANIZER: 404},
    ("desk.settle_lines", "POST"): CHANGES,
    ("desk.order_leads", "POST"): {**CHANGES, Role.OWNER: 409, Role.ORGANIZER: 409},
    ("desk.make_lead", "POST"): {**CHANGES, Role.OWNER: 404, Role.ORGANIZER: 404},
    ("desk.set_rule", "POST"): {**CHANGES, Role.OWNER: 409, Role.ORGANIZER: 409},
    ("desk.change_groups", "POST"): {**CHANGES, Role.OWNER: 409, Role.ORGANIZER: 409},
    ("desk.export", "GET"): READS,
    ("desk.download", "GET"): READS,
    ("desk.open_letter", "POST"): CHANGES,
    ("desk.before_closing", "GET"): ORGANIZES,
    ("desk.close", "POST"): CHANGES,
    ("desk.visibility", "POST"): CHANGES,
    ("desk.new_private_link", "POST"): CHANGES,
    # Her letter names no picture and holds no placeholder: whoever may is told so.
    ("desk.add_picture", "POST"): {**CHANGES, Role.OWNER: 422, Role.ORGANIZER: 422},
    ("desk.let_through", "POST"): {**dict.fromkeys(Role, 409), Role.VIEWER: 403},
    ("desk.stop_again", "POST"): {**dict.fromkeys(Role, 303), Role.VIEWER: 403},
    ("desk.logo", "GET"): READS,
    ("desk.logo_picture", "GET"): dict.fromkeys(Role, 404),
    ("desk.set_logo", "POST"): {**CHANGES, Role.OWNER: 422, Role.ORGANIZER: 422},
    ("desk.take_logo_off", "POST"): CHANGES,
    ("desk.new_draft", "GET"): ORGANIZES,
    # No file comes along: whoever may bring one is told so.
    ("desk.read_draft", "POST"): {**CHANGES, Role.OWNER: 422, Role.ORGANIZER: 422},
    ("desk.draft_letter_file", "POST"): ORGANIZES,
    ("desk.draft_names", "POST"): ORGANIZES,
    ("desk.directory_home", "GET"): dict.fromkeys(Role, 302),
    ("desk.directory", "GET"): READS,
    ("desk.directory_csv", "GET"): READS,
    ("desk.build_directory", "POST"): {**dict.fromkeys(Role, 303), Role.VIEWER: 403},
    ("desk.organization", "GET"): READS,
    ("desk.edit_organization", "POST"): {**dict.fromkeys(Role, 303), Role.VIEWER: 403},
    ("desk.add_spelling", "POST"): {**dict.fromkeys(Role, 303), Role.VIEWER: 403},
    ("desk.remove_spelling", "POST"): {**dict.fromkeys(Role, 303), Role.VIEWER: 403},
    ("desk.add_address", "POST"): {**dict.fromkeys(Role, 303), Role.VIEWER: 403},
    ("desk.remove_address", "POST"): {**dict.fromkeys(Role, 303), Role.VIEWER: 403},
    ("desk.print_as", "POST"): CHANGES,
    ("desk.set_successor", "POST"): CHANGES,
    ("desk.take_back_successor", "POST"): CHANGES,
    ("desk.before_joining", "GET"): ORGANIZES,
    # No other organization comes along: whoever may join is told so.
    ("desk.join_organizations", "POST"): {**CHANGES, Role.OWNER: 409, Role.ORGANIZER: 409},
    ("desk.part_organizations", "POST"): CHANGES,
    ("desk.duplicates", "GET"): READS,
    # No such lines, nothing ticked, nothing settled yet: whoever may settle is told so.
    ("desk.settle", "POST"): {**CHANGES, Role.OWNER: 409, Role.ORGANIZER: 409},
    ("desk.before_several", "GET"): dict.fromkeys(Role, 400),
    ("desk.settle_several", "POST"): {**CHANGES, Role.OWNER: 409, Role.ORGANIZER: 409},
    ("desk.undo", "POST"): {**CHANGES, Role.OWNER: 409, Role.ORGANIZER: 409},
    ("desk.likely", "POST"): CHANGES,
    ("desk.decisions", "GET"): READS,
    ("desk.take_decision_back", "POST"): {**CHANGES, Role.OWNER: 404, Role.ORGANIZER: 404},
    ("desk.imports", "GET"): READS,
    # No list comes along, and none has come: whoever may bring one is told so.
    ("desk.bring_list", "POST"): {**dict.fromkeys(Role, 422), Role.VIEWER: 403},
    ("desk.one_import", "GET"): BRINGS,
    ("desk.columns", "GET"): BRINGS,
    ("desk.settle_columns", "POST"): BRINGS,
    ("desk.carry_out_import", "POST"): BRINGS,
    ("desk.discard_import", "POST"): BRINGS,
    ("desk.undo_import", "POST"): BRINGS,
    ("desk.bring_again", "POST"): BRINGS,
}
# The pages that belong to nobody's letter.
WITHOUT_LETTER = {
    "desk.home",
    "desk.letters",
    "desk.new",
    "desk.create",
    "desk.directory_home",
}

ANSWERS = {
    "desk.settle": {"line": ["1", "2"], "verdict": "different"},
    "desk.settle_several": {"card": "1-2", "verdict": "different"},
    "desk.likely": {"likely": "held"},
    "desk.create": {"text": LETTER.replace("slug: heat\n", "")},
    "desk.visibility": {"reads": "public", "signs": "public", "shows": "public"},
    "desk.edit_organization": {"name": "Harbor Street Neighbors"},
    "desk.add_spelling": {"spelling": "Harbor Street"},
    "desk.add_address": {"address": "harbor.example"},
    "desk.set_successor": {"kind": "renamed", "becomes": "Harbor Avenue", "on": "2027-03-01"},
}
KNOWN = "known-here"
ROUNDS = pytest.mark.parametrize(("endpoint", "method"), sorted(DOORS), ids=str)


@pytest.fixture
def desk(app: Flask) -> Desk:
    played = with_cast(app)
    played.knows("Harbor Street Neighbors", code=KNOWN)
    return played


def _desk_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/desk")]


def _address(app: Flask, endpoint: str) -> str:
    (rule,) = (rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    path = rule.rule.replace("<slug:slug>", "heat").replace("<fmt>", "txt")
    path = path.replace("<slug:coalition>", "cool-homes")
    path = path.replace("<slug:organization>", KNOWN)
    path = path.replace("<int:number>", "1").replace("<int:line>", "1")
    return path.replace("<name>", "figure-1.png")


def test_no_page_of_the_desk_is_forgotten_here(app: Flask) -> None:
    there = {
        (rule.endpoint, method)
        for rule in _desk_rules(app)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert there == set(DOORS)


@ROUNDS
def test_whoever_is_signed_out_is_sent_to_sign_in(desk: Desk, endpoint: str, method: str) -> None:
    answer = desk.app.test_client().open(_address(desk.app, endpoint), method=method)

    assert answer.status_code == 302
    assert answer.location.startswith("/account/login?next=")


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_as_far_as_it_may(desk: Desk, role: Role) -> None:
    client = desk.client_of(TEAM[role])
    desk.opens(SHE, "heat")

    answers = {
        door: client.open(
            _address(desk.app, door[0]), method=door[1], data=ANSWERS.get(door[0], {})
        ).status_code
        for door in sorted(DOORS)
    }

    # Closing comes before opening and visibility in this order, so each of them does something.
    assert answers == {door: may[role] for door, may in sorted(DOORS.items())}


@ROUNDS
def test_the_third_sees_nothing_of_her_letter(desk: Desk, endpoint: str, method: str) -> None:
    client = desk.client_of(THIRD)

    answer = client.open(
        _address(desk.app, endpoint), method=method, data=ANSWERS.get(endpoint, {})
    )

    if endpoint in WITHOUT_LETTER:
        assert '/desk/letters/heat"' not in answer.text
    else:
        assert answer.status_code == 404
    assert desk.state_of("heat") == "draft"


def test_a_viewer_elsewhere_who_organizes_here_may_open_here_alone(desk: Desk) -> None:
    desk.adds(THIRD, LETTER.replace("slug: heat", "slug: theirs"))
    desk.joins(THIRD, "cool-homes", Role.VIEWER)
    client = desk.client_of(THIRD)

    theirs = client.post("/desk/letters/theirs/open")
    hers = client.post("/desk/letters/heat/open")

    assert (theirs.status_code, hers.status_code) == (303, 403)
    assert desk.state_of("heat") == "draft"


def test_a_viewer_sees_neither_who_signed_nor_how_to_reach_them(desk: Desk) -> None:
    desk.opens(SHE, "heat")
    client = desk.app.test_client()
    key = desk.client_of(SHE).get("/desk/letters/heat").text.split("?key=")[1].split('"')[0]
    signed = client.post(
        f"/letters/heat/sign?key={key}",
        data={
            "organization": "Harbor Street Neighbors",
            "signer_name": "Ada Harbor",
            "signer_title": "Chair",
            "email": "ada@harbor.example",
            "authorized": "y",
        },
    )
    assert signed.status_code == 303, signed.text

    for path in ("", "/signatories"):
        seen = {
            role: desk.client_of(TEAM[role]).get(f"/desk/letters/heat{path}").text
            for role in (Role.STAFF, Role.VIEWER)
        }

        assert "Ada Harbor" in seen[Role.STAFF]
        assert "Harbor Street Neighbors" in seen[Role.VIEWER]
        assert "Ada" not in seen[Role.VIEWER]
        assert "harbor.example" not in seen[Role.VIEWER].replace("<wbr>", "")


def test_a_user_without_a_coalition_is_told_what_to_do(desk: Desk) -> None:
    desk.joins("new@nowhere.example", "left-soon", Role.VIEWER)
    client = desk.client_of("new@nowhere.example")
    _leave_every_coalition(desk, "new@nowhere.example")

    page = client.get("/desk/letters")

    assert page.status_code == 200
    assert "You are not in a coalition yet" in page.text
    assert "Ask an owner of your coalition to add new@nowhere.example" in page.text


def test_pages_of_the_desk_and_its_login_stay_out_of_caches_and_search(desk: Desk) -> None:
    client = desk.client_of(SHE)

    for answer in (
        client.get("/desk/letters/heat"),
        client.get("/desk/letters/heat/export/txt?draft=1"),
        client.get("/desk/letters/none"),
        desk.app.test_client().get("/account/login"),
    ):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(desk: Desk) -> None:
    client = desk.app.test_client()
    asked = client.get("/desk/letters/heat/signatories?find=harbor")

    answer = sign_in(client, SHE, path=asked.location)

    assert answer.status_code == 302
    assert answer.location == "/desk/letters/heat/signatories?find=harbor"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example/",
        "http:elsewhere.example",
        "javascript:alert(1)",
    ],
)
def test_signing_in_never_leads_to_another_host(desk: Desk, elsewhere: str) -> None:
    client = desk.app.test_client()

    answer = client.post(
        "/account/login",
        query_string={"next": elsewhere},
        data={"email": SHE, "password": "a password of the cast", "next": elsewhere},
    )

    assert answer.status_code in (200, 302)
    location = answer.headers.get("Location", "/")
    assert "\\" not in location
    assert urlsplit(urljoin("http://letters.test/account/login", location)).netloc == "letters.test"


def test_a_wrong_password_and_an_unknown_address_read_the_same(desk: Desk) -> None:
    client = desk.app.test_client()

    wrong = sign_in(client, SHE, password="not hers")
    unknown = sign_in(client, "nobody@coolhomes.example", password="not hers")

    assert "do not belong together" in wrong.text
    assert wrong.text.replace(SHE, "X") == unknown.text.replace("nobody@coolhomes.example", "X")


def test_the_login_says_that_signing_needs_no_account(desk: Desk) -> None:
    page = desk.app.test_client().get("/account/login")

    assert "To sign a letter you need no account" in page.text


def test_signing_out_takes_a_button_and_not_a_link(desk: Desk) -> None:
    client = desk.client_of(SHE)

    assert client.get("/account/logout").status_code == 405
    assert client.post("/account/logout").status_code == 302
    assert client.get("/desk/letters").status_code == 302


def test_too_many_tries_at_the_login_have_to_wait(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extensions.limiter, "enabled", True)
    extensions.limiter.reset()
    client = desk.app.test_client()

    answers = [sign_in(client, SHE, password="a guess").status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]
    assert client.get("/account/login").status_code == 200
    extensions.limiter.reset()


def _leave_every_coalition(desk: Desk, email: str) -> None:
    user_id = desk.member(email).user_id
    with desk.house.store.write() as connection:
        connection.execute(delete(members).where(members.c.user_id == user_id))
