"""What the laboratory asks about a problem: why its units die, which η would not have killed them, why equal units stay
equal, why a target is out of reach. The engine says what is right; content has the words, by the names here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf, isfinite
from typing import Literal, TypeAlias

import numpy as np

from tutor.laboratory.experiment import Experiment
from tutor.laboratory.state import Lab
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Value
from tutor.lessons.vocabulary_problem import has_equal_units
from tutor.network.numbers import Number

Name: TypeAlias = Literal["largest", "last", "stuck", "rate", "gap", "alike", "least", "reach"]
CLOSE = 0.005
"""By this share an answer may differ from the value: three digits are enough."""
STEPS = 100
"""After so many it is asked how far equal units are apart."""


@dataclass(frozen=True)
class Question:
    """A question with one right option, or one that is answered by a number."""

    name: Name
    about: dict[str, Value]
    """What its words can name."""
    options: tuple[str, ...] = ()
    """The options by name, none where a number is asked for."""
    right: str = ""
    value: Number | None = None
    """The number; None where several are right, which only trying tells."""
    experiment: Experiment | None = field(default=None, repr=False)

    def is_right(self, answer: Fraction | str) -> bool:
        """Whether an option, or a number, is right."""
        if isinstance(answer, str):
            return answer == self.right
        if self.value is None:
            return self._leaves_a_way(float(answer))
        return abs(float(answer) - float(self.value)) <= CLOSE * abs(float(self.value)) + 1e-9

    def _leaves_a_way(self, rate: float) -> bool:
        """Whether after a step with this η there is still a slope to go down."""
        if self.experiment is None or not (rate > 0 and isfinite(rate)):
            return False
        after = Lab.begin(self.experiment, rate=rate).step()
        return after.at == 1 and not after.is_still and bool(np.isfinite(after.gradient).all())


def questions(experiment: Experiment) -> tuple[Question, ...]:
    """What there is to ask about a problem, in order."""
    return (*_dying(experiment), *_alike(experiment), *_out_of_reach(experiment))


def _dying(experiment: Experiment) -> Iterator[Question]:
    """Where one step closes every unit of a layer for good, and the last layer's: every product goes through these."""
    problem, lab = experiment.problem, Lab.begin(experiment)
    if not problem.is_layered or not problem.makes_step or lab.is_still or not lab.step().is_still:
        return
    largest = [_largest(problem, layer) for layer in range(1, problem.network.depth + 1)]
    closed = [value < 0 for value in largest]
    if not closed[-1]:
        return
    layer = closed.index(True) + 1
    first, partial = experiment.names[0], lab.gradient[0]
    about: dict[str, Value] = {
        "eta": problem.learning_rate,
        "several": len(problem.data) > 1,
        "first": Latex(written(problem, f"dC/d{first}")),
        "partial": float(partial),
        "parameter": Latex(written(problem, first)),
        "moved": problem.moved.trace.theta[first],
        "every": all(closed),
        "later": layer < len(largest),
        **_of_layer(problem, layer),
        "largest": largest[layer - 1],
    }
    yield Question("largest", about, value=largest[layer - 1])
    if layer < len(largest):
        last: dict[str, Value] = {"closed": layer, **_of_layer(problem, len(largest)), "largest": largest[-1]}
        yield Question("last", about | last, value=largest[-1])
    yield Question("stuck", about, ("closed", "lowest", "short"), "closed")
    yield Question("rate", about, experiment=experiment)


def _largest(problem: Problem, layer: int) -> Number:
    """The largest z of a layer after the step, of all units and data points; without ReLU no z closes anything."""
    network, trace, points = problem.network, problem.moved.trace, range(1, len(problem.data) + 1)
    if network.activations[layer - 1] != "relu":
        return inf
    units = [network.unit("z", layer, j) for j in range(1, network.widths[layer] + 1)]
    return max(trace.at(z, point) for z in units for point in points)


def _of_layer(problem: Problem, layer: int) -> dict[str, Value]:
    network = problem.network
    z = Latex(written(problem, network.unit("z", layer, 1)))
    return {"layer": layer, "z": z, "wide": network.widths[layer] > 1}


def _alike(experiment: Experiment) -> Iterator[Question]:
    """Where units of a layer begin equal: how far they are apart after many steps."""
    problem = experiment.problem
    if not has_equal_units(problem):
        return
    network = problem.network
    layer = next(layer for layer in range(1, network.depth) if network.widths[layer] > 1)
    pair = [network.weight(layer, j, 1) for j in (1, 2)]
    about: dict[str, Value] = {
        "one": Latex(written(problem, pair[0])),
        "other": Latex(written(problem, pair[1])),
        "steps": STEPS,
    }
    places = [experiment.names.index(name) for name in pair]
    theta = Lab.begin(experiment, rate=experiment.base_rate / 100).step(STEPS).theta
    gap = abs(float(theta[places[0]] - theta[places[1]]))
    yield Question("gap", about, value=gap)
    if not gap:
        yield Question("alike", about, ("same", "short", "gates"), "same")


def _out_of_reach(experiment: Experiment) -> Iterator[Question]:
    """Where a target is below what a ReLU can give: what its point adds to C at the least."""
    problem = experiment.problem
    if not experiment.has_curve or problem.network.activations[-1] != "relu":
        return
    cost = problem.network.cost_function
    below = next((point for point in problem.data if point[1][0] < 0), None)
    if below is None or not cost.is_squares:
        return
    target = below[1][0]
    least = target * target * cost.scale(len(problem.data), 1)
    about: dict[str, Value] = {"x": below[0][0], "target": target, "least": least}
    yield Question("least", about, value=least)
    yield Question("reach", about, ("relu", "width", "steps"), "relu")
