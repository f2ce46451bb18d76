"""A short, seeded slice of the soak: random keys, bytes, pastes, resizes and signals over all screens."""

from pathlib import Path

import pytest

from ..soak import screens
from ..soak.screens import soak

ALL = 12


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_keys_crash_nothing(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens, "LIFE", 250)
    told = await soak(500, seed, tmp_path)
    assert len(told.seen) >= ALL - 1
    assert sum(told.ends.values()) == 2
