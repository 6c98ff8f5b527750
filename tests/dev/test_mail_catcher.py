"""The mail catcher is a real SMTP server; what it keeps can be read as it was sent."""

from __future__ import annotations

import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from dev.mail_room import CaughtMail, caught, mail


@pytest.fixture
def catcher(socket_enabled: None, tmp_path: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dev.mail_catcher", "--port", str(port)]
    program = subprocess.Popen([*command, "--maildir", str(tmp_path / "mail")])
    until = time.monotonic() + 15
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield port
    program.terminate()
    assert program.wait(10) == 0


def _send(port: int, message: EmailMessage, to: str) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
        server.send_message(message, to_addrs=[to])


def test_a_mail_in_two_parts_is_read_back_with_its_recipient(catcher: int, tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "letters@undersigned.example"
    message["To"] = "Ana <ana@example.org>"
    message["Subject"] = "Confirme la adhesión de Niños Primero"
    message.set_content("Abra http://127.0.0.1/confirm/abc.\n")
    message.add_alternative("<p>Abra el enlace</p>", subtype="html")

    _send(catcher, message, "ana@example.org")

    (kept,) = caught(tmp_path / "mail")
    assert kept.subject == "Confirme la adhesión de Niños Primero"
    assert kept.to == "ana@example.org"
    assert kept.text == "Abra http://127.0.0.1/confirm/abc.\n"
    assert kept.html == "<p>Abra el enlace</p>\n"
    assert mail(tmp_path / "mail", kept.id) == kept


def test_the_latest_mail_comes_first(catcher: int, tmp_path: Path) -> None:
    for subject in ("first", "second", "third"):
        message = EmailMessage()
        message["From"] = "letters@undersigned.example"
        message["Subject"] = subject
        message.set_content("text")
        _send(catcher, message, "ana@example.org")

    assert [kept.subject for kept in caught(tmp_path / "mail")] == ["third", "second", "first"]


def test_an_address_in_the_text_becomes_a_link_without_the_full_stop_after_it() -> None:
    kept = CaughtMail("1", "", "", None, (), "See https://example.org/a?b=1. Bye", "")

    assert kept.text_with_links == (
        ("See ", ""),
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        (". Bye", ""),
    )


def test_a_folder_that_is_not_there_yet_holds_no_mail(tmp_path: Path) -> None:
    assert caught(tmp_path / "nothing") == ()
    assert mail(tmp_path, "../../etc/passwd") is None
