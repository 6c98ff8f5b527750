"""Undersigned: sign-on letters of coalitions, from a draft to a delivered document.

The map, from the outside in:

- `factory` builds the Flask app; `__main__` is the tools on files, without Flask or SQL
- `web` the pages, `cli` the commands: they speak to services only
- `jobs` what happens after the answer; `extensions` the extension objects
- `services` the use cases: load, decide, save, enqueue, in one transaction each
- `store` SQL; `rendering` documents out; `formats` people's files in and out; `mail` letters by mail
- `domain` the decisions: plain Python over frozen values
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Return the Flask app; imported inside so that the domain loads without Flask."""
    from app.factory import build

    return build(settings)
