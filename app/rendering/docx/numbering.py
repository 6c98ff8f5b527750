"""The numbering part: one pattern for bullets, one for numbers, one entry a list.

A numbered list restarts only where it has an entry of its own that says so.
"""

from __future__ import annotations

from app.rendering.docx.markup import WORD
from app.rendering.docx.story import Gathered

LEVELS = 9
FIRST_INDENT = 560  # twips from the margin to the text of an item
INDENT = 400  # twips more for each further level
HANGING = 360  # twips back to the bullet or the number
BULLETS = ("•", "–", "▪")
# The only list all bullets share; numbered lists follow it.
BULLET_LIST = 1


def begin_ordered_list(gathered: Gathered, *, level: int, start: int) -> int:
    """Return the number of a new list at `level` (from 0) that counts from `start`."""
    gathered.ordered_lists.append((level, start))
    return BULLET_LIST + len(gathered.ordered_lists)


def level_indent(level: int) -> int:
    """Return where the text of an item at `level` (from 0) starts, in twips."""
    return FIRST_INDENT + INDENT * level


def numbering_xml(gathered: Gathered) -> str:
    bullets = "".join(_level(n, "bullet", BULLETS[n % len(BULLETS)]) for n in range(LEVELS))
    numbers = "".join(_level(n, "decimal", f"%{n + 1}.") for n in range(LEVELS))
    lists = "".join(
        f'<w:num w:numId="{BULLET_LIST + n}"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        "</w:num>"
        for n, (level, start) in enumerate(gathered.ordered_lists, 1)
    )
    return (
        f'<w:numbering xmlns:w="{WORD}">'
        f"{_pattern(0, '1F0A0001', bullets)}{_pattern(1, '1F0A0002', numbers)}"
        f'<w:num w:numId="{BULLET_LIST}"><w:abstractNumId w:val="0"/></w:num>{lists}'
        "</w:numbering>"
    )


def _pattern(number: int, name: str, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{name}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/><w:tmpl w:val="{name}"/>{levels}'
        "</w:abstractNum>"
    )


def _level(level: int, kind: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{level_indent(level)}" w:hanging="{HANGING}"/></w:pPr></w:lvl>'
    )
