"""The right run and one with a mistake, beside each other: where they part, and what becomes of each value from there.

Of the values themselves nothing is told, only how they compare: what is asked for stays the learner's to find.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import isclose
from typing import Literal, NamedTuple, TypeAlias

from tutor.diagnosis.hypotheses import Hypothesis
from tutor.lessons.arrays import numbers_of
from tutor.lessons.problem import Problem
from tutor.mistakes.mistake import Mistake
from tutor.network.trace import Trace
from tutor.session.naming import Naming

Change: TypeAlias = Literal["same", "larger", "smaller", "turned", "gone", "new"]
"""How a mistaken value compares with the right one; `turned` has the other sign, `gone` is 0, `new` is no longer 0."""


class Parting(NamedTuple):
    """Two runs at a data point, compared quantity by quantity in the order of the computation."""

    point: int
    values: Mapping[str, Change]
    """Of each quantity on the way forward."""
    cost: Mapping[str, Change]
    """Of the objective over all points."""
    slopes: Mapping[str, Change]
    """Of the objective's derivative by each quantity, at this point."""
    totals: Mapping[str, Change]
    """Of each partial derivative over all points."""
    steps: Mapping[str, Change]
    """Of each parameter after the step."""

    def of(self, kind: str) -> Mapping[str, Change]:
        """One of the five by its name."""
        found: Mapping[str, Change] = self._asdict()[kind]
        return found

    @property
    def first(self) -> tuple[str, str] | None:
        """Where they part first: one of the five by name, and the quantity; None where they do not."""
        for kind in ("values", "cost", "slopes", "totals", "steps"):
            for name, change in self.of(kind).items():
                if change != "same":
                    return kind, name
        return None


def partings(problem: Problem, hypothesis: Hypothesis) -> tuple[Parting, ...]:
    """The runs compared at each data point; none where what explains an answer is no rule, or changes nothing here."""
    if not hypothesis.causes or not all(isinstance(cause, Mistake) for cause in hypothesis.causes):
        return ()
    numbers = numbers_of(problem)
    right, mistaken = numbers.trace(), numbers.trace(hypothesis.rules)
    found = tuple(_compared(problem, right, mistaken, point) for point in range(1, right.points + 1))
    return found if any(one.first is not None for one in found) else ()


def _compared(problem: Problem, right: Trace, mistaken: Trace, point: int) -> Parting:
    graph = problem.graph
    forward = [node.quantity.name for node in graph.nodes[:-1]]
    values = {name: change(right.at(name, point), mistaken.at(name, point)) for name in forward}
    cost = {graph.objective.name: change(right.cost, mistaken.cost)}
    back = [one.name for one in (*graph.backwards, *graph.asked)]
    slopes = {name: change(right.slope(name, point), mistaken.slope(name, point)) for name in back}
    totals = {one.name: change(right.gradient[one.name], mistaken.gradient[one.name]) for one in graph.asked}
    steps = {one.name: change(right.updated[one.name], mistaken.updated[one.name]) for one in graph.asked}
    return Parting(point, values, cost, slopes, totals, steps)


def change(right: Fraction | float, mistaken: Fraction | float) -> Change:
    """How a mistaken value compares with the right one."""
    if isclose(right, mistaken, rel_tol=1e-9, abs_tol=1e-12):
        return "same"
    if isclose(mistaken, 0, abs_tol=1e-12):
        return "gone"
    if isclose(right, 0, abs_tol=1e-12):
        return "new"
    if (right > 0) != (mistaken > 0):
        return "turned"
    return "larger" if abs(float(mistaken)) > abs(float(right)) else "smaller"


def parting_words(problem: Problem, parting: Parting, naming: Naming) -> str:
    """Where the two runs part, and what becomes of all that differs from there, in sentences."""
    if parting.first is None:
        return naming.say("parting.nowhere")
    kind, name = parting.first
    changed: dict[Change, list[str]] = {}
    for one, became in parting.of(kind).items():
        changed.setdefault(became, []).append(_called(problem, kind, one, naming))
    changed.pop("same", None)
    first = naming.say("parting.first", where=_called(problem, kind, name, naming))
    lines = [naming.say(f"parting.{became}", what=", ".join(names)) for became, names in changed.items()]
    return "\n\n".join([first, *(f"- {line}" for line in lines)])


def _called(problem: Problem, kind: str, name: str, naming: Naming) -> str:
    objective = problem.graph.objective
    names = {"slopes": f"d{objective}/d{name}", "totals": f"d{objective}/d{name}", "steps": f"{name}'"}
    return naming.name(names.get(kind, name))
