"""Every requirement is pinned, and each that we chose ourselves has its reason written down."""

from __future__ import annotations

import re

import pytest

from tests.shape.places import PROJECT

COMPILED = ("requirements.txt", "requirements-run.txt", "requirements-dev.txt")
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==(\S+)(?: ; .+)?$")


def _lines(name: str) -> list[str]:
    lines = (PROJECT / name).read_text().splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _pins(name: str) -> set[str]:
    return set(_lines(name))


def _chosen(name: str) -> list[str]:
    return [line.partition("[")[0] for line in _lines(name) if not line.startswith("-r ")]


@pytest.mark.parametrize("name", COMPILED)
def test_every_requirement_is_pinned(name: str) -> None:
    assert [line for line in _lines(name) if not _PIN.match(line)] == []


@pytest.mark.parametrize(("longer", "shorter"), [COMPILED[1::-1], (COMPILED[2], COMPILED[1])])
def test_a_longer_list_holds_the_same_versions_as_the_shorter_one(
    longer: str, shorter: str
) -> None:
    assert _pins(shorter) - _pins(longer) == set()


@pytest.mark.parametrize("name", ["requirements", "requirements-run", "requirements-dev"])
def test_what_was_chosen_was_compiled(name: str) -> None:
    pinned = {match[1] for line in _lines(f"{name}.txt") if (match := _PIN.match(line))}

    assert set(_chosen(f"{name}.in")) - pinned == set()


def test_every_library_of_the_service_has_its_reason_in_the_decisions() -> None:
    decisions = "\n".join(
        path.read_text() for path in (PROJECT / "docs" / "decisions").glob("*.md")
    )

    unexplained = [
        name for name in _chosen("requirements.in") if f"`{name}`" not in decisions.lower()
    ]

    assert unexplained == []
