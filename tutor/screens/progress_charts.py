"""The plots of the progress screen; imported, with the library that draws them, once the page is painted."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tutor.practice.progress_figures import Day, Progress
from tutor.widgets.chart import Chart

WEEK = 7
WEEKS = 12
DAYS_SHOWN = 4 * WEEK


def accuracy(chart: Chart, found: Progress, today: date, signs: str) -> None:
    """The share of first answers that were right, week by week, without a hint and after one; this week the last."""
    weeks: list[list[Day]] = [[] for _ in range(WEEKS)]
    for day in found.days:
        back = (today - day.day).days // WEEK
        if 0 <= back < WEEKS:
            weeks[WEEKS - 1 - back].append(day)
    shares: tuple[dict[float, float], dict[float, float]] = ({}, {})
    for number, week in enumerate(weeks):
        for share, pairs in zip(shares, ([d.unaided for d in week], [d.hinted for d in week]), strict=True):
            right, of = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
            if of:
                share[float(number)] = right / of
    first = today - timedelta(days=WEEK * WEEKS - 1)
    labels = {float(k): f"{first + timedelta(days=WEEK * k):%m-%d}" for k in range(0, WEEKS, 2)}
    chart.lines(dict(zip(signs, shares, strict=True)), labels, WEEKS)


def forecast(chart: Chart, found: Progress, _today: date, _signs: str) -> None:
    """How many skills are due on each of the days to come; today the first, what is overdue with it."""
    labels = {float(k): f"{day:%m-%d}" for k, (day, _) in enumerate(found.forecast) if k % 2 == 0}
    chart.bars([number for _, number in found.forecast], labels)


def practice(chart: Chart, found: Progress, today: date, _signs: str) -> None:
    """How many answers were given on each day of four weeks; today the last."""
    days = [today - timedelta(days=back) for back in reversed(range(DAYS_SHOWN))]
    given = {day.day: day.attempts for day in found.days}
    labels = {float(k): f"{day:%m-%d}" for k, day in enumerate(days) if k % WEEK == WEEK - 1}
    chart.bars([given.get(day, 0) for day in days], labels)


PLOTS: Mapping[str, Callable[[Chart, Progress, date, str], None]] = {
    "accuracy": accuracy,
    "forecast": forecast,
    "days": practice,
}
"""What draws each plot, by the part of the page that it belongs to."""
