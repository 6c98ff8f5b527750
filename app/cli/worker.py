"""`flask --app wsgi worker`"""

from __future__ import annotations

import socket

import click
from flask import current_app

from app.cli.house import needs_migrated_database

MAIL_SERVER_ANSWERS_WITHIN_SECONDS = 60


@click.command()
@click.option("-n", "workers", default=2, show_default=True, type=click.IntRange(1, 16))
@needs_migrated_database
def worker(workers: int) -> None:
    """Send owed mail until told to end (SIGINT, SIGTERM)."""
    # Flask-Mail opens its connections without a limit of time; a mail server that hangs
    # must not hold a worker longer than the lease of the mail.
    socket.setdefaulttimeout(MAIL_SERVER_ANSWERS_WITHIN_SECONDS)
    current_app.extensions["undersigned_queue"].work(workers=workers)
