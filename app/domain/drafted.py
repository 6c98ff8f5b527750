"""What a draft was taken for: the letter's parts, its names, and what stands where."""

from __future__ import annotations

from app.domain.documents import Block, Inlines, NamesPlace, Note
from app.domain.drafts import Remark
from app.domain.letters import DEFAULT_PARTS, Letterhead, Order, Part, Party
from app.domain.sentences import NOTHING, Sentence
from app.domain.signatories import Signatory
from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """A passage of the draft that was taken for a part of the letter.

    `part` is the letter file's key ("date", "addressees"), or "names" and "notes".
    """

    part: str
    words: str | Sentence
    place: Sentence = NOTHING

    def __str__(self) -> str:
        where = f" ({self.place})" if self.place != NOTHING else ""
        return f"{self.part}: {self.words}{where}"


@dataclass(frozen=True, slots=True)
class DraftedLetter:
    """A letter as its draft has it; fields as in the letter file, empty where none was found."""

    title: Inlines
    body: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    language: str = "en"
    direction: str = ""
    date: str = ""
    via: str = ""
    docket: str = ""
    letterhead: Letterhead | None = None
    addressees: tuple[Party, ...] = ()
    addressee_columns: int = 0
    re: Inlines = ()
    re_label: str = ""
    salutation: str = ""
    closing: str = ""
    contact: Inlines = ()
    cc: tuple[Party, ...] = ()
    cc_label: str = ""
    enclosures: tuple[str, ...] = ()
    note: Inlines = ()
    leads: tuple[str, ...] = ()
    signatories_heading: str = ""
    order: Order = Order.ALPHABETICAL
    groups: tuple[str, ...] = ()
    columns: int = 1
    names_place: NamesPlace | None = None
    line: str = ""
    notes_at_end: bool = False
    edition: str = ""
    parts: tuple[Part, ...] = DEFAULT_PARTS
    print_title: bool = False
    names: tuple[Signatory, ...] = ()
    taken: tuple[Taken, ...] = ()
    remarks: tuple[Remark, ...] = ()
