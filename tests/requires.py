"""What a test needs that a plain machine lacks, and what happens where it is missing.

    @requires("browser", "postgres")
    def test_...

The test skips with the reason. `REQUIRE=browser,postgres` (or `REQUIRE=all`) in the
environment turns that skip into a failure, so that a build which means to have a browser
cannot lose it unnoticed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

import psycopg
import pytest

TEST_POSTGRES_URL = os.environ.get(
    "TEST_POSTGRES_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
)

_NODE = Path(__file__).parent / "documents" / "node" / "node_modules"
OPEN_XML_VALIDATOR = _NODE / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
"""Microsoft's Open XML SDK as one program: takes a file, prints JSON with `ok` and `errors`."""


def browser_program() -> str | None:
    """Return the path of a Chromium on this machine, for playwright's `executable_path`."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return None


def postgres_address(database: str = "") -> str:
    """Return the tests' PostgreSQL as libpq reads it, of `database` where one is named."""
    address = TEST_POSTGRES_URL.replace("postgresql+psycopg://", "postgresql://", 1)
    if not database:
        return address
    return f"{address.rpartition('/')[0]}/{database}"


def _missing_browser() -> str:
    return "" if browser_program() else "no Chromium on the PATH"


def _missing_postgres() -> str:
    try:
        psycopg.connect(postgres_address(), connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return f"no PostgreSQL at TEST_POSTGRES_URL ({str(error).splitlines()[0]})"
    return ""


def _missing_npm() -> str:
    if OPEN_XML_VALIDATOR.is_file():
        return ""
    if not shutil.which("npm"):
        return "no npm on the PATH, so no Open XML validator"
    return "the Open XML validator is not installed (npm ci in tests/documents/node)"


def _missing_program(program: str, package: str) -> Callable[[], str]:
    def missing() -> str:
        return "" if shutil.which(program) else f"no {program} on the PATH (package {package})"

    return missing


_CHECKS: dict[str, Callable[[], str]] = {
    "browser": _missing_browser,
    "npm": _missing_npm,
    "pdftoppm": _missing_program("pdftoppm", "poppler-utils"),
    "pdftotext": _missing_program("pdftotext", "poppler-utils"),
    "postgres": _missing_postgres,
    "qpdf": _missing_program("qpdf", "qpdf"),
    "redis": _missing_program("redis-server", "redis-server"),
}


@cache
def missing(name: str) -> str:
    """Return why `name` cannot be had here, as the end of a sentence; "" where it can."""
    return _CHECKS[name]()


def is_insisted_on(name: str, wanted: str | None = None) -> bool:
    """Whether REQUIRE (`wanted` where given) names `name`, or all."""
    text = os.environ.get("REQUIRE", "") if wanted is None else wanted
    names: Collection[str] = {part.strip() for part in text.split(",")}
    return "all" in names or name in names


def requires(*names: str) -> pytest.MarkDecorator:
    """Return the marker for a test that needs these; conftest skips or fails by it."""
    unknown = set(names) - set(_CHECKS)
    if unknown:
        raise ValueError(f"requires() knows {sorted(_CHECKS)}, not {sorted(unknown)}")
    return pytest.mark.requires(*names)


def need(*names: str) -> None:
    """Skip the running test where one of these is missing; fail it where REQUIRE insists."""
    for name in names:
        reason = missing(name)
        if reason and is_insisted_on(name):
            pytest.fail(f"REQUIRE asks for {name}: {reason}", pytrace=False)
        if reason:
            pytest.skip(f"needs {name}: {reason}")
