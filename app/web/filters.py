"""How pages say things: dates and hours in words, in a named zone and in the page's language."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

from flask import Flask
from markupsafe import Markup, escape

from app.domain import moments
from app.domain.documents import NameLine
from app.domain.sentences import Sentence
from app.web.language import page_language
from app.web.words import gettext as _
from app.web.words import ngettext, say

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
    return moments.moment_in_words(at, zone, page_language(), this_year=_today(zone).year)


def is_ahead(at: datetime | None) -> bool:
    """Is there a moment, and is it still to come?"""
    return at is not None and at > datetime.now(UTC)


def closing(at: datetime, zone: str) -> str:
    """Return when a letter closes, short enough for a table of contents."""
    return _("until %(moment)s", moment=moment(at, zone))


def day_in_words(at: datetime | date, zone: str = "UTC") -> str:
    """Return "May 29, 2026" of a date, or of an aware moment in its zone."""
    day = moments.in_zone(at, zone).date() if isinstance(at, datetime) else at
    return moments.date_in_words(day, page_language())


def days_left(at: datetime, zone: str) -> str:
    """Return "today", "tomorrow" or "in 8 days" for a moment near enough, "" for others."""
    days = (moments.in_zone(at, zone).date() - _today(zone)).days
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


def said(sentence: Sentence) -> str:
    """Return a sentence in the page's language."""
    return say(sentence)


def host(address: str) -> Markup:
    """Return a web or mail address that may break before its dots and nowhere else."""
    return Markup("<wbr>.").join(address.split("."))


def site(website: str) -> str:
    """Return what a website is known by, "example.org/about" without its scheme and "www."."""
    rest = website.partition("://")[2] or website
    return rest.removeprefix("www.").rstrip("/")


def _today(zone: str) -> date:
    return moments.in_zone(datetime.now(UTC), zone).date()


FILTERS = (
    moment,
    closing,
    day_in_words,
    days_left,
    printed_line,
    fingerprint,
    said,
    showable,
    host,
    site,
)
