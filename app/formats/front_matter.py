"""The front matter of a letter file: its keys, what each may hold, and all that is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum

from app.domain import tokens, wording
from app.domain.documents import NamesPlace
from app.domain.errors import Fault, FaultyFile
from app.domain.headings import Step, rule_of
from app.domain.languages import language_of
from app.domain.letters import Order, Part, Party
from app.domain.lines import check_line
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass
from app.formats import letterheads
from app.formats.expected import expected, refuse_unknown
from app.formats.field_types import LONGEST_LINE, LONGEST_NAME, Fields
from app.formats.letterheads import WrittenLetterhead
from app.formats.yaml_nodes import read_mapping

KEYS = (
    "title",
    "slug",
    "date",
    "lang",
    "via",
    "docket",
    "addressees",
    "re",
    "re_label",
    "salutation",
    "closing",
    "contact",
    "cc",
    "cc_label",
    "enclosures",
    "note",
    "leads",
    "signatories_heading",
    "order",
    "groups",
    "group_by",
    "columns",
    "line",
    "notes",
    "parts",
    "design",
    "individuals",
    "direction",
    "print_title",
    "smart_quotes",
    "opens",
    "closes",
    "zone",
    "signon_contact",
    "letterhead",
    "names_place",
    "addressee_columns",
    "edition",
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DESIGN = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_MAX_BYTES = 256_000
# A contact or a note above the names may be a paragraph.
_PARAGRAPH = 5_000


class Notes(StrEnum):
    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"


class Direction(StrEnum):
    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True)
class Line:
    """Text that is Markdown in one line, where it stands and under which key."""

    text: str
    line: int
    key: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The typed front matter; the four lines of Markdown are still text."""

    title: Line
    slug: str
    language: str
    direction: str
    dated: date | None
    date_words: str
    via: str
    docket: str
    addressees: tuple[Party, ...]
    re: Line
    re_label: str
    salutation: str
    closing: str
    contact: Line
    cc: tuple[Party, ...]
    cc_label: str
    enclosures: tuple[str, ...]
    note: Line
    leads: tuple[str, ...]
    signatories_heading: str
    order: Order
    groups: tuple[str, ...]
    group_by: tuple[str, ...]
    columns: int
    line: str
    notes_at_end: bool
    parts: tuple[Part, ...]
    design: str
    individuals: bool
    print_title: bool
    smart_quotes: bool
    opens_at: datetime | None
    closes_at: datetime | None
    zone: str
    signon_contact: str
    letterhead: WrittenLetterhead | None
    has_no_letterhead: bool
    names_place: NamesPlace | None
    addressee_columns: int
    edition: str


def split(text: str) -> tuple[str, str, int]:
    """Return the front matter, the body, and the number of the body's first line.

    Raises FaultyFile where the two lines of dashes are not there.
    """
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != "---":
        begins = N_("a letter file begins with --- and lines such as %(example)s")
        message = sentence(begins, example="`title: ...`")
        raise FaultyFile((Fault(first + 1, "", message),))
    for at in range(first + 1, len(lines)):
        if lines[at].rstrip() in ("---", "..."):
            # Empty lines before the first dashes keep the numbers of lines as they are.
            head = "\n".join([*lines[:first], "", *lines[first + 1 : at]])
            return head, "\n".join(lines[at + 1 :]), at + 2
    message = Sentence(N_("the front matter has no closing line of ---"))
    raise FaultyFile((Fault(first + 1, "", message),))


def read_front_matter(text: str, faults: list[Fault]) -> FrontMatter:
    """Return the typed front matter; what is wrong with it is added to `faults`.

    Raises FaultyFile where the YAML cannot be read at all.
    """
    if len(text) > _MAX_BYTES:
        long = N_("the front matter has more than %(most)s characters")
        raise FaultyFile((Fault(1, "", sentence(long, most=f"{_MAX_BYTES:,}")),))
    mapping = read_mapping(text, first_line=1, faults=faults)
    refuse_unknown(mapping.pairs, KEYS, faults)
    return _typed(Fields(mapping, faults))


