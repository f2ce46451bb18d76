"""Chance as a test wants it."""

from collections.abc import MutableSequence, Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")


class Always(Random):
    """Whatever may happen does, and of several the first."""

    def random(self) -> float:
        return 0.0

    def choice(self, seq: Sequence[T]) -> T:  # type: ignore[override]
        return seq[0]

    def shuffle(self, x: MutableSequence[Any]) -> None:
        """Leave it as it is."""
