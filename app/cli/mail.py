"""`flask --app wsgi mail ...`"""

from __future__ import annotations

from datetime import UTC, datetime

import click

from app.cli.house import needs_migrated_database, this_house
from app.cli.saying import say, say_each
from app.services import posting
from app.services.posting import OwedMail


@click.group()
def mail() -> None:
    """Mail that is owed or was sent."""


@mail.command()
@needs_migrated_database
def retry() -> None:
    """Try the mails again that were given up, after the mail server is mended."""
    count = posting.retry_dead(this_house(), now=datetime.now(UTC))
    say(f"{count} mails wait to be sent again.")


@mail.command(name="list")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@needs_migrated_database
def list_mail(limit: int) -> None:
    """The newest mails: id, purpose, state, attempts, when. No addresses."""
    say_each(map(_line, posting.latest(this_house(), limit=limit)))


def _line(row: OwedMail) -> str:
    moment = (row.sent_at or row.created_at).isoformat(timespec="seconds")
    error = f"\t{row.last_error}" if row.last_error else ""
    return f"{row.id}\t{row.purpose}\t{row.state}\t{row.attempts}\t{moment}{error}"
