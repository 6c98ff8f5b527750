"""The chart of sign-ons by day: where each bar stands, worked out for the template.

Across it counts in percent of the width, so that it widens without stretching its figures;
upwards in pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from babel.dates import format_skeleton

from app.domain import moments
from app.web.language import page_language

TOP_PX = 40.0
BASE_PX = 240.0
SHORTEST_PX = 3.0

# Fewer would be pillars, more would be hairs with figures that overlap.
FEWEST_SLOTS = 14
MOST_SLOTS = 35
STEPS_IN_DAYS = (1, 7, 28)

BAR_SHARE = 0.72
"""How much of its slot a bar fills."""

ROOM_FOR_TWO_DATES = 0.6
"""The share of the width that the first date and the last need below the bars."""

FIGURES_ON_A_PHONE = 24
"""As many digits stand side by side over the bars of a narrow screen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`first` and `last` are the days it stands for; `x`, `width`, `middle` are percent."""

    first: date
    last: date
    count: int
    x: str
    width: str
    middle: str
    right: str
    top: str
    height: str
    figure_y: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`ahead` are the bars of days still to come, without figures; `end` is the closing day."""

    bars: tuple[Bar, ...]
    ahead: tuple[Bar, ...]
    total: int
    days: int
    busiest: Bar
    is_by_day: bool
    is_crowded: bool
    first: str
    last: str
    last_x: str
    has_room_for_last: bool
    closes: str
    base: str = f"{BASE_PX + 0.5}"
    bottom: str = f"{BASE_PX:g}"


def draw(
    days: Sequence[tuple[date, int]],
    *,
    state: str,
    closes_at: datetime | None,
    zone: str,
    now: datetime,
) -> Chart | None:
    """Return the chart, None where nobody has confirmed yet."""
    if not days:
        return None
    is_open = state == "open"
    today = moments.in_zone(now, zone).date()
    first, last = days[0][0], max(days[-1][0], today) if is_open else days[-1][0]
    length = (last - first).days + 1
    step = next((s for s in STEPS_IN_DAYS if length <= s * MOST_SLOTS), STEPS_IN_DAYS[-1])
    counts = _counted(dict(days), first, last, step)
    end = moments.in_zone(closes_at, zone).date() if is_open and closes_at else None
    to_come = _days_to_come(len(counts), last, end) if step == 1 else 0
    slots = max(FEWEST_SLOTS, len(counts) + to_come)
    bars = tuple(_bars(counts, first, step, slots))
    ahead = _bars([0] * to_come, last + timedelta(days=1), 1, slots, offset=len(counts))
    return Chart(
        bars=bars,
        ahead=tuple(ahead),
        total=sum(counts),
        days=length,
        busiest=max(bars, key=lambda bar: bar.count),
        is_by_day=step == 1,
        is_crowded=len(bars) * len(str(max(counts))) > FIGURES_ON_A_PHONE,
        first=short_day(first),
        last=short_day(last),
        last_x=bars[-1].right,
        has_room_for_last=len(bars) >= ROOM_FOR_TWO_DATES * slots,
        closes=short_day(end) if end and to_come else "",
    )


def short_day(day: date) -> str:
    """Return "May 29", "29 de mayo"."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return str(format_skeleton("MMMMd", at, locale=page_language()))


def _counted(days: dict[date, int], first: date, last: date, step: int) -> list[int]:
    """Return the sum of each `step` days from `first` to `last`."""
    starts = range(first.toordinal(), last.toordinal() + 1, step)
    return [
        sum(days.get(date.fromordinal(day), 0) for day in range(start, start + step))
        for start in starts
    ]


def _days_to_come(passed: int, last: date, end: date | None) -> int:
    """Return how many days are left, 0 where they would crowd out those that have passed."""
    left = (end - last).days if end else 0
    return left if 0 < left <= MOST_SLOTS - passed else 0


def _bars(
    counts: Sequence[int], first: date, step: int, slots: int, *, offset: int = 0
) -> Iterator[Bar]:
    tallest = max(counts, default=0) or 1
    slot = 100 / slots
    for number, count in enumerate(counts):
        start = first + timedelta(days=number * step)
        height = (BASE_PX - TOP_PX) * count / tallest if count else 0.0
        height = max(height, SHORTEST_PX) if count else 0.0
        x = slot * (offset + number + (1 - BAR_SHARE) / 2)
        yield Bar(
            first=start,
            last=start + timedelta(days=step - 1),
            count=count,
            x=f"{x:.2f}%",
            width=f"{slot * BAR_SHARE:.2f}%",
            middle=f"{x + slot * BAR_SHARE / 2:.2f}%",
            right=f"{x + slot * BAR_SHARE:.2f}%",
            top=f"{BASE_PX - height:.1f}",
            height=f"{height:.1f}",
            figure_y=f"{BASE_PX - height - 7:.1f}",
        )
