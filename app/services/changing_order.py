"""Putting a list in order: the leads, and the rule. Each use case is one transaction.

Whoever sends an order says by which version of it their page was made. Where another
organizer changed it meanwhile nothing is changed: they are told, and the page they get back
holds what they wanted beside what stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from app.domain.errors import Refused
from app.domain.headings import rule_in_words, rule_of
from app.domain.letters import Order
from app.domain.names import prepared
from app.domain.roles import Member, Permission
from app.services.changing import Done, change_letter
from app.services.house import House
from app.services.listing import list_changed
from app.services.ordering import Lead, arrangement_of, leads_of, line_of
from app.store import audit
from app.store import letters as letter_rows
from app.store import order as order_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.order import ArrangementRow

CHANGED_MEANWHILE = Refused(
    "Somebody changed the order meanwhile. Nothing of yours is saved yet: look, and save again.",
    code="order-changed",
)
_NO_RULE = Refused("Choose one of the ways to group that are offered.", code="no-such-rule")

Change = Callable[[Connection, LetterRow, ArrangementRow], Done | Refused | None]


def order_leads(
    house: House, member: Member, slug: str, keys: Sequence[str], *, version: int, now: datetime
) -> Done | Refused | None:
    """Put the leads in this order. `keys` name all of them, each once (ordering.Lead)."""

    def change(connection: Connection, letter: LetterRow, row: ArrangementRow) -> Done | Refused:
        leads = leads_of(connection, row)
        stand = [lead.key for lead in leads]
        wanted = with_lines_that_came(keys, leads)
        if row.version != version or sorted(wanted) != sorted(stand):
            return CHANGED_MEANWHILE
        if wanted == stand:
            return Done(changed=False)
        _place_leads(connection, letter, wanted)
        record(connection, "leads put in order", letter, member, now, leads=len(wanted))
        return Done(changed=True)

    return settle(house, member, slug, change)


def with_lines_that_came(keys: Sequence[str], leads: Sequence[Lead]) -> list[str]:
    """Return the keys with that of its line for each lead that was awaited and has signed."""
    stand = {lead.key for lead in leads}
    line_of_name = {prepared(lead.name): lead.key for lead in leads if lead.standing != "awaited"}

    def now(key: str) -> str:
        kind, _, name = key.partition(":")
        if key in stand or kind != "name":
            return key
        return line_of_name.get(prepared(name), key)

    return [now(key) for key in keys]


def make_lead(
    house: House, member: Member, slug: str, line_id: int, *, now: datetime
) -> Done | Refused | None:
    """Make a line the last of the leads; one that is a lead stays where it is."""

    def change(
        connection: Connection, letter: LetterRow, row: ArrangementRow
    ) -> Done | Refused | None:
        line = line_of(connection, letter, line_id)
        if line is None:
            return None
        if line.lead_place is not None:
            return Done(changed=False)
        keys = [lead.key for lead in leads_of(connection, row)]
        _place_leads(connection, letter, [*keys, f"line:{line_id}"])
        record(connection, "lead made", letter, member, now, signatory_id=line_id)
        return Done(changed=True)

    return settle(house, member, slug, change)


def take_lead_back(
    house: House, member: Member, slug: str, key: str, *, now: datetime
) -> Done | Refused | None:
    """Make a lead a line among the others, or wait no longer for one that has not signed."""

    def change(connection: Connection, letter: LetterRow, row: ArrangementRow) -> Done | Refused:
        keys = [lead.key for lead in leads_of(connection, row)]
        if key not in keys:
            return Done(changed=False)
        kind, _, rest = key.partition(":")
        if kind == "line":
            signatory_rows.change(connection, int(rest), lead_place=None)
        keys.remove(key)
        _place_leads(connection, letter, keys)
        details = {"signatory_id": int(rest)} if kind == "line" else {}
        record(connection, "lead taken back", letter, member, now, **details)
        return Done(changed=True)

    return settle(house, member, slug, change)


def set_rule(
    house: House,
    member: Member,
    slug: str,
    *,
    order: str,
    rule: str,
    version: int,
    now: datetime,
) -> Done | Refused | None:
    """Say by what lines are sorted and grouped; the groups of each rule keep their order."""

    def change(connection: Connection, letter: LetterRow, row: ArrangementRow) -> Done | Refused:
        steps = rule_of(rule)
        if steps is None or order not in set(Order):
            return _NO_RULE
        if (order, rule_in_words(steps)) == (row.sort_order, row.rule):
            return Done(changed=False)
        if row.version != version:
            return CHANGED_MEANWHILE
        order_rows.change_arrangement(
            connection, letter.id, sort_order=order, rule=rule_in_words(steps)
        )
        order_rows.forget_keys(connection, letter.id)
        record(connection, "list arranged", letter, member, now, order=order, rule=rule)
        return Done(changed=True)

    return settle(house, member, slug, change)


# ------------------------------------------------------------------- how


def settle(house: House, member: Member, slug: str, change: Change) -> Done | Refused | None:
    """Change the order while the letter is held; keys, version and pages follow."""
    found = True

    def held(connection: Connection, letter: LetterRow) -> Done | Refused:
        nonlocal found
        if order_rows.arrangement(connection, letter.id) is None:
            # From now on the list has an order of its own, begun with the letter file's.
            list_changed(connection, letter)
        row = arrangement_of(connection, letter)
        outcome = change(connection, letter, row)
        if outcome is None:
            found = False
            return Done(changed=False)
        if isinstance(outcome, Done) and outcome.changed:
            order_rows.change_arrangement(connection, letter.id, version=row.version + 1)
            list_changed(connection, letter)
        return outcome

    outcome = change_letter(house, member, slug, held, needs=Permission.ORDER_LIST)
    return outcome if found else None


def _place_leads(connection: Connection, letter: LetterRow, keys: Sequence[str]) -> None:
    """Write the leads' places, and the names under which the letter says who convenes it."""
    row = arrangement_of(connection, letter)
    names = {lead.key: lead.name for lead in leads_of(connection, row)}
    awaited: list[list[Any]] = []
    for place, key in enumerate(keys):
        kind, _, rest = key.partition(":")
        if kind == "name":
            awaited.append([place, rest])
        else:
            signatory_rows.change(connection, int(rest), lead_place=place)
            names.setdefault(key, signatory_rows.find(connection, int(rest)).name)
    order_rows.change_arrangement(connection, letter.id, awaited=awaited)
    letter_rows.change(connection, letter.id, convener=", ".join(names[key] for key in keys))


def record(
    connection: Connection,
    what: str,
    letter: LetterRow,
    member: Member,
    now: datetime,
    **details: int | str,
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
