"""What becomes of each row of a list, in words: kept with the list, shown page by page."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.sentences import N_, Sentence, from_plain, sentence, to_plain
from app.domain.signatories import Signatory
from app.formats.lists.rows import ReadRow
from app.services.importing_plan import Became, Fate, Plan

ORGANIZATIONS_ONLY = N_("this letter is signed by organizations only, and this is a person")
_WAS = {
    "withdrawn": N_("it was withdrawn before, and is listed again"),
    "held": N_("the line is held, and stays so"),
    "disputed": N_("the line is disputed, and stays so"),
    "declined": N_("the line was declined, and stays so"),
}
MOST_ALIKE_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row: `line` is where it stands in the file, `words` its name there.

    `of` is the printed name of the line it joins. `alike` are lines that it resembles, each
    with the reason. `signer` and `email` are the row's own.
    """

    line: int
    words: str
    became: Became
    of: str = ""
    alike: tuple[tuple[str, Sentence], ...] = ()
    reasons: tuple[Sentence, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    signer: str = ""
    email: str = ""

    @property
    def is_asked_about(self) -> bool:
        return bool(self.alike)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A list as it is imported: what every row is, and those that can be signatories."""

    read: tuple[ReadRow, ...]

    @property
    def taken(self) -> list[tuple[ReadRow, Signatory]]:
        return [(row, row.signatory) for row in self.read if row.signatory is not None]

    @property
    def signatories(self) -> list[Signatory]:
        return [signatory for _, signatory in self.taken]


def outcomes_of(prepared: Prepared, plan: Plan) -> list[Any]:
    """Return what becomes of every row, as JSON holds it: the rows in their order."""
    fates = iter(plan.fates)
    told = []
    for row in prepared.read:
        fate = Fate(Became.REFUSED) if row.signatory is None else next(fates)
        told.append(_plain(row, fate, plan))
    return told


def packed(outcomes: Sequence[Any]) -> bytes:
    return zlib.compress(json.dumps(outcomes, separators=(",", ":")).encode())


def unpacked(kept: bytes) -> list[Any]:
    found: list[Any] = json.loads(zlib.decompress(kept))
    return found


def outcome_of(told: Any) -> Outcome:
    return Outcome(
        line=told["line"],
        words=told["words"],
        became=Became(told["became"]),
        of=told["of"],
        alike=tuple((name, from_plain(reason)) for name, reason in told["alike"]),
        reasons=tuple(map(from_plain, told["reasons"])),
        remarks=tuple(map(from_plain, told["remarks"])),
        signer=told["signer"],
        email=told["email"],
    )


def is_shown(told: Any, show: str) -> bool:
    """Does the row belong to a choice of them: "" for all, one of Became, or "review"?"""
    if show == "review":
        return bool(told["alike"])
    return not show or told["became"] == show


def _plain(row: ReadRow, fate: Fate, plan: Plan) -> dict[str, Any]:
    reasons = list(row.reasons)
    if row.signatory is not None and fate.became is Became.REFUSED:
        reasons.append(sentence(ORGANIZATIONS_ONLY))
    remarks = list(row.remarks)
    if fate.was in _WAS:
        remarks.append(sentence(_WAS[fate.was]))
    alike = [
        [plan.name_of(older), to_plain(reason)]
        for older, reason in fate.likely
        if plan.stands(older)
    ]
    return {
        "line": row.line,
        "words": row.words,
        "became": fate.became.value,
        # Which line it is tells two of one name apart when a plan is made anew.
        "line_id": fate.line_id,
        "of": plan.name_of(fate.line_id) if fate.became is Became.JOINED else "",
        "alike": alike[:MOST_ALIKE_SHOWN],
        "reasons": [to_plain(reason) for reason in reasons],
        "remarks": [to_plain(remark) for remark in remarks],
        "signer": row.signatory.signer_name if row.signatory else row.signer,
        "email": row.signatory.email if row.signatory else row.email,
    }
