"""Which factor of the chain rule is missing?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.lessons.formulas import point_sum
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Value
from tutor.mistakes.component import Component
from tutor.practice.chain_parts import chain_of, others, parameter, part, product, shuffled
from tutor.practice.item import FIRST_SLOT, Choose, Item, Kind, Option, Question, hint_sections
from tutor.practice.number_skills import NUMBER_SKILLS

if TYPE_CHECKING:
    from tutor.practice.item_words import ItemWords

GAP, LEVELS = "gap", ("where", "principle", "answer")
PLACE, CHOICES = FIRST_SLOT + 300, 5
EMPTY = "\\boxed{?}"


class MissingFactor(Item):
    """Shows a chain in symbols with one factor left out, and asks for that."""

    asks = (GAP,)
    hint_levels = LEVELS

    def __init__(self, problem: Problem, choose: Choose) -> None:
        self.problem = problem
        self.parameter = parameter(problem, choose)
        chain = chain_of(problem, self.parameter.name)
        self.missing = chain[1 + choose(PLACE, len(chain) - 1)]  # the slope of the cost stands in each chain
        self.right = part(problem, self.missing)
        self.chain = [part(problem, item).latex for item in chain]
        self.place = chain.index(self.missing)
        self.offered = shuffled((self.right, *others(problem, (self.missing,), choose, CHOICES - 1)), choose)

    def _equation(self, shown: str) -> str:
        factors = [*self.chain[: self.place], shown, *self.chain[self.place + 1 :]]
        partial = written(self.problem, f"d{self.problem.graph.objective}/d{self.parameter}")
        return f"{partial} = {point_sum(self.problem, product(factors))}"

    def ask(self, found: Sequence[str], words: "ItemWords") -> Question:
        options = tuple(Option(one.name, f"${one.latex}$") for one in self.offered)
        text = words.section("gap.question", equation=Latex(self._equation(EMPTY)))
        return Question(GAP, text, words.section("prompt"), options)

    def is_right(self, found: Sequence[str], name: str) -> bool:
        return name == self.right.name

    def _ends(self) -> dict[str, Value]:
        above, below = (written(self.problem, one.name) for one in (self.missing.above, self.missing.below))
        return {"above": Latex(above), "below": Latex(below)}

    def remark(self, found: Sequence[str], name: str, words: "ItemWords") -> str:
        return words.section("gap.wrong", **self._ends())

    def about(self, question: str) -> FieldId:
        return FieldId("d", self.parameter.name)

    def hint_names(self, found: Sequence[str], words: "ItemWords") -> dict[str, Value]:
        return {**self._ends(), "answer": Latex(self.right.latex)}

    def told(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        return words.section("told", equation=Latex(self._equation(self.right.latex)), **self._ends())


KIND = Kind(
    replace(NUMBER_SKILLS["weight-deep"], id="missing-factor", mistakes=()),
    shapes=("1-1-1x1", "1-1-1x2", "1-1-1-1x2", "1-1-1-1x3", "1-1-1-1-1x2"),
    builds_on=("weight-last",),
    met_after="weight-last",
    bears_on=(Component.TREE,),
    item=MissingFactor,
    sections=("gap.question", "prompt", "gap.wrong", "told", *hint_sections((GAP,), LEVELS)),
)
