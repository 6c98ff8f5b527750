"""Ten possible duplicates settled by keyboard alone: by single keys, and by Tab and Enter."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask_security import hash_password
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from app import create_app
from app.domain.roles import Member, Role
from app.services import accounts, desk, importing_command
from app.services.house import House
from app.services.publishing import PUBLIC
from app.store import members as member_rows
from app.store.engine import Store
from app.store.migrating import upgrade
from config import Settings
from tests.cast import LetterInHand
from tests.requires import requires
from tests.services.queue_in_hand import LETTER, QueueInHand

pytestmark = [requires("browser"), pytest.mark.enable_socket]

PAIRS = 10
EMAIL, PASSWORD = "she@harbor.example", "a password of the cast"
TABS_AT_MOST = 40


@dataclass
class Site:
    url: str
    house: House
    member: Member

    def letter(self, slug: str) -> QueueInHand:
        """A letter with ten pairs in its queue."""
        letter = LetterInHand.published(
            self.house, LETTER, slug=slug, owner=EMAIL, circle=PUBLIC, now=datetime.now(UTC)
        )
        queue = QueueInHand(letter, self.member)
        # In each letter other names: a decision of one would answer the next.
        names = [(f"{slug} {n} Club", f"The {slug} Club No. {n}") for n in range(PAIRS)]
        rows = "\n".join(name for pair in names for name in pair)
        importing_command.import_signatories(
            self.house, slug, f"name\n{rows}\n".encode(), dry_run=False, now=datetime.now(UTC)
        )
        for older, newer in names:
            queue.pair(older, newer, "the same words in another order")
        return queue


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("keyboard")
    settings = Settings.from_environment(
        {
            "DATABASE_URL": f"sqlite:///{folder / 'undersigned.db'}",
            "INSTANCE_PATH": str(folder / "instance"),
            "SECRET_KEY": "a key of the tests, long enough for every check of its length",
        }
    )
    store = Store.connect(settings.database_url)
    upgrade(store)
    store.close()
    app = create_app(settings)
    house: House = app.extensions["undersigned"]
    with app.app_context():
        password_hash = hash_password(PASSWORD)
    accounts.create_account(
        house,
        email=EMAIL,
        password_hash=password_hash,
        role=Role.OWNER,
        coalition="harbor",
        now=datetime.now(UTC),
    )
    with house.store.read() as connection:
        user_id = member_rows.user_id_by_email(connection, EMAIL)
    assert user_id is not None
    (member,) = desk.memberships(house, user_id)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", house, member)
    server.shutdown()
    thread.join()
    server.server_close()
    house.store.close()
    app.extensions["undersigned_queue"].close()


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def context(
    request: pytest.FixtureRequest, browser: Browser, site: Site
) -> Iterator[BrowserContext]:
    yield from _signed_in(browser, site, has_script=request.param)


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    for context in _signed_in(browser, site, has_script=True):
        yield context.new_page()


def test_ten_pairs_are_settled_by_single_keys(page: Page, site: Site) -> None:
    queue = site.letter("by-keys")
    page.goto(f"{site.url}/desk/letters/by-keys/possible-duplicates")

    for number in range(PAIRS):
        left = PAIRS - number
        assert page.locator(".settle-card").count() == left
        with page.expect_navigation():
            page.keyboard.press("s" if number % 2 else "d")
        if left > 1:
            assert _focused(page).startswith("card-")

    assert page.get_by_role("heading", name="Nothing waits to be settled").is_visible()
    assert len(queue.letter.lines) == 2 * PAIRS - PAIRS // 2

    with page.expect_navigation():
        page.locator("#undo-last").press("Enter")
    assert len(queue.letter.lines) == 2 * PAIRS - PAIRS // 2 + 1


def test_ten_pairs_are_settled_by_tab_and_enter(context: BrowserContext, site: Site) -> None:
    slug = f"by-tab-{id(context)}"
    queue = site.letter(slug)
    page = context.new_page()
    page.goto(f"{site.url}/desk/letters/{slug}/possible-duplicates")
    page.goto(page.url + f"#{page.locator('.settle-card').first.get_attribute('id')}")

    for number in range(PAIRS):
        words = "Same: join them" if number % 2 else "Different: keep them apart"
        _tab_to(page, words)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    assert page.get_by_role("heading", name="Nothing waits to be settled").is_visible()
    assert len(queue.letter.lines) == 2 * PAIRS - PAIRS // 2


def test_the_focus_can_be_seen(page: Page, site: Site) -> None:
    site.letter("focus")
    page.goto(f"{site.url}/desk/letters/focus/possible-duplicates")

    page.keyboard.press("j")

    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert _focused(page).startswith("card-")
    assert outline == "solid"


def test_single_keys_can_be_switched_off_and_stay_off(page: Page, site: Site) -> None:
    queue = site.letter("keys-off")
    address = f"{site.url}/desk/letters/keys-off/possible-duplicates"
    page.goto(address)
    page.locator("#keys summary").press("Enter")
    page.get_by_label("Single keys settle questions").press("Space")
    page.goto(address)

    page.keyboard.press("d")
    page.wait_for_timeout(300)

    assert len(queue.letter.review_queue) == PAIRS


def test_a_letter_that_is_typed_into_a_field_settles_nothing(page: Page, site: Site) -> None:
    queue = site.letter("typing")
    page.goto(f"{site.url}/desk/letters/typing/possible-duplicates")

    page.get_by_label("The other name, as it should print").first.press_sequentially("sadl")

    assert page.get_by_label("The other name, as it should print").first.input_value() == "sadl"
    assert len(queue.letter.review_queue) == PAIRS


def _signed_in(browser: Browser, site: Site, *, has_script: bool) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
        java_script_enabled=has_script,
    )
    page = context.new_page()
    page.goto(f"{site.url}/account/login")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/**")
    page.close()
    yield context
    context.close()


def _focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id")
    return found


def _tab_to(page: Page, words: str) -> None:
    """Press Tab until the button of these words has the focus, as a person does."""
    for _ in range(TABS_AT_MOST):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text().strip() == words:
            return
    pytest.fail(f"no button “{words}” within {TABS_AT_MOST} steps")
