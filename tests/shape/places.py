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
        # An unpacked archive has no git: then everything but what we make ourselves counts.
        made = {".venv", "instance", "node_modules", "__pycache__", ".git"}
        found = (path for path in PROJECT.rglob("*") if not made & set(path.parts))
    else:
        found = (PROJECT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in found if path.is_file()))
