"""What an organizer settles for single lines: by what they sort, their group, their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.errors import Refused
from app.domain.headings import Membership, Rule, path_in_words, path_of, rule_in_words
from app.domain.roles import Member, Permission
from app.domain.signatories import paths_in
from app.services.arrangements import rule_in
from app.services.changing import Done, change_letter
from app.services.house import House
from app.services.listing import list_changed
from app.services.ordering import arrangement_of, fingerprint, line_of
from app.store import audit, ordered_lists
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.signatories import SignatoryRow

LONGEST_WORDS = 300
LAST_PIN = 10_000
LARGEST_NUMBER = 1e9
MOST_LINES_AT_ONCE = 200

CHANGED_MEANWHILE = Refused(
    "Somebody changed this line meanwhile. Nothing of yours is saved yet: look, and save again.",
    code="line-changed",
)
_TOO_LONG = Refused("Use 300 characters at most, in plain words.", code="words-too-long")
_NO_PLACE = Refused("Give a place from 1 to 10,000.", code="no-such-pin")
_NO_NUMBER = Refused("Give a number, such as 3 or 2.5.", code="no-such-number")
_NOTHING = Refused("Choose lines, and what to set for them.", code="no-lines")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is wanted for one line. `group` counts only where `has_own_group`, and always in a
    list that is grouped by hand; "" there stands for no group.
    """

    sort_name: str = ""
    category: str = ""
    membership: str = ""
    pin: int | None = None
    manual_order: float | None = None
    group: str = ""
    has_own_group: bool = False


def settle_line(
    house: House,
    member: Member,
    slug: str,
    line_id: int,
    wanted: Settings,
    *,
    was: str,
    now: datetime,
) -> Done | Refused | None:
    """Settle one line; None where the letter has no such line."""
    is_there = True

    def change(connection: Connection, letter: LetterRow) -> Done | Refused:
        nonlocal is_there
        line = line_of(connection, letter, line_id)
        if line is None:
            is_there = False
            return Done(changed=False)
        values = _values(line, wanted, rule_in(arrangement_of(connection, letter)))
        if isinstance(values, Refused):
            return values
        changed = {name: value for name, value in values.items() if getattr(line, name) != value}
        if not changed:
            return Done(changed=False)
        if fingerprint(line) != was:
            return CHANGED_MEANWHILE
        signatory_rows.change(connection, line.id, **changed)
        _record(connection, letter, member, now, signatory_id=line.id, what=", ".join(changed))
        list_changed(connection, letter)
        return Done(changed=True)

    outcome = change_letter(house, member, slug, change, needs=Permission.ORDER_LIST)
    return outcome if is_there else None


def settle_lines(
    house: House,
    member: Member,
    slug: str,
    line_ids: Sequence[int],
    *,
    what: str,
    value: str,
    now: datetime,
) -> Done | Refused | None:
    """Set one thing (group, category or membership) for many lines; others stay as they are."""

    def change(connection: Connection, letter: LetterRow) -> Done | Refused:
        lines = ordered_lists.listed_by_id(connection, letter.id, line_ids[:MOST_LINES_AT_ONCE])
        if not lines or what not in {"group", "category", "membership"}:
            return _NOTHING
        rule = rule_in(arrangement_of(connection, letter))
        changed = 0
        for line in lines:
            values = _values(line, _with(line, what, value, rule), rule)
            if isinstance(values, Refused):
                return values
            if any(getattr(line, name) != wanted for name, wanted in values.items()):
                signatory_rows.change(connection, line.id, **values)
                changed += 1
        if changed:
            _record(connection, letter, member, now, lines=changed, what=what)
            list_changed(connection, letter)
        return Done(changed=bool(changed))

    return change_letter(house, member, slug, change, needs=Permission.ORDER_LIST)


def _with(line: SignatoryRow, what: str, value: str, rule: Rule) -> Settings:
    has_own = line.own_group is not None and line.own_group_rule == rule_in_words(rule)
    as_it_is = Settings(
        sort_name=line.sort_name,
        category=line.category,
        membership=line.membership,
        pin=line.pin,
        manual_order=line.manual_order,
        group=(line.own_group or "") if rule else line.group_path,
        has_own_group=has_own,
    )
    match what:
        case "group":
            return replace(as_it_is, group=value, has_own_group=bool(value.strip()))
        case "category":
            return replace(as_it_is, category=value)
        case _:
            return replace(as_it_is, membership=value)


def _values(line: SignatoryRow, wanted: Settings, rule: Rule) -> dict[str, Any] | Refused:
    """Return the columns that hold what is wanted, or why it cannot be."""
    words = [" ".join(each.split()) for each in (wanted.sort_name, wanted.category, wanted.group)]
    if any(len(each) > LONGEST_WORDS or not each.isprintable() for each in words):
        return _TOO_LONG
    if wanted.membership not in {"", *Membership}:
        return _NOTHING
    if wanted.pin is not None and not 1 <= abs(wanted.pin) <= LAST_PIN:
        return _NO_PLACE
    if wanted.manual_order is not None and not abs(wanted.manual_order) <= LARGEST_NUMBER:
        return _NO_NUMBER
    sort_name, category, group = words
    values: dict[str, Any] = {
        "sort_name": "" if sort_name == line.name else sort_name,
        "category": path_in_words(path_of(category)),
        "membership": wanted.membership,
        "pin": wanted.pin,
        "manual_order": wanted.manual_order,
    }
    if not rule:
        return values | {"group_path": _paths(group)}
    if wanted.has_own_group:
        return values | {"own_group": _paths(group), "own_group_rule": rule_in_words(rule)}
    # What was set under another rule waits until that one is chosen again.
    is_of_this_rule = line.own_group_rule == rule_in_words(rule)
    return values | ({"own_group": None, "own_group_rule": ""} if is_of_this_rule else {})


def _paths(group: str) -> str:
    """Return paths in the form they are kept in: "National | Water > Rivers"."""
    paths = (path_in_words(path_of(path)) for path in paths_in(group))
    return " | ".join(path for path in paths if path)


def _record(
    connection: Connection, letter: LetterRow, member: Member, now: datetime, **details: int | str
) -> None:
    audit.record(
        connection,
        "lines settled",
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        user_id=member.user_id,
        at=now,
        details=details,
    )
