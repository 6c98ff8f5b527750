"""Who comes to the desk in these tests: she owns the letter's coalition, he is on her team,
the third must see nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from werkzeug.test import TestResponse

from app.domain import collation
from app.domain.roles import Member, Role
from app.services import accounts, desk, opening
from app.services.changing import Done
from app.services.desk import Created
from app.services.directory import learn_spelling
from app.services.directory_learning import sort_key_of
from app.services.house import House
from app.store import directory as directory_rows
from app.store import members as member_rows

PASSWORD = "a password of the cast"
COALITION = "cool-homes"
ELSEWHERE = "other-matters"

SHE = "she@coolhomes.example"
TEAM = {
    Role.OWNER: SHE,
    Role.ORGANIZER: "organizer@coolhomes.example",
    Role.STAFF: "he@coolhomes.example",
    Role.VIEWER: "viewer@coolhomes.example",
}
THIRD = "third@othermatters.example"

LETTER = """---
title: 'No shutoffs in dangerous heat'
slug: heat
addressees:
- name: Chair Eleanor Whitcombe
  organization: Utility Board
salutation: 'Dear Chair Whitcombe:'
closing: 'Respectfully,'
signatories_heading: 'The undersigned:'
---

The undersigned {{ count }} organizations write about the summer.
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """The service with its cast, and a draft of hers at `heat`."""

    app: Flask

    @property
    def house(self) -> House:
        house: House = self.app.extensions["undersigned"]
        return house

    def client_of(self, email: str) -> FlaskClient:
        """Return a browser in which this person has signed in."""
        client = self.app.test_client()
        answer = sign_in(client, email)
        assert answer.status_code == 302, answer.text
        return client

    def joins(self, email: str, coalition: str, role: Role) -> None:
        accounts.create_account(
            self.house,
            email=email,
            password_hash=_password_hash(self.app),
            role=role,
            coalition=coalition,
            now=datetime.now(UTC),
        )

    def member(self, email: str) -> Member:
        """Return the first membership of this address."""
        with self.house.store.read() as connection:
            user_id = member_rows.user_id_by_email(connection, email)
        assert user_id is not None
        return desk.memberships(self.house, user_id)[0]

    def adds(self, email: str, text: str, *, slug: str = "") -> str:
        """Add a letter as this person, and return its slug."""
        made = desk.create_letter(
            self.house, self.member(email), text.encode(), slug=slug, now=datetime.now(UTC)
        )
        assert isinstance(made, Created), made
        return made.slug

    def opens(self, email: str, slug: str) -> None:
        done = opening.open_letter(self.house, self.member(email), slug, now=datetime.now(UTC))
        assert isinstance(done, Done), done

    def knows(self, name: str, *, code: str, **values: str) -> int:
        """Let her coalition know an organization by this code; return its id."""
        she = self.member(SHE)
        with self.house.store.write() as connection:
            (made,) = directory_rows.add(
                connection,
                [
                    {
                        "coalition_id": she.coalition_id,
                        "code": code,
                        "name": name,
                        "sort_key": sort_key_of(name),
                        "sort_rule": collation.RULE,
                        "created_at": datetime.now(UTC),
                        **values,
                    }
                ],
            )
            learn_spelling(connection, made, name, source="desk", now=datetime.now(UTC))
        return made

    def state_of(self, slug: str) -> str:
        letter = desk.summary(self.house, self.member(SHE), slug)
        assert letter is not None
        return letter.state


def with_cast(app: Flask) -> Desk:
    app.config["WTF_CSRF_ENABLED"] = False
    played = Desk(app)
    for role, email in TEAM.items():
        played.joins(email, COALITION, role)
    played.joins(THIRD, ELSEWHERE, Role.OWNER)
    played.adds(SHE, LETTER)
    return played


_hashes: dict[object, str] = {}


def _password_hash(app: Flask) -> str:
    """Hashing is slow on purpose; the cast has one password, and the tests one salt."""
    salt = app.config["SECURITY_PASSWORD_SALT"]
    if salt not in _hashes:
        with app.app_context():
            _hashes[salt] = hash_password(PASSWORD)
    return _hashes[salt]


def sign_in(
    client: FlaskClient, email: str, *, password: str = PASSWORD, path: str = "/account/login"
) -> TestResponse:
    return client.post(path, data={"email": email, "password": password})
