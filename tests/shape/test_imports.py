"""Who may import whom is written in pyproject.toml, and kept."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.shape.places import PROJECT


def test_the_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]

    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "module",
    [
        pytest.param("app", id="app"),
        pytest.param("app.domain.composing", id="composing a letter"),
        pytest.param("app.services.files", id="the tools on files"),
        pytest.param("app.cli.files", id="the commands on files"),
    ],
)
def test_the_tools_on_files_load_neither_flask_nor_sqlalchemy(module: str) -> None:
    program = (
        f"import sys, {module}; "
        "print(sorted({'flask', 'sqlalchemy', 'flask_security'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_the_service_does_not_know_its_developers_tools_or_tests() -> None:
    outside = ("import dev", "from dev", "import tests", "from tests", "import bench", "from bench")

    guilty = [
        str(path.relative_to(PROJECT))
        for path in (PROJECT / "app").rglob("*.py")
        if any(line.lstrip().startswith(outside) for line in path.read_text().splitlines())
    ]

    assert guilty == []
