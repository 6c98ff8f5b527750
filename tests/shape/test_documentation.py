"""What the service reads and offers is described where its operators look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from app.cli.files import main as tools_on_files
from config import Settings
from tests.shape.places import PROJECT, files_of_the_project

RUNNING = (PROJECT / "docs" / "running.md").read_text()
EXAMPLE = (PROJECT / ".env.example").read_text()

# Read by Flask itself and of no use to an operator.
FLASKS_OWN = {"routes", "run", "shell"}


class Listening(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, values: dict[str, str]) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        self.asked.add(name)
        return super().get(name, default)


@pytest.fixture
def asked_for(tmp_path: Path) -> set[str]:
    environ = Listening({"INSTANCE_PATH": str(tmp_path)})
    Settings.from_environment(environ)
    gunicorn = (PROJECT / "gunicorn.conf.py").read_text()
    return environ.asked | set(re.findall(r"environ\.get\(['\"]([A-Z_]+)", gunicorn))


def test_every_setting_is_described(asked_for: set[str]) -> None:
    assert len(asked_for) > 15
    assert sorted(name for name in asked_for if f"`{name}`" not in RUNNING) == []


def test_every_setting_stands_in_the_example(asked_for: set[str]) -> None:
    named = set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE))

    assert sorted(asked_for - named) == []
    assert sorted(named - asked_for) == []


def test_every_command_of_the_service_is_described(app: Flask) -> None:
    paths = [
        f"{name} {sub}".strip()
        for name, command in app.cli.commands.items()
        if name not in FLASKS_OWN
        for sub in getattr(command, "commands", {"": command})
    ]

    missing = [path for path in paths if f"`{path}" not in RUNNING]

    assert missing == []


def test_every_tool_on_files_is_described() -> None:
    assert [name for name in tools_on_files.commands if f"`{name} " not in RUNNING] == []


DOCUMENTS = [path for path in files_of_the_project() if path.suffix == ".md"]


@pytest.mark.parametrize(
    "path",
    [path for path in DOCUMENTS if path.parent in (PROJECT, PROJECT / "docs")],
    ids=lambda path: path.name,
)
def test_links_between_the_documents_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text())

    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_target_of_make_says_what_it_does() -> None:
    makefile = (PROJECT / "Makefile").read_text()

    for target in ("run", "test", "check", "bench", "serve", "worker"):
        assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE), target
