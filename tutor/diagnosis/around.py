"""What a sub-step is made of in a learner's answers, for the mistakes that can be made in it alone."""

from dataclasses import dataclass

import numpy as np

from tutor.diagnosis.observing import Answered
from tutor.lessons.breakdown import step_parts, table_of, value_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.steps import StepKind, kind_of
from tutor.network.activations import ACTIVATION_NAMED
from tutor.network.architecture import Network
from tutor.network.quantity import Quantity


@dataclass(frozen=True)
class Around:
    """A sub-step as mistakes see it: the learner's own values where they stand in sub-steps, else the right ones."""

    problem: Problem
    place: FieldId
    answered: Answered

    @property
    def network(self) -> Network:
        """The network of the problem."""
        return self.problem.network

    @property
    def name(self) -> str:
        """The quantity that the sub-step asks for."""
        return step_parts(self.place)[0]

    @property
    def _asked(self) -> Quantity:
        """The unit that a sub-step of the cost is about: of a residual its output, of the cost's terms the cost."""
        graph = self.problem.graph
        outputs = {name: a for name, a, _ in graph.residuals}
        return outputs.get(self.name) or graph.named.get(self.name) or graph.nodes[-2].quantity

    @property
    def parameter(self) -> str:
        """The parameter that the sub-step's field is about."""
        return self.place.name

    @property
    def layer(self) -> int:
        """The layer of the unit that is asked for, or of the parameter that the field is about."""
        if self.place.stage == "c":
            return self._asked.layer
        return self.network.parameter_named[self.parameter].layer

    @property
    def unit(self) -> int:
        """The unit that is asked for, or into which the field's parameter goes."""
        if self.place.stage == "c":
            return self._asked.unit
        return self.network.parameter_named[self.parameter].to

    @property
    def outputs(self) -> list[tuple[float, float, float]]:
        """a, y and r of each output."""
        network = self.network
        units = range(1, network.widths[-1] + 1)
        return [
            (self.of(network.unit("a", network.depth, j)), self.of(network.target(j)), self.of(network.residual(j)))
            for j in units
        ]

    @property
    def factors(self) -> list[tuple[StepKind, float]]:
        """The other sub-steps of a product's row, by their kinds."""
        row = next(row for row in table_of(self.problem, self.place).rows if self.place in row.cells)
        return [(kind_of(self.problem, cell), self._value(cell)) for cell in row.cells[:-1]]

    def of(self, name: str) -> float:
        """A quantity of the data point, or a parameter."""
        point = step_parts(self.place)[1]
        own = self.answered.get(FieldId("c", "", f"{name}@{point}"))
        if own is not None:
            return float(own.value)
        trace = self.problem.trace
        return float(trace.theta[name] if name in trace.theta else trace.at(name, point))

    def rho(self, z: float) -> float:
        """The activation function of the layer."""
        return float(ACTIVATION_NAMED[self.network.activations[self.layer - 1]].value(np.array([z]))[0])

    def gradient(self, parameter: str) -> float:
        """∂C/∂θ of a parameter."""
        return float(self.problem.trace.gradient[parameter])

    def updated(self, parameter: str) -> float:
        """θ′ of a parameter."""
        return float(self.problem.trace.updated[parameter])

    def _value(self, cell: FieldId) -> float:
        own = self.answered.get(cell)
        return float(value_of(self.problem, cell) if own is None else own.value)
