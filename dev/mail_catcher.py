"""A real SMTP server on loopback that delivers nothing: every mail goes into a Maildir.

`python -m dev.mail_catcher --port 8025 --maildir instance/mail`
"""

from __future__ import annotations

import argparse
import asyncio
import mailbox
import signal
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

ENVELOPE_TO = "X-Envelope-To"
"""The header that the catcher puts on top: whom the mail was for, as SMTP heard it."""


class MaildirKeeper:
    """Keeps each mail byte for byte as it came, under one header of ours."""

    def __init__(self, folder: Path) -> None:
        # Maildir makes its three folders only where the outer one is missing too.
        for name in ("new", "cur", "tmp"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.box = mailbox.Maildir(folder, create=False)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        to = ", ".join(envelope.rcpt_tos)
        self.box.add(f"{ENVELOPE_TO}: {to}\n".encode() + raw.replace(b"\r\n", b"\n"))
        return "250 Kept"


async def serve(*, port: int, maildir: Path) -> None:
    """Answer on 127.0.0.1:`port` until SIGINT or SIGTERM."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)

    keeper = MaildirKeeper(maildir)
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="localhost", enable_SMTPUTF8=True), "127.0.0.1", port
    )
    # Not `async with`: since Python 3.12 leaving it waits for clients that may never go.
    await ended.wait()
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--maildir", type=Path, required=True)
    told = parser.parse_args()
    asyncio.run(serve(port=told.port, maildir=told.maildir))


if __name__ == "__main__":
    main()
