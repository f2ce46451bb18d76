"""Cases of a test that only `--thorough` tries: other sizes, languages and problems on the same way."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest


def also(*values: Any) -> Any:
    """One more case, of these values."""
    return pytest.param(*values, marks=pytest.mark.thorough)


def one_of(values: Iterable[Any]) -> list[Any]:
    """The first of these values; with `--thorough` all."""
    first, *others = values
    return [first, *map(also, others)]


def first_of(quick: Sequence[Any], values: Iterable[Any]) -> list[Any]:
    """The values that are `quick`; with `--thorough` all."""
    return [*quick, *(also(value) for value in values if value not in quick)]
