"""An organizer brings a list in a real browser: looks at it, imports it, undoes it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask_security.utils import hash_password
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from werkzeug.serving import make_server

from app import create_app
from app.services import demo, importing_work
from app.services.house import House
from app.store.engine import Store
from app.store.migrating import upgrade
from config import Settings
from tests.formats.lists.workbooks import workbook
from tests.requires import requires

pytestmark = [requires("browser"), pytest.mark.enable_socket]

PASSWORD = "a password of the demo"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LETTER = "/desk/letters/blocked-crossings"
LIST = workbook(
    ["Answers, March 2027"],
    ["Timestamp", "Email Address", "Name", "Organization", "What state is it in?"],
    ["3/1/2027", "ida@cedar.example", "Ida Quill", "Cedar Tenants Union", "Ohio"],
    ["3/1/2027", "bo@elm.example", "Bo Lin", "Elm Nurses", ""],
    ["3/2/2027", "una@elm.example", "Una Vance", "ELM NURSES", ""],
    ["3/2/2027", "n/a", "Nobody", "", ""],
)


@dataclass(frozen=True)
class Desk:
    url: str
    house: House
    cookies: list


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Desk]:
    """The sample letter, its organizer signed in; a worker only where a test does its work."""
    folder = tmp_path_factory.mktemp("desk")
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
        demo.load(house, password_hash=hash_password(PASSWORD), now=datetime.now(UTC))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    yield Desk(url, house, _signed_in(browser, url))
    server.shutdown()
    thread.join()
    server.server_close()
    house.store.close()
    app.extensions["undersigned_queue"].close()


def _signed_in(browser: Browser, url: str) -> list:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}/account/login")
    page.get_by_label("E-mail").fill(demo.DEMO_EMAIL)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/**")
    cookies = context.cookies()
    context.close()
    return cookies


def _context(browser: Browser, desk: Desk, *, scripts: bool = True) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=scripts
    )
    context.add_cookies(desk.cookies)
    return context


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    context = _context(browser, desk)
    yield context.new_page()
    context.close()


def _count(page: Page, desk: Desk) -> int:
    answer = page.request.get(f"{desk.url}/letters/blocked-crossings/signatories.json")
    return len(answer.json()["signatories"])


def test_a_list_is_looked_at_imported_and_undone(page: Page, desk: Desk) -> None:
    before = _count(page, desk)
    page.goto(f"{desk.url}{LETTER}")
    page.get_by_role("link", name="Bring a list").click()
    page.get_by_label("A spreadsheet or CSV file").set_input_files(
        FilePayload(name="answers.xlsx", mimeType=EXCEL, buffer=LIST)
    )
    page.get_by_role("button", name="Read the list").click()

    asked = page.get_by_role("row", name="What state is it in?")
    expect(asked).to_contain_text("Please look")
    expect(asked.get_by_role("combobox")).to_have_value("state")
    page.get_by_role("button", name="Show what becomes of each row").click()

    main = page.get_by_role("main")
    expect(main).to_contain_text("2 new lines, 1 sign-on joins a line that stands, 1 row refused")
    expect(page.get_by_role("row", name="Row 5 ELM NURSES")).to_contain_text(
        "Stands as “Elm Nurses”."
    )
    expect(main).to_contain_text("One row above the headers was left out.")
    page.get_by_role("link", name="Refused 1").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="All rows").click()
    page.get_by_role("button", name="Import as shown").click()

    expect(main).to_contain_text("2 lines were listed, 1 sign-on joined a line that stood")
    assert _count(page, desk) == before + 2
    page.get_by_role("button", name="Undo this import").click()

    expect(main).to_contain_text("The import is undone: 2 lines left the list.")
    assert _count(page, desk) == before


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_long_list_shows_how_far_it_is_and_then_what_came_of_it(
    browser: Browser, desk: Desk, scripts: bool
) -> None:
    context = _context(browser, desk, scripts=scripts)
    page = context.new_page()
    names = "\n".join(f"Neighbors of block {n}{'!' * scripts}" for n in range(1_200))
    page.goto(f"{desk.url}{LETTER}/imports")
    page.get_by_label("Or paste names").fill(names)
    page.get_by_role("button", name="Read the list").click()
    expect(page.get_by_role("progressbar")).to_be_visible()

    importing_work.work_on_due(desk.house, clock=lambda: datetime.now(UTC))

    expect(page.get_by_role("main")).to_contain_text("1,200 new lines", timeout=15_000)
    page.get_by_role("button", name="Throw it away").click()
    context.close()


def test_the_page_of_a_list_fits_a_telephone(page: Page, desk: Desk, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{desk.url}{LETTER}/imports")
    page.get_by_label("Or paste names").fill(f"{'Donaudampfschifffahrt' * 14}Verein\tB\n'A\tC")
    page.get_by_role("button", name="Read the list").click()
    page.get_by_role("button", name="Show what becomes of each row").wait_for()

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
