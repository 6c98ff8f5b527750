"""A database with rows in it is brought up and down without losing any."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from app.store.engine import Store
from app.store.migrating import downgrade, upgrade

ROWS = """\
insert into coalitions (id, slug, name, created_at) values (1, 'c', 'C', :now);
insert into letters (id, coalition_id, slug, title, state, reads, signs, shows,
version_number, created_at) values (1, 1, 'l', 'L', 'open', 'link', 'link', 'signers', 1,
:now);
insert into versions (id, letter_id, number, content, sha256, created_at) values (1, 1, 1,
'', '', :now);
insert into signatories (id, letter_id, name, kind, match_key, prepared, position,
sort_key, sort_rule, standing, created_at) values (1, 1, 'A', 'organization', 'a|', 'a',
1, '', 1, 'listed', :now), (2, 1, 'B', 'organization', 'b|', 'b', 2, '', 1, 'held', :now);
insert into sign_ons (id, letter_id, version_id, signatory_id, state, channel, language,
organization, kind, submitted_at) values (1, 1, 1, 1, 'confirmed', 'web', 'en', 'A',
'organization', :now);
insert into possible_duplicates (id, letter_id, older_id, newer_id, reason, created_at)
values (1, 1, 1, 2, 'alike', :now);
insert into outbox (id, purpose, sign_on_id, message_id, state, due_at, created_at) values
(1, 'your_sign_on', 1, 'm', 'sent', :now, :now)
"""


@pytest.fixture
def empty_store(empty_database_url: str) -> Iterator[Store]:
    store = Store.connect(empty_database_url)
    yield store
    store.close()


def test_rows_that_refer_to_each_other_come_through(empty_store: Store) -> None:
    upgrade(empty_store, "0002")
    with empty_store.write() as connection:
        for statement in ROWS.split(";\n"):
            connection.execute(text(statement), {"now": "2027-03-01 12:00:00"})

    upgrade(empty_store)
    with empty_store.write() as connection:
        connection.execute(
            text("update signatories set standing = 'merged', joined_id = 1 where id = 2")
        )
    downgrade(empty_store, "0002")

    with empty_store.read() as connection:
        lines = connection.execute(text("select name, standing from signatories order by id")).all()
        acts = connection.execute(text("select signatory_id from sign_ons")).all()
        pairs = connection.execute(text("select older_id, newer_id from possible_duplicates")).all()
    assert [tuple(row) for row in lines] == [("A", "listed"), ("B", "withdrawn")]
    assert [tuple(row) for row in acts] == [(1,)]
    assert [tuple(row) for row in pairs] == [(1, 2)]


def test_foreign_keys_hold_again_after_the_schema_has_changed(empty_store: Store) -> None:
    upgrade(empty_store)
    if not empty_store.is_sqlite:
        pytest.skip("PostgreSQL never lets them rest")

    with empty_store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_row_that_refers_to_nothing_stops_the_change(empty_store: Store) -> None:
    upgrade(empty_store)
    if not empty_store.is_sqlite:
        pytest.skip("PostgreSQL checks at once")

    with (
        pytest.raises(RuntimeError, match="members refers to a row that is not there"),
        empty_store.rebuild() as connection,
    ):
        connection.execute(
            text(
                "insert into members (coalition_id, user_id, role, created_at)"
                " values (7, 7, 'owner', '2027-03-01')"
            )
        )
