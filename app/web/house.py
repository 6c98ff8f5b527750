"""The house that this request is served by: everything the services need, in one handle."""

from __future__ import annotations

from typing import cast

from flask import current_app
from werkzeug.local import LocalProxy

from app.services.house import House


def _house() -> House:
    return cast("House", current_app.extensions["undersigned"])


house: House = cast("House", LocalProxy(_house))
