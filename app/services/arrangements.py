"""How a letter's list is arranged: by its letter file until an organizer settles it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.headings import Rule, rule_in_words, rule_of
from app.domain.letters import LetterFile, Order
from app.store import order as order_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.order import ArrangementRow, LeadRow

BY_HAND = ""


def arranged(connection: Connection, letter: LetterRow, file: LetterFile) -> LetterFile:
    """Return the letter file with the order, groups and leads that stand for its list.

    A lead whose line no longer stands keeps its place, as "".
    """
    row = order_rows.arrangement(connection, letter.id)
    return file if row is None else settled(file, row, order_rows.leads(connection, letter.id))


def settled(file: LetterFile, row: ArrangementRow, leads: Sequence[LeadRow]) -> LetterFile:
    return replace(
        file,
        order=Order(row.sort_order),
        group_by=rule_in(row),
        groups=tuple(row.headings.get(row.rule, ())),
        leads=_names(row, leads),
    )


def rule_in(row: ArrangementRow) -> Rule:
    rule = rule_of(row.rule)
    if rule is None:
        raise RuntimeError(f"the rule {row.rule!r} of letter {row.letter_id} is unknown")
    return rule


def from_file(letter: LetterRow, file: LetterFile) -> ArrangementRow:
    """Return what a letter starts with: what its letter file says."""
    rule = rule_in_words(file.group_by)
    return ArrangementRow(
        letter_id=letter.id,
        version=0,
        sort_order=file.order.value,
        rule=rule,
        headings={rule: list(file.groups)} if file.groups else {},
        awaited=[[place, name] for place, name in enumerate(file.leads)],
        keys_rule="",
    )


def _names(row: ArrangementRow, leads: Sequence[LeadRow]) -> tuple[str, ...]:
    names = {int(place): str(name) for place, name in row.awaited}
    names |= {lead.place: lead.name if lead.standing == "listed" else "" for lead in leads}
    return tuple(names.get(place, "") for place in range(max(names, default=-1) + 1))
