"""The supply of drawn problems, with the words of the content folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.practice.variants import Variant


@dataclass(frozen=True)
class Variants:
    """Problems drawn and certified; what numpy is needed for is imported with the first of them."""

    content: Path

    def draw_many(self, skill: str, level: int, seeds: Sequence[int]) -> Sequence["Variant"]:
        """The problem of each seed, in order."""
        from tutor.practice.variants import draw_many

        return draw_many(skill, level, seeds, self.content)
