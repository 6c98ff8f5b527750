"""The one sender: headers as they leave, failures as the outbox understands them."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from email import message_from_string
from email.policy import default as modern

import pytest
from flask import Flask
from flask_mail import Mail
from flask_mail import Message as FlaskMessage

from app.mail.deliver import deliver
from app.mail.messages import Message, NotSent

MESSAGE = Message(
    message_id="<one@letters.test>",
    to="ida@cedar-tenants.example",
    subject="Confírmelo: Cedar",
    text="Hello.\n",
    html="<p>Hello.</p>",
    language="es",
)


@pytest.fixture
def plain_app() -> Flask:
    app = Flask("tests")
    Mail(app)
    return app


def _sent(app: Flask, *, name: str) -> FlaskMessage:
    taken: list[FlaskMessage] = []
    with app.app_context():
        deliver(
            MESSAGE, sender=taken.append, from_name=name, from_address="letters@undersigned.example"
        )
        taken[0].as_string()
    return taken[0]


@pytest.mark.parametrize("name", ["Rivers, Lakes & Sons", "Müller-Büro", 'The "Quoted"', "Plain"])
def test_a_sender_of_any_name_keeps_its_address(plain_app: Flask, name: str) -> None:
    mail = _sent(plain_app, name=name)

    with plain_app.app_context():
        read = message_from_string(mail.as_string(), policy=modern)
    sender = read["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == (name, "letters@undersigned.example")
    assert read["Message-ID"] == "<one@letters.test>"
    assert read["Subject"] == "Confírmelo: Cedar"
    assert [part.get_content_type() for part in read.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
    ]


def _fails(error: Exception) -> Callable[[FlaskMessage], object]:
    def sender(_mail: FlaskMessage) -> object:
        raise error

    return sender


@pytest.mark.parametrize(
    ("error", "for_good"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"no such user")}), True),
        (smtplib.SMTPRecipientsRefused({"a@b.example": (451, b"try later")}), False),
        (smtplib.SMTPAuthenticationError(535, b"who are you"), False),
        (smtplib.SMTPServerDisconnected("gone"), False),
        (ConnectionRefusedError(111, "refused"), False),
        (TimeoutError("slow"), False),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_a_failure_says_whether_to_try_again_and_holds_no_address(
    plain_app: Flask, error: Exception, for_good: bool
) -> None:
    with plain_app.app_context(), pytest.raises(NotSent) as failure:
        deliver(MESSAGE, sender=_fails(error), from_name="U", from_address="u@u.example")

    assert failure.value.for_good is for_good
    assert "@" not in str(failure.value)
