"""What stands on the figure of a problem: values at a data point, what came back to each box, and shut gates."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from tutor.drawing.figure import Box, figure_of
from tutor.drawing.marks import Marks
from tutor.lessons.figures import as_text
from tutor.lessons.problem import Problem
from tutor.network.numbers import Number
from tutor.network.quantity import Quantity

NAMELESS = frozenset({"affine", "identity", "output", "squares", "cross-entropy", "binary-cross-entropy"})
"""What needs no sign at its box: a unit's sum, and the cost, which its name tells."""
LONGEST = 7
"""Characters of a value; longer ones are rounded to four digits."""


def cell_text(value: Number) -> str:
    """A value in few characters."""
    text = as_text(value)
    return text if len(text) <= LONGEST else f"{float(value):.4g}".replace("-", "−")


class FigureMarks:
    """A problem's figure with all that may stand on it. Data points count from 1."""

    def __init__(self, problem: Problem, text: Callable[[Number], str] = cell_text) -> None:
        """`text` writes a value in few characters."""
        self.problem, self._text = problem, text
        self.figure = figure_of(problem.graph)

    @cached_property
    def leaves(self) -> tuple[Quantity, ...]:
        """The parameters with a box of their own."""
        return tuple(one for one in self.problem.graph.asked if one.kind not in ("weight", "bias"))

    def all_values(self) -> Iterator[Number]:
        """Every value that may ever stand in a box."""
        graph, trace = self.problem.graph, self.problem.trace
        given = (one.name for one in (*graph.inputs, *graph.targets))
        names = [*(node.quantity.name for node in graph.nodes[:-1]), *given]
        slopes = [one.name for one in (*graph.backwards, *self.leaves)]
        for point in range(1, trace.points + 1):
            yield from (trace.at(name, point) for name in names)
            yield from (trace.slope(name, point) for name in slopes)
        yield trace.cost

    def given(self, point: int) -> dict[str, str]:
        """The data point and θ."""
        graph, trace = self.problem.graph, self.problem.trace
        given = {one.name: self._text(trace.at(one.name, point)) for one in (*graph.inputs, *graph.targets)}
        return given | {name: self._text(value) for name, value in trace.theta.items()}

    def arrived(self, known: Iterable[Quantity], point: int) -> dict[str, str]:
        """What came back to each box: the derivative by its z, where that is known, else by its a."""
        found: dict[str, str] = {}
        for one in sorted(known, key=lambda one: one.kind != "activation"):
            box = self.figure.box_of(one.name)
            if box is not None:
                found[box.name] = self._text(self.problem.trace.slope(one.name, point))
        return found

    def shut(self, point: int) -> set[str]:
        """The boxes through which nothing comes back at a data point."""
        units = [box for box in self.figure.boxes if is_unit(box) and box.operation != "softmax"]
        return {box.name for box in units if not self.problem.trace.at(gate_of(box), point)}

    def of_solved(self, point: int) -> Marks:
        """Everything that is found at a data point, and the cost over all of them."""
        graph, trace = self.problem.graph, self.problem.trace
        values = self.given(point)
        values |= {node.quantity.name: self._text(trace.at(node.quantity.name, point)) for node in graph.nodes[:-1]}
        values[graph.objective.name] = self._text(trace.cost)
        back = self.arrived((*graph.backwards, *self.leaves), point)
        return Marks(values, back, shut=self.shut(point), is_backward=True)


def is_unit(box: Box) -> bool:
    """Whether a box has the two halves of a unit."""
    return len(box.quantities) > 1 and box.quantities[-1].kind == "activation"


def gate_of(box: Box) -> str:
    """The derivative of a unit's activation, by the trace's name."""
    return f"d{box.quantities[-1]}/d{box.quantities[0]}"
