"""Merging lines and parting them again, within a transaction that holds the letter.

What is decided stands in `domain.merging`; here it is read, written and counted. A merged
line keeps all it had, and whoever signed for it knows which line that was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain import collation, merging, settling
from app.domain.merging import Act, Joining, LineState
from app.domain.settling import Spelling
from app.domain.signatories import Kind, Signatory, place_of
from app.services import recognizing
from app.services.behind import stand_by_who_is_left
from app.services.listing import LONGEST_SORT_KEY, line_values
from app.store import merges as merge_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.merges import BehindRow, MergeRow
from app.store.signatories import SignatoryRow

Chosen = Mapping[str, str | float | None]


def merge(
    connection: Connection,
    letter: LetterRow,
    *,
    settlement_id: int,
    source: SignatoryRow,
    target: SignatoryRow,
    chosen: Chosen,
    muted: Sequence[int] = (),
    now: datetime,
) -> None:
    """Put `source` behind `target`: both stand for themselves now.

    `chosen` is what the organizer wants the line that stays to have.
    """
    joining = Joining(before=state_of(target), brought=state_of(source), chosen=chosen)
    merge_rows.add(
        connection,
        settlement_id=settlement_id,
        letter_id=letter.id,
        lines=(source.id, target.id),
        joining=joining,
        muted=muted,
        at=now,
    )
    behind = [row.id for row in signatory_rows.behind(connection, [source.id])]
    signatory_rows.put_behind(connection, [source.id, *behind], target.id)
    signatory_rows.change(connection, source.id, standing=merging.MERGED)
    merge_rows.move_all(connection, source_id=source.id, target_id=target.id)
    _write(connection, letter, target, joining.after)


def keep_spelling(
    connection: Connection,
    letter: LetterRow,
    *,
    settlement_id: int,
    target_id: int,
    now: datetime,
) -> None:
    """Let whoever signs under the name that was typed for this line join it.

    A line of that name is made, merged from its first moment; where a line has the name
    already, that one keeps it.
    """
    target = signatory_rows.find(connection, target_id)
    if target.kind != Kind.ORGANIZATION.value:
        return
    spelled = Signatory(name=target.name, city=target.city, state=target.state)
    key = settling.key_of(recognizing.spelling_of_line(target))
    values = line_values(letter, spelled, match_key=key, position=target.position, now=now)
    made = signatory_rows.insert_if_free(
        connection, {**values, "standing": merging.MERGED, "joined_id": target.id}
    )
    if made is None:
        return
    recognizing.remember_another_name(connection, letter.id, made, target.name)
    state = state_of(target)
    merge_rows.add(
        connection,
        settlement_id=settlement_id,
        letter_id=letter.id,
        lines=(made, target.id),
        joining=Joining(before=state, brought=state, chosen={}),
        kind="spelling",
        at=now,
    )


def part(connection: Connection, letter: LetterRow, undone: MergeRow, *, now: datetime) -> None:
    """Take this merge back: the line stands again, with all that was behind it.

    Other merges stay in force, whether they came before or after.
    """
    source = signatory_rows.find(connection, undone.source_id)
    if source.joined_id is None:
        raise RuntimeError("a merge in force leads from a line that stands for itself")
    cluster = merge_rows.in_cluster(connection, source.joined_id)
    edges = {row.source_id: row.target_id for row in cluster if row.id != undone.id}
    parting = merging.with_all_behind(source.id, edges)
    _move_back(connection, source, parting)
    _replay(connection, letter, undone, cluster)
    merge_rows.change(connection, undone.id, undone_at=now)
    signatory_rows.put_behind(connection, sorted(parting), source.id)
    signatory_rows.change(connection, source.id, standing=undone.joining.brought.standing)
    others = [row for row in cluster if row.id != undone.id]
    _unmute(connection, undone, others)
    for line_id in (source.id, source.joined_id):
        _settle_standing(connection, letter, line_id)


def forget_spelling(connection: Connection, merge_row: MergeRow) -> None:
    """Let a typed name be anybody's again: whoever signs under it now is asked about."""
    signatory_rows.change(connection, merge_row.source_id, match_key=None)


def state_of(line: SignatoryRow) -> LineState:
    return LineState(
        name=line.name,
        standing=line.standing,
        signer_name=line.signer_name,
        signer_title=line.signer_title,
        group_path=line.group_path,
        scope=line.scope,
        state=line.state,
        city=line.city,
        website=line.website,
        manual_order=line.manual_order,
        signed_at=line.signed_at,
    )


