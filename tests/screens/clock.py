"""The time, as tests of screens have it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Each look at it finds it a second later."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time
