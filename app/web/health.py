"""`/healthz`: the process answers. `/readyz`: and it can do its work."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify

from app.services import health
from app.web.house import house

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def alive() -> Response:
    return jsonify(status="ok")


@pages.get("/readyz")
def ready() -> tuple[Response, int]:
    found = health.check(house, now=datetime.now(UTC))
    body = jsonify(
        status="ok" if found.is_ready else "not ready",
        database=found.database,
        migrations=found.migrations,
        oldest_unsent_mail_seconds=found.oldest_unsent_seconds,
    )
    return body, 200 if found.is_ready else 503
