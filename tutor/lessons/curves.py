"""Sigmoid and tanh as a table gives them, for work by hand: ρ and ρ′ at a few z, to four decimals."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from tutor.lessons.problem import Problem
from tutor.lessons.template import Names, Table
from tutor.network.activations import ACTIVATION_NAMED

CURVES = ("sigmoid", "tanh")
GRID = tuple(Fraction(k, 2) for k in range(-4, 5) if k)
"""The z of the table."""
PLACES = 10_000


def curve_rows(problem: Problem) -> Iterator[Names]:
    """A row for each z of the table, for the first curved function that the problem uses; none where it uses none."""
    used = {node.operation for node in problem.graph.nodes}
    name = next((name for name in CURVES if name in used), None)
    if name is None:
        return
    z = np.array([float(at) for at in GRID])
    rho = ACTIVATION_NAMED[name]
    for at, value, slope in zip(GRID, rho.value(z).tolist(), rho.derivative(z).tolist(), strict=True):
        yield Table({"z": at, "value": _rounded(value), "slope": _rounded(slope)})


def _rounded(value: float) -> Fraction:
    return Fraction(round(value * PLACES), PLACES)
