"""Whoever confirms joins, is asked about, or stands alone, by what the names say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.domain.signatories import Signatory
from app.services import importing_command, recognizing
from app.services.house import House
from app.store import letters as letter_rows
from app.store import signatories as signatory_rows
from app.store.tables import letters, possible_duplicates, signatories
from app.store.tables_matching import name_key_rules, name_keys
from tests.cast import LetterInHand, member_of
from tests.services.queue_in_hand import QueueInHand

NOON = datetime(2027, 6, 1, 12, 0, tzinfo=UTC)
TEXT = "---\ntitle: Keep the ferry\ncloses: 2027-07-01T12:00\nzone: UTC\n---\n\nKeep it.\n"


@pytest.fixture
def letter(house: House) -> LetterInHand:
    return LetterInHand.published(house, TEXT, slug="ferry", now=NOON)


def sign(letter: LetterInHand, *names: str) -> None:
    for number, name in enumerate(names):
        letter.signed_by(
            name,
            email=f"who{number}@{number}{len(name)}.example",
            state="",
            now=NOON + timedelta(minutes=number),
        )


def names_listed(letter: LetterInHand) -> list[str]:
    return sorted(letter.lines)


def asked_about(house: House) -> list[str]:
    with house.store.read() as connection:
        return list(connection.execute(select(possible_duplicates.c.reason)).scalars())


def test_a_name_with_its_acronym_joins_the_line_without_it(house, letter):
    sign(letter, "Prairie Renters Union Network", "Prairie Renters Union Network (PRUN)")

    assert names_listed(letter) == ["Prairie Renters Union Network"]
    assert asked_about(house) == []


def test_an_acronym_alone_is_listed_and_asked_about(house, letter):
    sign(letter, "Prairie Renters Union Network (PRUN)", "PRUN")

    assert len(names_listed(letter)) == 2
    (reason,) = asked_about(house)
    assert "one name is the acronym of the other" in reason


def test_a_sister_and_a_chapter_stand_alone(house, letter):
    sign(
        letter,
        "Prairie Renters Union Network",
        "Prairie Renters Union Network Action Fund",
        "Prairie Renters Union Network - New York City Chapter",
    )

    assert len(names_listed(letter)) == 3


def test_a_likely_line_is_held_where_the_letter_says_so(house, letter):
    with house.store.write() as connection:
        connection.execute(update(letters).values(likely="held"))

    sign(letter, "Prairie Renters Union Network (PRUN)", "PRUN")

    assert names_listed(letter) == ["Prairie Renters Union Network (PRUN)"]
    with house.store.read() as connection:
        standing = connection.execute(
            select(signatories.c.standing).where(signatories.c.name == "PRUN")
        ).scalar_one()
    assert standing == "held"


def test_keys_of_an_older_rule_are_made_anew_before_anybody_joins(house, letter):
    sign(letter, "Prairie Renters Union Network")
    with house.store.write() as connection:
        connection.execute(name_keys.delete())
        connection.execute(update(name_key_rules).values(rule=0))

    sign(letter, "Prairie Renters Union Network (PRUN)")

    assert names_listed(letter) == ["Prairie Renters Union Network"]


def test_the_page_that_only_looks_finds_the_line_before_there_are_keys(house, letter):
    sign(letter, "Prairie Renters Union Network")
    with house.store.write() as connection:
        connection.execute(name_keys.delete())
        connection.execute(name_key_rules.delete())
    with house.store.read() as connection:
        row = letter_rows.find_by_slug(connection, letter.slug)
        assert row is not None
        (line,) = signatory_rows.organizations(connection, row.id)
        found = recognizing.placement(
            connection, row, Signatory("Prairie Renters Union Network (PRUN)")
        )
        kept = connection.execute(select(name_keys.c.key)).first()

    assert found.joins == line.id
    assert kept is None


def test_a_new_name_is_compared_with_few_lines_however_long_the_list(house, letter, monkeypatch):
    names = [f"Harbor Readers of Pier {number}" for number in range(400)]
    data = "name\n" + "\n".join(names) + "\n"
    importing_command.import_signatories(house, letter.slug, data.encode(), dry_run=False, now=NOON)
    looked_at = []
    some = signatory_rows.some

    def counted(connection, letter_id, ids):
        looked_at.append(len(ids))
        return some(connection, letter_id, ids)

    monkeypatch.setattr(signatory_rows, "some", counted)
    sign(letter, "Harbor Readers of Pier 77")

    assert len(names_listed(letter)) == 400
    assert max(looked_at) <= 40


def test_a_name_that_was_typed_for_a_merged_line_is_found_in_other_spellings(house):
    member = member_of(house, "cool-homes", role="owner")
    letter = LetterInHand.published(
        house, TEXT, slug="ferry", owner="owner@cool-homes.example", now=NOON
    )
    queue = QueueInHand(letter, member)
    sign(letter, "Quay Renters", "Harbor Readers Club")
    queue.same("Quay Renters", "Harbor Readers Club", name="Prairie Renters Union Network")

    sign(letter, "Prairie Renters Union Network (PRUN)")

    assert names_listed(letter) == ["Prairie Renters Union Network"]
