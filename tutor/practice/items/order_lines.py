"""The lines of a backward pass, shuffled: which can be written first, and which then?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_fields
from tutor.lessons.template import Latex, Value
from tutor.mistakes.component import Component
from tutor.network.paths import cost_by, edges_to
from tutor.practice.item import FIRST_SLOT, Choose, Item, Kind, Option, Question, hint_sections
from tutor.practice.number_skills import NUMBER_SKILLS

if TYPE_CHECKING:
    from tutor.practice.item_words import ItemWords

PLACE, LEVELS = "place", ("where", "principle", "answer")


class OrderLines(Item):
    """Asks for one line after another, from the residual down. Right is each that uses only what stands already."""

    hint_levels = LEVELS

    def __init__(self, problem: Problem, choose: Choose) -> None:
        from tutor.practice.line_rules import rule_of
        from tutor.practice.solution_lines import lines_of

        self.problem = problem
        graph = problem.graph
        lines = list(lines_of(problem, problem.trace))
        asked = {cost_by(field.name) for field in asked_fields(problem, "d")}
        residuals = {name: output for name, output, _ in graph.residuals}
        backwards = {cost_by(one.name): one for one in graph.backwards}
        self.lines: dict[str, str] = {}
        """Each line as LaTeX, by the name of what it gives."""
        for index, line in enumerate(lines):
            is_unit = line.point == 1 and (line.name in residuals or line.name in backwards)
            if is_unit or (line.point is None and line.name in asked):
                self.lines[line.name] = f"{line.latex} = {rule_of(problem, lines, index).formula}"
        self.symbols = {line.name: line.latex for line in lines}
        self._needs: dict[str, frozenset[str]] = dict.fromkeys(residuals, frozenset())
        for name in self.lines.keys() - residuals.keys():
            of = backwards.get(name) or graph.named[name.partition("/d")[2]]
            edges = edges_to(graph, of)
            above = {next(r for r, a in residuals.items() if a == of) for edge in edges if edge.kind == "cost"}
            self._needs[name] = frozenset(above | {cost_by(edge.above.name) for edge in edges if edge.kind != "cost"})
        names = list(self.lines)
        self.shuffled = sorted(names, key=lambda name: choose(FIRST_SLOT + names.index(name), 2**16))
        self.asks = tuple(f"{PLACE}.{k}" for k in range(1, len(names)))

    def ask(self, found: Sequence[str], words: "ItemWords") -> Question:
        left = [name for name in self.shuffled if name not in found]
        above = self.symbols[found[-1]] if found else ""
        asked = words.section("place.question", above=Latex(above), first=not found)
        options = tuple(Option(name, f"${self.lines[name]}$", about=name) for name in left)
        return Question(self.asks[len(found)], asked, words.section("prompt"), options)

    def is_right(self, found: Sequence[str], name: str) -> bool:
        return name not in found and self._needs.get(name, frozenset((name,))) <= set(found)

    def remark(self, found: Sequence[str], name: str, words: "ItemWords") -> str:
        return words.section("place.wrong", lacks=Latex(self.symbols[min(self._needs[name] - set(found))]))

    def about(self, question: str) -> FieldId:
        return asked_fields(self.problem, "d")[0]

    def hint_names(self, found: Sequence[str], words: "ItemWords") -> dict[str, Value]:
        return {"answer": Latex(next(self.lines[name] for name in self.lines if self.is_right(found, name)))}

    def told(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        lines = "\n".join(f"{number}. ${line}$" for number, line in enumerate(self.lines.values(), 1))
        return f"{words.section('told')}\n\n{lines}"

    def on_paper(self, words: "ItemWords") -> Iterator[str]:
        yield from (words.section("paper.question"), "", *(f"- ${self.lines[name]}$" for name in self.shuffled))


KIND = Kind(
    replace(NUMBER_SKILLS["weight-deep"], id="order-lines", mistakes=()),
    shapes=("1-1-1x1", "1-1-1x2", "1-1-1-1x2", "1-2-1x2 1-1-1-1x3", "1-2-1x3 2-2-1x2"),
    builds_on=("bias-deep",),
    met_after="gates-smooth",
    bears_on=(Component.TREE,),
    item=OrderLines,
    sections=("place.question", "prompt", "place.wrong", "told", "paper.question", *hint_sections((PLACE,), LEVELS)),
)
