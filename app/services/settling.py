"""Settling possible duplicates: the same, different, later; and taking it back.

Each is one transaction that holds the letter. The sign-ons behind the lines are held before
it, as by whoever confirms or withdraws, so that the two never wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.domain.settling import Verdict
from app.services import deciding
from app.services.changing import NOT_YOUR_ROLE, Done
from app.services.deciding import Same as Same  # noqa: PLC0414
from app.services.deciding import Settled as Settled  # noqa: PLC0414
from app.services.house import House
from app.store import duplicates as duplicate_rows
from app.store import letters as letter_rows
from app.store import merges as merge_rows
from app.store import settlements as settlement_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

TRIES = 8
"""How often a settlement starts anew because somebody signed for one of its lines meanwhile."""

UNDONE = Refused("This was undone already.", code="settle:undone")

Work = Callable[[Connection, LetterRow], "Settled | Refused"]
Lines = Callable[[Connection], Sequence[int]]


def settle_same(
    house: House, member: Member, slug: str, wanted: Same, *, now: datetime
) -> Settled | Refused | None:
    """Merge these lines into one, and remember that their names mean one organization."""

    def work(connection: Connection, letter: LetterRow) -> Settled | Refused:
        return deciding.merge_all(house, connection, letter, member, wanted, batch="", now=now)

    return _with_lines_held(house, member, slug, _these(wanted.lines), work)


def settle_different(
    house: House, member: Member, slug: str, lines: Sequence[int], *, now: datetime
) -> Settled | Refused | None:
    """Keep these lines apart: their pairs are not asked about again, here or elsewhere."""

    def work(connection: Connection, letter: LetterRow) -> Settled | Refused:
        return deciding.keep_apart(connection, letter, member, lines, batch="", now=now)

    return _with_lines_held(house, member, slug, _these(lines), work)


def settle_several(
    house: House,
    member: Member,
    slug: str,
    cards: Sequence[Sequence[int]],
    *,
    verdict: Verdict,
    batch: str,
    now: datetime,
) -> int | Refused | None:
    """Settle many cards alike, all or none; return how many. `batch` names them for the undo."""

    def work(connection: Connection, letter: LetterRow) -> Settled | Refused:
        last: Settled | Refused = deciding.CHANGED
        for card in cards:
            if verdict is Verdict.SAME:
                wanted = Same(tuple(card))
                last = deciding.merge_all(
                    house, connection, letter, member, wanted, batch=batch, now=now
                )
            else:
                last = deciding.keep_apart(connection, letter, member, card, batch=batch, now=now)
            if isinstance(last, Refused):
                connection.rollback()
                return last
        return last

    every = tuple({line for card in cards for line in card})
    outcome = _with_lines_held(house, member, slug, _these(every), work)
    return len(cards) if isinstance(outcome, Settled) else outcome


def put_off(
    house: House, member: Member, slug: str, lines: Sequence[int], *, now: datetime
) -> Done | Refused | None:
    """Let the pairs between these lines wait behind all others."""

    def work(connection: Connection, letter: LetterRow) -> Settled | Refused:
        pairs = deciding.pairs_between(connection, letter, lines)
        if not pairs:
            return deciding.CHANGED
        duplicate_rows.put_off(connection, [pair.id for pair in pairs], at=now)
        return Settled(0, 0)

    outcome = _with_lines_held(house, member, slug, _these(()), work)
    return Done(changed=True) if isinstance(outcome, Settled) else outcome


def undo(
    house: House, member: Member, slug: str, settlement_id: int, *, now: datetime
) -> Done | Refused | None:
    """Take a settlement back: its lines part, its pairs are open again, its decision is forgotten."""

    def lines(connection: Connection) -> tuple[int, ...]:
        return deciding.lines_of(merge_rows.of_settlement(connection, settlement_id))

    def work(connection: Connection, letter: LetterRow) -> Settled | Refused:
        settlement = settlement_rows.find(connection, letter.id, settlement_id)
        if settlement is None:
            return deciding.CHANGED
        if settlement.undone_at is not None:
            return UNDONE
        deciding.take_back(house, connection, letter, member, settlement, now=now)
        return Settled(settlement_id, 0)

    outcome = _with_lines_held(house, member, slug, lines, work)
    if outcome is UNDONE:
        return Done(changed=False)
    return Done(changed=True) if isinstance(outcome, Settled) else outcome


def undo_batch(
    house: House, member: Member, slug: str, batch: str, *, now: datetime
) -> int | Refused | None:
    """Take back everything that was settled with one press; return how many there were."""
    undone = 0

    def lines(connection: Connection) -> tuple[int, ...]:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        found = () if letter is None else settlement_rows.of_batch(connection, letter.id, batch)
        return deciding.lines_of(
            [row for one in found for row in merge_rows.of_settlement(connection, one.id)]
        )

    def work(connection: Connection, letter: LetterRow) -> Settled | Refused:
        nonlocal undone
        undone = 0
        for settlement in settlement_rows.of_batch(connection, letter.id, batch):
            deciding.take_back(house, connection, letter, member, settlement, now=now)
            undone += 1
        return Settled(0, 0)

    outcome = _with_lines_held(house, member, slug, lines, work)
    return undone if isinstance(outcome, Settled) else outcome


# ------------------------------------------------------------------------ in what it is done


def _with_lines_held(
    house: House, member: Member, slug: str, lines: Lines, work: Work
) -> Settled | Refused | None:
    """Do the work while the sign-ons behind these lines and the letter are held, in that order.

    Who stands behind them is known for sure only once the letter is held: where somebody has
    joined meanwhile it starts anew. None where the coalition has no letter at `slug`.
    """
    if not member.may(Permission.SETTLE):
        return NOT_YOUR_ROLE
    for number in range(TRIES):
        with house.store.write() as connection:
            held = merge_rows.hold_behind(connection, _that_stand(connection, lines))
            letter_rows.hold_by_slug(connection, slug)
            letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
            if letter is None:
                return None
            behind = merge_rows.behind(connection, _that_stand(connection, lines))
            if held.issuperset(row.id for row in behind) or number == TRIES - 1:
                return work(connection, letter)
    raise RuntimeError("the last try always ends")


def _that_stand(connection: Connection, lines: Lines) -> tuple[int, ...]:
    """Return the lines that stand for these now."""
    return signatory_rows.that_stand(connection, lines(connection))


def _these(lines: Sequence[int]) -> Lines:
    return lambda _connection: lines
