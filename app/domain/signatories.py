"""A signatory: one line under a letter."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from app.domain.values import dataclass

# A bar without blanks around it belongs to the name of a group.
_BAR = re.compile(r"(?:^|\s+)\|(?:\s+|$)")


class Kind(StrEnum):
    ORGANIZATION = "organization"
    INDIVIDUAL = "individual"


class Scope(StrEnum):
    NATIONAL = "national"
    REGIONAL = "regional"
    STATE = "state"
    LOCAL = "local"
    TRIBAL = "tribal"
    INTERNATIONAL = "international"


@dataclass(frozen=True, slots=True)
class Signatory:
    """One line of the list, as the letter needs it for ordering and printing.

    `group` is a path as in the letter file ("State and local > Ohio"), "" for none; several
    with a bar between them ("National | Health") print the one signatory under each.
    `state` is a postal code ("OH") or the words given. `manual_order` is the CSV's `order`
    or the place given on the desk. `signed_at` is when the first sign-on was confirmed;
    `position` is the row's place in its source and breaks every tie.

    What follows is set on the desk. `sort_name` is what the line is sorted by instead of its
    name. `membership` is "member", "ally" or "". `pin` holds the line at a place of its group,
    from 1 on, or from the end, from -1 on. `lead` is its place among the leads, from 0 on.
    `own_group` is the path that takes the place of the one made by `own_group_rule`.
    """

    name: str
    kind: Kind = Kind.ORGANIZATION
    signer_name: str = ""
    signer_title: str = ""
    group: str = ""
    scope: str = ""
    state: str = ""
    city: str = ""
    website: str = ""
    email: str = ""
    manual_order: float | None = None
    signed_at: datetime | None = None
    position: int = 0
    sort_name: str = ""
    category: str = ""
    membership: str = ""
    pin: int | None = None
    lead: int | None = None
    own_group: str | None = None
    own_group_rule: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """The paths of its groups, each once; one empty path where it has none."""
        return paths_in(self.group)


def paths_in(group: str) -> tuple[str, ...]:
    """Return the paths in words such as "National | Water > Rivers"; one empty path for none."""
    if "|" not in group:
        return (group.strip(),)
    paths = [path for part in _BAR.split(group) if (path := part.strip())]
    return tuple(dict.fromkeys(paths)) or ("",)


def place_of(city: str, state: str) -> str:
    """Return where an organization is, in words ("Columbus, OH"), "" where nobody said."""
    return ", ".join(part for part in (city, state) if part)
