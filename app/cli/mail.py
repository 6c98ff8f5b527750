"""`flask --app wsgi mail ...`"""

from __future__ import annotations

from datetime import UTC, datetime

import click

from app.cli.house import needs_migrated_database, this_house
from app.services import posting


@click.group()
def mail() -> None:
    """Mail that is owed or was sent."""


@mail.command()
@needs_migrated_database
def retry() -> None:
    """Try the mails again that were given up, after the mail server is mended."""
    count = posting.retry_dead(this_house(), now=datetime.now(UTC))
    click.echo(f"{count} mails wait to be sent again.")


@mail.command(name="list")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@needs_migrated_database
def list_mail(limit: int) -> None:
    """The newest mails: id, purpose, state, attempts, when. No addresses."""
    for row in posting.latest(this_house(), limit=limit):
        moment = (row.sent_at or row.created_at).isoformat(timespec="seconds")
        error = f"\t{row.last_error}" if row.last_error else ""
        click.echo(f"{row.id}\t{row.purpose}\t{row.state}\t{row.attempts}\t{moment}{error}")
