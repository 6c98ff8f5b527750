"""What a key of the front matter may hold: nodes in, typed values out, faults on the side."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from app.domain import tokens, wording
from app.domain.errors import Fault
from app.domain.letters import Party
from app.formats.decoding import FORBIDDEN, named
from app.formats.limits import MAX_FAULTS, MAX_ITEMS, length_fault
from app.formats.yaml_nodes import Items, Mapping, Node, Pair, Scalar

Choice = TypeVar("Choice", bound=StrEnum)

_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off", ""})
_NONE = frozenset({"none", "no", "false"})
_ISO_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
# What one line of a letter, the name of a signatory or group, and a mail address may have.
LONGEST_LINE = 1_000
LONGEST_NAME = 300
_LONGEST_EMAIL = 320
_LONGEST_ZONE = 60
_LONGEST_KEY = 60
_PARTY_KEYS = ("name", "title", "organisation", "organization", "address", "email")


class Fields:
    """Reads the keys of one mapping; every refusal names the key, its line and what was
    expected, and gives the value that a missing key has, so that reading goes on.
    """

    def __init__(self, mapping: Mapping, faults: list[Fault]) -> None:
        self._pairs = {pair.key: pair for pair in mapping.pairs}
        self._faults = faults

    def line(self, key: str) -> int:
        """Return the line of a key's value, 0 for a key that is not there."""
        pair = self._pairs.get(key)
        return pair.value.line if pair else 0

    def fault(self, key: str, message: str, *, line: int = 0) -> None:
        self._faults.append(Fault(line or self.line(key), key, message))

    def is_faulty(self, key: str) -> bool:
        """Has something been said about this key already?"""
        return any(fault.key == key for fault in self._faults)

    def raw_text(self, key: str, *, limit: int = LONGEST_LINE) -> str:
        """Return the text of a scalar with its line breaks, `limit` characters at most."""
        node = self._node(key)
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self._refuse(node, key, "text in one line", hint_quotes=True)
            return ""
        if found := FORBIDDEN.search(node.text):
            self._faults.append(Fault(node.line, key, f"{named(found[0])}; remove it"))
            return ""
        if wrong := length_fault(node.text, limit):
            self.fault(key, wrong)
            return ""
        return node.text

    def text(self, key: str, *, limit: int = LONGEST_LINE) -> str:
        """Return text in one line, blanks at its ends gone."""
        return " ".join(self.raw_text(key, limit=limit).split("\n")).strip()

    def printed_text(self, key: str) -> str:
        r"""Return text that prints as it is: a figure in braces is refused, `\{{` prints."""
        text = self.text(key)
        if any(match[1] is not None for match in tokens.PATTERN.finditer(text)):
            self.fault(key, "figures in {{ }} do not work here; write \\{{ where braces are meant")
        return text.replace("\\{{", "{{")

    def counted_text(self, key: str) -> str:
        """Return text that may hold figures; an unknown one is refused."""
        text = self.text(key)
        self._refuse_unknown_figures(text, self.line(key), key)
        return text

    def yes_no(self, key: str) -> bool:
        text = self.text(key).casefold()
        if text not in _YES | _NO:
            self.fault(key, f"expected true or false, found {text!r}")
        return text in _YES

    def number(self, key: str, *, allowed: Collection[int], default: int) -> int:
        text = self.text(key)
        if not text:
            return default
        if text in {str(number) for number in allowed}:
            return int(text)
        expected = ", ".join(str(number) for number in sorted(allowed))
        self.fault(key, f"expected one of {expected}, found {text!r}")
        return default

    def one_of(self, key: str, default: Choice) -> Choice:
        kind = type(default)
        text = self.text(key).casefold()
        if not text:
            return default
        if text in set(kind):
            return kind(text)
        self.fault(key, f"expected one of {', '.join(kind)}, found {text!r}")
        return default

    def texts(
        self, key: str, *, limit: int = LONGEST_LINE, may_count: bool = False
    ) -> tuple[str, ...]:
        """Return a list of texts; empty ones are left out, one that stands twice is refused."""
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return ()
        if not isinstance(node, Items):
            self._refuse(node, key, "a list, such as ['One', 'Two']")
            return ()
        found: dict[str, None] = {}
        for item in self._few(node, key):
            text = self._item_text(item, key, limit=limit, may_count=may_count)
            if text in found:
                self._faults.append(Fault(item.line, key, f"{text!r} stands twice"))
            elif text:
                found[text] = None
        return tuple(found)

    def parties(self, key: str) -> tuple[Party, ...]:
        """Return the people of a list of mappings, or of one mapping."""
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return ()
        entries = self._few(node, key) if isinstance(node, Items) else (node,)
        parties = [self._party(entry, key) for entry in entries]
        return tuple(party for party in parties if party and (party.lines or party.email))

    def inside(self, key: str, known: Collection[str]) -> Fields | None:
        """Return the keys of a mapping in this one, None where there is none."""
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and _is_none(node.text)):
            return None
        if not isinstance(node, Mapping):
            self._refuse(node, key, f"{': '.join(known)}: or none")
            return None
        refuse_unknown(node.pairs, known, self._faults, inside=key)
        return Fields(node, self._faults)

    def says_none(self, key: str) -> bool:
        """Is a key there to say that there shall be none of it?"""
        node = self._node(key)
        return isinstance(node, Scalar) and node.text.strip().casefold() in _NONE

    def instant(self, key: str, zone: ZoneInfo | None) -> datetime | None:
        """Return a date and time with its zone; `zone` applies where none is written."""
        text = self.text(key)
        if not text:
            return None
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            when = None
        if when is None or _ISO_DAY.fullmatch(text):
            message = f"expected a date and time such as 2026-03-20T17:00, found {text!r}"
            self.fault(key, message)
            return None
        if when.tzinfo is not None:
            return when.astimezone(zone) if zone else when
        if zone is None:
            if not self.text("zone"):
                self.fault(key, "a time needs its zone; add zone: America/New_York or the like")
            return None
        local = when.replace(tzinfo=zone)
        if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != when:
            message = f"{text} does not exist in {zone.key}: clocks are set forward over it"
            self.fault(key, message)
            return None
        return local

    def zone(self, key: str) -> ZoneInfo | None:
        """Return a time zone by its name."""
        name = self.text(key, limit=_LONGEST_ZONE)
        if not name:
            return None
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            self.fault(key, f"expected a time zone such as America/New_York, found {name!r}")
            return None

    def day(self, key: str, language: str) -> tuple[date | None, str]:
        """Return a date and the words to print: ("2026-03-02" -> date, "").

        Words print as written; where they say a date, it is returned beside them.
        """
        text = self.printed_text(key)
        try:
            if _ISO_DAY.fullmatch(text):
                return date(*(int(part) for part in text.split("-"))), ""
            return (wording.read_date_words(text, language) if text else None), text
        except ValueError:
            self.fault(key, f"there is no such day: {text!r}; expected a date such as 2026-03-02")
            return None, ""

    # ------------------------------------------------------------ inside

    def _node(self, key: str) -> Node | None:
        pair = self._pairs.get(key)
        return pair.value if pair else None

    def _refuse(self, node: Node, key: str, expected: str, *, hint_quotes: bool = False) -> None:
        found = {Scalar: "text", Items: "a list", Mapping: "keys and values"}[type(node)]
        message = f"expected {expected}, found {found}"
        # {{ count }} without quotes is, to YAML, a mapping inside a mapping.
        if hint_quotes and not isinstance(node, Scalar):
            message += "; put text that begins with { or [ in quotes"
        self._faults.append(Fault(node.line, key, message))

    def _few(self, node: Items, key: str) -> tuple[Node, ...]:
        """Return the entries of a list; too long a one is refused, and its rest left unread."""
        if len(node.items) > MAX_ITEMS:
            message = f"this list has {len(node.items):,} entries; at most {MAX_ITEMS} are allowed"
            self._faults.append(Fault(node.line, key, message))
        return node.items[:MAX_ITEMS]

    def _item_text(self, item: Node, key: str, *, limit: int, may_count: bool) -> str:
        if not isinstance(item, Scalar):
            hint = isinstance(item, Mapping)
            self._refuse(item, key, "a list of texts", hint_quotes=False)
            if hint:
                last = self._faults.pop()
                message = f"{last.message}; put text with a colon or {{ in quotes"
                self._faults.append(Fault(last.line, key, message))
            return ""
        text = " ".join(item.text.split())
        if found := FORBIDDEN.search(text):
            self._faults.append(Fault(item.line, key, f"{named(found[0])}; remove it"))
            return ""
        if wrong := length_fault(text, limit):
            self._faults.append(Fault(item.line, key, wrong))
            return ""
        if may_count:
            self._refuse_unknown_figures(text, item.line, key)
        return text

    def _refuse_unknown_figures(self, text: str, line: int, key: str) -> None:
        for name in (*tokens.unknown(text), *tokens.pointing_at_notes(text)):
            message = f"{{{{ {name} }}}} is not known; expected one of {tokens.EXPECTED}"
            self._faults.append(Fault(line, key, message))

    def _party(self, node: Node, key: str) -> Party | None:
        if not isinstance(node, Mapping):
            self._refuse(node, key, "name:, title:, organization:, address:")
            return None
        refuse_unknown(node.pairs, _PARTY_KEYS, self._faults, inside=key)
        fields = Fields(node, self._faults)
        email = fields.text("email", limit=_LONGEST_EMAIL)
        if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
            fields.fault("email", f"expected an e-mail address, found {email!r}")
        return Party(
            name=fields.printed_text("name"),
            title=fields.printed_text("title"),
            organization=fields.organization(),
            address=fields.address("address"),
            email=email,
        )

    def organization(self) -> str:
        """Return the organization under either spelling of its key."""
        british, american = self.printed_text("organisation"), self.printed_text("organization")
        if british and american and british != american:
            self.fault("organization", "organisation stands beside it; keep one of the two")
        return american or british

    def address(self, key: str) -> tuple[str, ...]:
        """Return the lines of an address, given as a list or as text with line breaks."""
        node = self._node(key)
        if isinstance(node, Items):
            lines = [
                self._item_text(item, key, limit=LONGEST_LINE, may_count=False)
                for item in self._few(node, key)
            ]
        elif isinstance(node, Mapping):
            self._refuse(node, key, "a list of lines")
            lines = []
        else:
            lines = [" ".join(line.split()) for line in self.raw_text(key).split("\n")]
        return tuple(line for line in lines if line)


def _is_none(text: str) -> bool:
    return not text.strip() or text.strip().casefold() in _NONE


def refuse_unknown(
    pairs: Collection[Pair], known: Collection[str], faults: list[Fault], *, inside: str = ""
) -> None:
    """Add a fault for every key that is not `known`, with the nearest one that is."""
    strange = [pair for pair in pairs if pair.key not in known]
    for at, pair in enumerate(strange):
        key = pair.key[:_LONGEST_KEY]
        # The search for the nearest key is slow, and later faults are counted, not told.
        near = get_close_matches(key, known, n=1) if at < MAX_FAULTS else []
        where = f" in {inside}" if inside else ""
        meant = f"; did you mean {near[0]}?" if near else f"; expected one of {', '.join(known)}"
        faults.append(Fault(pair.line, key, f"unknown key{where}{meant}"))
