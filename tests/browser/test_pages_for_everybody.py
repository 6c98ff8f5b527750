"""Every page, on a telephone and on a desk, by day and by night: axe finds nothing to mend,
and no page is wider than its screen, however long the words are that people bring.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask_security.utils import hash_password
from playwright.sync_api import Browser, FilePayload, Page
from werkzeug.serving import make_server

from app import create_app
from app.domain.keys import Purpose, make_key
from app.services import asking, demo, desk, opening
from app.services.house import House
from app.services.publishing import Circle
from app.store import members as member_rows
from app.store.engine import Store
from app.store.migrating import upgrade
from config import Settings
from tests.cast import LetterInHand
from tests.formats.word.drafts_in_xml import item, p, package, run
from tests.requires import requires
from tests.services.queue_in_hand import QueueInHand

pytestmark = [requires("browser"), pytest.mark.enable_socket]

TELEPHONE = 390
DESK = 1280
HEIGHT = 844
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# axe leaves the sizes of targets out unless it is asked for them (WCAG 2.2, 2.5.8).
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

PASSWORD = "a password of the demo"
LONG_WORD = "Donaudampfschifffahrt" * 14 + "Verein"
ADDRESS = f"{'long' * 15}@{'very-' * 11}long.example"


@dataclass(frozen=True)
class Site:
    """The running service, and the two links that only a signer's mail holds."""

    url: str
    confirm: str
    signer: str
    asked: str
    card: str


Way = Callable[[Page, Site], object]


def _to(path: str) -> Way:
    return lambda page, site: page.goto(f"{site.url}{path}")


def _to_the_form_with_errors(page: Page, site: Site) -> None:
    page.goto(f"{site.url}{FORM}")
    page.get_by_role("button", name="Sign on").click()
    page.get_by_role("alert").wait_for()


def _to_check_inbox(page: Page, site: Site) -> None:
    page.goto(f"{site.url}{FORM}")
    page.get_by_label("Name, as it should print").fill(LONG_WORD)
    page.get_by_label("whole country").check()
    page.get_by_label("Your name").fill(LONG_WORD)
    page.get_by_label("Your title").fill(LONG_WORD)
    page.get_by_label("e-mail").fill(ADDRESS)
    page.get_by_label("I am authorized").check()
    page.get_by_role("button", name="Sign on").click()
    page.get_by_role("heading", name="Check your inbox").wait_for()


def _to_a_draft(page: Page, site: Site, content: bytes) -> None:
    page.goto(f"{site.url}{NEW_DRAFT}")
    file = FilePayload(name=f"{LONG_WORD[:200]}.docx", mimeType=WORD_TYPE, buffer=content)
    page.get_by_label("Word file").set_input_files(file)
    page.get_by_role("button", name="Read the draft").click()
    page.locator("table, [role=alert]").first.wait_for()


def _to_a_known_organization(page: Page, site: Site) -> None:
    page.goto(f"{site.url}{DIRECTORY}")
    page.get_by_role("link", name="Donaudampf").click()
    page.get_by_role("heading", name="Its entry").wait_for()


def _to_an_entry_with_errors(page: Page, site: Site) -> None:
    _to_a_known_organization(page, site)
    page.get_by_role("button", name="Save what it became").click()
    page.get_by_role("alert").wait_for()


def _to_two_entries(page: Page, site: Site) -> None:
    _to_a_known_organization(page, site)
    page.get_by_role("link", name="Join with another entry").click()
    page.get_by_role("searchbox").fill("harbor")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Harbor Street").click()
    page.get_by_role("button", name="Join the two").wait_for()


def _to_a_list(page: Page, site: Site, text: str) -> None:
    page.goto(f"{site.url}/desk{LETTER}/imports")
    page.get_by_label("Or paste names").fill(text)
    page.get_by_role("button", name="Read the list").click()
    page.get_by_role("heading", name="List ").first.wait_for()


WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFT = package(
    p("March 3, 2027") + p(f"Secretary {LONG_WORD}") + p("Dear Secretary:")
    + p("The ferry must run.", xml=run(f"TBD {LONG_WORD}", '<w:highlight w:val="yellow"/>'))
    + p("x. " * 120) + p("Sincerely,") + p("x. " * 120)
    + "".join(item(f"{LONG_WORD[: 280 - n]}") for n in range(8))
)  # fmt: skip
TRACKED = package(p(xml=f'<w:ins w:id="9" w:author="A">{run("Added words.")}</w:ins>'))
ROWS = (
    "name;state;scope;email\n"
    f"{LONG_WORD[:290]};OH;{LONG_WORD[:99]};{ADDRESS}\n"
    f"{LONG_WORD};OR;;\n;;;\n;;;x\nSchool;OH\nSchool;OR\n1;2;3;4;5\n"
)
NEW_DRAFT = "/desk/coalitions/demo/drafts/new"
LETTER = "/letters/blocked-crossings"
DIRECTORY = "/desk/directory"
KNOWN = f"name,website\n{LONG_WORD},{'long' * 15}.example\nHarbor Street Neighbors,\n"
FORM = f"{LETTER}/sign"

PUBLIC_PAGES: dict[str, Way] = {
    "home": _to("/"),
    "letter": _to(LETTER),
    "letter-found-nothing": _to(f"{LETTER}?find=nobody+of+this+name"),
    "form": _to(FORM),
    "form-with-errors": _to_the_form_with_errors,
    "check-inbox": _to_check_inbox,
    "confirm": lambda page, site: page.goto(f"{site.url}/confirm/{site.confirm}"),
    "unknown-link": _to("/confirm/none"),
    "signer": lambda page, site: page.goto(f"{site.url}/sign-on/{site.signer}"),
    "withdraw": lambda page, site: page.goto(f"{site.url}/sign-on/{site.signer}/withdraw"),
    "asked": lambda page, site: page.goto(f"{site.url}/asked/{site.asked}"),
    "asked-thanks": lambda page, site: page.goto(f"{site.url}/asked/{site.asked}/thanks"),
    "privacy": _to("/privacy"),
    "login": _to("/account/login"),
    "not-found": _to("/no-such-page"),
}
DESK_PAGES: dict[str, Way] = {
    "desk-letters": _to("/desk/letters"),
    "desk-new": _to("/desk/letters/new"),
    "desk-letter": _to(f"/desk{LETTER}"),
    "desk-text": _to(f"/desk{LETTER}/text"),
    # axe takes half a minute over all lines of the sample, and one row is as the other.
    "desk-sign-ons": _to(f"/desk{LETTER}/signatories?find=schiff"),
    "desk-duplicates": _to(f"/desk{LETTER}/possible-duplicates"),
    "desk-several-duplicates": lambda page, site: page.goto(
        f"{site.url}/desk{LETTER}/possible-duplicates/several?verdict=same&card={site.card}"
    ),
    "desk-decisions": _to("/desk/coalitions/demo/decisions"),
    "desk-lists": _to(f"/desk{LETTER}/imports"),
    "desk-list-columns": lambda page, site: _to_a_list(page, site, f"{LONG_WORD}\tB\n'A\tC"),
    "desk-list": lambda page, site: _to_a_list(page, site, ROWS),
    "desk-list-under-way": lambda page, site: _to_a_list(page, site, "A\n" * 1_100),
    "desk-order": _to(f"/desk{LETTER}/order?find=schiff"),
    "desk-order-line": _to(f"/desk{LETTER}/order/lines/1"),
    "desk-export": _to(f"/desk{LETTER}/export"),
    "desk-close": _to(f"/desk{LETTER}/close"),
    "desk-directory": _to("/desk/directory"),
    "desk-organization": _to_a_known_organization,
    "desk-organization-with-errors": _to_an_entry_with_errors,
    "desk-join": _to_two_entries,
    "desk-new-draft": _to(NEW_DRAFT),
    "desk-draft": lambda page, site: _to_a_draft(page, site, DRAFT),
    "desk-draft-with-changes": lambda page, site: _to_a_draft(page, site, TRACKED),
}
PAGES = PUBLIC_PAGES | DESK_PAGES
EACH_PAGE = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample letter, signed by somebody whose names are each one word of 300 letters."""
    settings = _settings(tmp_path_factory.mktemp("site"))
    store = Store.connect(settings.database_url)
    upgrade(store)
    store.close()
    app = create_app(settings)
    house: House = app.extensions["undersigned"]
    with app.app_context():
        loaded = demo.load(house, password_hash=hash_password(PASSWORD), now=datetime.now(UTC))
    letter = LetterInHand(house, loaded.slug)
    long = {"signer_name": LONG_WORD, "signer_title": LONG_WORD, "email": ADDRESS}
    signer = letter.signed_by(LONG_WORD, now=datetime.now(UTC), **long)
    letter.asked(f"Second {LONG_WORD[:290]}", now=datetime.now(UTC), **long)
    asked, card = _asked_about(house, letter)
    _close_a_letter(house)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(
        f"http://127.0.0.1:{server.server_port}", letter.confirm_token(), signer, asked, card
    )
    server.shutdown()
    thread.join()
    server.server_close()
    house.store.close()
    app.extensions["undersigned_queue"].close()


def _asked_about(house: House, letter: LetterInHand) -> tuple[str, str]:
    """Put lines of long names into the queue: a pair that is asked about, one that is settled
    and three that hang together; return the link that asks, and the card of the pair.
    """
    now = datetime.now(UTC)
    with house.store.read() as connection:
        user_id = member_rows.user_id_by_email(connection, demo.DEMO_EMAIL)
    assert user_id is not None
    queue = QueueInHand(letter, desk.memberships(house, user_id)[0])
    names = [f"{number}{LONG_WORD[:280]}" for number in range(7)]
    for name in names:
        letter.signed_by(name, signer_name=LONG_WORD, email=ADDRESS, now=now)
    for older, newer in ((0, 1), (2, 3), (4, 5), (5, 6)):
        queue.pair(names[older], names[newer], f"alike: {LONG_WORD}")
    queue.different(names[2], names[3], now=now)
    lines = [queue.line(names[0]), queue.line(names[1])]
    asking.ask(house, queue.member, letter.slug, lines, now=now)
    return make_key(house.secret_key, Purpose.ASKED, 1, 1), "-".join(map(str, lines))


def _close_a_letter(house: House) -> None:
    """Let the directory know two organizations, one of them by a word of 300 letters."""
    text = "---\ntitle: An earlier letter\n---\n\nIts text.\n"
    now = datetime.now(UTC)
    LetterInHand.published(
        house,
        text,
        slug="earlier",
        circle=Circle(),
        signatories=KNOWN,
        owner=demo.DEMO_EMAIL,
        now=now,
    )
    with house.store.read() as connection:
        user_id = member_rows.user_id_by_email(connection, demo.DEMO_EMAIL)
    assert user_id is not None
    opening.close_letter(house, desk.memberships(house, user_id)[0], "earlier", now=now)


@pytest.fixture(scope="module")
def member_cookies(browser: Browser, site: Site) -> list:
    """What the browser of a member who has signed in holds."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/account/login")
    page.get_by_label("E-mail").fill(demo.DEMO_EMAIL)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/**")
    cookies = context.cookies()
    context.close()
    return cookies


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": TELEPHONE, "height": HEIGHT}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@EACH_PAGE
def test_axe_finds_nothing_to_mend(
    name: str, page: Page, site: Site, request: pytest.FixtureRequest
) -> None:
    _open(name, page, site, request)

    found = []
    for width in (TELEPHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{width}px, {scheme}: {fault}" for fault in _faults(page)]

    assert found == []


@EACH_PAGE
def test_a_name_of_one_long_word_makes_no_page_wider_than_its_screen(
    name: str, page: Page, site: Site, request: pytest.FixtureRequest
) -> None:
    _open(name, page, site, request)

    wide = page.evaluate("document.documentElement.scrollWidth")

    assert wide <= TELEPHONE, _too_wide(page)


def _open(name: str, page: Page, site: Site, request: pytest.FixtureRequest) -> None:
    """Go there as its reader does, and unfold what is folded."""
    if name in DESK_PAGES:
        page.context.add_cookies(request.getfixturevalue("member_cookies"))
    PAGES[name](page, site)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")


def _faults(page: Page) -> list[str]:
    violations = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def _too_wide(page: Page) -> str:
    """Return the elements that reach past the screen, for whoever mends them."""
    told: str = page.evaluate(
        "width => [...document.querySelectorAll('body *')]"
        ".filter(part => part.getBoundingClientRect().right > width)"
        ".map(part => `${part.tagName}.${part.className}`).join('\\n')",
        TELEPHONE,
    )
    return told


def _settings(folder: Path) -> Settings:
    return Settings.from_environment(
        {
            "DATABASE_URL": f"sqlite:///{folder / 'undersigned.db'}",
            "INSTANCE_PATH": str(folder / "instance"),
            "SECRET_KEY": "a key of the tests, long enough for every check of its length",
        }
    )
