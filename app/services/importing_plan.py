"""Where each row of a list goes, worked out before anything is written.

The plan is made of what stands at one moment; who writes it looks whether that moment lasts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain import names
from app.domain.authority import host_of
from app.domain.duplicates import Candidate, Placement, place_among
from app.domain.letters import LetterFile
from app.domain.matching.candidates import NameIndex
from app.domain.matching.evidence import Organization
from app.domain.matching.reading import Reading, read
from app.domain.matching.verdicts import judge_read
from app.domain.sentences import Sentence
from app.domain.settling import Spelling, Verdict, key_of, pair_key, standing_of_likely
from app.domain.signatories import Kind, Signatory, place_of
from app.services import directory_naming
from app.services.directory_naming import Naming
from app.services.listing import line_values
from app.services.recognizing import (
    organization_of,
    organization_of_line,
    spelling_of,
    spelling_of_line,
)
from app.store import decisions as decision_rows
from app.store import imports as import_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.imports import StandingSignOn
from app.store.letters import LetterRow
from app.store.signatories import SignatoryRow


class Became(StrEnum):
    """What becomes of a row: a line that prints from now on, one more sign-on behind a line,
    nothing because it is there already, or nothing because the letter cannot list it.
    """

    LISTED = "listed"
    JOINED = "joined"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one row.

    `line_id` is the line it stands behind, -1, -2 ... for those that the import makes, 0 for
    none. `likely` are lines that it resembles, each with the reason. `was` is the standing of
    the line where that is not "listed".
    """

    became: Became
    line_id: int = 0
    likely: tuple[tuple[int, Sentence], ...] = ()
    was: str = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """All that is known of an organization when it is asked where it goes."""

    signatory: Signatory
    place: str
    website: str
    mail_domain: str

    @classmethod
    def of(cls, row: Signatory) -> Newcomer:
        return cls(
            signatory=row,
            place=place_of(row.city, row.state),
            website=host_of(row.website),
            mail_domain=row.email.rpartition("@")[2].casefold(),
        )


@dataclass(slots=True)
class Plan:
    """What an import will write: a fate for each row, the lines to be made (the first has the
    id -1), and those to be listed again, with the row that lists them. `organizations` are those
    that the rows are known as, `readings` what the names of new organizations say.
    """

    list_version: int
    version_id: int
    organizations: list[int | None] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    new_lines: list[dict[str, Any]] = field(default_factory=list)
    again: dict[int, Signatory] = field(default_factory=dict)
    standing: dict[int, SignatoryRow] = field(default_factory=dict)
    readings: list[tuple[int, Reading]] = field(default_factory=list)

    def name_of(self, line_id: int) -> str:
        """Return the printed name of a line that stands or will be made, "" for none."""
        if line_id < 0:
            return str(self.new_lines[-line_id - 1]["name"])
        line = self.standing.get(line_id)
        return line.name if line else ""

    def stands(self, line_id: int) -> bool:
        """Is the line there once the plan is carried out: listed, held, or behind another?"""
        if line_id < 0 or line_id in self.again:
            return True
        line = self.standing.get(line_id)
        return line is not None and line.standing in {"listed", "held", "merged"}

    def still_holds(self, letter: LetterRow) -> bool:
        """Is the letter's list, and its text, what the plan was made of?"""
        return (self.list_version, self.version_id) == (letter.list_version, letter.version_id)


