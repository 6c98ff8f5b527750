"""How parts of an address are read before any handler sees them."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

from app.domain.slugs import is_slug


class SlugConverter(BaseConverter):
    """A letter's slug, `<slug:slug>`. What cannot be one, such as a null byte, is no page."""

    def to_python(self, value: str) -> str:
        if not is_slug(value):
            raise ValidationError
        return value


def register(app: Flask) -> None:
    """Make the converters known; before the first route that uses one."""
    app.url_map.converters["slug"] = SlugConverter
