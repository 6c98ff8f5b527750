"""Hang the public pages, their errors and their headers on the app."""

from __future__ import annotations

from flask import Flask

from app.extensions import limiter
from app.web import (
    confirming,
    errors,
    filters,
    health,
    language,
    public,
    security,
    signer,
    signing,
    waking,
)


def register(app: Flask) -> None:
    """Register every public page, filter, header and error page. The desk has its own."""
    language.register(app)
    filters.register(app)
    security.register(app)
    errors.register(app)
    waking.register(app)
    limiter.limit("60 per minute; 600 per hour", methods=["POST"])(signing.pages)
    for blueprint in (public.pages, signing.pages, confirming.pages, signer.pages, health.pages):
        app.register_blueprint(blueprint)
