"""A slice of the long run: whatever is typed, the readers raise nothing but Unreadable and show what they read."""

import pytest

from tests.soak.answers import check, strings
from tests.support.thorough import also


@pytest.mark.parametrize("seed", [0, *map(also, (1, 2, 3))])
def test_nonsense_is_unreadable_at_worst(seed: int) -> None:
    for text in strings(1250, seed):
        check(text)
