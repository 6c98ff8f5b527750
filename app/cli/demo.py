"""`flask --app wsgi demo ...`"""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime

import click
from flask import current_app
from flask_security.utils import hash_password

from app.cli.house import REFUSED, end, needs_migrated_database, this_house
from app.cli.saying import say
from app.services import demo as demo_service


@click.group()
def demo() -> None:
    """The sample letter, for trying the service out."""


@demo.command()
@needs_migrated_database
def load() -> None:
    """Load the sample letter with its signatories and a login. Safe to repeat.

    The last line is JSON: the letter's slug, the login's e-mail and its new password.
    """
    if current_app.extensions["undersigned_settings"].production:
        end("The sample and its login are for trying out, not for production.", REFUSED)
    password = secrets.token_urlsafe(12)
    loaded = demo_service.load(
        this_house(), password_hash=hash_password(password), now=datetime.now(UTC)
    )
    say(json.dumps({"slug": loaded.slug, "email": loaded.email, "password": password}))
