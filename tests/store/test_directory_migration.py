"""The step that brings the directory leaves the lines of filled databases as they are."""

from __future__ import annotations

from sqlalchemy import text

from app.services.house import House
from app.store.engine import Store
from app.store.migrating import downgrade, upgrade
from tests.cast import LetterInHand

STEP = "0006"
BEFORE = f"{STEP}-1"


def test_lines_that_sign_ons_stand_behind_survive_the_step(store: Store) -> None:
    house = House(
        store=store,
        secret_key="a key of the tests, long enough for every check of its length",
        public_url="http://letters.test",
        sender_name="Undersigned",
        sender_address="letters@undersigned.example",
    )
    LetterInHand.published(house).signed_by("Cedar Tenants Union")

    downgrade(store, BEFORE)
    without = _lines(store)
    upgrade(store, STEP)

    assert without == _lines(store) == [("Cedar Tenants Union", 1)]


def _lines(store: Store) -> list[tuple[str, int]]:
    with store.read() as connection:
        rows = connection.execute(
            text(
                "select l.name, count(s.id) from signatories l"
                " join sign_ons s on s.signatory_id = l.id group by l.name"
            )
        )
        return [(row[0], row[1]) for row in rows]
