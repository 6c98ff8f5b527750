"""The chart of sign-ons: one bar a day, then a week, and never more than fit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from app.web.desk.chart import MOST_SLOTS, Chart, draw

FIRST = date(2026, 5, 11)
NOON = datetime(2026, 5, 21, 12, tzinfo=UTC)


def _drawn(app: Flask, counts: list[int], *, state: str = "open", closes_in: int = 0) -> Chart:
    days = [(FIRST + timedelta(days=n), count) for n, count in enumerate(counts)]
    closes_at = NOON + timedelta(days=closes_in) if closes_in else None
    with app.test_request_context():
        chart = draw(days, state=state, closes_at=closes_at, zone="UTC", now=NOON)
    assert chart is not None
    return chart


def test_without_sign_ons_there_is_no_chart() -> None:
    assert draw([], state="open", closes_at=None, zone="UTC", now=NOON) is None


def test_the_days_without_anybody_up_to_today_are_bars_of_nothing(app: Flask) -> None:
    chart = _drawn(app, [14, 0, 7])

    assert [bar.count for bar in chart.bars] == [14, 0, 7, *[0] * 8]
    assert (chart.bars[0].height, chart.bars[1].height, chart.bars[2].height) == (
        "200.0",
        "0.0",
        "100.0",
    )
    assert (chart.first, chart.last) == ("May 11", "May 21")


def test_a_closed_letter_ends_with_its_last_sign_on(app: Flask) -> None:
    assert len(_drawn(app, [14, 0, 7], state="closed").bars) == 3


def test_the_days_to_come_lead_to_the_closing_day(app: Flask) -> None:
    chart = _drawn(app, [14, 0, 7], closes_in=8)

    assert len(chart.ahead) == 8
    assert chart.closes == "May 29"


@pytest.mark.parametrize("length", [1, 35, 36, 245, 246, 900])
def test_however_long_it_collects_every_sign_on_is_in_a_bar_that_fits(
    app: Flask, length: int
) -> None:
    chart = _drawn(app, [1] * length, state="closed")

    assert chart.total == length
    assert len(chart.bars) <= MOST_SLOTS
    assert float(chart.bars[-1].x.rstrip("%")) < 100
