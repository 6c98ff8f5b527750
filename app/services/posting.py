"""Mail that is owed: written with what owes it, sent later, at least once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from app.domain import eligibility, keys
from app.domain.visibility import Hours
from app.mail import compose
from app.mail.messages import Message, NotSent
from app.services.house import House
from app.store import duplicates as duplicate_rows
from app.store import letters as letter_rows
from app.store import outbox as outbox_rows
from app.store import questions as question_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.outbox import OutboxRow
from app.store.sign_ons import SignOnRow

LEASE = timedelta(minutes=5)
"""Longer than any mail server keeps a client waiting; a crashed worker's mail goes out then."""

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""How long to wait after each failed attempt; after the last one the mail is dead."""

Send = Callable[[Message], None]


def owe_mail(
    house: House,
    connection: Connection,
    *,
    purpose: str,
    sign_on_id: int,
    now: datetime,
    due_at: datetime | None = None,
) -> int:
    """Write the mail into the outbox, in the caller's transaction.

    The Message-ID is settled here, so that a mail sent twice is one mail to its reader.
    """
    host = urlsplit(house.public_url).hostname or "localhost"
    return outbox_rows.owe(
        connection,
        purpose=purpose,
        message_id=f"<{secrets.token_urlsafe(18)}@{host}>",
        sign_on_id=sign_on_id,
        at=now,
        due_at=due_at or now,
    )


def due(house: House, *, now: datetime, limit: int = 100) -> tuple[int, ...]:
    """Return the ids of mails that wait to be sent."""
    with house.store.read() as connection:
        return outbox_rows.due(connection, now=now, limit=limit)


def send_one(house: House, outbox_id: int, *, send: Send, now: datetime) -> bool:
    """Send this mail if it still waits; return whether it went out now.

    The claim, the sending and the mark are three steps: what dies between them is sent
    again when the lease has run out.
    """
    with house.store.write() as connection:
        row = outbox_rows.claim(connection, outbox_id, now=now, lease=LEASE)
        message = None if row is None else _message(house, connection, row)
        if row is not None and message is None:
            outbox_rows.mark_needless(connection, outbox_id, at=now)
    if row is None or message is None:
        return False
    failure = _try(send, message)
    if failure is not None:
        again_at = None
        if not failure.for_good and row.attempts <= len(BACK_OFF):
            again_at = now + BACK_OFF[row.attempts - 1]
        with house.store.write() as connection:
            outbox_rows.mark_failed(connection, outbox_id, error=failure.kind, again_at=again_at)
        return False
    with house.store.write() as connection:
        outbox_rows.mark_sent(connection, outbox_id, at=now)
    return True


def retry_dead(house: House, *, now: datetime) -> int:
    """Let every dead mail be tried anew; return how many there were."""
    with house.store.write() as connection:
        return outbox_rows.revive(connection, now=now)


def _try(send: Send, message: Message) -> NotSent | None:
    """Return why the mail did not go out, None where it did.

    Whatever a mail does to the sender must not keep the mails behind it from going out, so
    every exception counts as a failure of this mail; its words may hold the address, so
    only its kind is kept.
    """
    try:
        send(message)
    except NotSent as failure:
        return failure
    except Exception as error:  # noqa: BLE001
        return NotSent(type(error).__name__, for_good=False)
    return None


def _message(house: House, connection: Connection, row: OutboxRow) -> Message | None:
    """Return the mail made from the row's ids, None where nothing is owed any more."""
    sign_on = None if row.sign_on_id is None else sign_on_rows.find(connection, row.sign_on_id)
    if sign_on is None or not sign_on.email:
        return None
    letter = letter_rows.find_by_id(connection, sign_on.letter_id)
    if letter is None:
        return None
    facts = compose.SignOnFacts(
        message_id=row.message_id,
        to=sign_on.email,
        language=sign_on.language,
        signer_name=sign_on.signer_name,
        organization=sign_on.organization,
        letter_title=letter.title,
        coalition=letter.coalition_name,
        good_until=eligibility.good_until(
            Hours(letter.opens_at, letter.closes_at), submitted_at=sign_on.submitted_at
        ),
        closes_at=letter.closes_at,
        zone=letter.zone,
    )
    # A browser may prefer another language than the one its owner signed on in.
    asks = "?lang=es" if sign_on.language == "es" else ""
    if row.purpose == compose.CONFIRM_SIGN_ON:
        if sign_on.state != "unconfirmed":
            return None
        key = keys.make_key(house.secret_key, keys.Purpose.CONFIRM, sign_on.id, sign_on.generation)
        return compose.confirm_sign_on(facts, link=f"{house.public_url}/confirm/{key}{asks}")
    if row.purpose == compose.YOUR_SIGN_ON:
        key = keys.make_key(house.secret_key, keys.Purpose.SIGNER, sign_on.id, sign_on.generation)
        return compose.your_sign_on(facts, link=f"{house.public_url}/sign-on/{key}{asks}")
    if row.purpose == compose.YOUR_LINE_CHANGED:
        return _line_changed(house, connection, sign_on, facts, asks)
    if row.purpose == compose.ASK_ABOUT_NAME:
        key = _question_key(house, connection, row)
        link = f"{house.public_url}/asked/{key}{asks}"
        return compose.ask_about_name(facts, link=link) if key else None
    raise ValueError(f"no mail is made for the purpose {row.purpose!r}")


def _line_changed(
    house: House,
    connection: Connection,
    sign_on: SignOnRow,
    facts: compose.SignOnFacts,
    asks: str,
) -> Message | None:
    """Return what tells a signer how they are listed now; None where nothing has changed for
    them in the end: a merge that was undone before they heard of it.
    """
    if sign_on.state != "confirmed" or sign_on.signatory_id is None:
        return None
    line = signatory_rows.find(connection, sign_on.signatory_id)
    told = outbox_rows.was_sent(
        connection, purpose=compose.YOUR_LINE_CHANGED, sign_on_id=sign_on.id
    )
    if line.name == sign_on.organization and not told:
        return None
    key = keys.make_key(house.secret_key, keys.Purpose.SIGNER, sign_on.id, sign_on.generation)
    link = f"{house.public_url}/sign-on/{key}{asks}"
    return compose.your_line_changed(replace(facts, line=line.name), link=link)


def _question_key(house: House, connection: Connection, row: OutboxRow) -> str:
    """Return the key of the question this mail asks, "" where it was settled meanwhile."""
    question = question_rows.find_by_mail(connection, row.id)
    if question is None:
        return ""
    (pair,) = duplicate_rows.some(connection, [question.pair_id])
    if pair.settled_at is not None:
        return ""
    return keys.make_key(house.secret_key, keys.Purpose.ASKED, question.id, question.generation)


@dataclass(frozen=True, slots=True)
class OwedMail:
    """A mail of the outbox, as whoever runs the machine sees it: no names, no addresses."""

    id: int
    purpose: str
    state: str
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    last_error: str


def latest(house: House, *, limit: int = 50) -> tuple[OwedMail, ...]:
    with house.store.read() as connection:
        rows = outbox_rows.latest(connection, limit=limit)
    return tuple(
        OwedMail(
            row.id,
            row.purpose,
            row.state,
            row.attempts,
            row.created_at,
            row.sent_at,
            row.last_error,
        )
        for row in rows
    )
