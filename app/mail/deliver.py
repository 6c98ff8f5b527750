"""The only sender of mail: a Message out through the sender it is handed."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from email.utils import quote

from flask_mail import Message as FlaskMessage

from app.mail.messages import Message, NotSent

Sender = Callable[[FlaskMessage], object]

_FIRST_PERMANENT = 500


def deliver(message: Message, *, sender: Sender, from_name: str, from_address: str) -> None:
    """Send the mail, or raise NotSent saying whether to try again.

    The name goes as a quoted string: as a pair, Flask-Mail loses the address of a name with
    a comma, and what `formataddr` has encoded it encodes again.
    """
    mail = FlaskMessage(
        subject=message.subject,
        recipients=[message.to],
        body=message.text,
        html=message.html,
        sender=f'"{quote(from_name)}" <{from_address}>',
        extra_headers={
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    mail.msgId = message.message_id
    try:
        sender(mail)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise NotSent(
            f"recipient refused ({min(codes, default=0)})",
            for_good=all(code >= _FIRST_PERMANENT for code in codes),
        ) from None
    except smtplib.SMTPResponseException as error:
        raise NotSent(f"{type(error).__name__} ({error.smtp_code})", for_good=False) from None
    except (smtplib.SMTPException, OSError) as error:
        # The server's own words may hold the address: only the kind is kept.
        raise NotSent(type(error).__name__, for_good=False) from None
