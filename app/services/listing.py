"""From a sign-on that stands to a line under the letter: found or made, never two of one.

Whoever calls holds the letter (`store.letters.hold`); should that ever be forgotten, the
unique index still lets only one of two lines in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import collation, names
from app.domain.duplicates import Placement, stored_reason
from app.domain.matching.reading import read
from app.domain.settling import standing_of_likely
from app.domain.signatories import Kind, Signatory
from app.services import keeping_order, recognizing
from app.store import duplicates as duplicate_rows
from app.store import letters as letter_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.signatories import SignatoryRow

LONGEST_SORT_KEY = 1_000
"""Bytes of a sort key that are kept: two names alike so far stand side by side anyway."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line a sign-on stands behind, and whether it was made now."""

    id: int
    is_new: bool


def line_to_join(
    connection: Connection,
    letter: LetterRow,
    signatory: Signatory,
    *,
    organization_id: int | None = None,
) -> SignatoryRow | None:
    """Return the line under which this organization would stand, None where it makes one."""
    if signatory.kind is Kind.INDIVIDUAL:
        return None
    joins = recognizing.placement(
        connection, letter, signatory, organization_id=organization_id
    ).joins
    return None if joins is None else signatory_rows.find(connection, joins)


def find_or_make_line(
    connection: Connection,
    letter: LetterRow,
    signatory: Signatory,
    *,
    organization_id: int | None = None,
    now: datetime,
) -> Line:
    """Return the organization's line: the one that stands, or one made now.

    `organization_id` is what the coalition's directory knows it as. The unique index decides a
    race: whoever comes second finds the line of the first.
    """
    position = signatory_rows.next_position(connection, letter.id)
    if signatory.kind is Kind.INDIVIDUAL:
        values = line_values(letter, signatory, match_key=None, position=position, now=now)
        return Line(_inserted(connection, values), is_new=True)
    recognizing.keep_keys(connection, letter.id)
    placement = recognizing.placement(
        connection, letter, signatory, organization_id=organization_id
    )
    if placement.joins is not None:
        return _join(connection, letter, placement.joins, signatory, placement, now=now)
    values = line_values(
        letter, signatory, match_key=placement.match_key, position=position, now=now
    )
    if placement.likely:
        values["standing"] = standing_of_likely(letter.likely)
    made = signatory_rows.insert_if_free(connection, values)
    if made is None:
        holder = signatory_rows.hold_by_match_key(connection, letter.id, placement.match_key)
        return _join(connection, letter, holder.id, signatory, placement, now=now)
    recognizing.remember_names(connection, letter.id, [(made, read(signatory.name))])
    pairs = [(older_id, made, stored_reason(reason)) for older_id, reason in placement.likely]
    duplicate_rows.note_possible_duplicates(connection, letter.id, pairs, at=now)
    return Line(made, is_new=True)


def _join(
    connection: Connection,
    letter: LetterRow,
    line_id: int,
    signatory: Signatory,
    placement: Placement,
    *,
    now: datetime,
) -> Line:
    """Stand behind a line, or behind the one that stands for it since it was merged.

    One that was withdrawn comes onto the list again as a new one does: it waits where the
    letter holds what is likely a duplicate, and is asked about.
    """
    line = signatory_rows.hold(connection, line_id)
    if line.standing != "withdrawn":
        return Line(line.id, is_new=False)
    likely = [each for each in placement.likely if each[0] != line.id]
    standing = standing_of_likely(letter.likely) if likely else "listed"
    list_again(connection, letter, line, signatory, standing=standing, now=now)
    pairs = [(older_id, line.id, stored_reason(reason)) for older_id, reason in likely]
    duplicate_rows.note_possible_duplicates(connection, letter.id, pairs, at=now)
    return Line(line.id, is_new=False)


def list_again(
    connection: Connection,
    letter: LetterRow,
    line: SignatoryRow,
    signatory: Signatory,
    *,
    standing: str = "listed",
    now: datetime,
) -> None:
    """A line that was withdrawn and is signed for anew stands again, as its new signer saw it.

    A held, declined or disputed one waits for the organizer as before.
    """
    if line.standing != "withdrawn":
        return
    signatory_rows.change(
        connection,
        line.id,
        standing=standing,
        signed_at=now,
        name=signatory.name,
        sort_key=_sort_key(signatory.name, letter.language),
        **printed_by_signer(signatory),
    )
    recognizing.remember_another_name(connection, letter.id, line.id, signatory.name)


def printed_by_signer(signatory: Signatory) -> dict[str, str]:
    """Return the columns of a line that come from who signed, not from the organization."""
    return {
        "signer_name": signatory.signer_name,
        "signer_title": signatory.signer_title,
        "website": signatory.website,
    }


def line_values(
    letter: LetterRow, signatory: Signatory, *, match_key: str | None, position: int, now: datetime
) -> dict[str, Any]:
    """Return the row of a new line."""
    return {
        "letter_id": letter.id,
        "name": signatory.name,
        "kind": signatory.kind.value,
        "match_key": match_key,
        "prepared": prepared_for_index(signatory.name),
        "group_path": signatory.group,
        "scope": signatory.scope,
        "state": signatory.state,
        "city": signatory.city,
        "manual_order": signatory.manual_order,
        "position": position,
        "sort_key": _sort_key(signatory.name, letter.language),
        "sort_rule": collation.RULE,
        "standing": "listed",
        "signed_at": now,
        "created_at": now,
        **printed_by_signer(signatory),
    }


def prepared_for_index(name: str) -> str:
    return names.index_form(names.prepared(name))


def list_changed(connection: Connection, letter: LetterRow) -> None:
    """Put the lines that were added or changed where they print, and make old pages stale."""
    keeping_order.keep(connection, letter)
    letter_rows.list_has_changed(connection, letter.id)


def _sort_key(name: str, language: str) -> bytes:
    return collation.sort_key(name, locale=language)[:LONGEST_SORT_KEY]


def _inserted(connection: Connection, values: dict[str, Any]) -> int:
    made = signatory_rows.insert_if_free(connection, values)
    if made is None:
        raise RuntimeError("a line without a match key met a unique index")
    return made
