from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.matching.candidates import LONGEST_KEY, MOST_KEYS, NameIndex, keys_of
from app.domain.matching.clusters import find_alike
from app.domain.matching.evidence import Organization
from app.domain.matching.reading import read
from bench.names import made_up


@given(st.text(max_size=400))
def test_keys_are_few_short_and_always_the_same(name):
    keys = keys_of(read(name))

    assert keys == keys_of(read(name))
    assert 0 < len(keys) <= MOST_KEYS
    assert len(set(keys)) == len(keys)
    assert max(map(len, keys)) <= LONGEST_KEY


def test_a_misspelt_name_is_found_among_thousands():
    names = sorted(set(made_up(3_000)))
    chance = random.Random(4)  # noqa: S311 - the same chance on every run
    index = NameIndex()
    for name in names:
        index.add(read(name))
    found = 0
    tried = chance.sample(range(len(names)), 200)
    for number in tried:
        name = names[number]
        at = chance.randrange(1, len(name) - 1)
        found += number in index.candidates(read(name[:at] + name[at + 1 :]))

    assert found >= 180


def test_an_acronym_finds_the_name_it_stands_for_and_back():
    for first, second in (
        ("PRUN", "Prairie Renters Union Network"),
        ("Prairie Renters Union Network", "PRUN"),
        ("Prairie Renters Union Network (PRUN)", "PRUN"),
        ("KITES (Tenants for Better Skies)", "Tenants for Better Skies"),
        ("New Prairie Forum (formerly Old Otter Club)", "Old Otter Club"),
    ):
        index = NameIndex()
        index.add(read("Harbor Seal Trust"))
        number = index.add(read(first))

        assert index.candidates(read(second)) == [number]


def test_a_list_is_compared_with_itself_without_comparing_all_with_all():
    names = ["Harbor Seal Trust", "Prairie Renters Union Network (PRUN)", "Otter Club of Ohio"]
    names += ["HARBOR SEAL TRUST", "Prairie Renters Union Network", "Otter Club of Oregon"]

    found = list(find_alike([Organization(name) for name in names]))

    assert [(f.earlier, f.later, f.judgement.verdict.value) for f in found] == [
        (0, 3, "same"),
        (1, 4, "same"),
    ]
