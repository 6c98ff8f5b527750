"""Any sequence of merges, undos, sign-ons and withdrawals, on a real database.

A twin letter gets the same sign-ons and withdrawals and no merge: when every merge is undone
the two lists are the same.
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.errors import Refused
from app.services import settling, signer
from app.services.changing import Done
from app.services.house import House
from app.services.settling import Same, Settled
from app.store.tables import sign_ons, signatories
from tests.cast import NOON, LetterInHand, member_of
from tests.services.queue_in_hand import LETTER, QueueInHand

ORGANIZATIONS = ("Harbor", "Kettle", "Mill", "Pond", "Quarry")

_slugs = count(1)

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("sign"), st.integers(0, 4), st.just(0)),
        st.tuples(st.just("merge"), st.integers(0, 4), st.integers(0, 4)),
        st.tuples(st.just("undo"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("withdraw"), st.integers(0, 19), st.just(0)),
    ),
    max_size=14,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS, st.randoms(use_true_random=False))
def test_nobody_is_lost_and_everything_can_be_undone(
    house: House, steps: list[tuple[str, int, int]], chance: Any
) -> None:
    played = _Played(house)
    for step, one, other in steps:
        getattr(played, step)(one, other)
        played.check()

    played.undo_all(chance)

    played.check()
    assert played.list_of(played.merged) == played.list_of(played.twin)


class _Played:
    """Two letters, of which one is merged on; both have been signed by everybody once."""

    def __init__(self, house: House) -> None:
        self.house = house
        number = next(_slugs)
        self.member = member_of(house, f"coalition-{number}")
        self.merged, self.twin = (
            LetterInHand.published(house, LETTER, slug=f"{kind}-{number}", owner=self.member.email)
            for kind in ("merged", "twin")
        )
        self.queue = QueueInHand(self.merged, self.member)
        self.signed: list[tuple[str, str]] = []
        self.names: Counter[str] = Counter()
        self.settlements: list[int] = []
        self.lines: dict[str, int] = {}
        for place, name in enumerate(ORGANIZATIONS):
            self.sign(place, 0)
            self.lines[name] = self.queue.line(name)

    def sign(self, place: int, _: int) -> None:
        name, email = ORGANIZATIONS[place], f"{len(self.signed)}@x.example"
        first = self.merged.signed_by(name, email=email, now=NOON)
        second = self.twin.signed_by(name, email=email, now=NOON)
        self.signed.append((first, second))
        self.names[name] += 1

    def withdraw(self, which: int, _: int) -> None:
        for token in self.signed[which % len(self.signed)]:
            assert signer.withdraw(self.house, token, now=NOON) is not None

    def merge(self, one: int, other: int) -> None:
        lines = tuple(self.lines[ORGANIZATIONS[place]] for place in (one, other))
        outcome = settling.settle_same(
            self.house, self.member, self.merged.slug, Same(lines), now=NOON
        )
        if isinstance(outcome, Settled):
            self.settlements.append(outcome.settlement_id)
        else:
            assert isinstance(outcome, Refused)
            assert outcome.code in {"merge:changed", "merge:too-few"}

    def undo(self, which: int, _: int) -> None:
        if self.settlements:
            self._undo(self.settlements.pop(which % len(self.settlements)))

    def undo_all(self, chance: Any) -> None:
        chance.shuffle(self.settlements)
        while self.settlements:
            self._undo(self.settlements.pop())

    def _undo(self, settlement_id: int) -> None:
        outcome = settling.undo(self.house, self.member, self.merged.slug, settlement_id, now=NOON)
        assert outcome == Done(changed=True)

    def check(self) -> None:
        """Exactly the sign-ons that were made are there, each behind one line that stands."""
        letter_id = self.queue.letter_id
        with self.house.store.read() as connection:
            query = (
                select(sign_ons.c.organization, sign_ons.c.state, signatories)
                .join(signatories, signatories.c.id == sign_ons.c.signatory_id)
                .where(sign_ons.c.letter_id == letter_id)
            )
            rows = connection.execute(query).all()
            lines = connection.execute(
                select(signatories).where(signatories.c.letter_id == letter_id)
            ).all()
        assert Counter(row.organization for row in rows) == self.names
        assert all(row.joined_id is None and row.standing != "merged" for row in rows)
        confirmed = {row.id for row in rows if row.state == "confirmed"}
        for line in lines:
            if line.joined_id is None:
                assert line.standing == ("listed" if line.id in confirmed else "withdrawn")
            else:
                assert line.standing == "merged"

    def list_of(self, letter: LetterInHand) -> list[tuple[Any, ...]]:
        letter_id = QueueInHand(letter, self.member).letter_id
        with self.house.store.read() as connection:
            query = (
                select(
                    signatories.c.name,
                    signatories.c.match_key,
                    signatories.c.standing,
                    signatories.c.city,
                    signatories.c.state,
                    signatories.c.website,
                    signatories.c.signer_name,
                    signatories.c.joined_id,
                    sign_ons.c.email,
                    sign_ons.c.state.label("state_of_act"),
                    sign_ons.c.own_line_id,
                )
                .join(sign_ons, sign_ons.c.signatory_id == signatories.c.id)
                .where(signatories.c.letter_id == letter_id)
                .order_by(sign_ons.c.id)
            )
            return [tuple(row) for row in connection.execute(query)]
