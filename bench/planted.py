"""Made-up lists with a known share of names that stand there twice, the second time noised."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config import PROJECT

_PAIRS = PROJECT / "dev" / "names" / "pairs.csv"
_SMALL = frozenset(["of", "the", "and", "for", "in", "a"])
_WHOM = [
    "Borrowers",
    "Caregivers",
    "Climate",
    "Community",
    "Disability",
    "Education",
    "Faith",
    "Families",
    "Farmworker",
    "Food",
    "Forest",
    "Health",
    "Housing",
    "Immigrant",
    "Justice",
    "Labor",
    "Language",
    "Library",
    "Nurses",
    "Ocean",
    "Prison",
    "Privacy",
    "Refugee",
    "Renters",
    "River",
    "Rural",
    "Seniors",
    "Student",
    "Teachers",
    "Transit",
    "Urban",
    "Veterans",
    "Voting",
    "Water",
    "Women",
    "Workers",
    "Youth",
]
_KINDS = [
    "Action",
    "Advocates",
    "Alliance",
    "Association",
    "Campaign",
    "Center",
    "Clinic",
    "Coalition",
    "Collective",
    "Congress",
    "Council",
    "Defense",
    "Federation",
    "Foundation",
    "Forum",
    "Fund",
    "Initiative",
    "Institute",
    "Lab",
    "League",
    "Movement",
    "Network",
    "Partnership",
    "Project",
    "Society",
    "Trust",
    "Union",
    "Voices",
    "Watch",
]
_PLACES = [
    "Alabama",
    "Alaska",
    "Arizona",
    "Boston",
    "Chicago",
    "Colorado",
    "Dallas",
    "Delaware",
    "Denver",
    "Detroit",
    "Florida",
    "Georgia",
    "Harlan",
    "Hawaii",
    "Houston",
    "Idaho",
    "Illinois",
    "Indiana",
    "Iowa",
    "Kansas",
    "Kentucky",
    "Lakeside",
    "Maine",
    "Maryland",
    "Miami",
    "Michigan",
    "Minnesota",
    "Montana",
    "Nebraska",
    "Nevada",
    "Oakland",
    "Ohio",
    "Oklahoma",
    "Oregon",
    "Phoenix",
    "Seattle",
    "Tampa",
    "Tennessee",
    "Texas",
    "Tucson",
    "Utah",
    "Vermont",
    "Virginia",
    "Wisconsin",
    "Wyoming",
]


@dataclass(frozen=True)
class Planted:
    """A name, the number of the organization behind it, and how it was noised ("" for not)."""

    name: str
    organization: int
    noise: str


def planted(count: int, *, share: float = 0.1, seed: int = 1) -> list[Planted]:
    """Return `count` names in chance order, `share` of them a second spelling of another."""
    chance = random.Random(seed)
    real = _real_names()
    chance.shuffle(real)
    first = count - int(count * share)
    names: dict[str, str] = {name.lower(): name for name in real[: first // 2]}
    while len(names) < first:
        name = _made_up(chance)
        names.setdefault(name.lower(), name)
    rows = [Planted(name, number, "") for number, name in enumerate(names.values())]
    for _ in range(count - first):
        original = rows[chance.randrange(first)]
        noise = chance.choice(tuple(_NOISES))
        spelt = _NOISES[noise](original.name, chance)
        rows.append(Planted(spelt, original.organization, noise))
    chance.shuffle(rows)
    return rows


def read_planted(path: Path) -> list[Planted]:
    """Return the rows of a CSV file with the columns `name`, `org_id` and `noise`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Planted(row["name"], int(row["org_id"]), row["noise"]) for row in csv.DictReader(file)
        ]


def _real_names() -> list[str]:
    """Return the names of the labelled pairs that no pair calls the same: one each."""
    with _PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    twice = {row[side] for row in rows if row["label"] == "same" for side in ("name_a", "name_b")}
    return sorted({row[side] for row in rows for side in ("name_a", "name_b")} - twice)


def _made_up(chance: random.Random) -> str:
    one, other, kind = chance.choice(_WHOM), chance.choice(_WHOM), chance.choice(_KINDS)
    place = chance.choice(_PLACES)
    return chance.choice(
        (
            f"{one} {other} {kind} of {place}",
            f"{place} {one} {other} {kind}",
            f"{one} and {other} {kind} {place} Local {chance.randrange(1, 999)}",
            f"{one} {kind} for {other} {place}",
        )
    )


def _misspelt(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, max(2, len(name) - 1))
    return chance.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + chance.choice("aeiourstln") + name[at + 1 :],
            name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
        )
    )


def _with_acronym(name: str, _: random.Random) -> str:
    words = re.findall(r"[A-Za-z]+", name)
    acronym = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return f"{name} ({acronym})" if len(acronym) > 2 else f"The {name}"


_NOISES: dict[str, Callable[[str, random.Random], str]] = {
    "misspelt": _misspelt,
    "article": lambda name, _: name[4:] if name.startswith("The ") else f"The {name}",
    "and": lambda name, _: name.replace(" and ", " & ") if " and " in name else f"{name}, Inc.",
    "acronym": _with_acronym,
    "case": lambda name, chance: chance.choice((name.upper(), name.lower())),
    "accent": lambda name, _: name.replace("e", "é", 1),
    "marks": lambda name, _: " ".join(name.replace(",", " ").replace("-", " ").split()) + ".",
}