def make_plan(
    connection: Connection,
    letter: LetterRow,
    file: LetterFile,
    rows: Sequence[Signatory],
    *,
    as_listed: bool,
    now: datetime,
) -> Plan:
    """Return where each row goes; `as_listed` makes every row a line of its own.

    Later rows meet the lines that earlier ones make. A row that stands already, from this
    list or another, is found again and adds nothing.
    """
    first = signatory_rows.next_position(connection, letter.id)
    if as_listed:
        plan = Plan(letter.list_version, letter.version_id, organizations=[None] * len(rows))
        for position, row in enumerate(rows, start=first):
            line_id = _make_line(plan, letter, row, match_key=None, position=position, now=now)
            if not _is_person(row):
                plan.readings.append((line_id, read(row.name)))
        return plan
    # A sign-on keeps the name that its row has; its line prints as the directory knows it.
    named = directory_naming.for_import(connection, letter, rows, now=now)
    standing = signatory_rows.organizations(connection, letter.id)
    known = _KnownRows(import_rows.standing_sign_ons(connection, letter.id))
    lines = _Lines(
        standing,
        by_organization=signatory_rows.by_organization(connection, letter.id),
        decided=decision_rows.all_in_force(connection, letter.coalition_id),
    )
    plan = Plan(
        letter.list_version,
        letter.version_id,
        organizations=[each.organization_id for each in named],
        standing={line.id: line for line in standing},
    )
    for position, (row, naming) in enumerate(zip(rows, named, strict=True), start=first):
        if _is_person(row) and not file.individuals:
            plan.fates.append(Fate(Became.REFUSED))
        elif known.has(row):
            plan.fates.append(Fate(Became.ALREADY))
        elif _is_person(row):
            _make_line(plan, letter, row, match_key=None, position=position, now=now)
        else:
            _place(plan, lines, letter, naming, position=position, now=now)
    return plan


def _place(
    plan: Plan,
    lines: _Lines,
    letter: LetterRow,
    naming: Naming,
    *,
    position: int,
    now: datetime,
) -> None:
    """Find the organization's line, or make one."""
    row = naming.signatory
    newcomer = Newcomer.of(row)
    placement, reading = lines.where(newcomer, naming.organization_id)
    holder = placement.joins
    if holder is None:
        line_id = _make_line(
            plan,
            letter,
            row,
            match_key=placement.match_key,
            position=position,
            now=now,
            likely=placement.likely,
        )
        plan.readings.append((line_id, reading))
        lines.add(
            newcomer,
            reading,
            match_key=placement.match_key,
            line_id=line_id,
            organization_id=naming.organization_id,
        )
        return
    line = plan.standing.get(holder)
    was = "" if line is None or line.standing == "listed" else line.standing
    if was == "withdrawn" and holder not in plan.again:
        plan.again[holder] = row
        # Older lines only, so that a pair is asked about once and not in both directions.
        likely = tuple(each for each in placement.likely if 0 < each[0] < holder)
        plan.fates.append(Fate(Became.LISTED, holder, likely, was))
        return
    plan.fates.append(Fate(Became.JOINED, holder, was="" if holder in plan.again else was))


def _make_line(
    plan: Plan,
    letter: LetterRow,
    row: Signatory,
    *,
    match_key: str | None,
    position: int,
    now: datetime,
    likely: tuple[tuple[int, Sentence], ...] = (),
) -> int:
    values = line_values(letter, row, match_key=match_key, position=position, now=now)
    if likely:
        values["standing"] = standing_of_likely(letter.likely)
    plan.new_lines.append(values)
    line_id = -len(plan.new_lines)
    plan.fates.append(Fate(Became.LISTED, line_id, likely=likely))
    return line_id


