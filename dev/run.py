"""`make run`: the service, its worker and a mail catcher on one machine, with a sample letter.

`PORT=8000 INSTANCE_PATH=instance python -m dev.run`

Migrates the SQLite file under INSTANCE_PATH, loads the sample letter, starts the three
programs and waits until the service says that it is ready. Ctrl-C, SIGTERM or the end of
one of them ends all.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from dev.processes import Together

PROJECT = Path(__file__).resolve().parents[1]
LOOPBACK = "127.0.0.1"
READY_WITHIN_SECONDS = 60.0

# `make run` is one known arrangement: what would point it at another database, another mail
# server or a production start is left out, whatever the shell holds.
_NOT_OURS = ("DATABASE_URL", "REDIS_URL", "TRUSTED_HOSTS", "UNDERSIGNED_PRODUCTION")


class CannotRun(Exception):
    """Why there is nothing to run, in one sentence."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What `demo load` made: the letter's slug and the login of its organizer."""

    slug: str
    email: str
    password: str


def main() -> int:
    # Until the programs run, being told to end is an ordinary Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        port = _port(os.environ.get("PORT", "") or "8000")
        instance = (PROJECT / (os.environ.get("INSTANCE_PATH") or "instance")).resolve()
        environ = _environment(port=port, instance=instance, mail_port=_free_port())
        _flask(environ, "db", "upgrade")
        demo = _read_demo(_flask(environ, "demo", "load"))
    except CannotRun as reason:
        print(f"undersigned: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return _run(environ, demo)


def _run(environ: Mapping[str, str], demo: Demo) -> int:
    told_to_end: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        told_to_end.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, note)

    programs = Together(PROJECT, environ)
    try:
        _start(programs, environ)
        until = time.monotonic() + READY_WITHIN_SECONDS
        is_ready = False
        while not told_to_end:
            if name := programs.ended():
                print(f"undersigned: the {name} has ended, so everything ends.", file=sys.stderr)
                return 1
            if not is_ready and _answers(f"{environ['PUBLIC_URL']}/readyz"):
                is_ready = True
                print(_welcome(environ["PUBLIC_URL"], demo), flush=True)
            if not is_ready and time.monotonic() > until:
                print("undersigned: the service did not become ready.", file=sys.stderr)
                return 1
            time.sleep(0.2)
    finally:
        programs.stop()
    return 0


def _start(programs: Together, environ: Mapping[str, str]) -> None:
    python = sys.executable
    catcher = ["--port", environ["MAIL_PORT"], "--maildir", environ["UNDERSIGNED_MAILDIR"]]
    programs.start("mail catcher", [python, "-m", "dev.mail_catcher", *catcher])
    programs.start("worker", [python, "-m", "flask", "--app", "wsgi", "worker"])
    server = ["--config", "python:dev.gunicorn_settings", "dev.wsgi:application"]
    programs.start("web server", [python, "-m", "gunicorn", *server])


def _environment(*, port: int, instance: Path, mail_port: int) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _NOT_OURS and not name.startswith("MAIL_")
    }
    return kept | {
        "INSTANCE_PATH": str(instance),
        "MAIL_PORT": str(mail_port),
        "MAIL_SERVER": LOOPBACK,
        "PORT": str(port),
        "PUBLIC_URL": f"http://{LOOPBACK}:{port}",
        "PYTHONUNBUFFERED": "1",
        "UNDERSIGNED_MAILDIR": str(instance / "mail"),
    }


def _flask(environ: Mapping[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=PROJECT,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"`flask {' '.join(words)}` failed; what it said stands above.")
    return done.stdout


def _read_demo(output: str) -> Demo:
    told = json.loads(output.strip().splitlines()[-1])
    return Demo(slug=told["slug"], email=told["email"], password=told["password"])


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotRun(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        # As servers do: a port that only waits out its last connections is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, int(text)))
        except OSError as error:
            raise CannotRun(
                f"port {text} is taken by another program; choose one with `make run PORT=8001`."
            ) from error
    return int(text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    # A proxy named in the environment has no business with loopback.
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _welcome(url: str, demo: Demo) -> str:
    return "\n".join(
        (
            "",
            "Undersigned is running. Ctrl-C ends it.",
            "",
            f"  The letter    {url}/letters/{demo.slug}",
            f"  The desk      {url}/desk/",
            f"                log in as {demo.email} with the password {demo.password}",
            f"  Caught mail   {url}/desk/mail",
            "",
        )
    )


if __name__ == "__main__":
    sys.exit(main())
