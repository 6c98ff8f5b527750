"""The states of the letters: postal codes, names, and the many ways people write them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Source: United States Postal Service, Publication 28, appendix B.
STATES: Mapping[str, str] = MappingProxyType(
    {
        "AL": "Alabama",
        "AK": "Alaska",
        "AZ": "Arizona",
        "AR": "Arkansas",
        "CA": "California",
        "CO": "Colorado",
        "CT": "Connecticut",
        "DE": "Delaware",
        "DC": "District of Columbia",
        "FL": "Florida",
        "GA": "Georgia",
        "HI": "Hawaii",
        "ID": "Idaho",
        "IL": "Illinois",
        "IN": "Indiana",
        "IA": "Iowa",
        "KS": "Kansas",
        "KY": "Kentucky",
        "LA": "Louisiana",
        "ME": "Maine",
        "MD": "Maryland",
        "MA": "Massachusetts",
        "MI": "Michigan",
        "MN": "Minnesota",
        "MS": "Mississippi",
        "MO": "Missouri",
        "MT": "Montana",
        "NE": "Nebraska",
        "NV": "Nevada",
        "NH": "New Hampshire",
        "NJ": "New Jersey",
        "NM": "New Mexico",
        "NY": "New York",
        "NC": "North Carolina",
        "ND": "North Dakota",
        "OH": "Ohio",
        "OK": "Oklahoma",
        "OR": "Oregon",
        "PA": "Pennsylvania",
        "RI": "Rhode Island",
        "SC": "South Carolina",
        "SD": "South Dakota",
        "TN": "Tennessee",
        "TX": "Texas",
        "UT": "Utah",
        "VT": "Vermont",
        "VA": "Virginia",
        "WA": "Washington",
        "WV": "West Virginia",
        "WI": "Wisconsin",
        "WY": "Wyoming",
        "AS": "American Samoa",
        "GU": "Guam",
        "MP": "Northern Mariana Islands",
        "PR": "Puerto Rico",
        "VI": "U.S. Virgin Islands",
    }
)

# Counted apart from the fifty states ("{{ states }}").
NOT_STATES: frozenset[str] = frozenset({"DC", "AS", "GU", "MP", "PR", "VI"})

# Where a Spanish text does not use the English name.
_SPANISH: Mapping[str, str] = MappingProxyType(
    {
        "DC": "Distrito de Columbia",
        "HI": "Hawái",
        "LA": "Luisiana",
        "MS": "Misisipi",
        "MO": "Misuri",
        "NC": "Carolina del Norte",
        "ND": "Dakota del Norte",
        "NH": "Nuevo Hampshire",
        "NJ": "Nueva Jersey",
        "NM": "Nuevo México",
        "NY": "Nueva York",
        "OR": "Oregón",
        "PA": "Pensilvania",
        "SC": "Carolina del Sur",
        "SD": "Dakota del Sur",
        "WV": "Virginia Occidental",
        "AS": "Samoa Americana",
        "MP": "Islas Marianas del Norte",
        "VI": "Islas Vírgenes de los Estados Unidos",
    }
)

_OTHER_WAYS: Mapping[str, str] = MappingProxyType(
    {
        "washington dc": "DC",
        "washington d c": "DC",
        "virgin islands": "VI",
        "us virgin islands": "VI",
        "hawaiʻi": "HI",
        "hawai'i": "HI",
        "hawai’i": "HI",
        "new york state": "NY",
        "washington state": "WA",
        "commonwealth of the northern mariana islands": "MP",
    }
)


def _plain(text: str) -> str:
    return " ".join(text.replace(".", "").replace(",", " ").casefold().split())


_CODES: Mapping[str, str] = MappingProxyType(
    {code.casefold(): code for code in STATES}
    | {_plain(name): code for code, name in STATES.items()}
    | {_plain(name): code for code, name in _SPANISH.items()}
    | dict(_OTHER_WAYS)
)


def state_code(text: str) -> str | None:
    """Return the postal code that the words mean ("Ohio", "oh", "Washington, D.C."), or None.

    Only whole answers count: "Portland, Oregon" is none.
    """
    return _CODES.get(_plain(text))


def state_name(text: str, *, language: str = "en") -> str:
    """Return the name of the state that a code or words mean; other words come back trimmed.

    `language` is a BCP 47 tag; Spanish has its own names, all others the English ones.
    """
    code = state_code(text)
    if code is None:
        return text.strip()
    if language.casefold().split("-")[0] == "es":
        return _SPANISH.get(code, STATES[code])
    return STATES[code]


def shown_place(prepared: str) -> str:
    """Return a place in its compared form as people write it: "columbus, oh" as "Columbus, OH"."""
    *towns, last = [part.strip() for part in prepared.split(",")]
    return ", ".join((*(town.title() for town in towns), state_code(last) or last.title()))
