"""The review queue of a letter of the tests, and what stands in the database behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.domain.errors import Refused
from app.domain.roles import Member
from app.services import settling
from app.services.changing import Done
from app.services.settling import Same, Settled
from app.store import duplicates as duplicate_rows
from app.store import letters as letter_rows
from app.store.tables import sign_ons, signatories
from tests.cast import NOON, LetterInHand

LATER = NOON + timedelta(hours=1)

LETTER = "---\ntitle: Keep the ferry\n---\n\nKeep the ferry.\n"


@dataclass
class QueueInHand:
    letter: LetterInHand
    member: Member

    def line(self, name: str, *, place: str = "") -> int:
        """The id of the line of this name, merged or not; the oldest where there are several."""
        with self.letter.house.store.read() as connection:
            query = select(signatories.c.id).where(
                signatories.c.letter_id == self.letter_id, signatories.c.name == name
            )
            if place:
                query = query.where(signatories.c.state == place)
            return int(connection.execute(query.order_by(signatories.c.id)).scalars().all()[0])

    @property
    def letter_id(self) -> int:
        with self.letter.house.store.read() as connection:
            row = letter_rows.find_by_slug(connection, self.letter.slug)
        assert row is not None
        return row.id

    @property
    def list_version(self) -> int:
        with self.letter.house.store.read() as connection:
            row = letter_rows.find_by_slug(connection, self.letter.slug)
        assert row is not None
        return row.list_version

    def pair(self, older: str, newer: str, reason: str = "alike") -> None:
        """Put two lines into the queue, as whoever compares names does."""
        self.pair_lines(self.line(older), self.line(newer), reason)

    def pair_lines(self, older: int, newer: int, reason: str = "alike") -> None:
        letter_id = self.letter_id
        with self.letter.house.store.write() as connection:
            duplicate_rows.note_possible_duplicates(
                connection, letter_id, [(older, newer, reason)], at=NOON
            )

    def same(self, *lines: str | int, now: datetime = LATER, **wanted: Any) -> int:
        """Merge these lines; return the settlement's id."""
        outcome = self.try_same(*lines, now=now, **wanted)
        assert isinstance(outcome, Settled), outcome
        return outcome.settlement_id

    def try_same(
        self, *lines: str | int, now: datetime = LATER, **wanted: Any
    ) -> Settled | Refused | None:
        ids = tuple(self._id(line) for line in lines)
        return settling.settle_same(
            self.letter.house, self.member, self.letter.slug, Same(ids, **wanted), now=now
        )

    def different(self, *lines: str | int, now: datetime = LATER) -> int:
        outcome = settling.settle_different(
            self.letter.house,
            self.member,
            self.letter.slug,
            [self._id(line) for line in lines],
            now=now,
        )
        assert isinstance(outcome, Settled), outcome
        return outcome.settlement_id

    def undo(self, settlement_id: int, *, now: datetime = LATER) -> None:
        outcome = settling.undo(
            self.letter.house, self.member, self.letter.slug, settlement_id, now=now
        )
        assert isinstance(outcome, Done), outcome

    def standing(self, line: str | int) -> str:
        return str(self.row(line)["standing"])

    def row(self, line: str | int) -> dict[str, Any]:
        with self.letter.house.store.read() as connection:
            query = select(signatories).where(signatories.c.id == self._id(line))
            return dict(connection.execute(query).one()._mapping)

    def rows(self) -> list[dict[str, Any]]:
        """Every line of the letter but spellings, which are nobody's."""
        with self.letter.house.store.read() as connection:
            query = (
                select(signatories)
                .where(signatories.c.letter_id == self.letter_id)
                .order_by(signatories.c.id)
            )
            return [dict(row._mapping) for row in connection.execute(query)]

    def behind(self, line: str | int) -> list[str]:
        """The names under which people signed who stand behind this line, as they came."""
        with self.letter.house.store.read() as connection:
            query = (
                select(sign_ons.c.organization)
                .where(sign_ons.c.signatory_id == self._id(line))
                .order_by(sign_ons.c.id)
            )
            return list(connection.execute(query).scalars())

    def acts(self) -> dict[int, tuple[int | None, str]]:
        """The line and the state of each sign-on of the letter."""
        with self.letter.house.store.read() as connection:
            query = select(sign_ons.c.id, sign_ons.c.signatory_id, sign_ons.c.state).where(
                sign_ons.c.letter_id == self.letter_id
            )
            return {row[0]: (row[1], row[2]) for row in connection.execute(query)}

    def _id(self, line: str | int) -> int:
        return line if isinstance(line, int) else self.line(line)
