"""What is gathered while the text of a DOCX file is written.

A story is a part that holds text: the document, the footnotes, the endnotes. Each has
relationships of its own: a link in a note is a relationship of the notes part. Lists,
pictures and bookmarks are numbered through the whole file.
"""

from __future__ import annotations

from dataclasses import field, replace

from app.domain.documents import LetterDocument, NamesSection, Picture
from app.domain.values import dataclass
from app.rendering.designs import Design
from app.rendering.directions import own_direction
from app.rendering.docx.markup import OFFICE, attribute, twips_of_mm
from app.rendering.docx.scripts import Script, script_of_language

PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

OUTSIDE = ' TargetMode="External"'


class Relationships:
    """The relationships of one part, with ids in the order of asking."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def id_of(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id that stands for `target`; the same target has one id."""
        return self._ids.setdefault((kind, target, external), f"rId{len(self._ids) + 1}")

    def __bool__(self) -> bool:
        return bool(self._ids)

    def xml(self) -> str:
        rows = "".join(
            f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{attribute(target)}"'
            f"{OUTSIDE if external else ''}/>"
            for (kind, target, external), name in self._ids.items()
        )
        return f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{rows}</Relationships>'


@dataclass(slots=True)
class Gathered:
    """What the whole file counts: lists to define, media to store, bookmarks, drawings."""

    ordered_lists: list[tuple[int, int]] = field(default_factory=list)  # (level, start)
    media: dict[bytes, str] = field(default_factory=dict)  # content: file name
    drawings: int = 0

    def media_name(self, picture: Picture) -> str:
        """Return the file name under word/media; a picture shown twice is stored once."""
        ending = "png" if picture.media_type == "image/png" else "jpeg"
        return self.media.setdefault(picture.content, f"image{len(self.media) + 1}.{ending}")

    def next_drawing(self) -> int:
        self.drawings += 1
        return self.drawings


@dataclass(slots=True)
class Story:
    """One part with text, as it is being written."""

    document: LetterDocument
    design: Design
    gathered: Gathered
    is_notes: bool = False
    relationships: Relationships = field(default_factory=Relationships)

    @property
    def text_width(self) -> int:
        """The width of the text on the page, in twips."""
        return twips_of_mm(self.text_width_mm)

    @property
    def text_width_mm(self) -> float:
        return self.design.text_width_mm

    @property
    def left_margin_mm(self) -> float:
        """The margin at the left of the page; a design's left is where lines start."""
        is_rtl = self.document.direction == "rtl"
        return self.design.margin_right_mm if is_rtl else self.design.margin_left_mm

    @property
    def right_margin_mm(self) -> float:
        """The margin at the right of the page, where lines of a right-to-left letter start."""
        is_rtl = self.document.direction == "rtl"
        return self.design.margin_left_mm if is_rtl else self.design.margin_right_mm

    @property
    def has_numbered_names(self) -> bool:
        names = (each for each in self.document.sections if isinstance(each, NamesSection))
        return any(map(self.design.numbers, names))

    def voice(self) -> Voice:
        return Voice(self.document.language, is_rtl=self.document.direction == "rtl")


@dataclass(frozen=True, slots=True)
class Voice:
    """How text is to be set at one place: language, direction, weight, place in lists.

    `indent` and `right_indent` are twips from the margins, `list_level` counts lists open
    here, `style` is what plain paragraphs take. `is_turned` marks text that runs from left
    to right in a letter that runs the other way.
    """

    language: str
    is_rtl: bool
    is_passage: bool = False
    is_turned: bool = False
    bold: bool = False
    italic: bool = False
    character_style: str = ""
    style: str = "BodyText"
    indent: int = 0
    right_indent: int = 0
    list_level: int = 0

    @property
    def base(self) -> Script:
        if self.is_rtl:
            return Script.RIGHT_TO_LEFT
        script = script_of_language(self.language)
        return Script.LATIN if script is Script.RIGHT_TO_LEFT else script

    def in_language(self, language: str) -> Voice:
        is_rtl = script_of_language(language) is Script.RIGHT_TO_LEFT
        turned = (self.is_rtl or self.is_turned) and not is_rtl
        return replace(self, language=language, is_rtl=is_rtl, is_passage=True, is_turned=turned)

    def for_text(self, text: str) -> Voice:
        """Return the voice of a text that stands here: its own way where all of it runs so."""
        around = "rtl" if self.is_rtl else "ltr"
        return self.in_direction(own_direction(text, around=around))

    def in_direction(self, direction: str) -> Voice:
        is_rtl = direction == "rtl"
        if is_rtl is self.is_rtl:
            return self
        return replace(self, is_rtl=is_rtl, is_turned=not is_rtl)

    def from_left_to_right(self) -> Voice:
        return replace(self, is_rtl=False, is_turned=self.is_rtl or self.is_turned)
