"""How pages say things: dates and hours in words, in a named zone and in the page's language."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_name
from flask import Flask
from markupsafe import Markup, escape

from app.domain.documents import NameLine
from app.web.language import page_language
from app.web.words import gettext as _
from app.web.words import ngettext

NO_BREAK = "\N{NO-BREAK SPACE}"

# Beyond a week a number of days helps less than the date does.
DAYS_SAID_IN_WORDS = 14

# The page shows a long fingerprint in groups, as people compare it.
HASH_GROUP = 4


def register(app: Flask) -> None:
    """Give templates the filters below by their names."""
    for filter_ in FILTERS:
        app.add_template_filter(filter_)
    app.add_template_test(is_ahead, "ahead")


def moment(at: datetime, zone: str) -> str:
    """Return "Friday, May 29, 2026, at 5 p.m. Eastern" for an aware moment, in its zone.

    The year is left out in the year that runs.
    """
    local = at.astimezone(ZoneInfo(zone))
    return _(
        "%(day)s, at %(hour)s %(zone)s",
        day=_day_of_week(local.date(), with_year=local.year != _today(zone).year),
        hour=_hour(local),
        zone=_zone_name(zone),
    )


def is_ahead(at: datetime | None) -> bool:
    """Is there a moment, and is it still to come?"""
    return at is not None and at > datetime.now(UTC)


def closing(at: datetime, zone: str) -> str:
    """Return when a letter closes, short enough for a table of contents."""
    return _("until %(moment)s", moment=moment(at, zone))


def day_in_words(at: datetime | date, zone: str = "UTC") -> str:
    """Return "May 29, 2026" of a date, or of an aware moment in its zone."""
    day = at.astimezone(ZoneInfo(zone)).date() if isinstance(at, datetime) else at
    pattern = "d 'de' MMMM 'de' y" if page_language() == "es" else "MMMM d, y"
    return _tied_day(format_date(day, format=pattern, locale=page_language()))


def days_left(at: datetime, zone: str) -> str:
    """Return "today", "tomorrow" or "in 8 days" for a moment near enough, "" for others."""
    days = (at.astimezone(ZoneInfo(zone)).date() - _today(zone)).days
    if days < 0 or days > DAYS_SAID_IN_WORDS:
        return ""
    if days == 0:
        return _("That is today.")
    if days == 1:
        return _("That is tomorrow.")
    return ngettext("That is in %(num)d day.", "That is in %(num)d days.", days)


def printed_line(line: NameLine) -> Markup:
    """Return a line as it prints, what follows the name quieter."""
    name = Markup("<bdi>{}</bdi>").format(line.name)
    tail = line.tail.lstrip(",،、; ")
    if not tail:
        return name + line.tail
    joint = escape(line.tail[: len(line.tail) - len(tail)])
    return Markup('{}{}<span class="where where-long">{}</span>').format(name, joint, tail)


def fingerprint(sha256: str) -> str:
    """Return a hash in groups of four, so that two people can compare it by voice."""
    return " ".join(sha256[at : at + HASH_GROUP] for at in range(0, len(sha256), HASH_GROUP))


def showable(text: str) -> str:
    """Return what was typed without the characters that no page may hold."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cs"))


def host(address: str) -> Markup:
    """Return a web or mail address that may break before its dots and nowhere else."""
    return Markup("<wbr>.").join(address.split("."))


def _today(zone: str) -> date:
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).date()


def _day_of_week(day: date, *, with_year: bool) -> str:
    if page_language() == "es":
        pattern = "EEEE d 'de' MMMM 'de' y" if with_year else "EEEE d 'de' MMMM"
    else:
        pattern = "EEEE, MMMM d, y" if with_year else "EEEE, MMMM d"
    return _tied_day(format_date(day, format=pattern, locale=page_language()))


def _tied_day(words: str) -> str:
    """Keep a month and its day on one line: "May 29", "29 de mayo"."""
    parts = words.split(" ")
    tied = [parts[0]]
    for before, word in pairwise(parts):
        is_day = before.rstrip(",").isdigit() or word.rstrip(",").isdigit()
        is_year = len(word.rstrip(",")) == 4 and word.rstrip(",").isdigit()
        tied.append((NO_BREAK if is_day and not is_year else " ") + word)
    return "".join(tied)


def _hour(local: datetime) -> str:
    if (local.hour, local.minute) == (12, 0):
        return _("noon")
    if (local.hour, local.minute) == (0, 0):
        return _("midnight")
    if page_language() == "es":
        words = format_datetime(local, "H:mm", locale="es")
        return _("%(hour)s h", hour=words).replace(" ", NO_BREAK)
    minutes = f":{local.minute:02d}" if local.minute else ""
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{local.hour % 12 or 12}{minutes}{NO_BREAK}{half}"


def _zone_name(zone: str) -> str:
    """Return "Eastern" or "(hora oriental)": the zone as people say it."""
    if zone in ("UTC", "Etc/UTC"):
        return "UTC"
    name = get_timezone_name(
        ZoneInfo(zone), width="long", locale=page_language(), zone_variant="generic"
    )
    return str(name).removesuffix(" Time") if page_language() == "en" else f"({name})"


FILTERS = (
    moment,
    closing,
    day_in_words,
    days_left,
    printed_line,
    fingerprint,
    showable,
    host,
)
