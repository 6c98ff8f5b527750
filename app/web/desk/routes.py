"""Hang the desk and its login on the app."""

from __future__ import annotations

from flask import Flask

from app.web.desk import (
    account,
    decisions,
    directory,
    directory_changes,
    drafts,
    duplicates,
    exports,
    imports,
    letter,
    letters,
    logo,
    order,
    order_lines,
    pictures,
    signatories,
)
from app.web.desk.guard import pages

# Each of them has put its routes on `pages` when it was imported.
ROOMS = (
    letters,
    letter,
    drafts,
    signatories,
    duplicates,
    decisions,
    imports,
    order,
    order_lines,
    exports,
    pictures,
    logo,
    directory,
    directory_changes,
)


def register(app: Flask) -> None:
    """Register every page of the desk, and the rules of the login."""
    account.register(app)
    app.register_blueprint(pages)
