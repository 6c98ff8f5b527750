"""Bullets and numbers: which list a paragraph belongs to and what stands before it."""

from __future__ import annotations

import re
from typing import Any

from app.domain.values import dataclass
from app.formats.word.markup import child, number, value, w

_LETTERED = {
    "lowerLetter": "a, b, c",
    "upperLetter": "A, B, C",
    "lowerRoman": "i, ii, iii",
    "upperRoman": "I, II, III",
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 9_999


@dataclass(frozen=True, slots=True)
class Numbered:
    """What numbering says of one paragraph; `label` is what Word shows ("IV.", "•")."""

    list_id: str
    level: int
    is_ordered: bool
    count: int
    label: str
    kind: str
    left: int | None


class Numbering:
    """Counts the lists of one story as its paragraphs pass by."""

    def __init__(self, root: Any) -> None:
        self._patterns: dict[str, dict[int, Any]] = {}
        self._pattern_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[str] = set()
        if root is None:
            return
        links: dict[str, str] = {}
        for pattern in root.iter(w("abstractNum")):
            name = value(pattern, "abstractNumId")
            levels = {number(value(level, "ilvl")): level for level in pattern.iter(w("lvl"))}
            self._patterns[name] = levels
            if linked := value(child(pattern, "styleLink")):
                links[linked] = name
        for pattern in root.iter(w("abstractNum")):
            linked = value(child(pattern, "numStyleLink"))
            if linked in links:
                self._patterns[value(pattern, "abstractNumId")] = self._patterns[links[linked]]
        for entry in root.iter(w("num")):
            self._add(entry)

    def _add(self, entry: Any) -> None:
        name = value(entry, "numId")
        self._pattern_of[name] = value(child(entry, "abstractNumId"))
        for override in entry.iter(w("lvlOverride")):
            start = value(child(override, "startOverride"))
            if start:
                level = number(value(override, "ilvl"))
                self._restarts.setdefault(name, {})[level] = number(start, 1)

    def next(self, num_id: str, level: int) -> Numbered | None:
        """Return what stands before the next paragraph of a list, None for nothing."""
        pattern = self._pattern_of.get(num_id, "")
        levels = self._patterns.get(pattern, {})
        level = min(max(level, 0), 8)
        definition = levels.get(level)
        kind = value(child(definition, "numFmt")) or "decimal"
        if num_id in ("", "0") or definition is None or kind == "none":
            return None
        count = self._counted(num_id, pattern, level, levels)
        left = value(child(definition, "pPr", "ind"), "left") or value(
            child(definition, "pPr", "ind"), "start"
        )
        return Numbered(
            num_id,
            level,
            kind != "bullet",
            count,
            self._label(definition, pattern, levels),
            kind,
            number(left) if left else None,
        )

    def _counted(self, num_id: str, pattern: str, level: int, levels: dict[int, Any]) -> int:
        counts = self._counts.setdefault(pattern, {})
        if num_id not in self._seen:
            self._seen.add(num_id)
            for at, start in self._restarts.get(num_id, {}).items():
                counts[at] = start - 1
        counts[level] = min(counts.get(level, _start(levels[level]) - 1) + 1, _MOST)
        for below in [each for each in counts if each > level]:
            del counts[below]
        return counts[level]

    def _label(self, definition: Any, pattern: str, levels: dict[int, Any]) -> str:
        counts = self._counts.get(pattern, {})

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            kind = value(child(levels.get(at), "numFmt"))
            return in_figures(counts.get(at, _start(levels.get(at))), kind)

        return re.sub(r"%([1-9])", shown, value(child(definition, "lvlText"))[:40])


def _start(level: Any) -> int:
    return number(value(child(level, "start")), 1) if level is not None else 1


def in_figures(count: int, kind: str) -> str:
    """Return a number as a list of that kind shows it: "4", "iv", "D"."""
    if kind in ("lowerRoman", "upperRoman") and 0 < count <= _MOST:
        made = ""
        for worth, letters in _ROMAN:
            times, count = divmod(count, worth)
            made += letters * times
        return made.upper() if kind == "upperRoman" else made
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    return f"{count:02d}" if kind == "decimalZero" else str(count)


def shown_otherwise(kind: str) -> str:
    """Return how a list counts that is not 1, 2, 3; "" for one that does."""
    return _LETTERED.get(kind, "")
