"""Programs that are started together end together, however they behave."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from dev.processes import Together

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
WITH_A_CHILD = (
    "import subprocess, sys, time, pathlib;"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "pathlib.Path('child').write_text(str(child.pid)); time.sleep(60)"
)


def _together(folder: Path) -> Together:
    return Together(folder, os.environ)


def _runs(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_stopping_ends_a_program_that_does_not_listen(tmp_path: Path) -> None:
    programs = _together(tmp_path)
    programs.start("stubborn", [sys.executable, "-c", STUBBORN])
    time.sleep(0.3)

    begun = time.monotonic()
    programs.stop(patience=0.5)

    assert time.monotonic() - begun < 5
    assert programs.running["stubborn"].returncode is not None


def test_stopping_ends_what_a_program_started_itself(tmp_path: Path) -> None:
    programs = _together(tmp_path)
    programs.start("parent", [sys.executable, "-c", WITH_A_CHILD])
    while not (tmp_path / "child").exists() or not (tmp_path / "child").read_text():
        time.sleep(0.05)
    child = int((tmp_path / "child").read_text())

    programs.stop(patience=2)

    time.sleep(0.2)
    assert not _runs(child)


def test_the_one_that_ended_is_named(tmp_path: Path) -> None:
    programs = _together(tmp_path)
    programs.start("short", [sys.executable, "-c", "pass"])
    programs.start("long", [sys.executable, "-c", "import time; time.sleep(60)"])

    programs.running["short"].wait(10)

    assert programs.ended() == "short"
    programs.stop()
    assert programs.running["long"].returncode is not None
