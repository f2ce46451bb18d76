"""A short, seeded slice of the soak: random keys, bytes, pastes, resizes and signals over all screens.

`python -m tests.soak.screens` goes on for as long as it is told to.
"""

from pathlib import Path

import pytest

from ..soak import screens
from ..soak.screens import soak
from ..support import light

NEARLY_ALL = 9
"""Of some fourteen screens; which key comes while which of them is shown, no seed says."""


async def test_random_keys_crash_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    light.as_in_a_terminal(monkeypatch)
    for name, value in (("LIFE", 60), ("STAY", 6), ("LOOK", 3)):
        monkeypatch.setattr(screens, name, value)
    told = await soak(120, 1, tmp_path)
    assert len(told.seen) >= NEARLY_ALL
    assert sum(told.ends.values()) == 2
