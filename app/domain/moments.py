"""Moments in words, in the zone and the language of whoever reads them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, get_timezone_name

NO_BREAK = "\N{NO-BREAK SPACE}"

# What the Spanish-language press of the United States says; babel has "hora oriental".
_SPANISH_ZONES = {
    "hora oriental": "hora del Este",
    "hora central": "hora del Centro",
    "hora de las Montañas Rocosas": "hora de la Montaña",
    "hora del Pacífico": "hora del Pacífico",
}


def in_zone(moment: datetime, zone: str) -> datetime:
    """Return the moment on the clocks of `zone` (an IANA name); unknown zones read UTC."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone(ZoneInfo("UTC"))


def date_in_words(day: date, language: str) -> str:
    """Return "May 29, 2026", "29 de mayo de 2026"; the day and its month do not part."""
    if _is_spanish(language):
        return _spanish_day(day, "d 'de' MMMM 'de' y")
    return _english_day(day, "MMMM d, y")


def moment_in_words(
    moment: datetime, zone: str, language: str, *, this_year: int | None = None
) -> str:
    """Return "Friday, May 29, 2026, at 5 p.m. Eastern" or
    "viernes 29 de mayo de 2026, a las 5 p. m. (hora del Este)".

    The year is left out where it is `this_year`.
    """
    local = in_zone(moment, zone)
    with_year = local.year != this_year
    if _is_spanish(language):
        day = _spanish_day(local, "EEEE d 'de' MMMM" + (" 'de' y" if with_year else ""))
        return f"{day}, {_spanish_hour(local)} ({_zone_name(zone, 'es')})"
    day = _english_day(local, f"EEEE, MMMM d{', y' if with_year else ''}")
    return f"{day}, at {_english_hour(local)} {_zone_name(zone, 'en')}"


def _english_day(day: date, pattern: str) -> str:
    month = format_date(day, "MMMM", locale="en")
    words = format_date(day, pattern, locale="en")
    return words.replace(f"{month} ", f"{month}{NO_BREAK}")


def _spanish_day(day: date, pattern: str) -> str:
    month = format_date(day, "MMMM", locale="es")
    words = format_date(day, pattern, locale="es")
    return words.replace(f"{day.day} de {month}", f"{day.day}{NO_BREAK}de{NO_BREAK}{month}")


def _english_hour(local: datetime) -> str:
    if (local.hour, local.minute) == (0, 0):
        return "midnight"
    if (local.hour, local.minute) == (12, 0):
        return "noon"
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{_clock(local)}{NO_BREAK}{half}"


def _spanish_hour(local: datetime) -> str:
    if (local.hour, local.minute) == (0, 0):
        return "a medianoche"
    if (local.hour, local.minute) == (12, 0):
        return "al mediodía"
    half = f"a.{NO_BREAK}m." if local.hour < 12 else f"p.{NO_BREAK}m."
    article = "a la" if local.hour % 12 == 1 else "a las"
    return f"{article} {_clock(local)}{NO_BREAK}{half}"


def _clock(local: datetime) -> str:
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}"


def _zone_name(zone: str, locale: str) -> str:
    """Return the zone as people say it: "Eastern", "hora del Este"."""
    if zone in {"UTC", "Etc/UTC"}:
        return "UTC"
    try:
        name = get_timezone_name(
            ZoneInfo(zone), width="long", zone_variant="generic", locale=locale
        )
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"
    return name.removesuffix(" Time") if locale == "en" else _SPANISH_ZONES.get(name, name)


def _is_spanish(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] == "es"
