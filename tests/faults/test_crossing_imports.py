"""Lists that hold the same organizations in opposite orders are imported at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from app.services import importing_command
from app.services.house import House
from app.services.importing import Imported
from app.store.engine import Store
from tests.cast import NOON, LetterInHand

ROWS = 400


def test_two_imports_that_cross_both_end_with_one_line_each(database_url: str) -> None:
    def house() -> House:
        return House(
            store=Store.connect(database_url),
            secret_key="a key of the tests, long enough for every check of its length",
            public_url="http://letters.test",
            sender_name="Undersigned",
            sender_address="letters@undersigned.example",
        )

    houses = [house(), house()]
    letter = LetterInHand.published(houses[0])
    names = [f"Organization number {number}" for number in range(ROWS)]
    lists = [
        "\n".join(["name", *names]).encode(),
        "\n".join(["name", *reversed(names)]).encode(),
    ]

    def run(own: tuple[House, bytes]) -> object:
        return importing_command.import_signatories(
            own[0], "ferry", own[1], dry_run=False, now=NOON
        )

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(run, zip(houses, lists, strict=True)))

    assert sorted((one.listed, one.joined) for one in done if isinstance(one, Imported)) == [
        (0, ROWS),
        (ROWS, 0),
    ]
    assert len(letter.lines) == ROWS
    for own in houses:
        own.store.close()
