"""The groups of a list: moved by hand, put back, added and removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.errors import Refused
from app.domain.headings import (
    Path,
    Step,
    kinds_in,
    memberships_in,
    path_in_words,
    path_of,
    scopes_in,
)
from app.domain.letters import LetterFile
from app.domain.moving import moved_among
from app.domain.places import STATES, state_name
from app.domain.roles import Member
from app.services import documents
from app.services.changing import Done
from app.services.changing_order import CHANGED_MEANWHILE, record, settle
from app.services.house import House
from app.services.ordering import group_order, groups_in_order
from app.store import order as order_rows
from app.store import ordered_lists
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.order import ArrangementRow

LONGEST_PATH = 300
MOST_GROUPS = 2_000

_NO_GROUP = Refused(
    "Give the group a heading of 300 characters at most, such as “State and local > Ohio”.",
    code="group-heading",
)
_GROUP_IN_USE = Refused(
    "Somebody stands under this group. Give them another group first.", code="group-in-use"
)
_TOO_MANY_GROUPS = Refused("A list has 2,000 groups at most.", code="too-many-groups")


def move_group(
    house: House,
    member: Member,
    slug: str,
    path: str,
    *,
    steps: int,
    version: int,
    now: datetime,
) -> Done | Refused | None:
    """Move a group past its neighbor of the same level; what is nested in it goes along."""

    def change(connection: Connection, letter: LetterRow, row: ArrangementRow) -> Done | Refused:
        if row.version != version:
            return CHANGED_MEANWHILE
        file = documents.letter_file(connection, letter)
        moving = path_of(path)
        shown = [
            each
            for each in groups_in_order(connection, letter, file)
            if each and each[:-1] == moving[:-1]
        ]
        known = _siblings(file, moving[:-1], shown)
        wanted = moved_among(known, moving, steps, shown=shown)
        if wanted == tuple(known):
            return Done(changed=False)
        listed = [each for each in map(path_of, file.groups) if each not in set(wanted)]
        _write_groups(connection, letter, row, [*wanted, *listed])
        record(connection, "group moved", letter, member, now, steps=steps)
        return Done(changed=True)

    return settle(house, member, slug, change)


def forget_moves(
    house: House, member: Member, slug: str, *, now: datetime
) -> Done | Refused | None:
    """Put groups that a rule makes back where the rule has them."""

    def change(connection: Connection, letter: LetterRow, row: ArrangementRow) -> Done | Refused:
        if not row.rule or not row.headings.get(row.rule):
            return Done(changed=False)
        _write_groups(connection, letter, row, [])
        record(connection, "groups put back", letter, member, now, rule=row.rule)
        return Done(changed=True)

    return settle(house, member, slug, change)


def add_group(
    house: House, member: Member, slug: str, path: str, *, now: datetime
) -> Done | Refused | None:
    """Add an empty group by hand, behind those that are there."""

    def change(connection: Connection, letter: LetterRow, row: ArrangementRow) -> Done | Refused:
        new = path_of(path)
        if row.rule or not new or len(path) > LONGEST_PATH or "|" in path or not path.isprintable():
            return _NO_GROUP
        listed = [path_of(each) for each in row.headings.get("", ())]
        if new in listed:
            return Done(changed=False)
        if len(listed) >= MOST_GROUPS:
            return _TOO_MANY_GROUPS
        _write_groups(connection, letter, row, [*listed, new])
        record(connection, "group added", letter, member, now)
        return Done(changed=True)

    return settle(house, member, slug, change)


def remove_group(
    house: House, member: Member, slug: str, path: str, *, now: datetime
) -> Done | Refused | None:
    """Remove an empty group that stands by hand."""

    def change(connection: Connection, letter: LetterRow, row: ArrangementRow) -> Done | Refused:
        gone = path_of(path)
        listed = [path_of(each) for each in row.headings.get("", ())]
        left = [each for each in listed if each[: len(gone)] != gone]
        if row.rule or not gone or left == listed:
            return Done(changed=False)
        counts, _leads = ordered_lists.counts_by_path(connection, letter.id)
        if any(path_of(each)[: len(gone)] == gone for each in counts):
            return _GROUP_IN_USE
        _write_groups(connection, letter, row, left)
        record(connection, "group removed", letter, member, now)
        return Done(changed=True)

    return settle(house, member, slug, change)


# ------------------------------------------------------------------- how


def _siblings(file: LetterFile, above: Path, shown: Sequence[Path]) -> list[Path]:
    """Return all groups that have a place beside those shown, in their present order: a state
    without signatories yet has its place among the others when somebody moves one.
    """
    listed = {path_of(each)[: len(above) + 1] for each in file.groups}
    beside = {path for path in listed if len(path) == len(above) + 1 and path[:-1] == above}
    beside |= set(shown)
    if len(above) < len(file.group_by):
        beside |= {(*above, heading) for heading in _vocabulary(file, file.group_by[len(above)])}
    return sorted(beside, key=group_order(file).key)


def _vocabulary(file: LetterFile, step: str) -> tuple[str, ...]:
    match step:
        case Step.SCOPE:
            return scopes_in(file.language)
        case Step.KIND:
            return kinds_in(file.language)
        case Step.MEMBERS:
            return memberships_in(file.language)
        case Step.STATE:
            return tuple(state_name(code, language=file.language) for code in STATES)
    return ()


def _write_groups(
    connection: Connection, letter: LetterRow, row: ArrangementRow, paths: Sequence[Path]
) -> None:
    headings = {**row.headings, row.rule: list(map(path_in_words, paths))}
    order_rows.change_arrangement(connection, letter.id, headings=headings)
    order_rows.forget_keys(connection, letter.id)
