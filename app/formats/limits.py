"""How much one letter may hold, measured on its text before any parser sees it.

A reader of Markdown takes time with the square of some shapes and builds a token for every
mark. No letter comes near these figures: a report of a hundred pages with 500 notes has some
200,000 characters and 4,000 lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.errors import Fault
from app.domain.sentences import N_, Sentence, sentence

MAX_FAULTS = 50
MAX_ROWS = 2_000
MAX_ITEMS = 500
_MAX_CHARACTERS = 300_000
_MAX_LINES = 10_000
_MAX_CELLS = 30_000
_MAX_ADDRESSES = 10_000
# Markers of lists and quotes at the beginnings of lines; each opens a block, a marker before
# it one around that.
_MAX_MARKERS = 4_000
_MAX_DEPTH = 20
TOO_DEEP = Sentence(N_("lists and quotes stand too deep inside each other"))
_MARKERS = re.compile(
    r"^[ \t]*+(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*+)++", re.MULTILINE
)
_ADDRESS = re.compile(r"www\.|://", re.IGNORECASE)
# A line of spaced dashes or stars is a rule across the page.
_RULE = re.compile(r"[ \t]*+(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,})$", re.MULTILINE)
_MARKER = re.compile(r">|[-*+]|\d+[.)]")


def body_fault(text: str, *, first_line: int) -> Fault | None:
    """Return what makes the body `text` too large to read, None where nothing does."""
    if len(text) > _MAX_CHARACTERS:
        return _too_many(first_line, len(text), N_("characters"), _MAX_CHARACTERS)
    lines = text.count("\n") + 1
    if lines > _MAX_LINES:
        return _too_many(first_line + _MAX_LINES, lines, N_("lines"), _MAX_LINES)
    cells = text.count("|")
    if cells > _MAX_CELLS:
        return _too_many(first_line, cells, N_("cells of tables (|)"), _MAX_CELLS)
    addresses = len(_ADDRESS.findall(text))
    if addresses > _MAX_ADDRESSES:
        return _too_many(first_line, addresses, N_("web addresses"), _MAX_ADDRESSES)
    return _marker_fault(text, first_line)


def _marker_fault(text: str, first_line: int) -> Fault | None:
    markers = 0
    for match in _MARKERS.finditer(text):
        if _RULE.match(text, match.start()):
            continue
        depth = len(_MARKER.findall(match[0]))
        markers += depth
        if depth > _MAX_DEPTH or markers > _MAX_MARKERS:
            line = first_line + text.count("\n", 0, match.start())
            many = N_("the body has more than %(most)s list items and quotes; break it up")
            said = sentence(many, most=f"{_MAX_MARKERS:,}")
            return Fault(line, "body", TOO_DEEP if depth > _MAX_DEPTH else said)
    return None


def length_fault(text: str, limit: int) -> Sentence | None:
    """Return the sentence that refuses a text over its limit, None where it keeps to it."""
    if len(text) <= limit:
        return None
    long = N_("this has %(found)s characters; at most %(most)s are allowed")
    return sentence(long, found=f"{len(text):,}", most=f"{limit:,}")


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults in line order, each once; after the first fifty, how many more."""
    told = sorted(dict.fromkeys(faults), key=lambda fault: fault.line)
    if len(told) <= MAX_FAULTS:
        return tuple(told)
    more = sentence(N_("and %(count)s more"), count=f"{len(told) - MAX_FAULTS:,}")
    return (*told[:MAX_FAULTS], Fault(0, "", more))


def _too_many(line: int, found: int, what: str, limit: int) -> Fault:
    many = N_("the body has %(found)s %(what)s; at most %(most)s are read")
    said = sentence(many, found=f"{found:,}", what=Sentence(what), most=f"{limit:,}")
    return Fault(line, "body", said)
