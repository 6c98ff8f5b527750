"""Where an answer cannot be written, the command says so in one sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.formats.letters_in_text import letter_text
from tests.formats.word.drafts_in_xml import p, package
from tests.shape.places import PROJECT

FULL = Path("/dev/full")
UNSAID = "standard output cannot be written to (No space left on device)\n"

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "names.txt").write_text("Beta\nAlpha\n", encoding="utf-8")
    (tmp_path / "letter.md").write_text(letter_text("See [it]()."), encoding="utf-8")
    (tmp_path / "draft.docx").write_bytes(package(p("Dear Chair:") + p("We ask for more.")))
    return tmp_path


def started(
    folder: Path, module: str, *arguments: str, to: str = "", unbuffered: str = ""
) -> tuple[int, str]:
    """Return the exit code and the words on standard error of a command, `to` as a shell has it."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m "$@" {to}', sys.executable, module, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "PYTHONUNBUFFERED": unbuffered,
            "INSTANCE_PATH": str(folder / "instance"),
            "DATABASE_URL": f"sqlite:///{folder / 'service.db'}",
        },
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("sort", "names.txt"), id="sort"),
        pytest.param(("draft", "draft.docx", "--out", "made.md"), id="draft"),
        pytest.param(("--help",), id="help"),
        pytest.param(("render", "--help"), id="help of a command"),
    ],
)
def test_a_full_disk_is_said_in_one_sentence(
    folder: Path, arguments: tuple[str, ...], unbuffered: str
) -> None:
    code, said = started(folder, "app", *arguments, to="> /dev/full", unbuffered=unbuffered)

    assert (code, said.splitlines(keepends=True)[-1]) == (2, UNSAID)
    assert "Traceback" not in said
    assert "Exception ignored" not in said


def test_a_command_of_the_service_says_it_too_and_has_done_its_work(folder: Path) -> None:
    code, said = started(folder, "flask", "--app", "wsgi", "db", "upgrade", to="> /dev/full")
    again, _ = started(folder, "flask", "--app", "wsgi", "letter", "list")

    assert (code, said.splitlines(keepends=True)[-1]) == (2, UNSAID)
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert again == 0


def test_an_output_that_is_closed_is_said_as_well(folder: Path) -> None:
    assert started(folder, "app", "sort", "names.txt", to=">&-") == (
        2,
        "standard output cannot be written to (it is closed)\n",
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_gone_is_told_nothing(folder: Path, unbuffered: str) -> None:
    names = "\n".join(f"Name {number}" for number in range(100_000))
    (folder / "many.txt").write_text(names, encoding="utf-8")
    sorting = subprocess.Popen(
        [sys.executable, "-m", "app", "sort", str(folder / "many.txt")],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )
    assert sorting.stdout is not None
    assert sorting.stderr is not None

    with sorting:
        first = sorting.stdout.readline()
        sorting.stdout.close()
        said = sorting.stderr.read()

    assert first == b"Name 0\n"
    assert said == b""
    assert sorting.returncode == 1


@pytest.mark.parametrize("to", ["2> /dev/full", "2>&-"])
def test_nobody_listening_costs_neither_a_document_nor_the_exit_code(folder: Path, to: str) -> None:
    rendered, _ = started(folder, "app", "render", "letter.md", "--out", "made.txt", to=to)
    refused, _ = started(folder, "app", "sort", "none.txt", to=to)

    assert (rendered, refused) == (0, 2)
    assert (folder / "made.txt").read_text(encoding="utf-8").startswith("See it.")


def test_every_command_speaks_through_the_one_that_can_lose_its_words() -> None:
    written = re.compile(r"click\.(?:echo|secho)|\bprint\(|sys\.std(?:out|err)\.write")

    loud = [
        path.name
        for path in (PROJECT / "app" / "cli").glob("*.py")
        if path.name != "saying.py" and written.search(path.read_text(encoding="utf-8"))
    ]

    assert loud == []
