"""What members write into the directory: names, places, spellings, addresses that may sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain import collation, names
from app.domain.authority import address_that_may_sign, website_address
from app.domain.errors import Refused
from app.domain.places import state_code
from app.domain.roles import Member, Permission
from app.domain.signatories import place_of
from app.services import directory_learning
from app.services.changing import NOT_YOUR_ROLE, Done
from app.services.directory import learn_spelling
from app.services.directory_learning import Learned, sort_key_of
from app.services.house import House
from app.store import audit
from app.store import directory as rows
from app.store import signing_addresses as address_rows
from app.store.directory import OrganizationRow
from app.store.engine import Connection

LONGEST_ACRONYM = 40
LONGEST_PLACE = 100
LONGEST_WEBSITE = 300
LONGEST_NOTES = 2_000

SPELLING_TAKEN = Refused(
    "Another organization of the directory has this name in this place. Join the two, or give "
    "the place that tells them apart.",
    code="spelling-taken",
)


@dataclass(frozen=True, slots=True)
class OrganizationAnswers:
    """What a member wrote of an organization."""

    name: str
    acronym: str = ""
    website: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    sort_name: str = ""
    notes: str = ""


Change = Callable[[Connection, OrganizationRow], Done | Refused]


def change_organization(
    house: House, member: Member, code: str, change: Change, *, needs: Permission
) -> Done | Refused | None:
    """Change an organization that stands while the coalition's directory is held.

    None where the coalition has none of this code.
    """
    if not member.may(needs):
        return NOT_YOUR_ROLE
    with house.store.write() as connection:
        rows.hold(connection, member.coalition_id)
        row = rows.find(connection, member.coalition_id, code)
        if row is None or row.root_id is not None:
            return None
        outcome = change(connection, row)
        if isinstance(outcome, Refused):
            connection.rollback()
        return outcome


def build(house: House, member: Member, *, now: datetime) -> Learned | None:
    """Read the coalition's closed letters that were not read yet; None where the member's role
    does not allow it.
    """
    if not member.may(Permission.EDIT_DIRECTORY):
        return None
    return directory_learning.build(house, now=now, coalition_id=member.coalition_id)


def edit(
    house: House, member: Member, code: str, answers: OrganizationAnswers, *, now: datetime
) -> Done | Refused | None:
    """Write an organization anew. Its name is an accepted spelling from then on.

    Lines that stand keep what they print.
    """
    checked = _checked(answers)

    def change(connection: Connection, row: OrganizationRow) -> Done | Refused:
        if isinstance(checked, Refused):
            return checked
        values = {field: getattr(checked, field) for field in OrganizationAnswers.__slots__}
        changed = sorted(field for field in values if values[field] != getattr(row, field))
        if not changed:
            return Done(changed=False)
        if {"name", "city", "state"} & set(changed):
            learnt = learn_spelling(
                connection,
                row.id,
                checked.name,
                place=place_of(checked.city, checked.state),
                source="desk",
                user_id=member.user_id,
                now=now,
            )
            if learnt.owner_id != row.id:
                return replace(SPELLING_TAKEN, code="name:spelling-taken")
        rows.change(
            connection,
            row.id,
            **values,
            sort_key=sort_key_of(checked.sort_name or checked.name),
            sort_rule=collation.RULE,
        )
        # Which fields, not what they hold: that is nobody's business in the trail.
        record(connection, "organization edited", row, member, now, fields=", ".join(changed))
        return Done(changed=True)

    return change_organization(house, member, code, change, needs=Permission.EDIT_DIRECTORY)


def set_print_as(
    house: House, member: Member, code: str, *, prints_name: bool, now: datetime
) -> Done | Refused | None:
    """Say whether later lines print the directory's name, whatever accepted spelling is typed."""

    def change(connection: Connection, row: OrganizationRow) -> Done:
        if row.prints_name == prints_name:
            return Done(changed=False)
        rows.change(connection, row.id, prints_name=prints_name)
        record(connection, "organization prints its name", row, member, now, on=prints_name)
        return Done(changed=True)

    return change_organization(house, member, code, change, needs=Permission.SETTLE_DIRECTORY)


