"""What a whole list holds beside the lines that print: those that do not, and who signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, select

from app.store.signatories import SignatoryRow
from app.store.tables import sign_ons, signatories, versions

_LINES = tuple(signatories.c[name] for name in SignatoryRow.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Signer:
    """The sign-on behind a line that its row in a list shows. `signed_at` is when it was
    confirmed, or else submitted.
    """

    signatory_id: int
    signer_name: str
    signer_title: str
    email: str
    channel: str
    confirmed_at: datetime | None
    submitted_at: datetime
    version_number: int


def not_listed(connection: Connection, letter_id: int) -> tuple[SignatoryRow, ...]:
    """Return the lines that do not print, by sort key."""
    query = (
        select(*_LINES)
        .where(signatories.c.letter_id == letter_id, signatories.c.standing != "listed")
        .order_by(signatories.c.sort_key, signatories.c.id)
    )
    return tuple(SignatoryRow(*row) for row in connection.execute(query))


def signers(connection: Connection, letter_id: int) -> dict[int, Signer]:
    """Return for each line the oldest confirmed sign-on behind it, or the last that ended."""
    is_confirmed = case((sign_ons.c.state == "confirmed", 1), else_=0)
    query = (
        select(
            sign_ons.c.signatory_id,
            sign_ons.c.signer_name,
            sign_ons.c.signer_title,
            sign_ons.c.email,
            sign_ons.c.channel,
            sign_ons.c.confirmed_at,
            sign_ons.c.submitted_at,
            versions.c.number,
        )
        .join(versions, versions.c.id == sign_ons.c.version_id)
        .where(sign_ons.c.letter_id == letter_id, sign_ons.c.signatory_id.is_not(None))
        # The row that comes last for a line is the one that is kept.
        .order_by(
            is_confirmed,
            case((sign_ons.c.state == "confirmed", None), else_=sign_ons.c.submitted_at),
            sign_ons.c.confirmed_at.desc(),
            sign_ons.c.id.desc(),
        )
    )
    return {row[0]: Signer(*row) for row in connection.execute(query)}
