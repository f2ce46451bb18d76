"""Write the chain: the partial derivative as a product, factor by factor, before any number."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.lessons.problem import Problem
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Value
from tutor.mistakes.component import Component
from tutor.practice.chain_parts import LEVELS, ChainItem, others, shuffled
from tutor.practice.item import Choose, Kind, Option, Question, hint_sections
from tutor.practice.number_skills import NUMBER_SKILLS

if TYPE_CHECKING:
    from tutor.practice.item_words import ItemWords

FACTOR = "factor"
MOST_OTHERS = 3
DOTS = "\\cdots"


class WriteChain(ChainItem):
    """Asks for one factor after another, from the cost down to the parameter."""

    def __init__(self, problem: Problem, choose: Choose) -> None:
        super().__init__(problem, choose)
        self.offered = shuffled((*self.chain, *others(problem, self.factors, choose, MOST_OTHERS)), choose)
        self.asks = tuple(f"{FACTOR}.{k}" for k in range(1, len(self.chain) + 1))

    def ask(self, found: Sequence[str], words: "ItemWords") -> Question:
        written_so_far = self.equation([*(one.latex for one in self.chain[: len(found)]), DOTS])
        text = words.section("factor.question", equation=Latex(written_so_far), first=not found)
        options = tuple(Option(one.name, f"${one.latex}$") for one in self.offered if one.name not in found)
        return Question(self.asks[len(found)], text, words.section("prompt"), options)

    def is_right(self, found: Sequence[str], name: str) -> bool:
        return name == self.chain[len(found)].name

    def remark(self, found: Sequence[str], name: str, words: "ItemWords") -> str:
        return words.section("factor.wrong", **self.ends(self.factors[len(found)]))

    def hint_names(self, found: Sequence[str], words: "ItemWords") -> dict[str, Value]:
        return {**self.ends(self.factors[len(found)]), "answer": Latex(self.chain[len(found)].latex)}

    def told(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        return words.section("told", equation=Latex(self.equation([one.latex for one in self.chain])))

    def on_paper(self, words: "ItemWords") -> Iterator[str]:
        yield from (words.section("paper.question", parameter=Latex(written(self.problem, self.parameter.name))), "")


KIND = Kind(
    replace(NUMBER_SKILLS["weight-deep"], id="write-chain", mistakes=()),
    shapes=("1-1-1x1", "1-1-1x2", "1-1-1-1x2", "1-1-1-1x3", "1-1-1-1-1x2"),
    builds_on=("missing-factor",),
    met_after="weight-last",
    bears_on=(Component.TREE,),
    item=WriteChain,
    sections=(
        "factor.question",
        "prompt",
        "factor.wrong",
        "told",
        "paper.question",
        *hint_sections((FACTOR,), LEVELS),
    ),
)
