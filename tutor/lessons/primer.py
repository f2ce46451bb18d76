"""Primers: a lesson of a minute before a stage or a skill is first met. Predict, see, say why.

Their words are in `content/primers/NAME.LANG.md`, templates all of them; their numbers come from an example of its own.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from tutor.lessons import formulas
from tutor.lessons.figures import as_latex
from tutor.lessons.joining import equation
from tutor.lessons.languages import Language
from tutor.lessons.named_text import NamedText, read_named
from tutor.lessons.primer_example import AMOUNT, Example, example_of
from tutor.lessons.primer_plans import PLANS, WAYS, Role
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Value, fill
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.lessons.vocabulary_problem import of_problem

FOLDER = "primers"
REASONS = ("right", "first", "second")
"""The reasons to choose from in the end, the right one first."""


def sections_of(name: str) -> tuple[str, ...]:
    """The sections of a primer's words."""
    asks = (f"predict.{role}" for role in PLANS[name].asks)
    return (*asks, "see", "why", *(f"why.{one}" for one in REASONS), *(f"reply.{one}" for one in REASONS))


def text_of(folder: Path, name: str, language: Language) -> NamedText:
    """The words of a primer out of a content folder. Raises ContentError."""
    return read_named(folder / FOLDER, name, language, sections_of(name))


@dataclass(frozen=True)
class Primer:
    """A primer for a problem in a language: what it asks, and what is right."""

    name: str
    problem: Problem
    text: NamedText

    @cached_property
    def example(self) -> Example:
        """Its numbers."""
        return example_of(self.problem, self.name)

    @cached_property
    def asks(self) -> tuple[Role, ...]:
        """What is to be predicted, in turn."""
        return tuple(role for role in PLANS[self.name].asks if self.example.has(role))

    def options(self, role: Role) -> tuple[str, ...]:
        """What there is to choose from, by name: the ways that a quantity can go, or numbers."""
        if role != "number":
            return WAYS
        number = self.number
        return tuple(map(str, (number - 1, number, number + 1)))

    def right(self, role: Role) -> str:
        """The right one of them."""
        return str(self.number) if role == "number" else self.example.way(role)

    @property
    def number(self) -> int:
        """How many parameters the example has."""
        return len(self.example.problem.graph.asked)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons by name, in the order in which they are shown: for a problem always the same."""
        return tuple(Random(f"{self.problem.id} {self.name}").sample(REASONS, len(REASONS)))  # noqa: S311 (an order)

    def say(self, section: str) -> str:
        """A section, filled. Raises KeyError and TemplateError for words that do not fit."""
        return fill(self.text.sections[section].text, self.names)

    @property
    def opening(self) -> str:
        """What stands before the first question."""
        return fill(self.text.body.text, self.names)

    @cached_property
    def names(self) -> Vocabulary:
        """What its words can name: its quantities by role, and all that a text about the example can."""
        return Vocabulary(self._offers(), of_problem(self.example.problem))

    def _offers(self) -> dict[str, Offer]:
        example, problem = self.example, self.example.problem
        name, graph = example.parameter.name, problem.graph
        cost = example.change(graph.objective)
        values: dict[str, Value] = {
            "grown": Latex(written(problem, name)),
            "amount": AMOUNT,
            "old": problem.trace.theta[name],
            "new": example.nudged.trace.theta[name],
            "partial_symbol": Latex(written(problem, f"d{graph.objective}/d{name}")),
            "partial": problem.trace.gradient[name],
            "cost_change": cost.after - cost.before,
            "ratio": (cost.after - cost.before) / (AMOUNT if problem.trace.exact else float(AMOUNT)),
            "inputs": len(graph.inputs),
            "number": self.number,
        }
        for role in self.asks:
            if role in example.roles:
                values |= self._of_role(role)
            if role != "number":
                values |= {f"{role}_{way}": way == example.way(role) for way in WAYS}
        offers: dict[str, Offer] = {
            "is_one_way": lambda: len(formulas.ways_to(problem, name)) == 1,
            "chain": lambda: Latex(self._chain()),
        }
        return offers | {key: constant(value) for key, value in values.items()}

    def _chain(self) -> str:
        """The partial derivative by the nudged parameter, its factors in numbers: the letters may be asked for."""
        problem, name = self.example.problem, self.example.parameter.name
        return equation(formulas.partial_in_numbers(problem, name), as_latex(problem.trace.gradient[name]))

    def _of_role(self, role: Role) -> dict[str, Value]:
        change = self.example.change(self.example.roles[role])
        symbol = Latex(written(self.example.problem, change.quantity.name))
        return {role: symbol, f"{role}_before": change.before, f"{role}_after": change.after}
