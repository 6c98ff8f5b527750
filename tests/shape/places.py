"""Where the project lies, and which files git would hold."""

from __future__ import annotations

import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TEMPLATES = PROJECT / "templates"
DEV_TEMPLATES = PROJECT / "dev" / "templates"


def files_of_the_project() -> tuple[Path, ...]:
    """Return every file that is tracked, or would be: not ignored, and still there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        # An unpacked archive has no git: then everything counts but what is made here.
        found = (path for path in PROJECT.rglob("*") if not _is_made_here(path))
    else:
        found = (PROJECT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in found if path.is_file()))


def _is_made_here(path: Path) -> bool:
    return any(
        part in {".git", ".hypothesis", ".venv", "__pycache__", "instance", "node_modules"}
        or part.endswith(("_cache", ".mo", ".pot"))
        for part in path.relative_to(PROJECT).parts
    )
