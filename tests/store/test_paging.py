"""Long lists are paged from an index: no database sorts one, or reads all of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.sql import ClauseElement

from app.store import order, ordered_lists, sign_ons
from app.store.engine import Connection, Store
from app.store.tables import coalitions, letters, signatories, versions
from app.store.tables import sign_ons as sign_on_table
from app.store.tables_order import further_places

MANY = 6_000
NOW = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.fixture
def letter_id(store: Store) -> int:
    """A letter of many lines, each signed once, among others of the same size."""
    with store.write() as connection:
        coalition = _added(connection, coalitions, slug="c", name="C", created_at=NOW)
        found = [_letter(connection, coalition, number) for number in range(2)]
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return found[0]


@pytest.mark.parametrize("offset", [0, MANY - 100])
def test_places_in_print_are_paged_from_an_index(store: Store, letter_id: int, offset: int) -> None:
    with store.read() as connection:
        plan = _plan(
            connection, ordered_lists.page_query(connection, letter_id, offset=offset, limit=100)
        )
        page = ordered_lists.page(connection, letter_id, offset=offset, limit=100)

    assert "ix_signatories_letter_id_standing_print_key" in plan
    assert "ix_further_places_letter_id_print_key" in plan
    assert _sorts(plan) == []
    assert len(page) == 100
    assert (page[0].line.name == "Line 00000") is (offset == 0)


@pytest.mark.parametrize("offset", [0, MANY - 100])
def test_lines_of_the_desk_are_paged_from_an_index(
    store: Store, letter_id: int, offset: int
) -> None:
    with store.read() as connection:
        query = ordered_lists.lines_query(letter_id, find="", offset=offset, limit=100)
        plan = _plan(connection, query)
        total, lines = ordered_lists.lines(connection, letter_id, find="", offset=offset, limit=100)

    assert "ix_signatories_letter_id_standing_print_key" in plan
    assert _sorts(plan) == []
    assert total == MANY
    assert [line.name for line, _ in lines][:1] == [f"Line {offset:05}"]


def test_sign_ons_are_paged_by_where_their_lines_print(store: Store, letter_id: int) -> None:
    with store.read() as connection:
        query = sign_ons.behind_lines_query(letter_id, offset=0, limit=100)
        plan = _plan(connection, query)
        total, rows = sign_ons.page_for_desk(
            connection, letter_id, find="", in_contacts=True, offset=100, limit=100
        )

    assert "ix_signatories_letter_id_standing_print_key" in plan
    # Only the sign-ons behind one line are put in order, on SQLite as the plan's right part.
    assert [step for step in _sorts(plan) if "RIGHT PART" not in step] == []
    assert total == MANY
    assert rows[0].line_name == "Line 00100"


def test_lines_that_wait_for_their_key_are_found_without_reading_the_list(
    store: Store, letter_id: int
) -> None:
    with store.write() as connection:
        statement = signatories.update().where(signatories.c.name == "Line 00007")
        connection.execute(statement.values(print_key=None))

    with store.read() as connection:
        assert [row.name for row in order.unkeyed(connection, letter_id)][:1] == ["Line 00007"]
        assert order.has_unkeyed(connection, letter_id)


# ------------------------------------------------------------------- how


def _plan(connection: Connection, query: ClauseElement) -> str:
    sql = str(query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
    words = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    rows = connection.exec_driver_sql(words + sql.replace("%", "%%")).all()
    return "\n".join(str(row[-1]) for row in rows)


def _sorts(plan: str) -> list[str]:
    """Return the steps of a plan that put all rows in order."""
    return [line for line in plan.splitlines() if "TEMP B-TREE" in line or "->  Sort" in line]


def _letter(connection: Connection, coalition: int, number: int) -> int:
    letter = _added(
        connection, letters, coalition_id=coalition, slug=f"l{number}", title="T", state="open",
        reads="link", signs="link", shows="signers", version_number=1, created_at=NOW,
    )  # fmt: skip
    version = _added(
        connection, versions, letter_id=letter, number=1, content=b"x", sha256="x", created_at=NOW
    )
    lines = [
        {
            "letter_id": letter,
            "name": f"Line {at:05}",
            "kind": "organization",
            "prepared": f"line {at:05}",
            "position": at,
            "sort_key": b"%05d" % at,
            "sort_rule": 1,
            "print_key": b"\x02\x00\x02%05d" % at,
            "standing": "listed",
            "created_at": NOW,
        }
        for at in range(MANY)
    ]
    made = insert(signatories).returning(signatories.c.id, sort_by_parameter_order=True)
    ids = list(connection.execute(made, lines).scalars())
    connection.execute(
        insert(further_places),
        [
            {
                "letter_id": letter,
                "signatory_id": line,
                "print_key": b"\x02\x01\x02%05d" % at,
                "path": "B",
            }
            for at, line in enumerate(ids)
            if at % 3 == 0
        ],
    )
    connection.execute(
        insert(sign_on_table),
        [
            {
                "letter_id": letter,
                "version_id": version,
                "signatory_id": line,
                "state": "confirmed",
                "channel": "import",
                "language": "en",
                "organization": f"Line {at:05}",
                "kind": "organization",
                "submitted_at": NOW,
            }
            for at, line in enumerate(ids)
        ],
    )
    return letter


def _added(connection: Connection, table: Any, **values: Any) -> int:
    return int(
        connection.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
    )
