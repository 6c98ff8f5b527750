"""What every use case needs of the service it runs in, in one handle."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from app.store.engine import Store

Made = TypeVar("Made")
KEPT_AT_MOST = 64


class Shelf:
    """Results that are dear to make, by everything they depend on; the oldest leaves first.

    A key that names versions never goes stale, so nothing has to be taken off the shelf.
    """

    def __init__(self, at_most: int = KEPT_AT_MOST) -> None:
        self._at_most = at_most
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept under `key`, made by `make` where nothing is."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("Made", self._kept[key])
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._at_most:
                self._kept.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class House:
    """A running service: its database, its secret and the address it is reached at.

    `public_url` has no slash at its end; links in mail are built from it, never from the
    Host header of a request. `sender_name` and `sender_address` stand on every mail.
    `picture_turns` are as many as there may be pictures at work at once in this process.
    """

    store: Store
    secret_key: str
    public_url: str
    sender_name: str
    sender_address: str
    shelf: Shelf = field(default_factory=Shelf, compare=False)
    picture_turns: threading.BoundedSemaphore = field(
        default_factory=threading.BoundedSemaphore, compare=False
    )
