"""Drawn problems with a smooth layer: sigmoid, tanh, or mixed, in small numbers of one or two decimals."""

from fractions import Fraction
from pathlib import Path
from random import Random

from tutor.lessons.problem import Problem
from tutor.network.architecture import Network

from tests.support.problems import SQUARES

WIDTHS = ((1, 1), (2, 1), (1, 1, 1), (1, 1, 1, 1), (1, 2, 1), (2, 2, 1), (2, 2, 2), (2, 3, 1))


def draw(random: Random) -> Problem:
    """A problem with a smooth layer, in small numbers of one or two decimals."""
    widths = random.choice(WIDTHS)
    kinds = random.choice(("sigmoid", "tanh", "mixed"))
    activations = tuple(
        random.choice(("sigmoid", "tanh", "relu", "identity")) if kinds == "mixed" else kinds for _ in widths[1:]
    )
    if not {"sigmoid", "tanh"} & set(activations):
        activations = ("sigmoid", *activations[1:])
    network = Network(widths, activations, random.choice(SQUARES))

    def number(largest: int, decimals: int) -> Fraction:
        return Fraction(random.randint(-largest * 10**decimals, largest * 10**decimals), 10**decimals)

    data = tuple(
        (tuple(number(2, 1) for _ in range(widths[0])), tuple(number(1, 1) for _ in range(widths[-1])))
        for _ in range(random.randint(1, 4))
    )
    theta = tuple(number(1, 2) or Fraction(1, 2) for _ in range(network.parameter_count))
    rate = random.choice((Fraction(1, 2), Fraction(1, 10), Fraction(1, 100), Fraction(1)))
    return Problem("drawn", Path("drawn.md"), {}, network, data, theta, rate)
