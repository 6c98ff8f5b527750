"""The cast of the tests: a letter, those who sign it, those who watch over it.

letter = LetterInHand.published(house)
letter.signed_by("Cedar Tenants Union", state="OH")
assert letter.lines == ["Cedar Tenants Union"]
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain import keys
from app.domain.errors import Refused
from app.domain.ordering import order_for_print
from app.domain.roles import Member
from app.services import accounts, confirming, desk, documents, publishing, signing, watching
from app.services.access import Visitor, read_key
from app.services.house import House
from app.services.publishing import PUBLIC, Circle
from app.services.signing import CheckYourInbox, SignOnAnswers
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
"""When everything in the cast's world happens, unless a test says otherwise."""

LETTER = """\
---
title: Keep the ferry
salutation: 'Dear Commissioner:'
leads: [Harbor Neighbors]
group_by: state
line: '{name}, {state}'
closes: 2027-03-20T17:00
zone: America/New_York
---

The undersigned {{ count }} organizations ask you to keep the ferry.
"""

ANSWERS = SignOnAnswers(
    organization="Cedar Tenants Union",
    website="https://cedar-tenants.example",
    scope="local",
    state="OH",
    signer_name="Ida Quill",
    signer_title="Director",
    email="ida@cedar-tenants.example",
    authorized=True,
)


@dataclass
class LetterInHand:
    """A letter of the tests, with the short ways to sign it and to look at it."""

    house: House
    slug: str
    visitor: Visitor = field(default_factory=Visitor)

    @classmethod
    def published(
        cls,
        house: House,
        text: str = LETTER,
        *,
        slug: str = "ferry",
        circle: Circle = PUBLIC,
        signatories: str = "",
        as_listed: bool = False,
        owner: str = "",
        now: datetime = NOON,
    ) -> LetterInHand:
        made = publishing.publish(
            house,
            text.encode(),
            signatories=signatories.encode() if signatories else None,
            as_listed=as_listed,
            slug=slug,
            owner=owner,
            circle=circle,
            now=now,
        )
        assert not isinstance(made, Refused), made
        return cls(house, made.letter.slug)

    def asked(
        self, organization: str = "", *, now: datetime = NOON, **answers: Any
    ) -> CheckYourInbox | Refused | None:
        """Send the form; the answer is what the visitor sees."""
        written = replace(ANSWERS, **answers)
        if organization:
            written = replace(written, organization=organization)
        return signing.sign_on(
            self.house, self.slug, written, visitor=self.visitor, language="en", now=now
        )

    def signed_by(self, organization: str, *, now: datetime = NOON, **answers: Any) -> str:
        """Send the form and confirm; return the token of the signer's page."""
        asked = self.asked(organization, now=now, **answers)
        assert isinstance(asked, CheckYourInbox), asked
        outcome = confirming.confirm(self.house, self.confirm_token(), now=now)
        assert isinstance(outcome, confirming.Confirmed), outcome
        return outcome.signer_token

    def confirm_token(self, number: int = 0) -> str:
        """Return the token of a sign-on's mail, the newest without a number."""
        with self.house.store.read() as connection:
            letter = letter_rows.find_by_slug(connection, self.slug)
            assert letter is not None
            _, rows = sign_on_rows.page_for_desk(
                connection,
                letter.id,
                find="",
                in_contacts=True,
                offset=0,
                limit=1000,
                newest_first=True,
            )
        sign_on_id = number or max(row.sign_on_id for row in rows)
        return keys.make_key(self.house.secret_key, keys.Purpose.CONFIRM, sign_on_id, 1)

    @property
    def lines(self) -> list[str]:
        """The names under the letter, in printing order."""
        with self.house.store.read() as connection:
            letter = letter_rows.find_by_slug(connection, self.slug)
            assert letter is not None
            file = documents.letter_file(connection, letter)
            rows = documents.listed_signatories(connection, letter)
        ordered = order_for_print(rows, leads=file.leads, order=file.order, locale=file.language)
        return [row.name for row in ordered]

    @property
    def review_queue(self) -> list[tuple[str, str]]:
        pairs = watching.possible_duplicates(self.house, self.slug)
        assert pairs is not None
        return [(pair.older, pair.newer) for pair in pairs]

    @property
    def key(self) -> str:
        """The private link's key."""
        with self.house.store.read() as connection:
            letter = letter_rows.find_by_slug(connection, self.slug)
        assert letter is not None
        return read_key(self.house, letter)


def member_of(house: House, coalition: str, *, role: str = "organizer") -> Member:
    """Return a member of this coalition, with an account of their own."""
    email = f"{role}@{coalition}.example"
    made = accounts.create_account(
        house,
        email=email,
        password_hash="not a hash: nobody signs in with it",
        role=role,
        coalition=coalition,
        now=NOON,
    )
    assert not isinstance(made, Refused), made
    with house.store.read() as connection:
        from app.store import members

        user_id = members.user_id_by_email(connection, email)
    assert user_id is not None
    (member,) = desk.memberships(house, user_id)
    return member


DAY = timedelta(days=1)
