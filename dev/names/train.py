"""Learn the coefficients of `app.domain.matching` from the labelled pairs, and tell how well.

`make train-names` reports the scores under cross-validation that keeps each family of names
together, then writes `app/domain/matching/coefficients.py`; the same pairs give the same file.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from app.domain.matching.evidence import Organization, compare_websites
from app.domain.matching.features import NAMES, SIGNS, features
from app.domain.matching.knowledge import Knowledge
from app.domain.matching.reading import read
from app.domain.matching.verdicts import is_certain

PAIRS = Path(__file__).parent / "pairs.csv"
WRITTEN = Path("app/domain/matching/coefficients.py")
_FOLDS = 10
_STRENGTH = 2.0
"""How far the coefficients may go from nothing: chosen among .3, 1, 2, 3, 10 by the families."""

_HEAD = '''"""How much each number of `features.NAMES` speaks for one organization.

Made by `make train-names` from dev/names/pairs.csv; the numbers are not for editing.
"""

from __future__ import annotations

PAIRS_SHA256 = "{digest}"
LIKELY_FROM = {likely_from}
INTERCEPT = {intercept}
COEFFICIENTS: dict[str, float] = {{
'''

Array = Any


@dataclass(frozen=True)
class Pairs:
    """The labelled pairs as numbers: a row a pair, its label, its family, what is certain."""

    values: Array
    are_same: Array
    families: Array
    are_certain: Array


def load(path: Path = PAIRS) -> Pairs:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = dict.fromkeys(name for row in rows for name in (row["name_a"], row["name_b"]))
    readings = {name: read(name) for name in names}
    known = Knowledge(readings.values())
    values, certain = [], []
    for row in rows:
        one = Organization(row["name_a"], website=row["website_a"])
        other = Organization(row["name_b"], website=row["website_b"])
        website = compare_websites(one, other)
        first, second = readings[one.name], readings[other.name]
        values.append(features(first, second, known, website=website))
        certain.append(is_certain(first, second, known))
    return Pairs(
        np.array(values),
        np.array([row["label"] == "same" for row in rows]),
        _families([(row["name_a"], row["name_b"]) for row in rows]),
        np.array(certain),
    )


def _families(pairs: list[tuple[str, str]]) -> Array:
    """Return a number for each pair: names that any chain of pairs joins are one family."""
    head = {name: name for pair in pairs for name in pair}

    def first(name: str) -> str:
        while head[name] != name:
            head[name] = head[head[name]]
            name = head[name]
        return name

    for one, other in pairs:
        head[first(one)] = first(other)
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(first(one), len(numbers)) for one, _ in pairs])


def fit(values: Array, are_same: Array) -> Array:
    """Return the coefficients and, last, the intercept: logistic regression whose signs are
    held to `SIGNS`.
    """
    rows = np.c_[values, np.ones(len(values))]
    sides = np.where(are_same, 1.0, -1.0)
    held = np.r_[np.ones(values.shape[1]), 0.0]

    def loss(weights: Array) -> tuple[float, Array]:
        margins = sides * (rows @ weights)
        penalty = held * weights / _STRENGTH
        pull = -(rows * (sides / (1 + np.exp(np.clip(margins, -500, 500))))[:, None]).sum(0)
        return np.logaddexp(0, -margins).sum() + (penalty * weights).sum() / 2, pull + penalty

    limits = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}
    bounds = [limits[sign] for sign in SIGNS.values()] + [(None, None)]
    start = np.zeros(rows.shape[1])
    return minimize(
        loss,
        start,
        jac=True,
        bounds=bounds,
        method="L-BFGS-B",
        options={"maxiter": 5000, "ftol": 1e-12, "gtol": 1e-8},
    ).x


def scores(weights: Array, values: Array) -> Array:
    return 1 / (1 + np.exp(-(np.c_[values, np.ones(len(values))] @ weights)))


def f1(flagged: Array, are_same: Array) -> float:
    right = float((flagged & are_same).sum())
    return 2 * right / (flagged.sum() + are_same.sum() or 1)


def main() -> None:
    pairs = load()
    held_out = np.zeros(len(pairs.are_same))
    for learnt, tested in GroupKFold(_FOLDS).split(pairs.values, groups=pairs.families):
        weights = fit(pairs.values[learnt], pairs.are_same[learnt])
        held_out[tested] = scores(weights, pairs.values[tested])
    likely_from = 0.5
    flagged = (held_out >= likely_from) | pairs.are_certain
    print(f"pairs: {len(flagged)}, families: {len(set(pairs.families))}")
    print(f"families held out: F1 {f1(flagged, pairs.are_same):.3f}")
    weights = fit(pairs.values, pairs.are_same)
    flagged = (scores(weights, pairs.values) >= likely_from) | pairs.are_certain
    print(f"all pairs: F1 {f1(flagged, pairs.are_same):.3f}")
    share = (pairs.are_certain & pairs.are_same).sum() / pairs.are_same.sum()
    false = int((pairs.are_certain & ~pairs.are_same).sum())
    print(f"certain: {share:.3f} of the true pairs, {false} false")
    digest = hashlib.sha256(PAIRS.read_bytes()).hexdigest()
    lines = [_HEAD.format(digest=digest, likely_from=likely_from, intercept=f"{weights[-1]:.4f}")]
    lines += [
        f'    "{name}": {weight + 0.0:.4f},\n'
        for name, weight in zip(NAMES, weights[:-1], strict=True)
    ]
    WRITTEN.write_text("".join([*lines, "}\n"]), encoding="utf-8")
    print(f"written: {WRITTEN}", file=sys.stderr)


if __name__ == "__main__":
    main()
