"""From a sign-on that stands to a line under the letter: found or made, never two of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from app.domain import collation, names
from app.domain.duplicates import Candidate, Placement, place_among
from app.domain.signatories import Kind, Signatory, place_of
from app.store import letters as letter_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.signatories import SignatoryRow


@dataclass(frozen=True, slots=True)
class Line:
    """The line a sign-on stands behind: whether it was made now, whether it resembles others."""

    id: int
    is_new: bool
    match_key: str | None
    is_doubtful: bool = False


class Standing(Protocol):
    """Answers which lines of a prepared name a letter has, whatever became of them."""

    def __call__(self, prepared: str) -> Sequence[Candidate]: ...


def ask_database(connection: Connection, letter: LetterRow) -> Standing:
    """Return the answer for one sign-on: a look into the index."""

    def standing(prepared: str) -> Sequence[Candidate]:
        rows = signatory_rows.with_prepared_name(connection, letter.id, prepared)
        return [candidate(row) for row in rows]

    return standing


def remember_all(connection: Connection, letter: LetterRow) -> dict[str, list[Candidate]]:
    """Return every organization's line by prepared name: for many sign-ons at once."""
    lines: defaultdict[str, list[Candidate]] = defaultdict(list)
    for row in signatory_rows.organizations(connection, letter.id):
        lines[row.prepared].append(candidate(row))
    return lines


def candidate(row: SignatoryRow) -> Candidate:
    return Candidate(
        signatory_id=row.id,
        match_key=row.match_key,
        place=place_of(row.city, row.state),
        website=row.website,
    )


def find_or_make_line(
    connection: Connection,
    letter: LetterRow,
    signatory: Signatory,
    *,
    standing: Standing,
    position: int,
    now: datetime,
) -> Line:
    """Return the organization's line: the one that stands, or one made now.

    The unique index decides a race: whoever comes second finds the line of the first.
    """
    if signatory.kind is Kind.INDIVIDUAL:
        return list_as_it_is(connection, letter, signatory, position=position, now=now)
    known = list(standing(names.prepared(signatory.name)))
    while True:
        placement = _placement(known, signatory)
        made = signatory_rows.insert_if_free(
            connection,
            _values(letter, signatory, match_key=placement.match_key, position=position, now=now),
        )
        if made is not None:
            _note_likely(connection, letter, placement, newer_id=made, now=now)
            return Line(
                made,
                is_new=True,
                match_key=placement.match_key,
                is_doubtful=bool(placement.likely),
            )
        holder = signatory_rows.hold_by_match_key(connection, letter.id, placement.match_key)
        # A line that another transaction made since we looked may show another website.
        known.append(candidate(holder))
        if _placement(known, signatory).match_key == placement.match_key:
            _list_again(connection, holder, now=now)
            return Line(holder.id, is_new=False, match_key=placement.match_key)


def list_as_it_is(
    connection: Connection, letter: LetterRow, signatory: Signatory, *, position: int, now: datetime
) -> Line:
    """Return a line of its own for this row, with no question asked: nothing joins it."""
    values = _values(letter, signatory, match_key=None, position=position, now=now)
    made = signatory_rows.insert_if_free(connection, values)
    if made is None:
        raise RuntimeError("a line without a match key met a unique index")
    return Line(made, is_new=True, match_key=None)


def list_changed(connection: Connection, letter: LetterRow) -> None:
    letter_rows.list_has_changed(connection, letter.id)


def _values(
    letter: LetterRow, signatory: Signatory, *, match_key: str | None, position: int, now: datetime
) -> dict[str, Any]:
    return {
        "letter_id": letter.id,
        "name": signatory.name,
        "kind": signatory.kind.value,
        "match_key": match_key,
        "prepared": names.prepared(signatory.name),
        "signer_name": signatory.signer_name,
        "signer_title": signatory.signer_title,
        "group_path": signatory.group,
        "scope": signatory.scope,
        "state": signatory.state,
        "city": signatory.city,
        "website": signatory.website,
        "manual_order": signatory.manual_order,
        "position": position,
        "sort_key": collation.sort_key(signatory.name, locale=letter.language),
        "sort_rule": collation.RULE,
        "standing": "listed",
        "signed_at": now,
        "created_at": now,
    }


def _placement(standing: Sequence[Candidate], signatory: Signatory) -> Placement:
    place = place_of(signatory.city, signatory.state)
    return place_among(
        standing,
        match_key=names.match_key(signatory.name, place=place),
        place=place,
        website=signatory.website,
    )


def _note_likely(
    connection: Connection, letter: LetterRow, placement: Placement, *, newer_id: int, now: datetime
) -> None:
    for older_id, reason in placement.likely:
        signatory_rows.note_possible_duplicate(
            connection,
            letter_id=letter.id,
            older_id=older_id,
            newer_id=newer_id,
            reason=reason,
            at=now,
        )


def _list_again(connection: Connection, line: SignatoryRow, *, now: datetime) -> None:
    """A line that was withdrawn and is signed for anew stands again; a held, declined or
    disputed one waits for the organizer as before.
    """
    if line.standing == "withdrawn":
        signatory_rows.change(connection, line.id, standing="listed", signed_at=now)
