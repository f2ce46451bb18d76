"""The lines of a written solution: each quantity on a line of its own, in the order of the work."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId
from tutor.lessons.symbols import written
from tutor.network.numbers import Number
from tutor.network.quantity import Quantity

if TYPE_CHECKING:
    from tutor.network.trace import Trace


class Line(NamedTuple):
    """One line of the solution: `name` = `value` at a data point, or in total where `point` is None."""

    quantity: Quantity
    """What it is about; of a residual, the target."""
    name: str
    point: int | None
    latex: str
    """The name as the lesson writes it."""
    value: Number
    stage: StageId
    """The stage that the line belongs to: c, d or e."""

    @property
    def equation(self) -> str:
        """What the line says, as LaTeX."""
        return f"{self.latex} = {as_latex(self.value)}"


def lines_of(problem: Problem, trace: "Trace") -> Iterator[Line]:
    """The lines of a computation: forward at each point, the objective, back at each point, the gradient, θ′."""
    graph, points = problem.graph, range(1, trace.points + 1)
    objective = graph.objective

    def at(names: list[tuple[str, Quantity]], stage: StageId) -> Iterator[Line]:
        shown = [(one, name, written(problem, name)) for name, one in names]
        for point in points:
            yield from (Line(one, name, point, latex, trace.at(name, point), stage) for one, name, latex in shown)

    def total(name: str, one: Quantity, stage: StageId) -> Line:
        return Line(one, name, None, written(problem, name), trace[name], stage)

    forward = [(node.quantity.name, node.quantity) for node in graph.nodes[:-1]]
    yield from at(forward + [(name, target) for name, _, target in graph.residuals], "c")
    yield total(objective.name, objective, "c")
    yield from at([(f"d{objective}/d{one}", one) for one in graph.backwards], "d")
    yield from (total(f"d{objective}/d{one}", one, "d") for one in graph.asked)
    yield from (total(f"{one}'", one, "e") for one in graph.asked)


def field_of(problem: Problem, line: Line) -> FieldId:
    """The field whose answer a line belongs to; ∂C/∂a and ∂C/∂z belong to the bias of their unit."""
    if line.stage == "c":
        return FieldId("c")
    quantity, asked = line.quantity, problem.graph.asked
    while quantity not in asked:
        parents = problem.graph.parents(quantity)
        quantity = next((one for one in reversed(parents) if one in asked), parents[0])
    return FieldId(line.stage, quantity.name)


def place_of(problem: Problem, line: Line) -> FieldId:
    """Where an answer to a line itself stands: the field, or for a value at a data point a sub-step of it."""
    field = field_of(problem, line)
    return field if line.point is None else FieldId(field.stage, field.name, f"{line.name}@{line.point}")


def right_value(problem: Problem, line: Line) -> Number:
    """What a line should say."""
    return value_in(problem.trace, line)


def value_in(trace: "Trace", line: Line) -> Number:
    """What a line says in another computation of the same problem."""
    return trace[line.name] if line.point is None else trace.at(line.name, line.point)
