"""What stands on the figure of a problem: values at a data point, what came back to each box, and shut gates.

Data points count from 1; `text` writes a value in few characters.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from tutor.drawing.figure import Box, Figure
from tutor.drawing.painting import Marks
from tutor.lessons.problem import Problem
from tutor.network.numbers import Number
from tutor.network.quantity import Quantity

Text: TypeAlias = Callable[[Number], str]
NAMELESS = frozenset({"affine", "identity", "output", "squares", "cross-entropy", "binary-cross-entropy"})
"""What needs no sign at its box: a unit's sum, and the cost, which its name tells."""


def given_values(problem: Problem, point: int, text: Text) -> dict[str, str]:
    """The data point and θ."""
    graph, trace = problem.graph, problem.trace
    given = {one.name: text(trace.at(one.name, point)) for one in (*graph.inputs, *graph.targets)}
    return given | {name: text(value) for name, value in trace.theta.items()}


def arrived(problem: Problem, figure: Figure, known: Iterable[Quantity], point: int, text: Text) -> dict[str, str]:
    """What came back to each box: the derivative by its z, where that is known, else by its a."""
    found: dict[str, str] = {}
    for one in sorted(known, key=lambda one: one.kind != "activation"):
        box = figure.box_of(one.name)
        if box is not None:
            found[box.name] = text(problem.trace.slope(one.name, point))
    return found


def shut(problem: Problem, figure: Figure, point: int) -> set[str]:
    """The boxes through which nothing comes back at a data point."""
    units = [box for box in figure.boxes if is_unit(box) and box.operation != "softmax"]
    return {box.name for box in units if not problem.trace.at(gate_of(box), point)}


def solved_marks(problem: Problem, figure: Figure, point: int, text: Text) -> Marks:
    """Everything that is found at a data point, and the cost over all of them."""
    graph, trace = problem.graph, problem.trace
    values = given_values(problem, point, text)
    values |= {node.quantity.name: text(trace.at(node.quantity.name, point)) for node in graph.nodes[:-1]}
    values[graph.objective.name] = text(trace.cost)
    back = arrived(problem, figure, (*graph.backwards, *leaves(problem)), point, text)
    return Marks(values, back, shut=shut(problem, figure, point), is_backward=True)


def all_values(problem: Problem) -> Iterator[Number]:
    """Every value that may ever stand in a box."""
    graph, trace = problem.graph, problem.trace
    given = (one.name for one in (*graph.inputs, *graph.targets))
    names = [*(node.quantity.name for node in graph.nodes[:-1]), *given]
    slopes = [one.name for one in (*graph.backwards, *leaves(problem))]
    for point in range(1, trace.points + 1):
        yield from (trace.at(name, point) for name in names)
        yield from (trace.slope(name, point) for name in slopes)
    yield trace.cost


def leaves(problem: Problem) -> tuple[Quantity, ...]:
    """The parameters with a box of their own."""
    return tuple(one for one in problem.graph.asked if one.kind not in ("weight", "bias"))


def is_unit(box: Box) -> bool:
    """Whether a box has the two halves of a unit."""
    return len(box.quantities) > 1 and box.quantities[-1].kind == "activation"


def gate_of(box: Box) -> str:
    """The derivative of a unit's activation, by the trace's name."""
    return f"d{box.quantities[-1]}/d{box.quantities[0]}"
