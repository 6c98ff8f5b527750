"""What every test may ask for: a migrated database on both engines, the app, its mails.

A database is cloned from one that was migrated once in this worker, so that a test gets a
fresh one in a few milliseconds and may commit for real.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest
from click.testing import Result
from flask import Flask
from flask.cli import FlaskGroup
from flask.testing import FlaskClient

from app import create_app, extensions
from app.jobs.queue import open_huey
from app.mail.messages import Message
from app.services import posting
from app.services.house import House
from app.store.engine import Store
from app.store.migrating import upgrade
from config import Settings
from tests.requires import TEST_POSTGRES_URL, need, postgres_address, requires

_numbers = count(1)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("requires"):
        need(*marker.args)


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_template() -> Iterator[str]:
    # The process number keeps two runs of the suite on one server apart.
    name = f"undersigned_test_{os.getpid()}_template"
    _command(f'CREATE DATABASE "{name}"')
    try:
        _migrate(_postgres_url(name))
        yield name
    finally:
        _command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=requires("postgres"))])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database of this test's own, on each engine in turn."""
    if request.param == "sqlite":
        path = tmp_path / "undersigned.db"
        shutil.copyfile(request.getfixturevalue("_sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    template = request.getfixturevalue("_postgres_template")
    name = f"undersigned_test_{os.getpid()}_{next(_numbers)}"
    _command(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield _postgres_url(name)
    finally:
        _command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=requires("postgres"))])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that nobody has migrated, on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    name = f"undersigned_test_{os.getpid()}_{next(_numbers)}"
    _command(f'CREATE DATABASE "{name}"')
    try:
        yield _postgres_url(name)
    finally:
        _command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store.connect(database_url)
    yield store
    store.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings.from_environment(
        {
            "DATABASE_URL": database_url,
            "INSTANCE_PATH": str(tmp_path / "instance"),
            "PUBLIC_URL": "http://letters.test",
            "SECRET_KEY": "a key of the tests, long enough for every check of its length",
            "TRUSTED_HOSTS": "letters.test,localhost,127.0.0.1",
        }
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.testing = True
    # Rates are a test of their own; everywhere else a test may press as often as it likes.
    extensions.limiter.enabled = False
    yield app
    app.extensions["undersigned"].store.close()
    app.extensions["undersigned_queue"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


Command = Callable[..., Result]


@pytest.fixture
def command(app: Flask) -> Command:
    """Run `flask --app wsgi ...` within this process: `command("letter", "list")`."""
    # The app's own group pushes no context; the one behind the `flask` program does.
    group = FlaskGroup(create_app=lambda: app)
    runner = app.test_cli_runner()

    def run(*words: str, **told: object) -> Result:
        return runner.invoke(group, list(words), **told)

    return run


class Mailbox:
    """Every mail that the service owed, once `open` has sent it through the real outbox."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.messages: list[Message] = []

    def open(self, now: datetime | None = None) -> list[Message]:
        """Send what waits, and return all mails so far, the latest last."""
        at = now or datetime.now(UTC)
        for outbox_id in posting.due(self._house, now=at):
            posting.send_one(self._house, outbox_id, send=self.messages.append, now=at)
        return self.messages

    def link(self, path: str) -> str:
        """Return the path of the latest mail's link that begins with `path`."""
        found = re.findall(
            rf"{re.escape(self._house.public_url)}({path}[^\s<>\"]+)", self.last.text
        )
        assert found, f"no link to {path} in {self.last.text}"
        return str(found[0])

    @property
    def last(self) -> Message:
        return self.open()[-1]


@pytest.fixture
def mailbox(app: Flask) -> Mailbox:
    return Mailbox(app.extensions["undersigned"])


def _migrate(url: str) -> None:
    store = Store.connect(url)
    upgrade(store)
    store.close()
    if url.startswith("postgresql"):
        # As `db upgrade` does; on SQLite the queue is a file of the instance folder.
        open_huey(url, Path()).storage.initialize_schema()


def _postgres_url(name: str) -> str:
    return f"{TEST_POSTGRES_URL.rpartition('/')[0]}/{name}"


def _command(statement: str) -> None:
    with psycopg.connect(postgres_address(), autocommit=True) as connection:
        connection.execute(statement.encode())
