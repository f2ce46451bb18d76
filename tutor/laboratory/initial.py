"""Where θ can begin: as the problem has it, all ones, small random numbers, or by He's rule."""

from collections.abc import Mapping
from math import sqrt
from random import Random
from typing import Literal, TypeAlias

from tutor.laboratory.experiment import Experiment
from tutor.network.products import Array

Way: TypeAlias = Literal["problem", "ones", "small", "he"]
WAYS: tuple[Way, ...] = ("problem", "ones", "small", "he")
SMALL = 0.1
"""The spread of small random numbers."""


def ways(experiment: Experiment) -> tuple[Way, ...]:
    """Those that make sense: He's rule counts what comes into a unit of a layer."""
    return WAYS if experiment.problem.is_layered else WAYS[:-1]


def initial(experiment: Experiment, way: Way, seed: int) -> Array:
    """θ (P,) drawn in this way; what is fixed stays as the problem has it. The same seed gives the same numbers.

    He et al., "Delving Deep into Rectifiers" (2015): weights of variance 2 by the units that they come from, biases 0.
    """
    if way == "problem":
        return experiment.start.copy()
    random = Random(seed)  # noqa: S311  # no secret
    spreads = _spreads(experiment) if way == "he" else {}
    theta = experiment.start.copy()
    for k in experiment.learned:
        name = experiment.names[k]
        theta[k] = 1.0 if way == "ones" else random.gauss(0, spreads.get(name, SMALL) if way == "he" else SMALL)
        if way == "he" and name not in spreads:
            theta[k] = 0.0
    return theta


def _spreads(experiment: Experiment) -> Mapping[str, float]:
    network = experiment.problem.network
    return {one.name: sqrt(2 / network.widths[one.layer - 1]) for one in network.parameters if one.kind == "weight"}
