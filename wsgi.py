"""The WSGI application: `gunicorn wsgi:application`, `flask --app wsgi ...`."""

from __future__ import annotations

from app import create_app

application = create_app()