class _Lines:
    """The organizations' lines, those that stand and those that the plan makes."""

    def __init__(
        self,
        standing: Sequence[SignatoryRow],
        *,
        by_organization: Mapping[int, int],
        decided: Mapping[tuple[str, str], str],
    ) -> None:
        self._index = NameIndex()
        self._lines: list[_Line] = []
        self._number: dict[int, int] = {}
        self._by_key: dict[str, int] = {}
        self._decided = decided
        self._by_organization = dict(by_organization)
        # Whoever signs for a line that was merged stands behind the one that stands for it.
        self._stand_for = {line.id: line.joined_id for line in standing if line.joined_id}
        for line in standing:
            self._add(
                _Line(
                    line.id,
                    line.match_key,
                    organization_of_line(line),
                    spelling_of_line(line),
                ),
                read(line.name),
            )

    def where(self, newcomer: Newcomer, organization_id: int | None) -> tuple[Placement, Reading]:
        """Return where a newcomer goes: the one question that this import asks of the rules."""
        reading = read(newcomer.signatory.name)
        numbers = set(self._index.candidates(reading))
        known = self._by_organization.get(organization_id or 0)
        if known is not None:
            numbers.add(self._number[known])
        alike = [self._candidate(number, newcomer, reading, known) for number in sorted(numbers)]
        row = newcomer.signatory
        placed = place_among(alike, match_key=key_of(spelling_of(row)), website=row.website)
        if placed.joins is None:
            # A line that has another name by now may still hold the key of this one.
            placed = replace(placed, joins=self._by_key.get(placed.match_key))
        if placed.joins is not None:
            placed = replace(placed, joins=self._stand_for.get(placed.joins, placed.joins))
        return placed, reading

    def add(
        self,
        newcomer: Newcomer,
        reading: Reading,
        *,
        match_key: str,
        line_id: int,
        organization_id: int | None,
    ) -> None:
        if organization_id is not None:
            self._by_organization.setdefault(organization_id, line_id)
        row = newcomer.signatory
        self._add(_Line(line_id, match_key, organization_of(row), spelling_of(row)), reading)

    def _add(self, line: _Line, reading: Reading) -> None:
        self._number[line.id] = self._index.add(reading)
        if line.match_key is not None:
            self._by_key[line.match_key] = line.id
        self._lines.append(line)

    def _candidate(
        self, number: int, newcomer: Newcomer, reading: Reading, known: int | None
    ) -> Candidate:
        line, row = self._lines[number], newcomer.signatory
        decided = None
        if self._decided:
            key = pair_key(line.spelling, spelling_of(row))
            decided = self._decided.get(key) if key is not None else None
        return Candidate(
            signatory_id=line.id,
            match_key=line.match_key,
            judgement=judge_read(
                line.organization,
                self._index.readings[number],
                organization_of(row),
                reading,
                self._index.known,
            ),
            decided=None if decided is None else Verdict(decided),
            is_known=line.id == known,
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is compared: -1, -2 ... are those that the plan makes."""

    id: int
    match_key: str | None
    organization: Organization
    spelling: Spelling


_Telling = tuple[str, ...]


class _KnownRows:
    """The rows that stand already, as far as a row can be told from another.

    A name in the same place with the same signer, address and website is the same row. People
    of one name without an address are counted: two of them in a list are two, and the same
    list once more brings nobody new.
    """

    def __init__(self, standing: Sequence[StandingSignOn]) -> None:
        self._standing = Counter(map(_told_of_sign_on, standing))
        self._seen: set[_Telling] = set()

    def has(self, row: Signatory) -> bool:
        """Is the row there already? It is from now on."""
        told = _told(row)
        if _is_person(row) and not row.email:
            is_there = self._standing[told] > 0
            self._standing[told] -= is_there
            return is_there
        is_there = told in self._seen or self._standing[told] > 0
        self._seen.add(told)
        return is_there


def _told(row: Signatory) -> _Telling:
    return (
        names.prepared(row.name),
        row.kind.value,
        names.prepared_place(place_of(row.city, row.state)),
        host_of(row.website),
        row.signer_name.casefold(),
        row.signer_title.casefold() if _is_person(row) else "",
        row.email.casefold(),
    )


def _told_of_sign_on(row: StandingSignOn) -> _Telling:
    return _told(
        Signatory(
            name=row.organization,
            kind=Kind(row.kind),
            signer_name=row.signer_name,
            signer_title=row.signer_title,
            state=row.state,
            city=row.city,
            website=row.website,
            email=row.email,
        )
    )


def _is_person(row: Signatory) -> bool:
    return row.kind is Kind.INDIVIDUAL
