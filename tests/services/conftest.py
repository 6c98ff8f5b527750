"""A house on each database, without Flask."""

from __future__ import annotations

import pytest

from app.services.house import House
from app.store.engine import Store
from tests.cast import LetterInHand


@pytest.fixture
def house(store: Store) -> House:
    return House(
        store=store,
        secret_key="a key of the tests, long enough for every check of its length",
        public_url="http://letters.test",
        sender_name="Undersigned",
        sender_address="letters@undersigned.example",
    )


@pytest.fixture
def letter(house: House) -> LetterInHand:
    return LetterInHand.published(house)
