"""The first letter's names, pasted a second time by somebody who writes them otherwise."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from app.domain.matching.clusters import find_alike
from app.domain.matching.evidence import Organization
from app.domain.matching.verdicts import Verdict
from config import PROJECT

LISTS = PROJECT.parent / "shared" / "data" / "names" / "lists"
pytestmark = pytest.mark.skipif(
    not LISTS.is_dir(), reason="the real names are not beside this checkout"
)


def _seed() -> list[str]:
    text = (LISTS / "seed-2021-clearview.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines()[1:] if line.strip()]


def _otherwise(name: str, way: int) -> str:
    without = re.sub(r"\s*\([A-Z][\w-]*\)", "", name)
    return (
        without.upper(),
        f"The {without}" if not without.startswith("The ") else without.removeprefix("The "),
        without.replace(" and ", " & ") if " and " in without else f"{without}, Inc.",
        without.lower(),
        without.replace("-", " ").replace("’", "'").replace(",", ""),
    )[way]


@pytest.mark.parametrize("way", range(5), ids=["capitals", "article", "and", "lower", "marks"])
def test_every_second_spelling_is_joined_or_asked_about_and_none_joins_another(way):
    names = _seed()
    organizations = [Organization(name) for name in names]
    organizations += [Organization(_otherwise(name, way)) for name in names]

    found = {(f.earlier, f.later): f.judgement.verdict for f in find_alike(organizations)}

    for number in range(len(names)):
        assert (number, number + len(names)) in found, names[number]
    for (earlier, later), verdict in found.items():
        if verdict is Verdict.SAME:
            assert (later - earlier) % len(names) == 0, (names[earlier], organizations[later].name)


def test_no_two_of_the_first_letter_are_one():
    organizations = [Organization(name) for name in _seed()]

    assert all(f.judgement.verdict is not Verdict.SAME for f in find_alike(organizations))


def test_the_affiliates_of_the_first_letter_stay_apart():
    organizations = [
        Organization(name)
        for name in _seed()
        if name.startswith(("ACLU", "American Civil Liberties Union"))
    ]

    assert len(list(combinations(organizations, 2))) >= 3
    assert all(f.judgement.verdict is not Verdict.SAME for f in find_alike(organizations))
