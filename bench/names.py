"""Made-up organizations, the same ones on every run."""

from __future__ import annotations

import random

_PLACES = (
    "Aberdeen", "Bayfield", "Cedar County", "Del Río", "Eastern Ohio", "Fairview", "Genève",
    "Harlan", "Île d'Orléans", "Juniper Valley", "Kings Landing", "Lakeside", "Minnesota",
)  # fmt: skip
_WHOM = (
    "Borrowers", "Caregivers", "Educators", "Families", "Farmworkers", "Graduates", "Neighbors",
    "Nurses", "Renters", "Seniors", "Students", "Veterans", "Workers", "Niños",
)  # fmt: skip
_KINDS = (
    "Alliance", "Association", "Center", "Coalition", "Collective", "Council", "Federation",
    "Legal Aid Society", "Network", "Project", "Union", "& Friends",
)  # fmt: skip


def made_up(count: int) -> tuple[str, ...]:
    """Return `count` different names in no order, articles and accents among them."""
    chance = random.Random(20260302)
    found: dict[str, None] = {}
    while len(found) < count:
        article = chance.choice(("", "", "", "The "))
        number = chance.choice(("", "", f" No. {chance.randrange(1, 400)}"))
        words = (chance.choice(_PLACES), chance.choice(_WHOM), chance.choice(_KINDS))
        found[article + " ".join(words) + number] = None
    return tuple(found)
