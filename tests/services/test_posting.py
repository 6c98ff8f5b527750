"""Owed mail: sent at least once, with one Message-ID and one link, and never lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from app.mail.messages import Message, NotSent
from app.services import confirming, posting
from app.services.posting import BACK_OFF, LEASE
from tests.cast import NOON, LetterInHand


class Server:
    """A mail server that fails as often as it is told, and keeps what it took."""

    def __init__(self, *failures: NotSent) -> None:
        self.failures = list(failures)
        self.taken: list[Message] = []
        self.offered: list[Message] = []

    def __call__(self, message: Message) -> None:
        self.offered.append(message)
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(message)


BUSY = NotSent("SMTPServerDisconnected", for_good=False)
NOBODY = NotSent("recipient refused (550)", for_good=True)


def test_a_retried_mail_has_the_same_link_and_message_id(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    server = Server(BUSY)
    (outbox_id,) = posting.due(letter.house, now=NOON)

    posting.send_one(letter.house, outbox_id, send=server, now=NOON)
    later = NOON + BACK_OFF[0]
    posting.send_one(letter.house, outbox_id, send=server, now=later)

    first, second = server.offered
    assert first == second
    assert first.message_id.startswith("<")
    assert server.taken == [second]
    assert posting.due(letter.house, now=later + LEASE) == ()


def test_a_mail_that_failed_waits_before_it_is_due_again(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    (outbox_id,) = posting.due(letter.house, now=NOON)

    posting.send_one(letter.house, outbox_id, send=Server(BUSY), now=NOON)

    assert posting.due(letter.house, now=NOON) == ()
    assert posting.due(letter.house, now=NOON + BACK_OFF[0]) == (outbox_id,)


def test_a_mail_in_the_hands_of_a_worker_is_nobody_elses(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    (outbox_id,) = posting.due(letter.house, now=NOON)
    meanwhile: list[bool] = []

    def send(message: Message) -> None:
        del message
        meanwhile.append(posting.send_one(letter.house, outbox_id, send=Server(), now=NOON))

    assert posting.send_one(letter.house, outbox_id, send=send, now=NOON) is True
    assert meanwhile == [False]


def test_the_mail_of_a_worker_that_died_goes_out_when_its_lease_is_over(
    letter: LetterInHand,
) -> None:
    letter.asked("Cedar Tenants Union")
    (outbox_id,) = posting.due(letter.house, now=NOON)

    def dies(message: Message) -> None:
        del message
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        posting.send_one(letter.house, outbox_id, send=dies, now=NOON)

    assert posting.due(letter.house, now=NOON) == ()
    server = Server()
    after = NOON + LEASE
    assert posting.due(letter.house, now=after) == (outbox_id,)
    assert posting.send_one(letter.house, outbox_id, send=server, now=after) is True


def test_an_address_that_the_server_refuses_ends_the_mail(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    (outbox_id,) = posting.due(letter.house, now=NOON)

    posting.send_one(letter.house, outbox_id, send=Server(NOBODY), now=NOON)

    assert posting.due(letter.house, now=NOON + timedelta(days=30)) == ()
    (mail,) = posting.latest(letter.house)
    assert (mail.state, mail.last_error) == ("dead", "recipient refused (550)")


def test_a_server_that_never_answers_ends_the_mail_after_the_last_wait(
    letter: LetterInHand,
) -> None:
    letter.asked("Cedar Tenants Union")
    (outbox_id,) = posting.due(letter.house, now=NOON)
    now = NOON

    for wait in (*BACK_OFF, timedelta()):
        posting.send_one(letter.house, outbox_id, send=Server(BUSY), now=now)
        now += wait

    (mail,) = posting.latest(letter.house)
    assert (mail.state, mail.attempts) == ("dead", len(BACK_OFF) + 1)


def test_no_mail_asks_to_confirm_what_was_confirmed_meanwhile(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    (asks,) = posting.due(letter.house, now=NOON)
    confirming.confirm(letter.house, letter.confirm_token(), now=NOON)
    server = Server()

    posting.send_one(letter.house, asks, send=server, now=NOON)

    assert server.offered == []
    assert asks not in posting.due(letter.house, now=NOON)


def test_the_mail_leads_to_the_page_that_asks_and_names_no_other(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    server = Server()
    for outbox_id in posting.due(letter.house, now=NOON):
        posting.send_one(letter.house, outbox_id, send=server, now=NOON)

    (message,) = server.taken
    token = letter.confirm_token()
    assert message.to == "ida@cedar-tenants.example"
    assert message.subject == "Please confirm: Cedar Tenants Union"
    assert re.findall(r"https?://\S+", message.text) == [f"http://letters.test/confirm/{token}"]
    assert f'href="http://letters.test/confirm/{token}"' in message.html


def test_a_name_with_markup_and_line_ends_harms_no_mail(letter: LetterInHand) -> None:
    letter.asked("A <b>bold</b>\nBcc: all@example.org & “Sons”")
    server = Server()
    for outbox_id in posting.due(letter.house, now=NOON):
        posting.send_one(letter.house, outbox_id, send=server, now=NOON)

    (message,) = server.taken
    assert "\n" not in message.subject
    assert "<b>bold" not in message.html
    assert "&lt;b&gt;bold" in message.html


def test_a_mail_that_breaks_the_sender_fails_alone_and_says_no_more_than_its_kind(
    letter: LetterInHand,
) -> None:
    letter.asked("Cedar Tenants Union")

    def breaks(message: Message) -> None:
        raise UnicodeEncodeError("ascii", message.to, 0, 1, "not for this server")

    (outbox_id,) = posting.due(letter.house, now=NOON)
    assert posting.send_one(letter.house, outbox_id, send=breaks, now=NOON) is False

    (mail,) = posting.latest(letter.house)
    assert (mail.state, mail.last_error) == ("waiting", "UnicodeEncodeError")


def test_dead_mail_is_sent_when_somebody_says_so(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    (outbox_id,) = posting.due(letter.house, now=NOON)
    posting.send_one(letter.house, outbox_id, send=Server(NOBODY), now=NOON)

    assert posting.retry_dead(letter.house, now=NOON) == 1

    assert posting.due(letter.house, now=NOON) == (outbox_id,)
