"""`python -m app`: the tools on files. Loads neither Flask nor SQLAlchemy."""

from __future__ import annotations

import os

from app.cli import saying
from app.cli.files import main


def run() -> None:
    """Run the command and leave at once.

    What it wrote is on disk by then. Taking apart what a long letter left in memory would
    cost as much as a fifth of the work.
    """
    os._exit(_exit_code())


def _exit_code() -> int:
    code: str | int | None = None
    try:
        main(prog_name="python -m app")
    except SystemExit as ending:
        code = ending.code
    except OSError as error:
        # Any other error is a fault of ours.
        if not saying.was_speaking(error):
            raise
        return saying.lost(error)
    return code if isinstance(code, int) else 0 if code is None else 1


if __name__ == "__main__":
    run()
