"""Numbers to three digits, as plots and sentences give them."""

import pytest
from tutor.session.numbers import short


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1e-12, "0"),
        (-43.6, "−43.6"),
        (0.12345, "0.123"),
        (2160.4, "2160"),
        (99_999, "99999"),
        (123_456, "1.23e5"),
        (1.5e-7, "1.5e−7"),
        (float("inf"), "inf"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert short(value) == text
