"""The mails that the catcher kept, read back for the development pages."""

from __future__ import annotations

import mailbox
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from dev.mail_catcher import ENVELOPE_TO

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One mail as a reader sees it; `text` and `html` are "" where it has no such part."""

    id: str
    subject: str
    to: str
    sent_at: datetime | None
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str

    @property
    def text_with_links(self) -> tuple[tuple[str, str], ...]:
        """The text part in pieces, each with the address it links to ("" for plain text)."""
        pieces: list[tuple[str, str]] = []
        end = 0
        for found in _ADDRESS.finditer(self.text):
            pieces.append((self.text[end : found.start()], ""))
            pieces.append((found.group(), found.group()))
            end = found.end()
        pieces.append((self.text[end:], ""))
        return tuple(piece for piece in pieces if piece[0])


def caught(maildir: Path) -> tuple[CaughtMail, ...]:
    """Return every mail in the Maildir, the latest first."""
    if not (maildir / "cur").is_dir():
        return ()
    box = mailbox.Maildir(maildir, create=False)
    # A Maildir key begins with the second and the microsecond of its delivery.
    keys = sorted(box.keys(), key=_moment_of, reverse=True)
    return tuple(_read(key, box.get_bytes(key)) for key in keys)


def mail(maildir: Path, key: str) -> CaughtMail | None:
    """Return the mail of this id, None where there is none."""
    return next((found for found in caught(maildir) if found.id == key), None)


def _moment_of(key: str) -> tuple[int, int, str]:
    found = re.match(r"(\d+)\.M(\d+)", key)
    return (int(found[1]), int(found[2]), key) if found else (0, 0, key)


def _read(key: str, raw: bytes) -> CaughtMail:
    message = message_from_bytes(raw, policy=policy.default)
    return CaughtMail(
        id=key,
        subject=str(message["Subject"] or ""),
        to=str(message[ENVELOPE_TO] or message["To"] or ""),
        sent_at=parsedate_to_datetime(message["Date"]) if message["Date"] else None,
        headers=tuple((name, str(value)) for name, value in message.items()),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""
