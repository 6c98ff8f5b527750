"""Validators of rendered Word documents: what they find, as sentences, empty where all is well."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import ooxml_integrity

from tests.requires import OPEN_XML_VALIDATOR


def ooxml_sdk_errors(paths: Iterable[Path]) -> list[str]:
    """Return what Microsoft's Open XML SDK holds against the files, each with its file's name.

    The program is the one under tests/documents/node, or what OOXML_VALIDATOR names; a test
    that calls this is marked `@requires("npm")`.
    """
    program = os.environ.get("OOXML_VALIDATOR") or str(OPEN_XML_VALIDATOR)
    return [error for path in paths for error in _sdk_errors(program, path)]


def _sdk_errors(program: str, path: Path) -> list[str]:
    # The validator mends what it can in the file itself: it gets a copy, and a file that it
    # had to mend is no valid one.
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        ran = subprocess.run([program, str(copy)], capture_output=True, text=True, check=False)
        if copy.read_bytes() != path.read_bytes():
            return [f"{path.name}: the validator had to rewrite an address"]
    if not ran.stdout.strip():
        return [f"{path.name}: the validator said nothing ({ran.stderr.strip()})"]
    found = json.loads(ran.stdout)
    errors = [
        f"{path.name}: {error['path']} {error['xPath']}: {error['description']}"
        for error in found["errors"]
    ]
    if not found["ok"] and not errors:
        return [f"{path.name}: not valid, without a reason"]
    return errors


def integrity_errors(path: Path) -> list[str]:
    """Return what ooxml-integrity finds in one file: errors and warnings, not its remarks."""
    return [
        str(finding)
        for finding in ooxml_integrity.check(str(path))
        if finding.severity != ooxml_integrity.INFO
    ]
