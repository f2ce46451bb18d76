"""The supply of drawn problems, with the words of the content folder."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.practice.codes import OWN, parse_code

if TYPE_CHECKING:
    from tutor.practice.variants import Variant


@dataclass(frozen=True)
class Variants:
    """Problems drawn and certified; what numpy is needed for is imported with the first of them."""

    content: Path
    seen: Collection[str] = ()
    """The codes of problems that the learner has had: none with the same numbers comes again, if there is another."""

    def draw_many(self, skill: str, level: int, seeds: Sequence[int]) -> Sequence["Variant"]:
        """The problems of the seeds, in order, without those that were seen."""
        from tutor.practice.variants import draw_fresh, draw_many, key, open_code

        seen = [code for code in self.seen if parse_code(code).skill == skill and parse_code(code).level != OWN]
        had = {key(open_code(code, self.content)) for code in seen}
        drawn = draw_many(skill, level, seeds, self.content)
        if not had:
            return drawn
        fresh = [one for one in drawn if key(one) not in had]
        return fresh or [draw_fresh(skill, level, seeds[0], self.content, had)]