def _typed(fields: Fields) -> FrontMatter:
    title = _line(fields, "title", limit=500)
    if not title.text and not fields.is_faulty("title"):
        missing = Sentence(N_("a letter needs a title"))
        fields.fault("title", missing, line=fields.line("title") or 1)
    language = _language(fields)
    dated, date_words = fields.day("date", language)
    direction = fields.text("direction") and fields.one_of("direction", Direction.LEFT_TO_RIGHT)
    zone = fields.zone("zone")
    opens_at, closes_at = fields.instant("opens", zone), fields.instant("closes", zone)
    if opens_at and closes_at and opens_at >= closes_at:
        fields.fault("closes", Sentence(N_("the letter would close before it opens")))
    return FrontMatter(
        title=title,
        slug=_matching(fields, "slug", _SLUG, N_("small letters, digits and hyphens")),
        language=language,
        direction=str(direction or wording.direction_of(language)),
        dated=dated,
        date_words=date_words,
        via=fields.printed_text("via"),
        docket=fields.printed_text("docket"),
        addressees=fields.parties("addressees"),
        re=_line(fields, "re"),
        re_label=fields.printed_text("re_label"),
        salutation=fields.printed_text("salutation"),
        closing=fields.printed_text("closing"),
        contact=_line(fields, "contact", limit=_PARAGRAPH),
        cc=fields.parties("cc"),
        cc_label=fields.printed_text("cc_label"),
        enclosures=fields.texts("enclosures"),
        note=_line(fields, "note", limit=_PARAGRAPH),
        leads=fields.texts("leads", limit=LONGEST_NAME),
        signatories_heading=fields.counted_text("signatories_heading"),
        order=fields.one_of("order", Order.ALPHABETICAL),
        groups=tuple(
            map(tokens.group_path, fields.texts("groups", limit=LONGEST_NAME, may_count=True))
        ),
        group_by=_group_by(fields),
        columns=fields.number("columns", allowed=(1, 2, 3), default=0),
        line=_pattern(fields),
        notes_at_end=fields.one_of("notes", Notes.FOOTNOTES) is Notes.ENDNOTES,
        parts=_parts(fields),
        design=_matching(fields, "design", _DESIGN, N_("the name of a design")) or "plain",
        individuals=fields.yes_no("individuals"),
        print_title=fields.yes_no("print_title"),
        smart_quotes=fields.yes_no("smart_quotes"),
        opens_at=opens_at,
        closes_at=closes_at,
        zone=zone.key if zone else "",
        signon_contact=fields.text("signon_contact"),
        letterhead=letterheads.read(fields),
        has_no_letterhead=fields.says_none("letterhead"),
        names_place=_names_place(fields),
        addressee_columns=fields.number("addressee_columns", allowed=(1, 2), default=0),
        edition=fields.printed_text("edition"),
    )


def _line(fields: Fields, key: str, *, limit: int = LONGEST_LINE) -> Line:
    return Line(fields.text(key, limit=limit), fields.line(key), key)


def _language(fields: Fields) -> str:
    tag = fields.text("lang", limit=40)
    if tag and not language_of(tag):
        fields.fault("lang", expected(Sentence(N_("a language tag such as en or es-MX")), tag))
        return "en"
    return tag.replace("_", "-") or "en"


def _matching(fields: Fields, key: str, pattern: re.Pattern[str], form: str) -> str:
    text = fields.text(key)
    if text and not pattern.fullmatch(text):
        fields.fault(key, expected(Sentence(form), text))
        return ""
    return text


def _group_by(fields: Fields) -> tuple[str, ...]:
    written = fields.text("group_by")
    rule = rule_of(written)
    if rule is None:
        several = N_(
            "expected one of %(expected)s, or several of them such as %(example)s; found %(found)s"
        )
        said = sentence(
            several, expected=", ".join(Step), example="scope,state", found=repr(written)
        )
        fields.fault("group_by", said)
    return rule or ()


def _pattern(fields: Fields) -> str:
    """Return the pattern of a line."""
    pattern = fields.text("line")
    if wrong := check_line(pattern):
        fields.fault("line", wrong)
        return ""
    return pattern


def _parts(fields: Fields) -> tuple[Part, ...]:
    written = fields.texts("parts")
    strange = [name for name in written if name not in set(Part)]
    if strange:
        parts = sentence(N_("parts out of %(parts)s"), parts=", ".join(Part))
        fields.fault("parts", expected(parts, strange[0]))
    return tuple(Part(name) for name in written if name in set(Part))


def _names_place(fields: Fields) -> NamesPlace | None:
    return fields.one_of("names_place", NamesPlace.HERE) if fields.text("names_place") else None
