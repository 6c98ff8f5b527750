"""A whole story with every logger listening: no line holds a name, an address or a token."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime

import pytest
from flask import Flask

from app.mail.messages import Message, NotSent
from app.services import posting
from app.services.house import House
from tests.cast import LetterInHand
from tests.conftest import Mailbox
from tests.pages import PageClient

CAST = ("Quill", "ida@", "cedar-tenants", "Cedar Tenants", "Harbor")

LETTER = """\
---
title: Keep the ferry
leads: [Harbor Neighbors]
---

Keep the ferry.
"""


def test_no_log_line_holds_anybody_of_the_cast(
    app: Flask, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house: House = app.extensions["undersigned"]
    LetterInHand.published(house, LETTER, now=datetime.now(UTC))
    client = PageClient(app.test_client())

    form = client.get("/letters/ferry/sign")
    answers = {
        "organization": "Cedar Tenants Union",
        "website": "cedar-tenants.example",
        "signer_name": "Ida Quill",
        "signer_title": "Director",
        "email": "ida@cedar-tenants.example",
        "authorized": "yes",
    }
    client.send(form, "/letters/ferry/sign", {**answers, "email": "ida at cedar-tenants"})
    client.send(form, "/letters/ferry/sign", answers)
    _fail_once(house)
    token_path = mailbox.link("/confirm/")
    confirmation = client.get(token_path)
    client.send(confirmation, token_path)
    own_page = mailbox.link("/sign-on/")
    client.get(own_page)
    client.get(token_path + "x")
    client.get("/letters/ferry?find=Cedar")

    tokens = [re.split(r"[/?]", path)[2] for path in (token_path, own_page)]
    said = [f"{record.name} {record.getMessage()} {record.exc_text}" for record in caplog.records]
    assert "Cedar Tenants Union" in client.get("/letters/ferry").main
    assert [line for line in said for private in (*CAST, *tokens) if private in line] == []


def _fail_once(house: House) -> None:
    """Let the mail server refuse the mail once, with the address in its words."""

    def refuses(message: Message) -> None:
        raise NotSent(f"SMTPDataError for {len(message.to)} characters", for_good=False)

    now = datetime.now(UTC)
    for outbox_id in posting.due(house, now=now):
        posting.send_one(house, outbox_id, send=refuses, now=now)
    with house.store.write() as connection:
        connection.exec_driver_sql("update outbox set due_at = created_at")
