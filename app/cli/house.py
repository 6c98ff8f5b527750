"""What the commands share: the house they work in, and how they end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import NoReturn, ParamSpec, TypeVar, cast

from flask import current_app

from app.cli.saying import complain, stop
from app.domain.errors import FaultyFile
from app.services import health
from app.services.house import House

FAULT = 2
REFUSED = 3

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def this_house() -> House:
    return cast("House", current_app.extensions["undersigned"])


def end(message: str, code: int) -> NoReturn:
    """Say why on stderr, a line each, and end with the exit code."""
    stop(message, code)


def warn(warnings: Iterable[str]) -> None:
    for warning in warnings:
        complain(f"warning: {warning}")


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        end(f"{path}: {error.strerror or 'cannot be read'}", FAULT)


def end_with_faults(path: Path | str, faulty: FaultyFile) -> NoReturn:
    end("\n".join(f"{path}: {fault}" for fault in faulty.faults), FAULT)


def needs_migrated_database(
    command: Callable[Arguments, Answer],
) -> Callable[Arguments, Answer]:
    """Refuse a command on a database that is missing or at another schema, saying what to do."""

    @wraps(command)
    def checked(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        house = this_house()
        if not house.store.answers():
            end("The database does not answer. Check DATABASE_URL.", FAULT)
        if not health.is_migrated(house):
            end(
                "The database is not at the schema of this version. "
                "Run first: flask --app wsgi db upgrade",
                FAULT,
            )
        return command(*args, **kwargs)

    return checked
