"""What a key of the front matter may hold: nodes in, typed values out, faults on the side."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from app.domain import tokens, wording
from app.domain.errors import Fault
from app.domain.letters import Party
from app.domain.sentences import N_, Sentence, as_written, hinted, sentence
from app.formats.decoding import FORBIDDEN, forbidden
from app.formats.expected import (
    QUOTES,
    QUOTES_IN_LISTS,
    expected,
    one_of,
    other_kind,
    refuse_unknown,
)
from app.formats.figures import ESCAPE, unknown_figure
from app.formats.limits import MAX_ITEMS, length_fault
from app.formats.yaml_nodes import Items, Mapping, Node, Scalar

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

    def fault(self, key: str, message: Sentence, *, line: int = 0) -> None:
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
            self._refuse(node, key, Sentence(N_("text in one line")), hint=QUOTES)
            return ""
        if found := FORBIDDEN.search(node.text):
            self._faults.append(Fault(node.line, key, forbidden(found[0])))
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
            figures = N_("figures in %(braces)s do not work here")
            self.fault(key, hinted(sentence(figures, braces="{{ }}"), ESCAPE))
        return text.replace("\\{{", "{{")

    def counted_text(self, key: str) -> str:
        """Return text that may hold figures; an unknown one is refused."""
        text = self.text(key)
        self._refuse_unknown_figures(text, self.line(key), key)
        return text

    def yes_no(self, key: str) -> bool:
        text = self.text(key).casefold()
        if text not in _YES | _NO:
            self.fault(key, expected(Sentence(N_("true or false")), text))
        return text in _YES

    def number(self, key: str, *, allowed: Collection[int], default: int) -> int:
        text = self.text(key)
        if not text:
            return default
        if text in {str(number) for number in allowed}:
            return int(text)
        known = (str(number) for number in sorted(allowed))
        self.fault(key, one_of(known, text))
        return default

    def one_of(self, key: str, default: Choice) -> Choice:
        kind = type(default)
        text = self.text(key).casefold()
        if not text:
            return default
        if text in set(kind):
            return kind(text)
        self.fault(key, one_of(kind, text))
        return default

    def texts(
        self, key: str, *, limit: int = LONGEST_LINE, may_count: bool = False
    ) -> tuple[str, ...]:
        """Return a list of texts; empty ones are left out, one that stands twice is refused."""
        node = self._node(key)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return ()
        if not isinstance(node, Items):
            self._refuse(node, key, sentence(N_("a list such as %(list)s"), list="['A', 'B']"))
            return ()
        found: dict[str, None] = {}
        for item in self._few(node, key):
            text = self._item_text(item, key, limit=limit, may_count=may_count)
            if text in found:
                twice = sentence(N_("%(text)s stands twice"), text=repr(text))
                self._faults.append(Fault(item.line, key, twice))
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
            keys = f"{': '.join(known)}:"
            self._refuse(node, key, sentence(N_("%(keys)s or %(none)s"), keys=keys, none="none"))
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
            self.fault(
                key, expected(Sentence(N_("a date and time such as 2026-03-20T17:00")), text)
            )
            return None
        if when.tzinfo is not None:
            return when.astimezone(zone) if zone else when
        if zone is None:
            if not self.text("zone"):
                zoneless = N_("a time needs its zone; add %(zone)s or the like")
                self.fault(key, sentence(zoneless, zone="zone: America/New_York"))
            return None
        local = when.replace(tzinfo=zone)
        if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != when:
            skipped = N_("%(time)s does not exist in %(zone)s: clocks are set forward over it")
            self.fault(key, sentence(skipped, time=text, zone=zone.key))
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
            self.fault(key, expected(Sentence(N_("a time zone such as America/New_York")), name))
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
            no_day = N_("there is no such day: %(found)s; expected a date such as 2026-03-02")
            self.fault(key, sentence(no_day, found=repr(text)))
            return None, ""

    # ------------------------------------------------------------ inside

    def _node(self, key: str) -> Node | None:
        pair = self._pairs.get(key)
        return pair.value if pair else None

    def _refuse(
        self, node: Node, key: str, what: Sentence, *, hint: Sentence | None = None
    ) -> None:
        message = other_kind(what, node)
        if hint is not None:
            message = hinted(message, hint)
        self._faults.append(Fault(node.line, key, message))

    def _few(self, node: Items, key: str) -> tuple[Node, ...]:
        """Return the entries of a list; too long a one is refused, and its rest left unread."""
        if len(node.items) > MAX_ITEMS:
            long = N_("this list has %(found)s entries; at most %(most)s are allowed")
            message = sentence(long, found=f"{len(node.items):,}", most=MAX_ITEMS)
            self._faults.append(Fault(node.line, key, message))
        return node.items[:MAX_ITEMS]

    def _item_text(self, item: Node, key: str, *, limit: int, may_count: bool) -> str:
        if not isinstance(item, Scalar):
            hint = QUOTES_IN_LISTS if isinstance(item, Mapping) else None
            self._refuse(item, key, Sentence(N_("a list of texts")), hint=hint)
            return ""
        text = " ".join(item.text.split())
        if found := FORBIDDEN.search(text):
            self._faults.append(Fault(item.line, key, forbidden(found[0])))
            return ""
        if wrong := length_fault(text, limit):
            self._faults.append(Fault(item.line, key, wrong))
            return ""
        if may_count:
            self._refuse_unknown_figures(text, item.line, key)
        return text

    def _refuse_unknown_figures(self, text: str, line: int, key: str) -> None:
        for name in (*tokens.unknown(text), *tokens.pointing_at_notes(text)):
            self._faults.append(Fault(line, key, unknown_figure(f"{{{{ {name} }}}}")))

    def _party(self, node: Node, key: str) -> Party | None:
        if not isinstance(node, Mapping):
            self._refuse(node, key, as_written("name:, title:, organization:, address:"))
            return None
        refuse_unknown(node.pairs, _PARTY_KEYS, self._faults, inside=key)
        fields = Fields(node, self._faults)
        email = fields.text("email", limit=_LONGEST_EMAIL)
        if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
            fields.fault("email", expected(Sentence(N_("an e-mail address")), email))
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
            beside = N_("%(key)s stands beside it; keep one of the two")
            self.fault("organization", sentence(beside, key="organisation"))
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
            self._refuse(node, key, Sentence(N_("a list of lines")))
            lines = []
        else:
            lines = [" ".join(line.split()) for line in self.raw_text(key).split("\n")]
        return tuple(line for line in lines if line)


def _is_none(text: str) -> bool:
    return not text.strip() or text.strip().casefold() in _NONE
