"""The directory fills itself: what a letter's list teaches once it is closed.

While a letter collects, its list is still to be settled, and a stranger who confirms must not
become a known organization. So the lines are read when the organizer closes the letter; who
confirms or is imported after that is read at once. A line that was read keeps its link: the
letter can be opened and closed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain import collation
from app.domain.directory import Accepted, Spelling, hosts_of, meant
from app.domain.signatories import place_of
from app.domain.visibility import LetterState
from app.services.directory import accepted_by, spelling_values
from app.services.house import House
from app.services.listing import LONGEST_SORT_KEY
from app.store import audit
from app.store import directory as rows
from app.store import directory_lines as line_rows
from app.store import letters as letter_rows
from app.store.directory_lines import LineRow
from app.store.engine import Connection
from app.store.letters import LetterRow

LANGUAGE = "en"
"""In whose order the directory stands; letters have a language of their own, it has none."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a letter taught. `unclear` lines could be several organizations."""

    made: int = 0
    linked: int = 0
    unclear: int = 0

    def __add__(self, other: Learned) -> Learned:
        return Learned(
            self.made + other.made, self.linked + other.linked, self.unclear + other.unclear
        )


@dataclass(slots=True)
class _Plan:
    """What is to be written. An organization to be made has the id -1, -2 ... until it is."""

    organizations: list[dict[str, Any]] = field(default_factory=list)
    spellings: list[tuple[int, str, Spelling, str]] = field(default_factory=list)
    organization_of: dict[int, int] = field(default_factory=dict)
    unclear: int = 0


def has_stopped_collecting(letter: LetterRow, *, now: datetime) -> bool:
    if letter.state in {LetterState.CLOSED, LetterState.FINAL, LetterState.DELIVERED}:
        return True
    is_open = letter.state == LetterState.OPEN
    return is_open and letter.closes_at is not None and letter.closes_at <= now


def after_listing(
    connection: Connection, letter: LetterRow, decided: Mapping[int, int | None], *, now: datetime
) -> None:
    """Link lines to the organizations that their sign-ons meant; the caller holds the letter.

    `decided` has an organization for each line, None where none was meant.
    """
    line_rows.link(
        connection, {line: known for line, known in decided.items() if known is not None}
    )
    if has_stopped_collecting(letter, now=now):
        learn_from_letter(connection, letter, now=now, only=sorted(decided))


def learn_from_letter(
    connection: Connection,
    letter: LetterRow,
    *,
    now: datetime,
    user_id: int | None = None,
    only: Sequence[int] | None = None,
) -> Learned:
    """Make the letter's organizations known ones; the caller holds the letter.

    Each line that prints is linked to the organization it means or makes one, and what its
    signers called themselves becomes an accepted spelling. `only` names the lines to read.
    """
    rows.hold(connection, letter.coalition_id)
    lines = line_rows.that_print(connection, letter.id, only=only)
    plan = _plan(connection, letter, [line for line in lines if line.organization_id is None], now)
    made = rows.add(connection, plan.organizations)

    def real(organization_id: int) -> int:
        return made[-organization_id - 1] if organization_id < 0 else organization_id

    linked = {line: real(known) for line, known in plan.organization_of.items()}
    line_rows.link(connection, linked)
    new = [(real(owner), text, said, key) for owner, text, said, key in plan.spellings]
    organization_of = {
        line.id: linked.get(line.id) or line.organization_id
        for line in lines
        if line.id in linked or line.organization_id is not None
    }
    new += _spellings_behind(connection, letter, lines, organization_of, only)
    rows.add_spellings(
        connection,
        [
            spelling_values(
                letter.coalition_id,
                owner,
                text,
                said,
                key=key,
                source="letter",
                user_id=user_id,
                now=now,
            )
            for owner, text, said, key in new
        ],
    )
    _fill_gaps(connection, lines, organization_of, but=set(made))
    learned = Learned(made=len(made), linked=len(linked), unclear=plan.unclear)
    if linked:
        audit.record(
            connection,
            "directory learned from letter",
            coalition_id=letter.coalition_id,
            letter_id=letter.id,
            user_id=user_id,
            at=now,
            details={"made": learned.made, "linked": learned.linked, "unclear": learned.unclear},
        )
    return learned


