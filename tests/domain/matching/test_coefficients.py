"""The coefficients belong to the features of the code and to the pairs in the repository."""

from __future__ import annotations

import csv
import hashlib

from app.domain.matching import coefficients
from app.domain.matching.features import NAMES, SIGNS
from config import PROJECT

PAIRS = PROJECT / "dev" / "names" / "pairs.csv"


def test_they_were_learnt_from_the_pairs_as_they_stand():
    assert hashlib.sha256(PAIRS.read_bytes()).hexdigest() == coefficients.PAIRS_SHA256


def test_there_is_one_for_each_feature_and_reason_holds_its_sign():
    assert tuple(coefficients.COEFFICIENTS) == NAMES
    for name, sign in SIGNS.items():
        assert coefficients.COEFFICIENTS[name] * sign >= 0, name


def test_every_pair_tells_where_it_was_found_and_how_it_was_labelled():
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) > 1000
    for row in rows:
        assert row["label"] in {"same", "different"}
        assert row["how_labelled"]
        assert row["source_a"]
        assert row["source_b"]
