"""Text cut where Word has to change font, direction or language.

Word draws a run from right to left only where the run says so, and picks the East Asian
font for quotation marks only where the run hints at it. So every text is cut into segments
of one script, with the neutral characters given to the side they belong to.
"""

from __future__ import annotations

import enum
import unicodedata
from itertools import groupby

from app.domain.patterns import compiled
from app.domain.wording import direction_of
from app.rendering.directions import RIGHT_TO_LEFT

EAST_ASIAN_LANGUAGES = frozenset(("zh", "ja", "ko", "yue", "cmn"))

EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
OF_ANOTHER_SCRIPT = f"[{RIGHT_TO_LEFT}{EAST_ASIAN}]"
# Letters of that direction and characters that have none of their own.
WHOLLY_RIGHT_TO_LEFT = (
    f"[{RIGHT_TO_LEFT}\\s!-@\\[-`{{-~\u00ab\u00b7\u00bb\u2010-\u2027\u2030-\u205e]*"
)
HEBREW = "[\u0590-\u05ff\ufb1d-\ufb4f]"
KANA = "[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]"
HANGUL = "[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"
# The first character of another script: what lies before it all is Latin, Greek, Cyrillic.
FIRST_OF_ANOTHER_SCRIPT = "\u0590"


class Script(enum.Enum):
    LATIN = "latin"  # and every other script that runs from left to right in one font
    RIGHT_TO_LEFT = "right to left"
    EAST_ASIAN = "east asian"


def script_of_language(language: str) -> Script:
    """Return the script that a text in `language` (a BCP 47 tag) runs in."""
    if direction_of(language) == "rtl":
        return Script.RIGHT_TO_LEFT
    is_east_asian = language.lower().split("-")[0] in EAST_ASIAN_LANGUAGES
    return Script.EAST_ASIAN if is_east_asian else Script.LATIN


def is_right_to_left(text: str) -> bool:
    """Is there a letter in it that runs from right to left?"""
    return _may_be_of_another(text) and bool(compiled(f"[{RIGHT_TO_LEFT}]").search(text))


def is_of_another_script(text: str) -> bool:
    """Is there a letter in it that Word draws otherwise than Latin ones?"""
    return _may_be_of_another(text) and bool(compiled(OF_ANOTHER_SCRIPT).search(text))


def _may_be_of_another(text: str) -> bool:
    return not text.isascii() and max(text) >= FIRST_OF_ANOTHER_SCRIPT


def needs_cutting(text: str) -> bool:
    """Is a text in a Latin letter more than one run, or one with tabs and breaks in it?"""
    return "\n" in text or "\t" in text or is_of_another_script(text)


def is_wholly_right_to_left(text: str) -> bool:
    """Has the text letters from right to left and no others?"""
    return is_right_to_left(text) and bool(compiled(WHOLLY_RIGHT_TO_LEFT).fullmatch(text))


def segments(text: str, *, base: Script) -> tuple[tuple[str, Script], ...]:
    """Return `text` cut into segments of one script, in order, none empty.

    Neutral characters between two of the same script join them, all others go with `base`;
    digits after a letter go with the letter (so does Unicode Annex 9, rules N1, N2, W7).
    """
    if base is Script.LATIN and not is_of_another_script(text):
        return ((text, Script.LATIN),) if text else ()
    if base is Script.RIGHT_TO_LEFT and text and compiled(WHOLLY_RIGHT_TO_LEFT).fullmatch(text):
        return ((text, Script.RIGHT_TO_LEFT),)
    scripts = _settled(_strong_scripts(text), base)
    cut = []
    for script, places in groupby(range(len(text)), key=scripts.__getitem__):
        found = list(places)
        cut.append((text[found[0] : found[-1] + 1], script))
    return tuple(cut)


def language_of_segment(text: str, script: Script, *, language: str) -> str:
    """Return the tag for a segment in a text in `language`, or "" where none is known.

    A foreign name in a letter says nothing of its language but its script does.
    """
    if script is script_of_language(language):
        return language
    if script is Script.RIGHT_TO_LEFT:
        return "he-IL" if compiled(HEBREW).search(text) else "ar-SA"
    if script is Script.EAST_ASIAN:
        if compiled(KANA).search(text):
            return "ja-JP"
        return "ko-KR" if compiled(HANGUL).search(text) else "zh-CN"
    return ""


def _strong_scripts(text: str) -> list[Script | None]:
    found: list[Script | None] = []
    latest: Script | None = None
    for character in text:
        script = _strong_script(character)
        kind = "" if script else unicodedata.bidirectional(character)
        if kind == "NSM" or (kind in ("EN", "ES", "ET") and latest is Script.LATIN):
            # Marks stay with their letter, figures with the Latin word before them.
            script = (found[-1] if found else None) if kind != "EN" else latest
        found.append(script)
        latest = script or latest
    return found


def _strong_script(character: str) -> Script | None:
    if is_right_to_left(character):
        return Script.RIGHT_TO_LEFT
    if is_of_another_script(character):
        return Script.EAST_ASIAN
    return Script.LATIN if unicodedata.bidirectional(character) == "L" else None


def _settled(found: list[Script | None], base: Script) -> list[Script]:
    settled: list[Script] = []
    before: Script | None = None
    at = 0
    while at < len(found):
        script = found[at]
        if script is not None:
            settled.append(script)
            before = script
            at += 1
            continue
        end = next((n for n in range(at, len(found)) if found[n] is not None), len(found))
        after = found[end] if end < len(found) else None
        settled += [before if before is not None and before is after else base] * (end - at)
        at = end
    return settled
