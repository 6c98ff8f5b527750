"""Lines are merged and parted while people sign for them and withdraw: nothing gets between."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

from app.domain.errors import Refused
from app.domain.roles import Member
from app.services import confirming, settling, signer
from app.services.confirming import Confirmed
from app.services.house import House
from app.services.settling import Same, Settled
from app.services.signer import Withdrawn
from config import Settings
from tests.cast import LetterInHand, member_of
from tests.faults.crowd import services
from tests.faults.records import lines_and_who_stands_behind, list_version
from tests.services.queue_in_hand import LETTER, QueueInHand

ROUNDS = 6
KETTLE, HARBOR = "Kettle Club", "Harbor Club"


def test_signing_withdrawing_merging_and_undoing_at_one_moment(settings: Settings) -> None:
    with services(settings, 4) as crowd:
        houses = [service.house for service in crowd]
        member = member_of(houses[0], "harbor")
        for number in range(ROUNDS):
            _one_round(houses, member, f"ferry-{number}")


def _one_round(houses: list[House], member: Member, slug: str) -> None:
    now = datetime.now(UTC)
    letter = LetterInHand.published(houses[0], LETTER, slug=slug, owner=member.email, now=now)
    queue = QueueInHand(letter, member)
    letter.signed_by(HARBOR, email="h@x.example", now=now)
    leaving = letter.signed_by(KETTLE, email="k@x.example", now=now)
    letter.asked(KETTLE, email="new@x.example", now=now)
    joining = letter.confirm_token()
    queue.pair(HARBOR, KETTLE)
    wanted = Same((queue.line(HARBOR), queue.line(KETTLE)))

    done = _at_once(
        lambda: settling.settle_same(houses[0], member, slug, wanted, now=datetime.now(UTC)),
        lambda: settling.settle_same(houses[1], member, slug, wanted, now=datetime.now(UTC)),
        lambda: confirming.confirm(houses[2], joining, now=datetime.now(UTC)),
        lambda: signer.withdraw(houses[3], leaving, now=datetime.now(UTC)),
    )

    merged = [one for one in done[:2] if isinstance(one, Settled)]
    refused = [one for one in done[:2] if isinstance(one, Refused)]
    assert (len(merged), len(refused)) == (1, 1)
    assert isinstance(done[2], Confirmed)
    assert isinstance(done[3], Withdrawn)
    assert sorted(queue.behind(HARBOR)) == [HARBOR, KETTLE, KETTLE]
    assert queue.behind(KETTLE) == []
    assert letter.lines == [HARBOR]

    queue.undo(merged[0].settlement_id, now=datetime.now(UTC))
    assert queue.behind(HARBOR) == [HARBOR]
    assert queue.behind(KETTLE) == [KETTLE, KETTLE]
    assert letter.lines == [HARBOR, KETTLE]


def test_two_undos_of_one_merge_part_it_once(settings: Settings) -> None:
    with services(settings, 2) as crowd:
        house, other = (service.house for service in crowd)
        member = member_of(house, "harbor")
        now = datetime.now(UTC)
        letter = LetterInHand.published(house, LETTER, owner=member.email, now=now)
        queue = QueueInHand(letter, member)
        letter.signed_by(HARBOR, now=now)
        letter.signed_by(KETTLE, now=now)
        settlement = queue.same(HARBOR, KETTLE, now=now)
        version = list_version(house)

        done = _at_once(
            lambda: settling.undo(house, member, letter.slug, settlement, now=now),
            lambda: settling.undo(other, member, letter.slug, settlement, now=now),
        )

        assert sorted(one.changed for one in done) == [False, True]
        assert list_version(house) == version + 1
        assert lines_and_who_stands_behind(house) == [("listed", 1), ("listed", 1)]


def _at_once(*works: Callable[[], Any]) -> list[Any]:
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        gate.wait(30)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
