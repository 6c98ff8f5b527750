"""The rows of a table in, signatories out: each row taken, or refused with its reasons.

What a letter can do without (a scope that is none of ours, a number that is no number) is left
out and remarked on; a name that cannot print, a kind that is none, and a cell that is far too
long refuse their row, never the list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from app.domain import names, tokens
from app.domain.errors import Refused
from app.domain.sentences import N_, Sentence, sentence
from app.domain.signatories import Kind, Scope, Signatory
from app.domain.values import dataclass
from app.formats.decoding import FORBIDDEN
from app.formats.lists.outcome import Record, Table

_LONGEST = {
    "name": 300,
    "signer_name": 300,
    "signer_first_name": 150,
    "signer_last_name": 149,
    "signer_title": 300,
    "group": 300,
    "state": 100,
    "city": 100,
    "website": 300,
    "email": 320,
}
_INSIDE_ADDRESS = re.compile(r"\s")
_EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]+")
_MAIL_LINK = re.compile(r"^mailto:|^<|>$", re.IGNORECASE)
_SHOWN = 60
_LONGEST_GIVEN = 320

_KINDS = {
    "": Kind.ORGANIZATION,
    "organization": Kind.ORGANIZATION,
    "organisation": Kind.ORGANIZATION,
    "org": Kind.ORGANIZATION,
    "organizacion": Kind.ORGANIZATION,
    "organización": Kind.ORGANIZATION,
    "individual": Kind.INDIVIDUAL,
    "person": Kind.INDIVIDUAL,
    "individuo": Kind.INDIVIDUAL,
    "persona": Kind.INDIVIDUAL,
}
_SCOPES = {
    "nationwide": Scope.NATIONAL,
    "nacional": Scope.NATIONAL,
    "federal": Scope.NATIONAL,
    "statewide": Scope.STATE,
    "estatal": Scope.STATE,
    "city": Scope.LOCAL,
    "county": Scope.LOCAL,
    "community": Scope.LOCAL,
    "municipal": Scope.LOCAL,
    "multi state": Scope.REGIONAL,
    "multistate": Scope.REGIONAL,
    "internacional": Scope.INTERNATIONAL,
    "global": Scope.INTERNATIONAL,
} | {scope.value: scope for scope in Scope}
_SCOPE_TAILS = re.compile(
    r"\s+(?:organizations?|organisations?|groups?|level|nonprofits?)$|^organizaci[oó]n(?:es)?\s+"
)

_TOO_WIDE = N_("there are cells beyond the last header; put quotes around text that holds commas")
_TOO_LONG = N_("%(column)s: longer than %(limit)s characters")
_CONTROL = N_("%(column)s: holds a character that cannot be printed; type it again")
_NO_NAME = N_("there is no name in this row")
_NO_KIND = N_("“%(words)s” is neither an organization nor an individual")
_NOT_LISTED = N_("its standing is “%(words)s”: only lines that are listed are imported")
_NO_TOKEN = N_("group: {{ %(name)s }} is not known")
_SCOPE_LEFT_OUT = N_("the scope “%(words)s” is not known and is left out")
_ORDER_LEFT_OUT = N_("the order “%(words)s” is no number and is left out")
_EMAIL_LEFT_OUT = N_("“%(words)s” is no e-mail address and is left out")

COLUMN_WORDS = {
    "name": N_("Organization’s name"),
    "signer_name": N_("Signer"),
    "signer_first_name": N_("Signer, first name"),
    "signer_last_name": N_("Signer, last name"),
    "signer_title": N_("Signer’s title"),
    "email": N_("E-mail"),
    "website": N_("Website"),
    "group": N_("Group"),
    "scope": N_("Scope"),
    "state": N_("State"),
    "city": N_("City"),
    "kind": N_("Kind (organization or individual)"),
    "order": N_("Place in the order"),
    "standing": N_("Standing"),
}
"""What the fields are called on pages."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was understood: its signatory, or None with the reasons; and what was left
    out of it. `words`, `signer` and `email` are as they were given, by which a person finds it.
    """

    line: int
    words: str
    signatory: Signatory | None
    reasons: tuple[Sentence, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    signer: str = ""
    email: str = ""


def read_rows(table: Table, fields: Sequence[str], *, header_at: int) -> tuple[ReadRow, ...]:
    """Return the rows below the headers, each by what `fields` says its columns hold."""
    below = table.records[header_at + 1 :]
    return tuple(
        _row(record, fields, position, is_headed=header_at >= 0)
        for position, record in enumerate(below)
    )


def _row(record: Record, fields: Sequence[str], position: int, *, is_headed: bool) -> ReadRow:
    reader = _Reader(record, fields)
    if is_headed and any(cell.strip() for cell in record.cells[len(fields) :]):
        reader.reasons.append(sentence(_TOO_WIDE))
    signatory = reader.signatory(position)
    return ReadRow(
        line=record.line,
        words=reader.words,
        signatory=None if reader.reasons else signatory,
        signer=reader.given("signer_name") or reader.given("signer_last_name"),
        email=reader.given("email"),
        reasons=tuple(reader.reasons),
        remarks=tuple(reader.remarks),
    )


class _Reader:
    """Takes one row apart; what is wrong with it gathers in `reasons` and `remarks`."""

    def __init__(self, record: Record, fields: Sequence[str]) -> None:
        self.reasons: list[Sentence] = []
        self.remarks: list[Sentence] = []
        self._cells = {
            field: record.cells[at]
            for at, field in enumerate(fields)
            if field and at < len(record.cells)
        }
        self.words = self.given("name")

    def given(self, field: str) -> str:
        """Return what stands in a cell, in one line that is short enough to be shown."""
        return " ".join(self._cells.get(field, "").split())[:_LONGEST_GIVEN]

    def signatory(self, position: int) -> Signatory | None:
        name = self._name()
        self._refuse_other_standings()
        signatory = Signatory(
            name=name,
            kind=self._kind(),
            signer_name=self._text("signer_name") or self._both_names(),
            signer_title=self._text("signer_title"),
            group=self._group(),
            scope=self._scope(),
            state=self._text("state"),
            city=self._text("city"),
            website=self._address("website"),
            email=self._email(),
            manual_order=self._order(),
            position=position,
        )
        return None if self.reasons else signatory

    def _text(self, field: str) -> str:
        """Return a cell in one line, "" where it is refused."""
        cell = self._cells.get(field, "")
        if not cell:
            return ""
        text = " ".join(cell.split())
        limit = _LONGEST.get(field, len(text))
        if len(text) > limit:
            self._refuse(_TOO_LONG, field, limit=limit)
            return ""
        if FORBIDDEN.search(cell.replace("\r", " ")):
            self._refuse(_CONTROL, field)
            return ""
        return text

    def _name(self) -> str:
        before = len(self.reasons)
        text = self._text("name")
        if len(self.reasons) > before:
            return ""
        if not text:
            self.reasons.append(sentence(_NO_NAME))
            return ""
        checked = names.check_name(text)
        if isinstance(checked, Refused):
            self._refuse(_CONTROL if checked.code != "name-missing" else _NO_NAME, "name")
            return ""
        return checked

    def _both_names(self) -> str:
        both = (self._text("signer_first_name"), self._text("signer_last_name"))
        return " ".join(part for part in both if part)

    def _address(self, field: str) -> str:
        cell = self._cells.get(field, "").strip()
        text = self._text(field)
        if text and _INSIDE_ADDRESS.search(cell) and any(c in cell for c in "\t\n\x85\u2028\u2029"):
            self._refuse(_CONTROL, field)
            return ""
        return text

    def _email(self) -> str:
        text = _MAIL_LINK.sub("", self._address("email"))
        if not text or _EMAIL.fullmatch(text):
            return text
        self._remark(_EMAIL_LEFT_OUT, text)
        return ""

    def _group(self) -> str:
        text = self._text("group")
        for name in tokens.unknown(text):
            self.reasons.append(sentence(_NO_TOKEN, name=name[:_SHOWN]))
        return tokens.group_path(text)

    def _kind(self) -> Kind:
        text = self._text("kind")
        kind = _KINDS.get(text.casefold())
        if kind is None:
            self.reasons.append(sentence(_NO_KIND, words=text[:_SHOWN]))
        return kind or Kind.ORGANIZATION

    def _scope(self) -> str:
        text = self._text("scope")
        folded = _SCOPE_TAILS.sub("", " ".join(text.replace("-", " ").casefold().split()))
        if not folded:
            return ""
        scope = _SCOPES.get(folded)
        if scope is None:
            self._remark(_SCOPE_LEFT_OUT, text)
        return scope.value if scope else ""

    def _order(self) -> float | None:
        text = self._text("order")
        if not text:
            return None
        try:
            order = float(text.replace(",", "."))
        except ValueError:
            order = math.nan
        if math.isfinite(order):
            return order
        self._remark(_ORDER_LEFT_OUT, text)
        return None

    def _refuse_other_standings(self) -> None:
        standing = self._text("standing").casefold()
        if standing not in {"", "listed"}:
            self.reasons.append(sentence(_NOT_LISTED, words=standing[:_SHOWN]))

    def _refuse(self, told: str, field: str, **values: int) -> None:
        column = sentence(COLUMN_WORDS[field])
        if told == _NO_NAME:
            self.reasons.append(sentence(told))
            return
        self.reasons.append(sentence(told, column=column, **values))

    def _remark(self, told: str, words: str) -> None:
        self.remarks.append(sentence(told, words=words[:_SHOWN]))
