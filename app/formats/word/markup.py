"""Names of WordprocessingML, and small questions to its elements."""

from __future__ import annotations

from typing import Any

OFFICE = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml"
W = f"{{{OFFICE['w']}}}"
R = f"{{{OFFICE['r']}}}"
_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    return W + name


def local(element: Any) -> str:
    """Return an element's name without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_word(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(W)


def value(element: Any, name: str = "val") -> str:
    """Return an attribute in Word's namespace, "" for none or for no element."""
    return "" if element is None else (element.get(W + name) or "")


def child(element: Any, *path: str) -> Any:
    """Return the first element down a path of Word's names, None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def number(text: str, default: int = 0) -> int:
    """Return a whole number as Word writes it ("12", "12.0", "1.5in" is none)."""
    try:
        figure = float(text)
    except ValueError:
        return default
    return int(figure) if abs(figure) < 10**9 else default


def switch(properties: Any, name: str) -> bool | None:
    """Return what a property such as w:b says: on, off, or None for nothing."""
    found = child(properties, name)
    if found is None:
        return None
    return value(found).casefold() not in _OFF
