"""A mail as a value, and what it means that it did not go out."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import UndersignedError


@dataclass(frozen=True, slots=True)
class Message:
    """One mail to one address, in two forms of the same words.

    `message_id` stands in angle brackets and stays the same when the mail is sent again.
    """

    message_id: str
    to: str
    subject: str
    text: str
    html: str
    language: str


class NotSent(UndersignedError):
    """The mail server did not take the mail.

    `kind` is the name of the failure, without addresses; `for_good` when trying again
    cannot help (the server refused the address).
    """

    def __init__(self, kind: str, *, for_good: bool) -> None:
        super().__init__(kind)
        self.kind = kind
        self.for_good = for_good
