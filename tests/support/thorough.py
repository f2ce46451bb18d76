"""Cases of a test that only `--thorough` tries: other sizes, languages and problems on the same way."""

from typing import Any

import pytest


def also(*values: Any) -> Any:
    """One more case, of these values."""
    return pytest.param(*values, marks=pytest.mark.thorough)
