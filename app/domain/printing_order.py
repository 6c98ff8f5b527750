"""Where a line prints, as bytes: keys compare in printing order, and a database can keep them.

A key begins with the place of a lead, or with the places of the groups on the way to a line;
then comes what the line is sorted by, and last its position, which no two lines share. No key
is the beginning of another, so that a pinned line can stand right behind any other.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from app.domain import collation
from app.domain.collation import sort_key
from app.domain.headings import Headings, Path
from app.domain.letters import Order
from app.domain.signatories import Signatory

Line = TypeVar("Line")

# Stored with a letter's keys. Count it up when anything below changes what they hold.
RULE = 1

# An index of PostgreSQL takes rows of some 2,700 bytes.
LONGEST_NAME_KEY = 1_000
_LONGEST_HEADING_KEY = 240
_LONGEST_TIE = 120

_LEADS, _OTHERS = b"\x01", b"\x02"
_LISTED, _UNLISTED, _ROWS = b"\x01", b"\x02", b"\x00"
_FIRST, _LINE, _AFTER_LINES, _BEHIND = b"\x01", b"\x02", b"\x03", b"\xff"
_END = b"\0\0"

_LAST_POSITION = 2**32 - 1


def rule_of_keys(language: str) -> str:
    """Return what keys depend on beside their letter; where it differs they are made anew."""
    return f"{RULE}.{collation.RULE}.{language}"


class GroupOrder:
    """The places of groups among their siblings.

    Those that were put in order come first; all others follow as `Headings` has them.
    """

    def __init__(self, listed: Iterable[Path], headings: Headings) -> None:
        self._headings = headings
        self._ranks: dict[Path, int] = {}
        self._children: dict[Path, int] = {}
        self._keys: dict[Path, bytes] = {(): b""}
        for path in listed:
            self.add(path)

    def add(self, path: Path) -> None:
        """Put a group behind all of its siblings that were put in order; none stands twice."""
        if path in self._ranks:
            return
        for depth in range(1, len(path) + 1):
            way, above = path[:depth], path[: depth - 1]
            if way not in self._ranks:
                self._ranks[way] = self._children.get(above, 0)
                self._children[above] = self._ranks[way] + 1
                self._keys = {(): b""}

    def key(self, path: Path) -> bytes:
        """Return what lines of the group begin with; groups compare as they print."""
        made = self._keys.get(path)
        if made is None:
            made = self._keys[path] = self.key(path[:-1]) + self._step(path)
        return made

    def _step(self, path: Path) -> bytes:
        rank = self._ranks.get(path)
        if rank is not None:
            return _LISTED + struct.pack(">I", rank)
        return _UNLISTED + _closed(_short(self._headings.natural_key(path[-1])))


def lead_key(place: int, row: Signatory) -> bytes:
    return _LEADS + struct.pack(">I", place) + _position(row)


def group_key(groups: GroupOrder, path: Path) -> bytes:
    """Return what every line right under this heading begins with."""
    return _OTHERS + groups.key(path) + _ROWS


def span_of_lines(group: bytes) -> tuple[bytes, bytes]:
    """Return from which key on, and before which, the lines of a group stand."""
    return group + _LINE, group + _AFTER_LINES


def key_in_group(group: bytes, line: bytes) -> bytes:
    return group + _LINE + line


def pinned_key(group: bytes, behind: bytes | None, number: int) -> bytes:
    """Return the key of a pinned line: behind the line of that key, None for before all lines.

    `number` tells apart those that stand between the same two lines.
    """
    start = group + _FIRST if behind is None else behind + _BEHIND
    return start + struct.pack(">H", min(number, 0xFFFF))


def line_keys(order: Order, locale: str) -> Callable[[Signatory], bytes]:
    """Return what gives the key of a line within its group. Raises UnknownLocale."""
    sort_key("", locale=locale)  # an unknown locale is refused whatever the order
    if order is Order.SIGNED:
        return _by_time
    if order is Order.MANUAL:
        return _by_number
    return lambda row: _by_name(row, locale)


def in_group(rows: Sequence[Signatory], key: Callable[[Signatory], bytes]) -> list[Signatory]:
    """Return the rows of one group in printing order, the pinned at their places."""
    ordered = sorted(rows, key=key)
    pinned = [row for row in ordered if row.pin]
    if not pinned:
        return ordered
    free = [row for row in ordered if not row.pin]
    places = gaps([row.pin or 0 for row in pinned], len(free))
    printed: list[Signatory] = []
    done = 0
    for (gap, _), row in sorted(zip(places, pinned, strict=True), key=lambda pair: pair[0]):
        printed += free[done:gap]
        printed.append(row)
        done = gap
    return printed + free[done:]


def gaps(pins: Sequence[int], lines: int) -> list[tuple[int, int]]:
    """Return for each pinned line how many of the other `lines` stand before it, and a number
    that orders those which stand in one gap.

    A line pinned to 3 is the third of its group, one pinned to -1 the last. Where two are
    pinned to one place the next place is the second's; `pins` come as the lines are sorted.
    In a group too short for a place the line is its last.
    """
    found: dict[int, tuple[int, int]] = {}
    from_start = sorted((pin, at) for at, pin in enumerate(pins) if pin > 0)
    for taken, (at, place) in enumerate(_places_taken(from_start)):
        found[at] = (min(place - 1 - taken, lines), taken)
    from_end = sorted((-pin, -at) for at, pin in enumerate(pins) if pin < 0)
    for taken, (at, place) in enumerate(_places_taken(from_end)):
        found[-at] = (lines - min(place - 1 - taken, lines), len(pins) - taken)
    return [found.get(at, (lines, 0)) for at in range(len(pins))]


def _places_taken(wanted: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    place = 0
    for pin, at in wanted:
        place = max(pin, place + 1)
        yield at, place


# ------------------------------------------------------------------- keys of lines


def _by_name(row: Signatory, locale: str) -> bytes:
    """Namesakes follow by state, by city, by who signed: never by who came first."""
    name = sort_key(row.sort_name or row.name, locale=locale)
    return b"".join(
        (
            _closed(name, LONGEST_NAME_KEY),
            _closed(sort_key(row.name, locale=locale), _LONGEST_TIE) if row.sort_name else _END,
            _closed(sort_key(row.state, locale=locale), _LONGEST_TIE) if row.state else _END,
            _closed(sort_key(row.city, locale=locale), _LONGEST_TIE) if row.city else _END,
            _tie(row.signer_name),
            _tie(row.signer_title),
            _position(row),
        )
    )


def _by_time(row: Signatory) -> bytes:
    if row.signed_at is None:
        return _BEHIND + _position(row)
    # The sign's bit is turned, so that moments before 1970 come first.
    moment = round(row.signed_at.timestamp() * 1_000_000) + 2**62
    return b"\x01" + struct.pack(">Q", moment) + _position(row)


def _by_number(row: Signatory) -> bytes:
    if row.manual_order is None:
        return _BEHIND + _position(row)
    # Of equal sign, the bytes of floats compare as the floats do; negative ones backwards.
    bits: int = struct.unpack(">Q", struct.pack(">d", row.manual_order + 0.0))[0]
    turned = bits ^ (2**64 - 1) if bits >> 63 else bits | 1 << 63
    return b"\x01" + struct.pack(">Q", turned) + _position(row)


def _tie(text: str) -> bytes:
    if not text:
        return _END
    return _closed(text.casefold().encode("utf-8", "surrogatepass"), _LONGEST_TIE)


def _position(row: Signatory) -> bytes:
    return struct.pack(">I", max(0, min(row.position, _LAST_POSITION)))


def _closed(key: bytes, longest: int | None = None) -> bytes:
    """Return a key with an end, so that a shorter one comes first whatever follows it."""
    escaped = key.replace(b"\0", b"\0\xff")
    return (escaped if longest is None else escaped[:longest]) + _END


def _short(key: bytes) -> bytes:
    """Return a key that two headings share only where they are one heading."""
    if len(key) <= _LONGEST_HEADING_KEY:
        return key
    return key[: _LONGEST_HEADING_KEY - 16] + hashlib.sha256(key).digest()[:16]
