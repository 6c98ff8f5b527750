"""The look of a run: what the letter keeps of it, and what is noticed instead."""

from __future__ import annotations

import re
from typing import Any

from app.domain.drafts import About
from app.domain.values import dataclass
from app.formats.word.markup import child, number, switch, value
from app.formats.word.styles import Styles

# Marker yellow and its kin; a shade of grey behind text is a design.
_MARKERS = frozenset(
    {"ffff00", "00ff00", "00ffff", "ff00ff", "ffff99", "fff200", "fff2cc", "ffe599", "ff9900"}
)
_CODE_STYLES = frozenset({"code characters", "html code", "source text", "html typewriter"})
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Look:
    """How one run is set; `noticed` is what the letter cannot keep of it."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: bool = False
    lowered: bool = False
    is_hidden: bool = False
    is_linked: bool = False
    noticed: tuple[About, ...] = ()


class Looks:
    """Reads run properties; equal ones are read once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def of(self, properties: Any) -> Look:
        if properties is None:
            return Look()
        style = value(child(properties, "rStyle"))
        name = self._styles.name(style) if style else ""
        is_complex = bool(switch(properties, "rtl") or switch(properties, "cs"))
        raised, lowered = self._vertical(properties, style)
        # Word styles the mark of a note itself as raised: what it marks is read elsewhere.
        return Look(
            bold=self._is(properties, style, "bCs" if is_complex else "b"),
            italic=self._is(properties, style, "iCs" if is_complex else "i"),
            code=name in _CODE_STYLES,
            raised=raised,
            lowered=lowered,
            is_hidden=self._is(properties, style, "vanish"),
            is_linked=name in ("hyperlink", "internet link"),
            noticed=tuple(self._noticed(properties, style)),
        )

    def _is(self, properties: Any, style: str, name: str) -> bool:
        said = switch(properties, name)
        return bool(self._styles.run_switch(style, name) if said is None else said)

    def _vertical(self, properties: Any, style: str) -> tuple[bool, bool]:
        chain = self._styles.chain(style) if style else []
        for each in (properties, *(child(style, "rPr") for style in chain)):
            found = value(child(each, "vertAlign"))
            if found:
                return found == "superscript", found == "subscript"
            moved = number(value(child(each, "position")))
            if moved:
                return moved > 0, moved < 0
        return False, False

    def _noticed(self, properties: Any, style: str) -> list[About]:
        found = []
        if _is_highlighted(properties):
            found.append(About.HIGHLIGHT)
        underline = value(child(properties, "u"))
        if underline and underline != "none":
            found.append(About.UNDERLINE)
        if any(self._is(properties, style, name) for name in ("smallCaps", "caps")):
            found.append(About.CAPITALS)
        if any(self._is(properties, style, name) for name in ("strike", "dstrike")):
            found.append(About.STRUCK)
        return found


def language_of_run(properties: Any, text: str) -> str:
    """Return the language tag that a run marks the script of its text with, "" for none."""
    marks = child(properties, "lang")
    if marks is None:
        return ""
    if _RIGHT_TO_LEFT.search(text):
        return value(marks, "bidi")
    if _EAST_ASIAN.search(text):
        return value(marks, "eastAsia")
    return value(marks)


def _is_highlighted(properties: Any) -> bool:
    marker = value(child(properties, "highlight"))
    if marker and marker != "none":
        return True
    return value(child(properties, "shd"), "fill").casefold() in _MARKERS
