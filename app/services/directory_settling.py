"""Who is who in the directory: two entries joined into one, and who became whom.

Joining moves nothing: what an organization owned stays its own, and a join that is undone
leaves both exactly as they were, with all that either learned since.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain import collation, names
from app.domain.directory import Change, Spelling, would_circle
from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.domain.signatories import place_of
from app.services.changing import Done
from app.services.directory import learn_spelling, successions
from app.services.directory_editing import change_organization, record
from app.services.directory_learning import sort_key_of
from app.services.house import House
from app.store import directory as rows
from app.store import successions as succession_rows
from app.store.directory import OrganizationRow
from app.store.engine import Connection


@dataclass(frozen=True, slots=True)
class SuccessionAnswers:
    """What became of an organization; `becomes` and `others` are names, as in the directory."""

    kind: str
    becomes: str
    on: date | None
    others: tuple[str, ...] = ()


def join(
    house: House, member: Member, code: str, *, other: str, now: datetime
) -> Done | Refused | None:
    """Let the organization of `code` stand for the other one as well."""

    def change(connection: Connection, row: OrganizationRow) -> Done | Refused:
        joined = rows.find(connection, member.coalition_id, other)
        if joined is None or joined.id == row.id or joined.root_id not in (None, row.id):
            return Refused("Choose another organization of the directory.", code="join-whom")
        if joined.root_id == row.id:
            return Done(changed=False)
        family = [each.id for each in rows.family(connection, joined.id)]
        rows.change(connection, joined.id, joined_into_id=row.id, joined_at=now)
        rows.set_root(connection, family, row.id)
        record(connection, "organizations joined", row, member, now, joined_id=joined.id)
        return Done(changed=True)

    return change_organization(house, member, code, change, needs=Permission.SETTLE_DIRECTORY)


def undo_join(
    house: House, member: Member, code: str, *, other: str, now: datetime
) -> Done | Refused | None:
    """Let an organization that was joined into this one stand by itself again, with those that
    had been joined into it before.
    """

    def change(connection: Connection, row: OrganizationRow) -> Done:
        family = {each.id: each for each in rows.family(connection, row.id)}
        joined = rows.find(connection, member.coalition_id, other)
        if joined is None or joined.id not in family or joined.joined_into_id is None:
            return Done(changed=False)
        below = _below(joined.id, family.values())
        rows.change(connection, joined.id, joined_into_id=None, joined_at=None)
        rows.set_root(connection, [joined.id], None)
        rows.set_root(connection, below, joined.id)
        record(connection, "organizations parted", row, member, now, joined_id=joined.id)
        return Done(changed=True)

    return change_organization(house, member, code, change, needs=Permission.SETTLE_DIRECTORY)


def set_successor(
    house: House, member: Member, code: str, answers: SuccessionAnswers, *, now: datetime
) -> Done | Refused | None:
    """Say that the organization, with others or alone, became another one on a day.

    One that the directory does not know yet is made. Letters that stand keep the old names.
    """

    def change(connection: Connection, row: OrganizationRow) -> Done | Refused:
        if answers.kind not in tuple(Change) or answers.on is None:
            return Refused("Say what happened, and on which day.", code="on:succession-day")
        others = [
            _named(connection, member, name, field="others") for name in answers.others if name
        ]
        refused = next((each for each in others if isinstance(each, Refused)), None)
        if refused is not None:
            return refused
        before = {row.id, *(each for each in others if isinstance(each, int))}
        if len(before) > 1 and answers.kind != Change.MERGED:
            return Refused(
                "Several organizations can only merge. Say so, or leave the others out.",
                code="others:succession-several",
            )
        target = _named(connection, member, answers.becomes, field="becomes")
        if isinstance(target, Refused):
            if target.code != "becomes:not-in-directory":
                return target
            target = _made(connection, row, answers.becomes, member, now)
        known = successions(connection, member.coalition_id)
        if would_circle(before, target, known):
            return Refused(
                "It would become one that it was made from. Choose another one.",
                code="becomes:succession-circle",
            )
        if any(
            (each.from_id, each.to_id) == (row.id, target) and each.kind == answers.kind
            for each in known
        ):
            return Done(changed=False)
        made = succession_rows.add(
            connection,
            coalition_id=member.coalition_id,
            from_ids=sorted(before),
            to_id=target,
            kind=answers.kind,
            happened_on=answers.on,
            made_by=member.user_id,
            at=now,
        )
        record(
            connection,
            "organization succeeded",
            row,
            member,
            now,
            succession_id=made,
            becomes_id=target,
            kind=answers.kind,
        )
        return Done(changed=True)

    return change_organization(house, member, code, change, needs=Permission.SETTLE_DIRECTORY)


def take_back_successor(
    house: House, member: Member, code: str, *, succession_id: int, now: datetime
) -> Done | Refused | None:
    """Say that it was a slip; the row stays as the record."""

    def change(connection: Connection, row: OrganizationRow) -> Done:
        own = succession_rows.touching(
            succession_rows.of_coalition(connection, member.coalition_id), row.id
        )
        if succession_id not in {each.id for each in own}:
            return Done(changed=False)
        succession_rows.end(connection, succession_id, at=now)
        record(connection, "succession taken back", row, member, now, succession_id=succession_id)
        return Done(changed=True)

    return change_organization(house, member, code, change, needs=Permission.SETTLE_DIRECTORY)


def _below(organization_id: int, members: Collection[OrganizationRow]) -> list[int]:
    """Return all that were joined into an organization, over however many steps."""
    found: list[int] = []
    todo = [organization_id]
    while todo:
        now = todo.pop()
        inside = [each.id for each in members if each.joined_into_id == now]
        found += inside
        todo += inside
    return found


def _named(connection: Connection, member: Member, name: str, *, field: str) -> int | Refused:
    """Return the one organization that has this name, wherever it is."""
    checked = names.check_name(name)
    if isinstance(checked, Refused):
        return replace(checked, code=f"{field}:{checked.code}")
    prepared = Spelling.of(checked).prepared
    known = rows.with_prepared(connection, member.coalition_id, [prepared])
    found = {row.organization_id for row in known.get(prepared, ())}
    if not found:
        return Refused(
            "The directory does not know this name. Write it as it stands there.",
            code=f"{field}:not-in-directory",
        )
    if len(found) > 1:
        return Refused(
            "Several organizations of the directory have this name. Give an accepted spelling "
            "that only one of them has.",
            code=f"{field}:several-in-directory",
        )
    return found.pop()


def _made(
    connection: Connection, row: OrganizationRow, name: str, member: Member, now: datetime
) -> int:
    """Return a new organization of this name, in the place of the one that became it."""
    checked = names.check_name(name)
    text = name if isinstance(checked, Refused) else checked
    (made,) = rows.add(
        connection,
        [
            {
                "coalition_id": row.coalition_id,
                "name": text,
                "city": row.city,
                "state": row.state,
                "country": row.country,
                "sort_key": sort_key_of(text),
                "sort_rule": collation.RULE,
                "made_by": member.user_id,
                "created_at": now,
            }
        ],
    )
    # Nobody had this name: it means the new one with its place and without.
    for place in dict.fromkeys((place_of(row.city, row.state), "")):
        learn_spelling(
            connection,
            made,
            text,
            place=place,
            source="desk",
            user_id=member.user_id,
            now=now,
        )
    return made
