"""Four processes confirm sign-ons of the same organizations at once: one line each, no error.

No two take the organizations in one order, nor do they keep to one spelling: who comes first
is another for each line.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from app.services.house import House
from app.store import sign_ons as sign_on_rows
from app.store.engine import Store
from tests.cast import NOON, LetterInHand

PROCESSES = 4
ORGANIZATIONS = 8
SPELLINGS = (
    "{} Tenants Union",
    "The {} Tenants Union",
    "{} Tenants Union, Inc.",
    "{} TENANTS UNION",
)
ORDERS = (
    (0, 1, 2, 3, 4, 5, 6, 7),
    (7, 6, 5, 4, 3, 2, 1, 0),
    (4, 5, 6, 7, 0, 1, 2, 3),
    (3, 2, 1, 0, 7, 6, 5, 4),
)
"""In which order each process takes the organizations: two pairs run into each other head on."""

STARTS_WITHIN_SECONDS = 8.0

LETTER = "---\ntitle: Keep the ferry\n---\n\nKeep the ferry.\n"


def test_many_confirmations_of_one_organization_make_one_line(
    database_url: str, tmp_path: Path
) -> None:
    secret = "a key of the tests, long enough for every check of its length"
    environ = {
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(tmp_path / "instance"),
        "PUBLIC_URL": "http://letters.test",
        "SECRET_KEY": secret,
        "TRUSTED_HOSTS": "letters.test",
    }
    house = House(
        store=Store.connect(database_url),
        secret_key=secret,
        public_url="http://letters.test",
        sender_name="Undersigned",
        sender_address="letters@undersigned.example",
    )
    letter = LetterInHand.published(house, LETTER)
    tokens = [
        [_asked_to_confirm(letter, process=process, number=number) for number in order]
        for process, order in enumerate(ORDERS)
    ]
    _forget_the_time(house)

    start_at = time.time() + STARTS_WITHIN_SECONDS
    with ThreadPoolExecutor(PROCESSES) as pool:
        statuses = list(
            pool.map(lambda own: _confirm(environ=environ, tokens=own, start_at=start_at), tokens)
        )

    assert statuses == [[303] * ORGANIZATIONS] * PROCESSES
    assert len(letter.lines) == ORGANIZATIONS
    with house.store.read() as connection:
        counted = connection.exec_driver_sql(
            "select count(*), count(distinct signatory_id) from sign_ons where state = 'confirmed'"
        ).one()
    assert tuple(counted) == (PROCESSES * ORGANIZATIONS, ORGANIZATIONS)
    house.store.close()


def _asked_to_confirm(letter: LetterInHand, *, process: int, number: int) -> str:
    """Sign on for an organization, spelt as this process spells it; return the mail's token."""
    spelling = SPELLINGS[(process + number) % len(SPELLINGS)]
    letter.asked(
        spelling.format(f"Number {number}"),
        email=f"signer{process}.{number}@tenants.example",
        website="",
        now=NOON,
    )
    return letter.confirm_token()


def _forget_the_time(house: House) -> None:
    """The processes confirm by the real clock: let the sign-ons be of today."""
    with house.store.write() as connection:
        for sign_on_id in connection.exec_driver_sql("select id from sign_ons").scalars().all():
            sign_on_rows.change(connection, sign_on_id, submitted_at=datetime.now(UTC))


def _confirm(*, environ: dict[str, str], tokens: list[str], start_at: float) -> list[int]:
    told = json.dumps({"environ": environ, "tokens": tokens, "start_at": start_at})
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.confirmer", told],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    statuses: list[int] = json.loads(done.stdout)
    return statuses
