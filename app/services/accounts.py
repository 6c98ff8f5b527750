"""Accounts of members, made by whoever runs the machine."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from email_validator import EmailNotValidError, validate_email

from app.domain.errors import Refused
from app.domain.roles import Role
from app.domain.slugs import is_slug
from app.services.house import House
from app.services.publishing import DEFAULT_COALITION
from app.store import audit
from app.store import members as member_rows


@dataclass(frozen=True, slots=True)
class AccountMade:
    """The account and its role; `is_new` is False where the address had an account."""

    email: str
    coalition: str
    is_new: bool


def create_account(
    house: House,
    *,
    email: str,
    password_hash: str | None,
    role: str,
    coalition: str = DEFAULT_COALITION,
    coalition_name: str = "",
    now: datetime,
) -> AccountMade | Refused:
    """Make the account and give it the role; the coalition is made where it is missing.

    An address that has an account keeps its password, and gets the role as well; a new one
    needs `password_hash`.
    """
    if role not in tuple(Role):
        return Refused(f"The role must be one of {', '.join(Role)}.", code="role-unknown")
    if not is_slug(coalition):
        return Refused(
            "A coalition's slug holds lower-case letters, digits and hyphens.", code="slug-form"
        )
    try:
        checked = validate_email(email.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return Refused(f"{email!r} is no e-mail address.", code="email-form")
    address = checked.normalized.lower()
    with house.store.write() as connection:
        coalition_id = member_rows.find_or_make_coalition(
            connection,
            slug=coalition,
            name=coalition_name or coalition.replace("-", " ").title(),
            at=now,
        )
        uniquifier = secrets.token_hex(32)
        user_id = member_rows.user_id_by_email(connection, address)
        is_new = user_id is None
        if user_id is None:
            if password_hash is None:
                return Refused("A new account needs a password.", code="password-missing")
            user_id = member_rows.add_user(
                connection,
                email=address,
                password_hash=password_hash,
                uniquifier=uniquifier,
                at=now,
            )
        if user_id is None:
            return Refused("The account was made at this moment; try again.", code="try-again")
        member_rows.set_role(
            connection, coalition_id=coalition_id, user_id=user_id, role=role, at=now
        )
        audit.record(
            connection,
            "member made" if is_new else "member changed",
            coalition_id=coalition_id,
            at=now,
            details={"member_id": user_id, "role": role},
        )
    return AccountMade(email=address, coalition=coalition, is_new=is_new)


def is_known(house: House, email: str) -> bool:
    """Has this address an account?"""
    with house.store.read() as connection:
        return member_rows.user_id_by_email(connection, email.strip().lower()) is not None


def set_password(house: House, *, email: str, password_hash: str, now: datetime) -> bool:
    """Change the password and end every session of the account; False where there is none."""
    with house.store.write() as connection:
        user_id = member_rows.user_id_by_email(connection, email.strip().lower())
        if user_id is None:
            return False
        member_rows.set_password(
            connection,
            user_id,
            password_hash=password_hash,
            uniquifier=secrets.token_hex(32),
        )
        for member in member_rows.memberships(connection, user_id):
            audit.record(
                connection,
                "password set",
                coalition_id=member.coalition_id,
                at=now,
                details={"member_id": user_id},
            )
    return True
