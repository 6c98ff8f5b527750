"""Hang the public pages, their errors and their headers on the app."""

from __future__ import annotations

from flask import Flask

from app.web import (
    addresses,
    asked,
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
    addresses.register(app)
    language.register(app)
    filters.register(app)
    security.register(app)
    errors.register(app)
    waking.register(app)
    for blueprint in (
        public.pages,
        signing.pages,
        confirming.pages,
        signer.pages,
        asked.pages,
        health.pages,
    ):
        app.register_blueprint(blueprint)
