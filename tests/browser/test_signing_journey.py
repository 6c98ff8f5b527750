"""A signer in a real browser, from the letter to their line, with the mail caught in between.

The whole arrangement of `make run` serves it: web, worker, and a real SMTP server.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.requires import requires

PROJECT = Path(__file__).resolve().parents[2]
MAIL_WITHIN_SECONDS = 30.0

pytestmark = [requires("browser"), pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service with the sample letter."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("service") / "instance"
    program = subprocess.Popen(
        [sys.executable, "-m", "dev.run"],
        cwd=PROJECT,
        env=os.environ | {"PORT": str(port), "INSTANCE_PATH": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    welcome = ""
    for line in program.stdout:
        welcome += line
        if "Caught mail" in line:
            break
    assert "Caught mail" in welcome, welcome
    yield f"http://127.0.0.1:{port}"
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=20)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _names(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("#names .name-list li").all_inner_texts()]


def _sign(page: Page, service: str, *, organization: str, address: str) -> None:
    """Find the letter, read it, and fill in the form as a person does."""
    page.goto(service)
    page.get_by_role("link", name="trains that block the road").click()
    page.get_by_role("link", name="Add your organization").first.click()
    page.get_by_label("Name, as it should print").fill(organization)
    page.get_by_label(re.compile("whole country", re.IGNORECASE)).check()
    page.get_by_label("Your name").fill("Ida Quill")
    page.get_by_label("Your title").fill("Director")
    page.get_by_label(re.compile("e-mail", re.IGNORECASE)).fill(address)
    page.get_by_label(re.compile("I am authorized")).check()
    page.get_by_role("button", name=re.compile("Sign on")).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Check your inbox"


def _open_mail(page: Page, service: str, *, subject: str) -> None:
    """Wait for the mail in the mail room and open its text."""
    until = time.monotonic() + MAIL_WITHIN_SECONDS
    while time.monotonic() < until:
        page.goto(f"{service}/desk/mail")
        link = page.get_by_role("link", name=subject)
        if link.count():
            link.first.click()
            return
        time.sleep(0.3)
    pytest.fail(f"no mail “{subject}” came within {MAIL_WITHIN_SECONDS} seconds")


def _link_in_mail(page: Page, path: str) -> str:
    found = re.findall(rf"http://127\.0\.0\.1:\d+{path}[\w.-]+", page.locator("main").inner_text())
    assert found
    return str(found[0])


def test_a_signer_finds_their_line_in_its_place(page: Page, service: str) -> None:
    organization = "Quiet Signal Watchers"
    _sign(page, service, organization=organization, address="ida@quiet-signal.example")
    _open_mail(page, service, subject=f"Please confirm: {organization}")

    page.goto(_link_in_mail(page, "/confirm/"))
    assert organization in page.locator("main").inner_text()
    page.goto(f"{service}/letters/blocked-crossings")
    assert organization not in _names(page)

    page.go_back()
    page.get_by_role("button", name=f"Confirm for {organization}").click()
    assert "/sign-on/" in page.url

    page.goto(f"{service}/letters/blocked-crossings")
    names = _names(page)
    place = names.index(organization)
    assert names[place - 1] == "The Quiet Signal Foundation"
    assert names[place + 1] == "Rail/Road Data Lab"


def test_a_mail_robot_that_opens_every_link_lists_nothing(page: Page, service: str) -> None:
    organization = "Opened By A Robot League"
    _sign(page, service, organization=organization, address="robot@league.example")
    _open_mail(page, service, subject=f"Please confirm: {organization}")
    link = _link_in_mail(page, "/confirm/")

    for _ in range(3):
        assert page.request.get(link).status == 200
    page.request.head(link)

    page.goto(f"{service}/letters/blocked-crossings")
    assert organization not in _names(page)


def test_the_form_works_without_javascript(browser: Browser, service: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    _sign(page, service, organization="No Script Society", address="ida@no-script.example")

    context.close()


def test_the_public_page_sets_no_cookie_and_asks_nobody_else(
    browser: Browser, service: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{service}/letters/blocked-crossings")

    assert context.cookies() == []
    assert asked
    assert all(url.startswith(service) for url in asked)
    context.close()