def build(house: House, *, now: datetime, coalition_id: int | None = None) -> Learned:
    """Read every letter that collects no more and was not read yet, each in a transaction of
    its own; of every coalition without one.
    """
    with house.store.read() as connection:
        over = line_rows.over_letters_with_unknown_lines(
            connection, now=now, coalition_id=coalition_id
        )
    learned = Learned()
    for row in over:
        with house.store.write() as connection:
            letter_rows.hold(connection, row.letter_id)
            letter = letter_rows.find_by_id(connection, row.letter_id)
            if letter is not None and has_stopped_collecting(letter, now=now):
                learned += learn_from_letter(connection, letter, now=now)
    return learned


def sort_key_of(name: str) -> bytes:
    """Return where a name stands in the directory."""
    return collation.sort_key(name, locale=LANGUAGE)[:LONGEST_SORT_KEY]


def _plan(
    connection: Connection, letter: LetterRow, lines: Iterable[LineRow], now: datetime
) -> _Plan:
    """Return what the lines make: later ones meet the organizations of earlier ones."""
    said = {
        line.id: Spelling.of(line.name, place=place_of(line.city, line.state), website=line.website)
        for line in lines
    }
    known = rows.with_prepared(
        connection, letter.coalition_id, {each.prepared for each in said.values()}
    )
    accepted: defaultdict[str, list[Accepted]] = defaultdict(list)
    taken = {row.match_key for found in known.values() for row in found}
    for name, found in known.items():
        accepted[name] = [accepted_by(row) for row in found]
    plan = _Plan()
    for line in lines:
        own = said[line.id]
        organization_id = meant(own, accepted[own.prepared])
        if organization_id is None:
            key = own.key if own.key not in taken else own.key_by_website if own.host else ""
            if not key or key in taken:
                plan.unclear += 1
                continue
            organization_id = -len(plan.organizations) - 1
            plan.organizations.append(_organization(letter, line, now))
            plan.spellings.append((organization_id, line.name, own, key))
            accepted[own.prepared].append(
                Accepted(organization_id, own.place, hosts_of([line.website]))
            )
            taken.add(key)
        elif own.key not in taken:
            # Known by its website although one of the two gave no place: now by this one too.
            plan.spellings.append((organization_id, line.name, own, own.key))
            taken.add(own.key)
        plan.organization_of[line.id] = organization_id
    return plan


def _organization(letter: LetterRow, line: LineRow, now: datetime) -> dict[str, Any]:
    is_same_order = letter.language.casefold().split("-")[0] == LANGUAGE
    reuses_key = is_same_order and line.sort_rule == collation.RULE
    return {
        "coalition_id": letter.coalition_id,
        "name": line.name,
        "website": line.website,
        "city": line.city,
        "state": line.state,
        "sort_key": line.sort_key if reuses_key else sort_key_of(line.name),
        "sort_rule": collation.RULE,
        "created_at": now,
    }


def _spellings_behind(
    connection: Connection,
    letter: LetterRow,
    lines: Iterable[LineRow],
    organization_of: Mapping[int, int | None],
    only: Sequence[int] | None,
) -> list[tuple[int, str, Spelling, str]]:
    """Return the names under which others stand behind the lines, where nobody else has them."""
    by_id = {line.id: line for line in lines}
    said: list[tuple[int, str, Spelling]] = []
    for line_id, name in line_rows.names_signed(connection, letter.id, only=only):
        line, owner = by_id.get(line_id), organization_of.get(line_id)
        if line is None or owner is None:
            continue
        own = Spelling.of(name, place=place_of(line.city, line.state))
        said.append((owner, name, own))
    known = rows.with_prepared(
        connection, letter.coalition_id, {own.prepared for _, _, own in said}
    )
    roots = rows.roots_of(connection, {owner for owner, _, _ in said})
    found = []
    for owner, name, own in said:
        holders = {row.organization_id for row in known.get(own.prepared, ())}
        # A name that means somebody else as well stays a question for the desk.
        if holders <= {roots[owner]}:
            found.append((owner, name, own, own.key))
    return found


def _fill_gaps(
    connection: Connection,
    lines: Iterable[LineRow],
    organization_of: Mapping[int, int | None],
    *,
    but: Collection[int],
) -> None:
    """Add the website and the place that an organization of earlier letters lacks."""
    wanted = {known for known in organization_of.values() if known is not None} - set(but)
    standing = rows.by_id(connection, wanted)
    for line in lines:
        known = standing.get(organization_of.get(line.id) or 0)
        if known is None:
            continue
        values: dict[str, str] = {}
        if not known.website and line.website:
            values["website"] = line.website
        if not (known.city or known.state or known.country) and (line.city or line.state):
            values |= {"city": line.city, "state": line.state}
        if values:
            rows.change(connection, known.id, **values)
            del standing[known.id]
