"""The chain of a partial derivative in symbols, what else could be taken for a factor of it, and items about it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tutor.lessons import formulas
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Value
from tutor.network.paths import Factor
from tutor.network.quantity import Quantity
from tutor.practice.item import FIRST_SLOT, Choose, Item

PARAMETER, SHUFFLE, OTHERS = FIRST_SLOT, FIRST_SLOT + 100, FIRST_SLOT + 200
"""The slots of a code's choices: the parameter, the order of what is offered, and what is offered beside the chain."""

LEVELS = ("where", "principle", "answer")


class Part(NamedTuple):
    """A factor, or what could be taken for one, by its name and as LaTeX."""

    name: str
    latex: str


def parameter(problem: Problem, choose: Choose) -> Quantity:
    """The parameter whose chain is asked: not of the last layer, whose chain is short."""
    asked = [one for one in problem.graph.asked if one.layer < problem.network.depth]
    return asked[choose(PARAMETER, len(asked))]


def chain_of(problem: Problem, name: str) -> tuple[Factor, ...]:
    """The factors from the cost down to a parameter to which there is one way, the 1 of a bias left out."""
    (way,) = formulas.ways_to(problem, name)
    return tuple(item for item in way if formulas.is_written(item))


def part(problem: Problem, item: Factor) -> Part:
    """A factor of the chain at a data point."""
    return Part(item.name, formulas.factor(problem, item, formulas.point_index(problem)))


def others(problem: Problem, but: tuple[Factor, ...], choose: Choose, most: int) -> tuple[Part, ...]:
    """Weights, gates, activations and z of all layers `but` for some factors; so many at most."""
    taken = {part(problem, item) for item in but}
    found = list(dict.fromkeys(one for one in _candidates(problem) if one not in taken))
    mixed = sorted(found, key=lambda one: choose(OTHERS + found.index(one), 2**16))
    return tuple(mixed[:most])


def _candidates(problem: Problem) -> Iterator[Part]:
    i, graph = formulas.point_index(problem), problem.graph
    for one in graph.parameters:
        if one.kind == "weight":
            yield Part(one.name, written(problem, one.name, i))
    for node in graph.nodes:
        if node.quantity.kind == "activation":
            below = node.parents[0]
            gate = Factor(f"d{node.quantity}/d{below}", "gate", node.quantity, below)
            yield Part(gate.name, formulas.gate(problem, gate, i))
            yield Part(f"{node.quantity}", written(problem, node.quantity.name, i))
            yield Part(f"{below}", written(problem, below.name, i))


def shuffled(parts: tuple[Part, ...], choose: Choose) -> tuple[Part, ...]:
    """The parts in an order that belongs to the code."""
    return tuple(sorted(parts, key=lambda one: choose(SHUFFLE + parts.index(one), 2**16)))


class ChainItem(Item):
    """Asks about the chain of one parameter, in symbols."""

    hint_levels = LEVELS

    def __init__(self, problem: Problem, choose: Choose) -> None:
        self.problem, self.parameter = problem, parameter(problem, choose)
        self.factors = chain_of(problem, self.parameter.name)
        self.chain = tuple(part(problem, item) for item in self.factors)

    def equation(self, factors: Iterable[str]) -> str:
        """The partial derivative as the product of these."""
        partial = written(self.problem, f"d{self.problem.graph.objective}/d{self.parameter}")
        return f"{partial} = " + formulas.point_sum(self.problem, " \\, ".join(factors))

    def ends(self, factor: Factor) -> dict[str, Value]:
        """What is differentiated in a factor, and by what, for its words to name."""
        ends = {"above": factor.above, "below": factor.below}
        return {name: Latex(written(self.problem, one.name)) for name, one in ends.items()}

    def about(self, question: str) -> FieldId:  # noqa: ARG002  # each is about the same
        """The parameter's field."""
        return FieldId("d", self.parameter.name)
