"""A clock that is set by hand."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Each look at it finds it a second later; more when it is told."""

    def __init__(self, start: datetime = datetime(2026, 11, 23, 9, tzinfo=UTC)) -> None:
        self.time = start

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def wait(self, days: float) -> None:
        self.time += timedelta(days=days)
