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

    @property
    def groups(self) -> tuple[str, ...]:
        """The paths of its groups, each once; one empty path where it has none."""
        if "|" not in self.group:
            return (self.group.strip(),)
        paths = [path for part in _BAR.split(self.group) if (path := part.strip())]
        return tuple(dict.fromkeys(paths)) or ("",)


def place_of(city: str, state: str) -> str:
    """Return where an organization is, in words ("Columbus, OH"), "" where nobody said."""
    return ", ".join(part for part in (city, state) if part)