def _move_back(connection: Connection, source: SignatoryRow, parting: frozenset[int]) -> None:
    """Let those who signed for the parting lines stand behind the one that parts."""
    standing_id = source.joined_id
    if standing_id is None:
        return
    keys = {
        row.match_key: row.id
        for row in signatory_rows.behind(connection, [standing_id])
        if row.id in parting and row.match_key is not None
    }
    acts = [
        _act(row, standing_id)
        for row in merge_rows.behind(connection, [standing_id])
        if row.signatory_id == standing_id
    ]
    going = merging.going_along(acts, parting=parting, keys=frozenset(keys))
    by_id = {act.sign_on_id: act for act in acts}
    for sign_on_id in going:
        act = by_id[sign_on_id]
        own = act.own_line_id if act.own_line_id in parting else keys[act.key]
        merge_rows.move(
            connection,
            sign_on_id,
            signatory_id=source.id,
            own_line_id=None if own == source.id else own,
        )


def _act(row: BehindRow, standing_id: int) -> Act:
    own = Spelling(row.organization, place_of(row.city, row.state_code))
    return Act(row.id, row.own_line_id or standing_id, settling.key_of(own))


def _replay(
    connection: Connection, letter: LetterRow, undone: MergeRow, cluster: Sequence[MergeRow]
) -> None:
    """Make the line that stays as if this merge had never been, and all it was merged into."""
    of_lines = [row for row in cluster if row.kind == "lines"]
    leads_on = {row.source_id: row for row in of_lines}
    at, otherwise = undone, None
    while True:
        target = signatory_rows.find(connection, at.target_id)
        chain = [row for row in of_lines if row.target_id == at.target_id]
        number = next(n for n, row in enumerate(chain) if row.id == at.id)
        onward = leads_on.get(target.id)
        current = state_of(target)
        if onward is not None:
            current = replace(current, standing=onward.joining.brought.standing)
        joinings = [row.joining for row in chain]
        if otherwise is None:
            replayed, becomes = merging.taken_out(joinings, number, current)
            kept = [row for row in chain if row.id != at.id]
        else:
            replayed, becomes = merging.brought_otherwise(joinings, number, otherwise, current)
            kept = chain
        for row, joining in zip(kept, replayed, strict=True):
            if joining != row.joining:
                merge_rows.change(connection, row.id, joining=joining)
        if onward is None:
            _write(connection, letter, target, becomes)
            return
        _write(connection, letter, target, replace(becomes, standing=merging.MERGED))
        at, otherwise = onward, becomes


def _unmute(connection: Connection, undone: MergeRow, others: Sequence[MergeRow]) -> None:
    """Write again to those whom this merge alone left out."""
    still = {sign_on for row in others for sign_on in row.muted}
    merge_rows.set_gets_mail(
        connection, [each for each in undone.muted if each not in still], gets_mail=True
    )


def _settle_standing(connection: Connection, letter: LetterRow, line_id: int) -> None:
    """A line stands exactly where somebody stands behind it, and prints one of them."""
    line = signatory_rows.find(connection, line_id)
    confirmed = [
        row for row in merge_rows.behind(connection, [line_id]) if row.state == "confirmed"
    ]
    standing = merging.standing_for(line.standing, confirmed=len(confirmed))
    if standing != line.standing:
        signatory_rows.change(connection, line_id, standing=standing)
    signers = {(row.signer_name, row.signer_title) for row in confirmed}
    names = {name for name, _ in signers}
    if line.signer_name and confirmed and line.signer_name not in names:
        stand_by_who_is_left(connection, letter, line_id)


def _write(
    connection: Connection, letter: LetterRow, line: SignatoryRow, becomes: LineState
) -> None:
    """Store what differs of the line, with its place in the list."""
    values: dict[str, Any] = {
        name: getattr(becomes, name)
        for name in merging.FIELDS
        if getattr(becomes, name) != getattr(line, name)
    }
    if "name" in values:
        values["sort_key"] = collation.sort_key(becomes.name, locale=letter.language)[
            :LONGEST_SORT_KEY
        ]
        recognizing.remember_another_name(connection, letter.id, line.id, becomes.name)
    if values:
        signatory_rows.change(connection, line.id, **values)
