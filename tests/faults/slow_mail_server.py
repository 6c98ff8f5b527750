"""A mail server on loopback that takes its time, and can stop in the middle of a mail.

A kill is worth something where a mail is under way. `hold` says at which moment the next
mail stays; whoever kills the sender then knows what the sender had been told.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from aiosmtpd.smtp import SMTP, Envelope, Session

TAKES_SECONDS = 0.03


class Moment(StrEnum):
    """Where a mail can be when its sender dies."""

    ARRIVING = "the server has read it and not kept it: without another attempt it is lost"
    KEPT = "the server has kept it and not said so: another attempt is a duplicate"


class SlowMailServer:
    """Keeps every mail as it came, in `kept`, in the order in which they were taken."""

    def __init__(self) -> None:
        self.port = 0
        self.kept: list[bytes] = []
        self._hold_at: Moment | None = None
        self._is_held = threading.Event()

    def hold(self, moment: Moment) -> None:
        """Let the next mail that comes to this moment stay there until its sender is gone."""
        self._is_held.clear()
        self._hold_at = moment

    def wait_until_held(self, *, seconds: float) -> bool:
        return self._is_held.wait(seconds)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = envelope.content or b""
        await self._pass(Moment.ARRIVING)
        self.kept.append(content.encode() if isinstance(content, str) else content)
        await self._pass(Moment.KEPT)
        return "250 Kept"

    async def _pass(self, moment: Moment) -> None:
        await asyncio.sleep(TAKES_SECONDS)
        if self._hold_at is moment:
            self._hold_at = None
            self._is_held.set()
            # aiosmtpd ends this coroutine when it notices that the other end is gone.
            await asyncio.Event().wait()


@contextmanager
def slow_mail_server() -> Iterator[SlowMailServer]:
    """A server that listens on a free port of loopback, in a thread of its own."""
    keeper = SlowMailServer()
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(keeper, hostname="localhost"), "127.0.0.1", 0)
    )
    keeper.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield keeper
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