def add_spelling(
    house: House, member: Member, code: str, *, spelling: str, place: str, now: datetime
) -> Done | Refused | None:
    name = names.check_name(spelling)

    def change(connection: Connection, row: OrganizationRow) -> Done | Refused:
        if isinstance(name, Refused):
            return replace(name, code=f"spelling:{name.code}")
        if len(place) > 2 * LONGEST_PLACE or not place.isprintable():
            return Refused("The place is too long.", code="spelling-place:place-form")
        learnt = learn_spelling(
            connection,
            row.id,
            name,
            place=place,
            source="desk",
            user_id=member.user_id,
            now=now,
        )
        if learnt.owner_id != row.id:
            return replace(SPELLING_TAKEN, code="spelling:spelling-taken")
        return Done(changed=learnt.is_new)

    return change_organization(house, member, code, change, needs=Permission.EDIT_DIRECTORY)


def remove_spelling(
    house: House, member: Member, code: str, *, spelling_id: int, now: datetime
) -> Done | Refused | None:
    """Accept a spelling no more; lines that stand keep their link."""

    def change(connection: Connection, row: OrganizationRow) -> Done:
        family = [each.id for each in rows.family(connection, row.id)]
        owned = {each.id for each in rows.spellings_of(connection, family)}
        if spelling_id not in owned:
            return Done(changed=False)
        rows.remove_spelling(connection, spelling_id)
        record(connection, "spelling removed", row, member, now, spelling_id=spelling_id)
        return Done(changed=True)

    return change_organization(house, member, code, change, needs=Permission.EDIT_DIRECTORY)


def add_address(
    house: House, member: Member, code: str, *, address: str, now: datetime
) -> Done | Refused | None:
    """Let an address, or a whole domain, sign for the organization."""
    checked = address_that_may_sign(address)

    def change(connection: Connection, row: OrganizationRow) -> Done | Refused:
        if isinstance(checked, Refused):
            return replace(checked, code=f"address:{checked.code}")
        is_new = address_rows.add(connection, row.id, checked, made_by=member.user_id, at=now)
        if is_new:
            record(connection, "signing address added", row, member, now, whole="@" not in checked)
        return Done(changed=is_new)

    return change_organization(house, member, code, change, needs=Permission.EDIT_DIRECTORY)


def remove_address(
    house: House, member: Member, code: str, *, address_id: int, now: datetime
) -> Done | Refused | None:
    def change(connection: Connection, row: OrganizationRow) -> Done:
        family = [each.id for each in rows.family(connection, row.id)]
        if address_id not in {each.id for each in address_rows.of(connection, family)}:
            return Done(changed=False)
        address_rows.remove(connection, address_id)
        record(connection, "signing address removed", row, member, now, address_id=address_id)
        return Done(changed=True)

    return change_organization(house, member, code, change, needs=Permission.EDIT_DIRECTORY)


def record(
    connection: Connection,
    what: str,
    row: OrganizationRow,
    member: Member,
    now: datetime,
    **details: Any,
) -> None:
    audit.record(
        connection,
        what,
        coalition_id=row.coalition_id,
        user_id=member.user_id,
        at=now,
        details={"organization_id": row.id, **details},
    )


def _checked(answers: OrganizationAnswers) -> OrganizationAnswers | Refused:
    """Return the answers cleaned, or the first that cannot stand, its field before its code."""
    name = names.check_name(answers.name)
    if isinstance(name, Refused):
        return replace(name, code=f"name:{name.code}")
    cleaned = {"name": name}
    longest = {
        "acronym": LONGEST_ACRONYM,
        "city": LONGEST_PLACE,
        "state": LONGEST_PLACE,
        "country": LONGEST_PLACE,
        "sort_name": names.LONGEST_NAME,
    }
    for field, limit in longest.items():
        said = " ".join(getattr(answers, field).split())
        checked = names.check_name(said) if said else ""
        if isinstance(checked, Refused) or len(checked) > limit:
            return Refused(
                "This cannot be printed, or it is too long. Give it anew.",
                code=f"{field}:directory-text",
            )
        cleaned[field] = checked
    website = website_address(answers.website)
    if len(website) > LONGEST_WEBSITE or not website.isprintable():
        return Refused("Give the website as in example.org.", code="website:website-form")
    notes = answers.notes.replace("\r\n", "\n").strip()
    if len(notes) > LONGEST_NOTES or "\0" in notes:
        return Refused("The notes have more than 2,000 characters.", code="notes:notes-long")
    cleaned["state"] = state_code(cleaned["state"]) or cleaned["state"]
    return OrganizationAnswers(**cleaned, website=website, notes=notes)
