"""Which factor of the chain rule is missing?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.lessons.problem import Problem
from tutor.lessons.template import Latex, Value
from tutor.mistakes.component import Component
from tutor.practice.chain_parts import LEVELS, ChainItem, others, shuffled
from tutor.practice.item import FIRST_SLOT, Choose, Kind, Option, Question, hint_sections
from tutor.practice.number_skills import NUMBER_SKILLS

if TYPE_CHECKING:
    from tutor.practice.item_words import ItemWords

GAP = "gap"
PLACE, CHOICES = FIRST_SLOT + 300, 5
EMPTY = "\\boxed{?}"


class MissingFactor(ChainItem):
    """Shows a chain in symbols with one factor left out, and asks for that."""

    asks = (GAP,)

    def __init__(self, problem: Problem, choose: Choose) -> None:
        super().__init__(problem, choose)
        self.place = 1 + choose(PLACE, len(self.chain) - 1)  # the slope of the cost stands in each chain
        self.missing, self.right = self.factors[self.place], self.chain[self.place]
        self.offered = shuffled((self.right, *others(problem, (self.missing,), choose, CHOICES - 1)), choose)

    def _equation(self, shown: str) -> str:
        return self.equation(shown if k == self.place else one.latex for k, one in enumerate(self.chain))

    def ask(self, found: Sequence[str], words: "ItemWords") -> Question:
        options = tuple(Option(one.name, f"${one.latex}$") for one in self.offered)
        text = words.section("gap.question", equation=Latex(self._equation(EMPTY)))
        return Question(GAP, text, words.section("prompt"), options)

    def is_right(self, found: Sequence[str], name: str) -> bool:
        return name == self.right.name

    def remark(self, found: Sequence[str], name: str, words: "ItemWords") -> str:
        return words.section("gap.wrong", **self.ends(self.missing))

    def hint_names(self, found: Sequence[str], words: "ItemWords") -> dict[str, Value]:
        return {**self.ends(self.missing), "answer": Latex(self.right.latex)}

    def told(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        return words.section("told", equation=Latex(self._equation(self.right.latex)), **self.ends(self.missing))


KIND = Kind(
    replace(NUMBER_SKILLS["weight-deep"], id="missing-factor", mistakes=()),
    shapes=("1-1-1x1", "1-1-1x2", "1-1-1-1x2", "1-1-1-1x3", "1-1-1-1-1x2"),
    builds_on=("weight-last",),
    met_after="weight-last",
    bears_on=(Component.TREE,),
    item=MissingFactor,
    sections=("gap.question", "prompt", "gap.wrong", "told", *hint_sections((GAP,), LEVELS)),
)
