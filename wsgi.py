"""The WSGI application: `gunicorn wsgi:application`, `flask --app wsgi ...`."""

from __future__ import annotations

from app import create_app
from config import WrongSettings

try:
    application = create_app()
except WrongSettings as wrong:
    # One message that names every fault, and no traceback above it.
    raise SystemExit(f"undersigned: {wrong}") from None
