"""The styles part: what a style is called and what it hands down."""

from __future__ import annotations

from typing import Any

from app.domain.values import dataclass
from app.formats.word.markup import child, number, switch, value, w

_DEEPEST = 20
_ALIGNMENTS = {"center": "center", "right": "right", "end": "right", "left": "left"}


@dataclass(frozen=True, slots=True)
class Indents:
    """Twips from the margins; None where nothing is said.

    `hanging` is by how much the first line begins further left than the others.
    """

    left: int | None = None
    right: int | None = None
    hanging: int = 0


class Styles:
    """Styles by their ids."""

    def __init__(self, root: Any) -> None:
        self._by_id: dict[str, Any] = {}
        self._properties: dict[str, list[Any]] = {}
        self._default = ""
        self.defaults: Any = None
        if root is None:
            return
        self.defaults = child(root, "docDefaults")
        for style in root.iter(w("style")):
            name = value(style, "styleId")
            self._by_id.setdefault(name, style)
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                self._default = name

    def name(self, style_id: str) -> str:
        """Return a style's name in small letters; an unknown id is its own name."""
        style = self._by_id.get(style_id or self._default)
        return (value(child(style, "name")) or style_id).casefold()

    def chain(self, style_id: str) -> list[Any]:
        """Return the style and those that it is based on, nearest first."""
        found: list[Any] = []
        at = self._by_id.get(style_id or self._default)
        while at is not None and at not in found and len(found) < _DEEPEST:
            found.append(at)
            at = self._by_id.get(value(child(at, "basedOn")))
        return found

    def paragraph_properties(self, style_id: str) -> list[Any]:
        """Return the paragraph properties that apply, nearest first, the defaults last."""
        if style_id not in self._properties:
            styles = [child(style, "pPr") for style in self.chain(style_id)]
            default = child(self.defaults, "pPrDefault", "pPr")
            found = [each for each in (*styles, default) if each is not None]
            self._properties[style_id] = found
        return self._properties[style_id]

    def run_switch(self, style_id: str, name: str) -> bool | None:
        """Return what a character style says of a property such as w:b."""
        if not style_id:
            return None
        for style in self.chain(style_id):
            if (said := switch(child(style, "rPr"), name)) is not None:
                return said
        return None

    def heading_level(self, style_id: str) -> int:
        """Return 1 to 9 for a heading's style, 0 for others."""
        for style in self.chain(style_id):
            name = value(child(style, "name")).casefold()
            if name.startswith("heading ") and name[8:].isdecimal():
                return min(int(name[8:]), 9)
        return 0


def indents_of(properties: list[Any]) -> Indents:
    """Return the indents that a list of paragraph properties (nearest first) settles."""
    left = right = hanging = None
    for each in properties:
        found = child(each, "ind")
        if left is None:
            said = value(found, "left") or value(found, "start")
            left = number(said) if said else None
        if right is None:
            said = value(found, "right") or value(found, "end")
            right = number(said) if said else None
        if hanging is None and (said := value(found, "hanging") or value(found, "firstLine")):
            hanging = number(said) if value(found, "hanging") else 0
    return Indents(left, right, hanging or 0)


def spacing_of(properties: list[Any]) -> tuple[int, int]:
    """Return the white space above and below in twips."""
    above = below = ""
    for each in properties:
        found = child(each, "spacing")
        above = above or value(found, "before")
        below = below or value(found, "after")
    return number(above), number(below)


def alignment_of(properties: list[Any]) -> str:
    """Return what is said at the paragraph itself or its style; justified text is plain."""
    said = next((found for each in properties if (found := value(child(each, "jc")))), "")
    alignment = _ALIGNMENTS.get(said, "")
    is_turned = any(switch(each, "bidi") for each in properties)
    if is_turned:
        return {"left": "right", "right": "left"}.get(alignment, alignment)
    return alignment
