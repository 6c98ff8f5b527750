"""`make run`, as somebody who tries the service out meets it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

import pytest

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "dev.run"]


def _environ(port: int, folder: Path) -> dict[str, str]:
    return os.environ | {"PORT": str(port), "INSTANCE_PATH": str(folder / "instance")}


@pytest.fixture
def port(socket_enabled: None) -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def running(port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    program = subprocess.Popen(
        COMMAND, cwd=PROJECT, env=_environ(port, tmp_path), stdout=subprocess.PIPE, text=True
    )
    yield program
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=15)


def _welcome(program: subprocess.Popen[str]) -> str:
    """Return what it printed, up to the place of the caught mail."""
    assert program.stdout is not None
    lines: list[str] = []
    for line in program.stdout:
        lines.append(line)
        if "Caught mail" in line:
            return "".join(lines)
    raise AssertionError(f"it ended after saying {lines}")


def _browser() -> OpenerDirector:
    return build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))


def _page(browser: OpenerDirector, address: str, fields: dict[str, str] | None = None) -> str:
    body = urlencode(fields).encode() if fields is not None else None
    with browser.open(address, body, timeout=10) as answer:
        return str(answer.read().decode())


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def test_a_stranger_signs_on_and_finds_the_mail_that_would_have_come(
    running: subprocess.Popen[str], port: int
) -> None:
    welcome = _welcome(running)
    letter = re.findall(r"The letter\s+(\S+)", welcome)[0]
    mails = re.findall(r"Caught mail\s+(\S+)", welcome)[0]
    browser = _browser()

    form = _page(browser, f"{letter}/sign")
    answers = {
        "csrf_token": _hidden(form, "csrf_token"),
        "organization": "Harbor Street Neighbors",
        "scope": "local",
        "state": "OH",
        "city": "Toledo",
        "signer_name": "Ada Harbor",
        "signer_title": "Chair",
        "email": "ada@harbor.example",
        "authorized": "y",
    }
    _page(browser, f"{letter}/sign", answers)

    until = time.monotonic() + 30
    while "/desk/mail/" not in (listed := _page(browser, mails)) and time.monotonic() < until:
        time.sleep(0.3)
    mail = re.findall(r'href="(/desk/mail/[^"?]+)', listed)[0]
    shown = _page(browser, f"http://127.0.0.1:{port}{mail}")
    assert "Harbor Street Neighbors" in shown
    assert f"http://127.0.0.1:{port}/confirm/" in shown
    assert "<html" in _page(browser, f"http://127.0.0.1:{port}{mail}/html")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_all_that_was_started_ends_within_ten_seconds(
    running: subprocess.Popen[str], port: int, number: signal.Signals
) -> None:
    _welcome(running)

    begun = time.monotonic()
    running.send_signal(number)
    running.wait(15)

    assert time.monotonic() - begun < 10
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_the_end_of_one_program_ends_all(
    running: subprocess.Popen[str], port: int, tmp_path: Path
) -> None:
    _welcome(running)

    os.kill(_child(running.pid, "dev.mail_catcher"), signal.SIGKILL)

    assert running.wait(15) == 1
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_a_port_that_is_taken_is_said_in_one_sentence(port: int, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", port)):
        done = subprocess.run(
            COMMAND,
            cwd=PROJECT,
            env=_environ(port, tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"port {port} is taken" in done.stderr
    assert not (tmp_path / "instance").exists()


def _child(parent: int, word: str) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    named = (n for n in children if word in Path(f"/proc/{n}/cmdline").read_text())
    return int(next(named))
