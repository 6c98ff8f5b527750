"""Moments in words: what a person reads beside a deadline."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.moments import date_in_words, moment_in_words

CLOSES = datetime(2027, 3, 12, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "language", "words"),
    [
        (CLOSES, "America/New_York", "en", "Friday, March 12, 2027, at 5 p.m. Eastern"),
        (CLOSES, "America/Denver", "en-US", "Friday, March 12, 2027, at 3 p.m. Mountain"),
        (
            CLOSES,
            "America/New_York",
            "es",
            "viernes 12 de marzo de 2027, a las 5 p. m. (hora del Este)",
        ),
        (
            datetime(2027, 3, 12, 12, 30, tzinfo=UTC),
            "Europe/Madrid",
            "es-ES",
            "viernes 12 de marzo de 2027, a la 1:30 p. m. (hora de Europa central)",
        ),
        (datetime(2027, 3, 12, tzinfo=UTC), "UTC", "en", "Friday, March 12, 2027, at midnight UTC"),
        (
            datetime(2027, 7, 1, 16, 0, tzinfo=UTC),
            "America/New_York",
            "en",
            "Thursday, July 1, 2027, at noon Eastern",
        ),
        (CLOSES, "Nowhere/Else", "en", "Friday, March 12, 2027, at 10 p.m. UTC"),
    ],
)
def test_a_moment_in_words(moment: datetime, zone: str, language: str, words: str) -> None:
    made = moment_in_words(moment, zone, language)

    assert made.replace("\N{NO-BREAK SPACE}", " ") == words


def test_the_year_that_runs_is_left_out() -> None:
    words = moment_in_words(CLOSES, "America/New_York", "en", this_year=2027)

    assert words == "Friday, March\N{NO-BREAK SPACE}12, at 5\N{NO-BREAK SPACE}p.m. Eastern"


def test_a_day_and_its_month_do_not_part() -> None:
    day = date(2027, 5, 29)

    assert date_in_words(day, "en") == "May\N{NO-BREAK SPACE}29, 2027"
    assert date_in_words(day, "es") == ("29\N{NO-BREAK SPACE}de\N{NO-BREAK SPACE}mayo de 2027")
