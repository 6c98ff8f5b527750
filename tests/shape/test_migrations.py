"""Migrations are numbered, go up and down and up again, and make what the tables say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, MetaData, inspect

from app.store import tables_queue  # noqa: F401 - puts its tables into the metadata
from app.store.engine import Store
from app.store.migrating import current, downgrade, head, is_current, upgrade
from app.store.tables import metadata
from tests.shape.places import PROJECT

VERSIONS = sorted((PROJECT / "migrations" / "versions").glob("*.py"))


@pytest.fixture
def empty_store(empty_database_url: str) -> Iterator[Store]:
    store = Store.connect(empty_database_url)
    yield store
    store.close()


def test_migrations_are_numbered_without_a_gap_and_say_why() -> None:
    numbers = [re.match(r"(\d{4})_[a-z0-9_]+\.py$", path.name) for path in VERSIONS]

    assert all(numbers)
    assert [int(found[1]) for found in numbers if found] == list(range(1, len(VERSIONS) + 1))
    assert all(path.read_text().startswith('"""') for path in VERSIONS)


def test_there_is_one_head_and_it_is_the_last_number() -> None:
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "migrations"))

    heads = ScriptDirectory.from_config(config).get_heads()

    assert heads == [VERSIONS[-1].name[:4]]
    assert head() == heads[0]


def test_up_down_up_gives_the_same_schema(empty_store: Store) -> None:
    upgrade(empty_store)
    first = _schema(empty_store)

    downgrade(empty_store)
    emptied = _schema(empty_store)
    upgrade(empty_store)

    assert set(emptied) <= {"alembic_version"}
    assert _schema(empty_store) == first
    assert is_current(empty_store)


def test_a_database_that_nobody_migrated_has_no_revision(empty_store: Store) -> None:
    assert current(empty_store) is None
    assert not is_current(empty_store)


def test_the_migrated_schema_is_the_one_of_the_tables(empty_store: Store) -> None:
    upgrade(empty_store)
    # SQLite gives defaults back as text in quotes of its own, which never compare equal.
    options = {"compare_type": True, "compare_server_default": not empty_store.is_sqlite}
    with empty_store.read() as connection:
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, metadata) == []


def test_the_migrated_schema_has_the_indexes_and_checks_of_the_tables(store: Store) -> None:
    """Autogeneration sees neither check constraints nor the conditions of partial indexes."""
    migrated = _schema(store)
    wanted = _named(metadata)

    assert {name: migrated[name]["checks"] for name in wanted} == {
        name: checks for name, (checks, _) in wanted.items()
    }
    assert {name: migrated[name]["partial"] for name in wanted} == {
        name: partial for name, (_, partial) in wanted.items()
    }


def _schema(store: Store) -> dict[str, dict[str, Any]]:
    """Return what the database says of itself, a table at a time, in an order of its own."""
    with store.read() as connection:
        seen = inspect(connection)
        return {
            table: {
                "columns": sorted(
                    (column["name"], str(column["type"]), column["nullable"])
                    for column in seen.get_columns(table)
                ),
                "primary": seen.get_pk_constraint(table)["constrained_columns"],
                "foreign": sorted(
                    (str(key["name"]), key["constrained_columns"], key["referred_table"])
                    for key in seen.get_foreign_keys(table)
                ),
                "unique": sorted(str(key["name"]) for key in seen.get_unique_constraints(table)),
                "checks": sorted(str(key["name"]) for key in seen.get_check_constraints(table)),
                "indexes": sorted(
                    (str(index["name"]), str(index["column_names"]), bool(index["unique"]))
                    for index in seen.get_indexes(table)
                ),
                "partial": sorted(
                    str(index["name"])
                    for index in seen.get_indexes(table)
                    if any(key.endswith("_where") for key in index.get("dialect_options", {}))
                ),
            }
            for table in seen.get_table_names()
        }


def _named(tables: MetaData) -> dict[str, tuple[list[str], list[str]]]:
    return {
        name: (
            sorted(
                str(constraint.name)
                for constraint in table.constraints
                if isinstance(constraint, CheckConstraint) and constraint.name
            ),
            sorted(
                str(index.name)
                for index in table.indexes
                if index.dialect_options["sqlite"]["where"] is not None
                or index.dialect_options["postgresql"]["where"] is not None
            ),
        )
        for name, table in tables.tables.items()
    }
