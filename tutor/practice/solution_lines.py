"""The lines of a written solution: each quantity on a line of its own, in the order of the work."""

from collections.abc import Iterator
from dataclasses import dataclass

from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId
from tutor.lessons.symbols import indices_of, layer_of, symbol
from tutor.network.numbers import Number
from tutor.network.trace import Trace


@dataclass(frozen=True)
class Line:
    """One line of the solution: `name` = `value` at a data point, or in total where `point` is None."""

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


def lines_of(trace: Trace) -> Iterator[Line]:
    """The lines of a computation: forward at each point, the objective, back at each point, the gradient, θ′."""
    graph, points = trace.graph, range(1, trace.points + 1)
    objective = graph.objective.name

    def at(names: list[str], stage: StageId) -> Iterator[Line]:
        for point in points:
            yield from (Line(name, point, symbol(name), trace.at(name, point), stage) for name in names)

    forward = [node.quantity.name for node in graph.nodes[:-1]]
    residuals = [name for name, _, _ in graph.residuals]
    yield from at(forward + residuals, "c")
    yield Line(objective, None, symbol(objective), trace.cost, "c")
    yield from at([f"d{objective}/d{quantity}" for quantity in graph.backwards], "d")
    names = [parameter.name for parameter in graph.asked]
    gradient, updated = (f"d{objective}/d{name}" for name in names), (f"{name}'" for name in names)
    yield from (Line(name, None, symbol(name), trace[name], "d") for name in gradient)
    yield from (Line(name, None, symbol(name), trace[name], "e") for name in updated)


def field_of(problem: Problem, line: Line) -> FieldId:
    """The field whose answer a line belongs to; ∂C/∂a and ∂C/∂z belong to the bias of their unit."""
    if line.stage == "c":
        return FieldId("c")
    name = line.name.removeprefix("dC/d").removesuffix("'")
    if name in problem.network.parameter_named:
        return FieldId(line.stage, name)
    return FieldId(line.stage, problem.network.bias_name(layer_of(name), indices_of(name)[0]))


def place_of(problem: Problem, line: Line) -> FieldId:
    """Where an answer to a line itself stands: the field, or for a value at a data point a sub-step of it."""
    field = field_of(problem, line)
    return field if line.point is None else FieldId(field.stage, field.name, f"{line.name}@{line.point}")


def right_value(problem: Problem, line: Line) -> Number:
    """What a line should say."""
    return problem.trace[line.name] if line.point is None else problem.trace.at(line.name, line.point)
