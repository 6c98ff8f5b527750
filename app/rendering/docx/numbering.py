"""The numbering part: a pattern each for bullets, numbers and names, one entry a list.

A numbered list restarts only where it has an entry of its own that says so. Names share one
list through all their groups; it hangs on their style, so that a name costs nothing.
"""

from __future__ import annotations

from app.domain.documents import NamesSection
from app.domain.values import dataclass
from app.rendering.alike import bullet
from app.rendering.docx.markup import TWIPS_PER_POINT, WORD
from app.rendering.docx.story import Gathered, Story

LEVELS = 9
FIRST_INDENT = 560  # twips from the margin to the text of an item
INDENT = 400  # twips more for each further level
HANGING = 360  # twips back to the bullet or the number
# The list all bullets share and the list of the names; numbered lists follow them.
BULLET_LIST = 1
NAMES_LIST = 2
NAMES_GAP = 120  # twips between a number and its name
DIGIT_EMS = 0.56  # the widest digit of a text face


@dataclass(frozen=True, slots=True)
class NamesGutter:
    """The room before a name: `number` twips for the widest number, then a gap.

    Numbers end below each other. In letters from right to left they begin below each other,
    which is the same to the eye. There Word lets a number begin where other programs let it
    end, so that it has its room twice.
    """

    number: int
    is_rtl: bool

    @property
    def text(self) -> int:
        """Where names begin, in twips from the margin."""
        return self.number * (2 if self.is_rtl else 1) + NAMES_GAP

    @property
    def hanging(self) -> int:
        return self.text - self.number

    @property
    def alignment(self) -> str:
        return "left" if self.is_rtl else "right"


def names_gutter(story: Story) -> NamesGutter | None:
    """Return the room that the widest number of a name needs, None where names have none."""
    if not story.has_numbered_names:
        return None
    count = sum(
        each.line_count for each in story.document.sections if isinstance(each, NamesSection)
    )
    ems = len(str(count)) * DIGIT_EMS + 0.3
    width = int(ems * story.design.names_size_pt * TWIPS_PER_POINT)
    return NamesGutter(width, is_rtl=story.document.direction == "rtl")


def begin_ordered_list(gathered: Gathered, *, level: int, start: int) -> int:
    """Return the number of a new list at `level` (from 0) that counts from `start`."""
    gathered.ordered_lists.append((level, start))
    return NAMES_LIST + len(gathered.ordered_lists)


def level_indent(level: int) -> int:
    """Return where the text of an item at `level` (from 0) starts, in twips."""
    return FIRST_INDENT + INDENT * level


def numbering_xml(story: Story) -> str:
    """Return the numbering part, when all text is written: it holds the lists that were begun."""
    gutter = names_gutter(story)
    names = _pattern(2, "1F0A0003", _names_level(gutter), kind="singleLevel") if gutter else ""
    names_list = _list(NAMES_LIST, pattern=2) if gutter else ""
    bullets = "".join(_level(n, "bullet", bullet(n)) for n in range(LEVELS))
    numbers = "".join(_level(n, "decimal", f"%{n + 1}.") for n in range(LEVELS))
    lists = "".join(
        f'<w:num w:numId="{NAMES_LIST + n}"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        "</w:num>"
        for n, (level, start) in enumerate(story.gathered.ordered_lists, 1)
    )
    return (
        f'<w:numbering xmlns:w="{WORD}">'
        f"{_pattern(0, '1F0A0001', bullets)}{_pattern(1, '1F0A0002', numbers)}"
        f"{names}{_list(BULLET_LIST, pattern=0)}{names_list}{lists}</w:numbering>"
    )


def _list(number: int, *, pattern: int) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{pattern}"/></w:num>'


def _names_level(gutter: NamesGutter) -> str:
    return (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:pStyle w:val="Signatory"/><w:lvlText w:val="%1."/>'
        f'<w:lvlJc w:val="{gutter.alignment}"/><w:pPr>'
        f'<w:ind w:left="{gutter.text}" w:hanging="{gutter.hanging}"/></w:pPr></w:lvl>'
    )


def _pattern(number: int, name: str, levels: str, *, kind: str = "hybridMultilevel") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{name}"/>'
        f'<w:multiLevelType w:val="{kind}"/><w:tmpl w:val="{name}"/>{levels}'
        "</w:abstractNum>"
    )


def _level(level: int, kind: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{level_indent(level)}" w:hanging="{HANGING}"/></w:pPr></w:lvl>'
    )
