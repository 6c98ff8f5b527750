"""The service as it must not be: its worker marks a mail as sent and sends it afterwards.

    flask --app tests.faults.forgetful worker

Everything else is the service's own, so that what its worker loses under the same kills is
lost by this one difference.
"""

from __future__ import annotations

from datetime import datetime

from app import create_app
from app.mail.messages import Message
from app.services import posting
from app.services.house import House
from app.services.posting import Send

_mark_and_hand_over = posting.send_one


def send_and_forget(house: House, outbox_id: int, *, send: Send, now: datetime) -> bool:
    taken: list[Message] = []
    is_marked = _mark_and_hand_over(house, outbox_id, send=taken.append, now=now)
    for message in taken:
        send(message)
    return is_marked


posting.send_one = send_and_forget

application = create_app()
