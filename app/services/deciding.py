"""What becomes of a letter's lines when a card is settled, and when that is taken back.

Every function works in the caller's transaction, which holds the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from app.domain import names
from app.domain.errors import Refused
from app.domain.merging import LISTED, may_merge
from app.domain.roles import Member
from app.domain.settling import OpenPair, Spelling, Verdict, pair_key
from app.services import merging, recognizing, telling
from app.services.behind import printed_from
from app.services.house import House
from app.services.listing import list_changed
from app.store import audit
from app.store import decisions as decision_rows
from app.store import duplicates as duplicate_rows
from app.store import merges as merge_rows
from app.store import settlements as settlement_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.decisions import Decided
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.merges import MergeRow
from app.store.settlements import SettlementRow
from app.store.signatories import SignatoryRow

CHANGED = Refused(
    "These lines have changed since you opened the page. Look at them again.",
    code="merge:changed",
)


@dataclass(frozen=True, slots=True)
class Same:
    """What an organizer wants of lines that are one organization.

    `lines` are the ids of lines that stand. `name` as it is to print, "" for that of the line
    that stays; whose place, group and website stay (None: as the line that stays has them);
    the sign-on whose signer prints; and the sign-ons that are written to (None: as before).
    """

    lines: tuple[int, ...]
    name: str = ""
    place_of: int | None = None
    group_of: int | None = None
    website_of: int | None = None
    signer_of: int | None = None
    mail_to: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """It is settled: how many lines are gone from the list (or released), and how to undo it."""

    settlement_id: int
    lines: int


def merge_all(
    house: House,
    connection: Connection,
    letter: LetterRow,
    member: Member,
    wanted: Same,
    *,
    batch: str,
    now: datetime,
) -> Settled | Refused:
    rows = signatory_rows.some(connection, letter.id, wanted.lines)
    if len(rows) != len(set(wanted.lines)):
        return CHANGED
    refused = may_merge([row.standing for row in rows])
    if refused is not None:
        return refused
    name = names.check_name(wanted.name) if wanted.name else ""
    if isinstance(name, Refused):
        return replace(name, code=f"printed:{name.code}")
    target = _who_stays(rows)
    sources = [row for row in rows if row.id != target.id]
    before = telling.listed_as(connection, wanted.lines)
    spelled = [recognizing.spelling_of_line(row) for row in rows]
    settlement_id = _add(connection, letter, member, Verdict.SAME, batch, now)
    chosen = _chosen(connection, letter, rows, target, replace(wanted, name=name))
    muted = _settle_mail(connection, rows, wanted.mail_to)
    for number, source in enumerate(sources):
        merging.merge(
            connection,
            letter,
            settlement_id=settlement_id,
            source=source,
            target=signatory_rows.find(connection, target.id),
            chosen=chosen if number == 0 else {},
            muted=muted if number == 0 else (),
            now=now,
        )
    if {"name", "city", "state"} & set(chosen):
        merging.keep_spelling(
            connection, letter, settlement_id=settlement_id, target_id=target.id, now=now
        )
        spelled.append(recognizing.spelling_of_line(signatory_rows.find(connection, target.id)))
    pairs = duplicate_rows.within_one_line(connection, letter.id)
    duplicate_rows.settle(connection, pairs, at=now)
    settlement_rows.answer(connection, settlement_id, pairs)
    _remember(connection, letter, settlement_id, Verdict.SAME, combinations(spelled, 2), now)
    after = telling.listed_as(connection, (target.id,))
    telling.tell_who_is_listed_otherwise(house, connection, before=before, after=after, now=now)
    _record(
        connection,
        letter,
        member,
        "lines merged",
        now,
        settlement_id=settlement_id,
        signatory_id=target.id,
        merged=len(sources),
    )
    list_changed(connection, letter)
    return Settled(settlement_id, len(sources))


def keep_apart(
    connection: Connection,
    letter: LetterRow,
    member: Member,
    lines: Sequence[int],
    *,
    batch: str,
    now: datetime,
) -> Settled | Refused:
    pairs = pairs_between(connection, letter, lines)
    if not pairs:
        return CHANGED
    ids = [pair.id for pair in pairs]
    settlement_id = _add(connection, letter, member, Verdict.DIFFERENT, batch, now)
    _remember_apart(connection, letter, settlement_id, pairs, now)
    duplicate_rows.settle(connection, ids, at=now)
    settlement_rows.answer(connection, settlement_id, ids)
    released = duplicate_rows.release(connection, ids)
    _record(
        connection,
        letter,
        member,
        "lines kept apart",
        now,
        settlement_id=settlement_id,
        pairs=len(ids),
        released=released,
    )
    if released:
        list_changed(connection, letter)
    return Settled(settlement_id, released)


def take_back(
    house: House,
    connection: Connection,
    letter: LetterRow,
    member: Member,
    settlement: SettlementRow,
    *,
    now: datetime,
) -> None:
    merged = merge_rows.of_settlement(connection, settlement.id)
    lines = signatory_rows.that_stand(connection, lines_of(merged))
    before = telling.listed_as(connection, lines)
    for row in merged:
        if row.kind == "lines":
            merging.part(connection, letter, row, now=now)
        else:
            merging.forget_spelling(connection, row)
    lines = signatory_rows.that_stand(connection, lines_of(merged))
    after = telling.listed_as(connection, lines)
    telling.tell_who_is_listed_otherwise(house, connection, before=before, after=after, now=now)
    settlement_rows.undo(connection, settlement.id, by=member.user_id, at=now)
    decision_rows.take_back(connection, settlement.id, at=now)
    answered = settlement_rows.pairs_answered(connection, settlement.id)
    still = settlement_rows.answered_otherwise(connection, answered, but=settlement.id)
    again = [pair for pair in answered if pair not in still]
    again += duplicate_rows.apart_though_settled(connection, lines_of(merged))
    duplicate_rows.reopen(connection, again)
    _record(connection, letter, member, "settlement undone", now, settlement_id=settlement.id)
    list_changed(connection, letter)


def _who_stays(rows: Sequence[SignatoryRow]) -> SignatoryRow:
    """Return the line that the others come behind: a listed one, the oldest of them."""
    return min(rows, key=lambda row: (row.standing != LISTED, row.id))


def _chosen(
    connection: Connection,
    letter: LetterRow,
    rows: Sequence[SignatoryRow],
    target: SignatoryRow,
    wanted: Same,
) -> dict[str, str | float | None]:
    """Return the fields of the line that stays which are to be others than its own."""
    by_id = {row.id: row for row in rows}
    of_place = by_id.get(wanted.place_of or 0, target)
    of_group = by_id.get(wanted.group_of or 0, target)
    of_website = by_id.get(wanted.website_of or 0) or next(
        (row for row in (target, *rows) if row.website), target
    )
    values: dict[str, str | float | None] = {
        "name": wanted.name or target.name,
        "city": of_place.city,
        "state": of_place.state,
        "scope": of_place.scope,
        "group_path": of_group.group_path,
        "manual_order": of_group.manual_order,
        "website": of_website.website,
    }
    signer = sign_on_rows.find(connection, wanted.signer_of) if wanted.signer_of else None
    if signer is not None and signer.signatory_id in by_id and signer.state == "confirmed":
        printed = printed_from(connection, letter, target, signer)
        values |= {name: printed[name] for name in ("signer_name", "signer_title")}
    return {name: value for name, value in values.items() if value != getattr(target, name)}


def _settle_mail(
    connection: Connection, rows: Sequence[SignatoryRow], mail_to: frozenset[int] | None
) -> tuple[int, ...]:
    """Return the sign-ons that get no more mail about the line; those in `mail_to` get it."""
    if mail_to is None:
        return ()
    behind = merge_rows.behind(connection, [row.id for row in rows])
    muted = tuple(row.id for row in behind if row.gets_mail and row.id not in mail_to)
    again = {row.id for row in behind if not row.gets_mail and row.id in mail_to}
    for row in rows:
        for merge in merge_rows.in_cluster(connection, row.id):
            left = [each for each in merge.muted if each not in again]
            if len(left) != len(merge.muted):
                merge_rows.change(connection, merge.id, muted=left)
    merge_rows.set_gets_mail(connection, muted, gets_mail=False)
    merge_rows.set_gets_mail(connection, sorted(again), gets_mail=True)
    return muted


# --------------------------------------------------------------------------- what is known


def _remember(
    connection: Connection,
    letter: LetterRow,
    settlement_id: int,
    verdict: Verdict,
    pairs: Iterable[tuple[Spelling, Spelling]],
    now: datetime,
) -> None:
    """Remember the verdict for these pairs of names, each pair of keys once."""
    found = {}
    for one, other in pairs:
        key = pair_key(one, other)
        if key is not None:
            found[key] = Decided(key, one.name, other.name)
    decision_rows.remember(
        connection,
        coalition_id=letter.coalition_id,
        settlement_id=settlement_id,
        verdict=verdict.value,
        pairs=tuple(found.values()),
        at=now,
    )


def _remember_apart(
    connection: Connection,
    letter: LetterRow,
    settlement_id: int,
    pairs: Sequence[OpenPair],
    now: datetime,
) -> None:
    """Remember each pair by the names that stand, and by those under which the two came."""
    noted = duplicate_rows.some(connection, [pair.id for pair in pairs])
    ends = {(pair.older_id, pair.newer_id) for pair in pairs}
    ends |= {(row.older_id, row.newer_id) for row in noted}
    spelled = duplicate_rows.spellings(connection, sorted({line for pair in ends for line in pair}))
    _remember(
        connection,
        letter,
        settlement_id,
        Verdict.DIFFERENT,
        ((spelled[one], spelled[other]) for one, other in sorted(ends)),
        now,
    )


def pairs_between(
    connection: Connection, letter: LetterRow, lines: Sequence[int]
) -> list[OpenPair]:
    among = set(lines)
    return [
        pair
        for pair in duplicate_rows.open_pairs(connection, letter.id)
        if pair.older_id in among and pair.newer_id in among
    ]


def lines_of(merged: Sequence[MergeRow]) -> tuple[int, ...]:
    return tuple({line for row in merged for line in (row.source_id, row.target_id)})


def _add(
    connection: Connection,
    letter: LetterRow,
    member: Member,
    verdict: Verdict,
    batch: str,
    now: datetime,
) -> int:
    return settlement_rows.add(
        connection,
        letter_id=letter.id,
        verdict=verdict.value,
        batch=batch,
        made_by=member.user_id,
        at=now,
    )


def _record(
    connection: Connection,
    letter: LetterRow,
    member: Member,
    what: str,
    now: datetime,
    **details: int,
) -> None:
    audit.record(
        connection,
        what,
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        user_id=member.user_id,
        at=now,
        details=details,
    )
