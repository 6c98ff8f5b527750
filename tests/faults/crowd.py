"""Several services on one database, and people who press a button at one moment.

Each service is an app of its own with connections of its own, as processes have; what is
pressed is really committed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import html5lib
from flask import Flask

from app import create_app, extensions
from app.services.house import House
from config import Settings
from tests.pages import words

PUBLIC_URL = "http://letters.test"
TOGETHER_WITHIN_SECONDS = 30.0


@dataclass(frozen=True)
class Answer:
    """What a press was answered with: its status, and the heading of the page."""

    status: int
    heading: str


@dataclass(frozen=True)
class Service:
    app: Flask

    @property
    def house(self) -> House:
        house: House = self.app.extensions["undersigned"]
        return house

    def ready(self, address: str) -> Callable[[], Answer]:
        """Look at the page of a link now; return what presses its button."""
        client = self.app.test_client()
        page = client.get(address, base_url=PUBLIC_URL)
        assert page.status_code == 200, page.text
        form = next(
            form
            for form in html5lib.parse(page.text, namespaceHTMLElements=False).iter("form")
            if form.get("action", "").split("?")[0] == address
        )
        token = next(f for f in form.iter("input") if f.get("name") == "csrf_token")

        def press() -> Answer:
            answer = client.post(
                address, data={"csrf_token": token.get("value")}, base_url=PUBLIC_URL
            )
            root = html5lib.parse(answer.text, namespaceHTMLElements=False)
            return Answer(answer.status_code, "".join(map(words, root.iter("h1"))))

        return press


@contextmanager
def services(settings: Settings, count: int) -> Iterator[tuple[Service, ...]]:
    """So many services; nobody counts how often a visitor presses."""
    made = tuple(Service(create_app(settings)) for _ in range(count))
    extensions.limiter.enabled = False
    try:
        yield made
    finally:
        for service in made:
            service.house.store.close()
            service.app.extensions["undersigned_queue"].close()


def at_once(presses: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Return the answers to these presses, all made at the same moment."""
    gate = threading.Barrier(len(presses))

    def press(own: Callable[[], Answer]) -> Answer:
        gate.wait(TOGETHER_WITHIN_SECONDS)
        return own()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))
