"""A coalition with letters that follow each other, for the tests of its directory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.domain.errors import Refused
from app.domain.roles import Member
from app.services import directory_desk, directory_settling, opening
from app.services.changing import Done
from app.services.directory import Known, known_as
from app.services.directory_desk import Entry
from app.services.directory_settling import SuccessionAnswers
from app.services.house import House
from app.services.publishing import PUBLIC, Circle
from app.services.signing import CheckYourInbox
from app.store import letters as letter_rows
from app.store.tables import audit_events, signatories
from tests.cast import NOON, LetterInHand, member_of

PLAIN = "---\ntitle: Keep the ferry\n---\n\nKeep the ferry.\n"
BY_STATE = "---\ntitle: Keep the ferry\nline: '{name}, {state}'\n---\n\nKeep the ferry.\n"
QUIET = Circle("link", "link", "signers")


class PlainLetter(LetterInHand):
    """A letter that asks for no place: what is not said is not given."""

    def asked(
        self, organization: str = "", *, now: datetime = NOON, **answers: Any
    ) -> CheckYourInbox | Refused | None:
        return super().asked(
            organization, now=now, **{"website": "", "scope": "", "state": "", **answers}
        )


@dataclass
class Coalition:
    """She organizes; letters are published for her coalition one after the other."""

    house: House
    she: Member
    letters: int = 0

    @classmethod
    def gathered(cls, house: House, slug: str = "cool-homes") -> Coalition:
        return cls(house, member_of(house, slug))

    def letter(
        self,
        text: str = PLAIN,
        *,
        circle: Circle = PUBLIC,
        signatories: str = "",
        now: datetime = NOON,
    ) -> LetterInHand:
        self.letters += 1
        made = PlainLetter.published(
            self.house,
            text,
            slug=f"{self.she.coalition_slug}-{self.letters}",
            circle=circle,
            signatories=signatories,
            owner=self.she.email,
            now=now,
        )
        made.visitor = type(made.visitor)(key=made.key)
        return made

    def close(self, letter: LetterInHand, *, now: datetime = NOON) -> None:
        done = opening.close_letter(self.house, self.she, letter.slug, now=now)
        assert isinstance(done, Done), done

    def closed_letter(
        self, *organizations: str, circle: Circle = PUBLIC, **answers: Any
    ) -> LetterInHand:
        letter = self.letter(circle=circle)
        for organization in organizations:
            letter.signed_by(organization, **answers)
        self.close(letter)
        return letter

    @property
    def entries(self) -> dict[str, Entry]:
        page = directory_desk.directory(self.house, self.she, now=NOON)
        return {entry.name: entry for entry in page.entries}

    def code(self, name: str) -> str:
        return self.entries[name].code

    def known(self, name: str, place: str = "", website: str = "") -> Known | None:
        with self.house.store.read() as connection:
            return known_as(connection, self.she.coalition_id, name, place, website=website)

    def becomes(self, name: str, becomes: str, *, on: datetime = NOON, **told: Any) -> None:
        answers = SuccessionAnswers(
            kind=told.get("kind", "merged"),
            becomes=becomes,
            on=on.date(),
            others=told.get("others", ()),
        )
        done = directory_settling.set_successor(
            self.house, self.she, self.code(name), answers, now=NOON
        )
        assert done == Done(changed=True), done

    def done(self, outcome: Done | Refused | None) -> None:
        assert outcome == Done(changed=True), outcome

    def links(self, letter: LetterInHand) -> Mapping[str, int | None]:
        """Return the organization of each of the letter's lines, by the name that prints."""
        with self.house.store.read() as connection:
            row = letter_rows.find_by_slug(connection, letter.slug)
            assert row is not None
            query = select(signatories.c.name, signatories.c.organization_id).where(
                signatories.c.letter_id == row.id
            )
            return {row[0]: row[1] for row in connection.execute(query)}

    def trail(self) -> list[str]:
        with self.house.store.read() as connection:
            query = (
                select(audit_events.c.what)
                .where(audit_events.c.coalition_id == self.she.coalition_id)
                .order_by(audit_events.c.id)
            )
            return list(connection.execute(query).scalars())
