"""Conveners dragged by mouse and by finger, and moved by the keyboard alone."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask_security.utils import hash_password
from playwright.sync_api import Browser, Locator, Page, expect
from werkzeug.serving import make_server

from app import create_app
from app.services import demo
from app.services.house import House
from app.services.importing_command import import_signatories
from app.services.publishing import Circle, publish
from app.store.engine import Store
from app.store.migrating import upgrade
from config import Settings
from tests.requires import requires

pytestmark = [requires("browser"), pytest.mark.enable_socket]

PASSWORD = "a password of the demo"
LEADS = ["Alder Union", "Birch Society", "Cedar League", "Date Growers"]
LETTER = f"""---
title: 'Keep the ferry'
leads: [{", ".join(LEADS)}]
---

We ask.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
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
    _SITES[f"http://127.0.0.1:{server.server_port}"] = house
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    house.store.close()
    app.extensions["undersigned_queue"].close()


_SITES: dict[str, House] = {}


@pytest.fixture
def address(site: str, request: pytest.FixtureRequest) -> str:
    """A letter of this test's own, with its four conveners and two others."""
    house, slug = _SITES[site], request.node.name.split("[")[0].replace("_", "-")[:80].rstrip("-")
    publish(
        house, LETTER.encode(), signatories=None, as_listed=False, slug=slug,
        owner=demo.DEMO_EMAIL, circle=Circle(), now=datetime.now(UTC),
    )  # fmt: skip
    rows = "\n".join(["name", *LEADS, "Elm Friends", "Fir Keepers"]).encode()
    import_signatories(house, slug, rows, dry_run=False, now=datetime.now(UTC))
    return f"{site}/desk/letters/{slug}/order"


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, has_touch=True)
    opened = context.new_page()
    opened.goto(f"{site}/account/login")
    opened.get_by_label("E-mail").fill(demo.DEMO_EMAIL)
    opened.get_by_label("Password").first.fill(PASSWORD)
    opened.get_by_role("button", name="Sign in").click()
    opened.wait_for_url("**/desk/**")
    yield opened
    context.close()


def test_a_convener_is_dragged_by_mouse_and_the_order_saved(page: Page, address: str) -> None:
    page.goto(address)

    _drag(page, "Date Growers", above="Birch Society")
    _shows(page, ["Alder Union", "Date Growers", "Birch Society", "Cedar League"])
    expect(page.locator("[data-said]")).to_have_text(
        "Date Growers is number 2 of 4 now. Save the order to keep it."
    )
    assert _numbers(page) == ["1", "2", "3", "4"]
    _drag(page, "Alder Union", below="Cedar League")
    page.get_by_role("button", name="Save this order").click()

    expect(page.get_by_role("status").first).to_contain_text("The conveners are in this order now")
    _shows(page, ["Date Growers", "Birch Society", "Cedar League", "Alder Union"])
    _prints(page, ["Date Growers", "Birch Society", "Cedar League", "Alder Union", "Elm Friends"])


def test_a_drag_that_is_given_up_changes_nothing(page: Page, address: str) -> None:
    page.goto(address)
    handle = _handle(page, "Date Growers")
    box = handle.bounding_box()
    assert box

    page.mouse.move(box["x"] + 8, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 8, box["y"] - 200, steps=8)
    _shows(page, ["Date Growers", "Alder Union", "Birch Society", "Cedar League"])
    page.keyboard.press("Escape")
    page.mouse.up()

    _shows(page, LEADS)


def test_a_convener_is_dragged_by_finger(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    handle = _handle(page, "Alder Union")
    handle.scroll_into_view_if_needed()
    box, target = handle.bounding_box(), _item(page, "Cedar League").bounding_box()
    assert box
    assert target

    # What a finger on a telephone sends, down to the browser's own way of scrolling.
    finger = page.context.new_cdp_session(page)
    x, y = box["x"] + 10, box["y"] + 15
    bottom = target["y"] + target["height"] - 4
    finger.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for step in range(1, 11):
        point = {"x": x, "y": y + (bottom - y) * step / 10}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    _shows(page, ["Birch Society", "Cedar League", "Alder Union", "Date Growers"])
    page.get_by_role("button", name="Save this order").click()
    _shows(page, ["Birch Society", "Cedar League", "Alder Union", "Date Growers"])


def test_conveners_are_put_in_order_by_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    _handle(page, "Cedar League").focus()

    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    _shows(page, ["Cedar League", "Alder Union", "Birch Society", "Date Growers"])
    expect(_handle(page, "Cedar League")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    _press_tab_to(page, "Save this order")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").first).to_contain_text("The conveners are in this order now")
    _shows(page, ["Alder Union", "Cedar League", "Birch Society", "Date Growers"])


def test_enter_in_a_number_saves_the_numbers(page: Page, address: str) -> None:
    page.goto(address)

    page.get_by_label("Number of Date Growers").fill("1")
    page.keyboard.press("Enter")

    _shows(page, ["Date Growers", "Alder Union", "Birch Society", "Cedar League"])


def test_without_scripts_there_are_buttons_and_numbers(
    browser: Browser, page: Page, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(address)

    assert plain.locator(".movable-handle").count() == 0
    plain.get_by_role("button", name=re.compile("Move down ?: Alder Union")).click()
    _shows(plain, ["Birch Society", "Alder Union", "Cedar League", "Date Growers"])
    plain.get_by_role("button", name=re.compile("Take back ?: Cedar League")).click()
    _shows(plain, ["Birch Society", "Alder Union", "Date Growers"])
    plain.get_by_role("button", name=re.compile("Make a convener ?: Elm Friends")).click()
    _shows(plain, ["Birch Society", "Alder Union", "Date Growers", "Elm Friends"])
    context.close()


# ------------------------------------------------------------------- how


def _item(page: Page, name: str) -> Locator:
    return page.locator(f'[data-name="{name}"]')


def _handle(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Drag {name}")


def _drag(page: Page, name: str, *, above: str = "", below: str = "") -> None:
    start = _handle(page, name).bounding_box()
    target = _item(page, above or below).bounding_box()
    assert start
    assert target
    y = target["y"] + (4 if above else target["height"] - 4)
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] / 2, y, steps=12)
    page.mouse.up()


def _press_tab_to(page: Page, words: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == words:
            return
    pytest.fail(f"the Tab key never comes to {words!r}")


def _shows(page: Page, names: list[str]) -> None:
    expect(page.locator(".movable [data-name] .printed")).to_have_text(names)


def _numbers(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator(".movable-number").all()]


def _prints(page: Page, names: list[str]) -> None:
    shown = page.locator("table th[role=rowheader] bdi").all_inner_texts()
    assert shown[: len(names)] == names
