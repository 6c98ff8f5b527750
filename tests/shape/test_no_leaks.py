"""No file of the project names the machine it was written on, or where its packages came from."""

from __future__ import annotations

import json
import re

from tests.shape.places import PROJECT, files_of_the_project

_MACHINE_PATH = re.compile(rb"(?<![\w.:/*-])/(?:work|home|root|Users)/[\w.]")
_REGISTRY_HOST = re.compile(
    rb"--(?:extra-)?index-url\s+http|--trusted-host|--find-links|_authToken"
)
_KNOWS_THE_WORDS = {"tests/shape/test_no_leaks.py"}


def _text_files() -> list[tuple[str, bytes]]:
    files = [(str(path.relative_to(PROJECT)), path.read_bytes()) for path in files_of_the_project()]
    return [(name, data) for name, data in files if b"\0" not in data]


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    guilty = [name for name, data in _text_files() if _MACHINE_PATH.search(data)]

    assert [name for name in guilty if name not in _KNOWS_THE_WORDS] == []


def test_no_file_says_which_registry_its_packages_came_from() -> None:
    guilty = [name for name, data in _text_files() if _REGISTRY_HOST.search(data)]

    assert [name for name in guilty if name not in _KNOWS_THE_WORDS] == []


def test_the_requirements_hold_no_address_at_all() -> None:
    for path in PROJECT.glob("requirements*"):
        assert "://" not in path.read_text(), path.name


def test_the_lock_file_of_npm_names_no_host() -> None:
    lock = json.loads((PROJECT / "tests/documents/node/package-lock.json").read_text())

    assert lock["packages"]
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_no_file_is_a_secret() -> None:
    names = {path.name for path in files_of_the_project()}

    assert not names & {".env", "secret_key", "id_rsa", "undersigned.db"}
