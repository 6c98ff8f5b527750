"""Moments in words, in the zone and the language of whoever reads them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name

_NO_BREAK = "\u00a0"


def in_zone(moment: datetime, zone: str) -> datetime:
    """Return the moment on the clocks of `zone` (an IANA name); unknown zones read UTC."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone(ZoneInfo("UTC"))


def day_in_words(moment: datetime, zone: str, language: str) -> str:
    """Return "Friday, May 29, 2026", "viernes, 29 de mayo de 2026"."""
    return format_date(in_zone(moment, zone).date(), format="full", locale=_locale(language))


def moment_in_words(moment: datetime, zone: str, language: str) -> str:
    """Return "Friday, May 29, 2026, at 5 p.m. Eastern Time"; blanks inside the time and
    the date of the day do not break.
    """
    local = in_zone(moment, zone)
    locale = _locale(language)
    day = day_in_words(moment, zone, language)
    where = get_timezone_name(local, width="long", locale=locale, return_zone=False)
    if _is_spanish(locale):
        hour = format_time(local, "H:mm", locale=locale)
        return f"{day}, a las {hour} ({where})"
    return f"{day}, at {_american_hour(local)} {where}"


def _american_hour(local: datetime) -> str:
    if (local.hour, local.minute) == (0, 0):
        return "midnight"
    if (local.hour, local.minute) == (12, 0):
        return "noon"
    half = "a.m." if local.hour < 12 else "p.m."
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{(local.hour - 1) % 12 + 1}{minutes}{_NO_BREAK}{half}"


def _locale(language: str) -> Locale:
    return Locale("es") if language.split("-", maxsplit=1)[0] == "es" else Locale("en")


def _is_spanish(locale: Locale) -> bool:
    return bool(locale.language == "es")
