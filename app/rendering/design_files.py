"""The tables of a design file: each key read once, by the kind of value it holds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.letters import Part

Choice = TypeVar("Choice", bound=StrEnum)
_REQUIRED = object()


class FaultyTable(ValueError):
    """A key is missing, unknown or holds something else than it should; the message says so."""


class Tables:
    """The tables of one file, `known` by name; `refuse_unknown` finds keys nobody asked for."""

    def __init__(self, read: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for name in read:
            if name not in known:
                listed = ", ".join(f"[{each}]" for each in known)
                raise FaultyTable(f"unknown table [{name}]; there are {listed}")
        self._read = read
        self._tables: dict[str, Table] = {}

    def table(self, name: str) -> Table:
        """Return a table, one without keys where the file does not have it."""
        found = self._read.get(name, {})
        if not isinstance(found, dict):
            raise FaultyTable(f"{name} should be a table, [{name}]")
        self._tables[name] = Table(name, found)
        return self._tables[name]

    def refuse_unknown(self) -> None:
        """Raise FaultyTable for a key that was not read."""
        for table in self._tables.values():
            table.refuse_unknown()


class Table:
    """One table; every reader takes a key's name and, where it may be missing, a default."""

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        self._name = name
        self._values = values
        self._asked: list[str] = []

    def number(self, key: str, *, default: float | None = None) -> float:
        value = self._value(key, default=_REQUIRED if default is None else default)
        # bool is an int in Python; `inf` and `nan` are floats in TOML.
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10_000:
            raise self._wrong(key, "a number from 0", value)
        return float(value)

    def whole_number(self, key: str, *, default: int, least: int = 0, most: int = 1_000_000) -> int:
        value = self._value(key, default=default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self._wrong(key, f"a whole number from {least} to {most}", value)
        return value

    def yes_no(self, key: str, *, default: bool | None = None) -> bool:
        value = self._value(key, default=_REQUIRED if default is None else default)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false", value)
        return value

    def words(self, key: str) -> str:
        value = self._value(key, default=_REQUIRED)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "text", value)
        return value.strip()

    def list_of_words(self, key: str) -> tuple[str, ...]:
        value = self._value(key, default=_REQUIRED)
        if not isinstance(value, list) or not value or not all(map(_is_words, value)):
            raise self._wrong(key, "a list of names", value)
        return tuple(each.strip() for each in value)

    def one_of(self, key: str, default: Choice) -> Choice:
        value = self._value(key, default=default.value)
        choices = list(type(default))
        found = next((choice for choice in choices if choice.value == value), None)
        if found is None:
            raise self._wrong(key, f"one of {', '.join(choices)}", value)
        return found

    def parts(self, key: str, *, default: tuple[Part, ...]) -> tuple[Part, ...]:
        value = self._value(key, default=list(default))
        if not isinstance(value, list) or not value or not set(value) <= {*Part}:
            raise self._wrong(key, f"a list out of {', '.join(Part)}", value)
        return tuple(map(Part, value))

    def refuse_unknown(self) -> None:
        """Raise FaultyTable for a key that was not read."""
        for key in self._values:
            if key not in self._asked:
                known = ", ".join(self._asked)
                raise FaultyTable(f"{self._name}.{key} is unknown; known are {known}")

    def _value(self, key: str, *, default: object) -> Any:
        self._asked.append(key)
        value = self._values.get(key, default)
        if value is _REQUIRED:
            raise FaultyTable(f"{self._name}.{key} is missing")
        return value

    def _wrong(self, key: str, expected: str, value: object) -> FaultyTable:
        return FaultyTable(f"{self._name}.{key} should be {expected}, not {value!r}")


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
