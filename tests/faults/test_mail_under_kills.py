"""Workers that die with mail in their hands: no mail is lost, and a mail sent twice is one mail.

The workers are what `flask worker` starts, killed with SIGKILL while the mail server holds
one of their mails. A worker that marks first and sends after loses mail when it is killed so:
without it this test could not tell a mail that was kept from one that was never in danger.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.services.house import House
from app.services.signing import CheckYourInbox
from app.store import tables
from app.store.engine import Store
from tests.cast import LetterInHand
from tests.faults.slow_mail_server import Moment, SlowMailServer, slow_mail_server

pytestmark = pytest.mark.enable_socket

PROJECT = Path(__file__).resolve().parents[2]
SECRET = "a key of the tests, long enough for every check of its length"
LETTER = "---\ntitle: Keep the ferry\n---\n\nKeep the ferry.\n"

WORKERS = 2
KILLS = (Moment.ARRIVING, Moment.KEPT, Moment.ARRIVING, Moment.KEPT)
SIGN_ONS_BETWEEN_KILLS = 6
WITHIN_SECONDS = 60.0


@dataclass(frozen=True)
class Arrived:
    """One mail that the server kept."""

    to: str
    message_id: str
    link: str


@dataclass(frozen=True)
class Story:
    """What stood at the end: who was told to check the inbox, what came, what is still owed."""

    told: frozenset[str]
    arrived: tuple[Arrived, ...]
    owed: tuple[tuple[str, str], ...]

    @property
    def lost(self) -> frozenset[str]:
        return self.told - {mail.to for mail in self.arrived}


def test_no_mail_is_lost_when_workers_die_and_a_repeated_one_is_the_same(
    database_url: str, tmp_path: Path
) -> None:
    story = _live_through(KILLS, database_url, tmp_path, program="wsgi")

    assert story.lost == frozenset()
    by_address = defaultdict(set)
    for mail in story.arrived:
        by_address[mail.to].add((mail.message_id, mail.link))
    assert {len(mails) for mails in by_address.values()} == {1}
    assert {(message_id, "sent") for ((message_id, _),) in by_address.values()} == set(story.owed)
    assert len(story.owed) == len(story.told)
    repeated = len(story.arrived) - len(story.told)
    assert KILLS.count(Moment.KEPT) <= repeated <= WORKERS * len(KILLS)


def test_a_worker_that_marks_first_and_sends_after_loses_mail_under_such_kills(
    database_url: str, tmp_path: Path
) -> None:
    kills = KILLS[:2]

    story = _live_through(kills, database_url, tmp_path, program="tests.faults.forgetful")

    assert {state for _, state in story.owed} == {"sent"}
    assert len(story.lost) >= kills.count(Moment.ARRIVING)


def _live_through(
    kills: Sequence[Moment], database_url: str, folder: Path, *, program: str
) -> Story:
    """Sign on, kill a worker at each of these moments, and let a last one finish."""
    house = House(
        store=Store.connect(database_url),
        secret_key=SECRET,
        public_url="http://letters.test",
        sender_name="Undersigned",
        sender_address="letters@undersigned.example",
    )
    letter = LetterInHand.published(house, LETTER)
    told: set[str] = set()
    with slow_mail_server() as server:
        environ = _environ(database_url, folder / "instance", mail_port=server.port)
        for moment in kills:
            told |= _sign_on(letter, already=len(told))
            _kill_at(moment, server=server, environ=environ, program=program)
            _let_the_leases_run_out(house)
        told |= _sign_on(letter, already=len(told))
        with _worker(environ, program) as worker:
            owed = _wait_until_nothing_waits(house)
            # What it has marked and not sent yet is in no danger: it finishes and ends.
            worker.send_signal(signal.SIGINT)
            worker.wait(20)
    house.store.close()
    return Story(frozenset(told), tuple(map(_read, server.kept)), owed)


def _sign_on(letter: LetterInHand, *, already: int) -> set[str]:
    addresses = {
        f"signer{number}@tenants.example"
        for number in range(already, already + SIGN_ONS_BETWEEN_KILLS)
    }
    for address in addresses:
        asked = letter.asked("Cedar Tenants Union", email=address, now=datetime.now(UTC))
        assert isinstance(asked, CheckYourInbox)
    return addresses


def _kill_at(
    moment: Moment, *, server: SlowMailServer, environ: dict[str, str], program: str
) -> None:
    server.hold(moment)
    with _worker(environ, program) as worker:
        assert server.wait_until_held(seconds=WITHIN_SECONDS), "no mail was under way"
        assert worker.poll() is None


@contextmanager
def _worker(environ: dict[str, str], program: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that ends by SIGKILL when the block does, if it has not ended before."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", program, "worker", "-n", str(WORKERS)],
        cwd=PROJECT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait(10)


def _let_the_leases_run_out(house: House) -> None:
    """Do to the rows of a dead worker what five minutes would do; no worker runs meanwhile."""
    long_ago = datetime.now(UTC) - timedelta(seconds=1)
    with house.store.write() as connection:
        connection.execute(
            update(tables.outbox)
            .where(tables.outbox.c.leased_until.is_not(None))
            .values(leased_until=long_ago)
        )


def _wait_until_nothing_waits(house: House) -> tuple[tuple[str, str], ...]:
    """Return the Message-ID and state of every mail, once none waits."""
    until = time.monotonic() + WITHIN_SECONDS
    while True:
        with house.store.read() as connection:
            query = select(tables.outbox.c.message_id, tables.outbox.c.state)
            owed = tuple((row[0], row[1]) for row in connection.execute(query))
        if all(state != "waiting" for _, state in owed):
            return owed
        assert time.monotonic() < until, "mail still waits"
        time.sleep(0.05)


def _read(raw: bytes) -> Arrived:
    mail = message_from_bytes(raw, policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    (link,) = re.findall(r"http://letters\.test/confirm/[\w.-]+", body.get_content())
    return Arrived(to=mail["To"], message_id=mail["Message-ID"], link=link)


def _environ(database_url: str, instance: Path, *, mail_port: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(instance),
        "MAIL_PORT": str(mail_port),
        "MAIL_SERVER": "127.0.0.1",
        "PUBLIC_URL": "http://letters.test",
        "SECRET_KEY": SECRET,
        "TRUSTED_HOSTS": "letters.test",
    }
