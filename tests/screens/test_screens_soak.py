"""A short, seeded slice of the soak: random keys, pastes and resizes over all screens."""

from pathlib import Path

import pytest

from ..soak.screens import soak


@pytest.mark.parametrize(("seed", "drill"), [(1, ""), (2, ""), (2, "bp1:find-step:111")])
async def test_random_keys_crash_nothing(tmp_path: Path, seed: int, drill: str) -> None:
    seen, _ = await soak(600, seed, tmp_path, drill)
    assert len(seen) > 1
