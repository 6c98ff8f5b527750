"""Targets of links and instructions of fields, as Word writes them."""

from __future__ import annotations

import re

from app.formats.decoding import FORBIDDEN
from app.formats.markdown_parser import is_live

_FIELD = re.compile(r'\s*(\w+)\s*(?:"((?:\\.|[^"\\])*)"|(\S+))?')


def live(target: str) -> str:
    """Return a target that a letter's link may have, "" for one that leads nowhere."""
    target = target.strip()
    if target.casefold().startswith("www."):
        target = f"https://{target}"
    if target.startswith("mailto:"):
        # Our own documents escape a slash in a mailbox; see rendering.docx.inlines.
        mailbox, at, rest = target.partition("@")
        target = mailbox.replace("%2F", "/") + at + rest
    target = re.sub(r"[\x00-\x20]", lambda match: f"%{ord(match[0]):02X}", target)
    return target if is_live(target) and not FORBIDDEN.search(target) else ""


def field_of(instruction: str) -> tuple[str, str]:
    """Return a field's name and its first argument."""
    match = _FIELD.match(instruction)
    if match is None:
        return "", ""
    argument = match[2] if match[2] is not None else match[3] or ""
    return match[1].upper(), argument.replace('\\"', '"').replace("\\\\", "\\")
