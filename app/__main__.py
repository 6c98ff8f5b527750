"""`python -m app`: the tools on files. Loads neither Flask nor SQLAlchemy."""

from __future__ import annotations

import os
import sys

from app.cli.files import main


def run() -> None:
    """Run the command and leave at once.

    What it wrote is on disk by then. Taking apart what a long letter left in memory would
    cost as much as a fifth of the work.
    """
    code: str | int | None = None
    try:
        main(prog_name="python -m app")
    except SystemExit as ending:
        code = ending.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    run()
