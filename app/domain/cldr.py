"""Dates and numbers as the world's languages write them: Babel, and what is so plain that a
short command need not load Babel's tables for it (some 30 ms of processor time).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# Unicode's CLDR: the months of the two languages that dates in words are always read in.
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
}
# What Unicode's list of territories holds beside countries.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_AMERICAN = frozenset({"en", "en-us"})


def long_date(day: date, language: str) -> str:
    """Return "April 19, 2021", "19 de abril de 2021"; `language` is a BCP 47 tag."""
    if language.casefold() in _AMERICAN:
        return f"{_MONTHS['en'].split()[day.month - 1]} {day.day}, {day.year}"
    from babel.dates import format_date

    return format_date(day, format="long", locale=_locale(language))


def grouped(number: int, language: str) -> str:
    """Return a number in digits, thousands set apart as `language` does ("1,104")."""
    # No language sets three digits apart.
    if 0 <= number < 1000:
        return str(number)
    if language.casefold() in _AMERICAN:
        return f"{number:,}"
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(language))


@lru_cache(maxsize=32)
def months(language: str) -> Mapping[str, int]:
    """Return the numbers of the months by name, folded, in `language`, English and Spanish."""
    found: dict[str, int] = {}
    if language.replace("_", "-").casefold().split("-")[0] not in _MONTHS:
        from babel.dates import get_month_names

        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=_locale(language))
            found |= {name.casefold().rstrip("."): number for number, name in names.items()}
    for names_of in (_MONTHS, _SHORT_MONTHS):
        for written in names_of.values():
            found |= {name.casefold(): number for number, name in enumerate(written.split(), 1)}
    return found


def country_name(words: str, language: str) -> str | None:
    """Return a country's name in `language`, None where the words name none.

    The words may be its name in that language, in English or in Spanish, or its ISO 3166 code.
    """
    code = _countries(language).get(words.strip().casefold())
    return None if code is None else _locale(language).territories[code]


@lru_cache(maxsize=8)
def _countries(language: str) -> Mapping[str, str]:
    """Return the two-letter codes of the countries by their names and codes, folded."""
    found: dict[str, str] = {}
    for tag in ("es", "en", language):
        for code, name in _locale(tag).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                found |= {name.casefold(): code, code.casefold(): code}
    return found


def _locale(language: str) -> Locale:
    """Return Babel's locale for a BCP 47 tag, or for its language alone, or English."""
    from babel import Locale, UnknownLocaleError

    tag = language.replace("_", "-")
    for each in (tag, tag.split("-")[0]):
        try:
            return Locale.parse(each, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale("en")


@lru_cache(maxsize=8)
def territories(language: str) -> Mapping[str, str]:
    """Return the names of countries and territories in `language` by their code ("FR")."""
    names = _locale(language).territories
    return {code: name for code, name in names.items() if code.isalpha() and len(code) == 2}
