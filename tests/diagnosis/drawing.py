"""Drawn problems: small networks, small whole and half numbers, as a problem for the hand has them."""

from fractions import Fraction
from pathlib import Path
from random import Random

from tutor.lessons.problem import Problem
from tutor.network.architecture import Network

WIDTHS = ((1, 1, 1, 1), (1, 2, 1), (2, 2, 1), (2, 3, 2))
RATES = (Fraction(1, 10), Fraction(1, 100), Fraction(1, 2), Fraction(1, 5))


def problem(
    widths: tuple[int, ...],
    activation: str,
    data: list[tuple[list[int], list[int]]],
    theta: list[Fraction],
    rate: Fraction = RATES[0],
) -> Problem:
    """A problem without words."""
    network = Network(widths, (activation,) * (len(widths) - 1))
    points = tuple((tuple(map(Fraction, x)), tuple(map(Fraction, y))) for x, y in data)
    return Problem("drawn", Path("drawn.md"), {}, network, points, tuple(theta), rate)


def draw(random: Random) -> Problem:
    """A problem of any of the benchmark's kinds; some are wholly dead, as such problems are."""
    widths, activation = random.choice(WIDTHS), random.choice(("relu", "sigmoid"))
    halves = random.random() < 0.5
    count = Network(widths, (activation,) * (len(widths) - 1)).parameter_count

    def parameter() -> Fraction:
        value = Fraction(random.randint(1, 3)) / (random.choice((1, 2)) if halves else 1)
        return value if random.random() < 0.75 else -value

    low, high = (-2, 10) if activation == "relu" else (-2, 2)  # as in the course; beyond 2 a sigmoid is flat
    data = [
        ([random.randint(low, high) for _ in range(widths[0])], [random.randint(-6, 9) for _ in range(widths[-1])])
        for _ in range(random.randint(2, 4))
    ]
    return problem(widths, activation, data, [parameter() for _ in range(count)], random.choice(RATES))


ACTIVATIONS = ("relu", "identity", "sigmoid", "tanh")


def draw_any(random: Random) -> Problem:
    """A problem of more kinds than the benchmark's: all activations, one to a layer, and a single point, too."""
    widths = random.choice(WIDTHS)
    layers = len(widths) - 1
    sort = random.choice(("relu", "relu", "sigmoid", "tanh", "mixed"))
    activations = tuple(random.choice(ACTIVATIONS) if sort == "mixed" else sort for _ in range(layers))
    if sort in ("relu", "tanh") and random.random() < 0.5:
        activations = (*activations[:-1], "identity")
    halves = random.random() < 0.5
    flat = not set(activations) <= {"relu", "identity"}
    network = Network(widths, activations)

    def parameter() -> Fraction:
        value = Fraction(random.randint(1, 3)) / (random.choice((1, 2)) if halves else 1)
        return value if random.random() < 0.75 else -value

    low, high = (-2, 2) if flat else (-2, 10)
    target = (-1, 1) if activations[-1] in ("sigmoid", "tanh") else (-6, 9)
    points = random.choice((1, 2, 2, 3, 4))
    data = tuple(
        (
            tuple(Fraction(random.randint(low, high)) for _ in range(widths[0])),
            tuple(Fraction(random.randint(*target)) for _ in range(widths[-1])),
        )
        for _ in range(points)
    )
    theta = tuple(parameter() for _ in range(network.parameter_count))
    return Problem("drawn", Path("drawn.md"), {}, network, data, theta, random.choice(RATES))


def draw_of_probabilities(random: Random, last: str) -> Problem:
    """A small network that ends in softmax or sigmoid, with a cross-entropy and targets of 0 and 1."""
    widths = random.choice(
        ((2, 2, 3), (2, 3), (1, 2, 2)) if last == "softmax" else ((2, 2, 1), (1, 2, 1), (2, 1), (2, 2, 2))
    )
    activations = (*(random.choice(("relu", "sigmoid", "tanh")) for _ in widths[2:]), last)
    mean = "mean-" if random.random() < 0.4 else ""
    network = Network(widths, activations, mean + ("cross-entropy" if last == "softmax" else "binary-cross-entropy"))

    def number() -> Fraction:
        return Fraction(random.choice((-1, 1, 1)) * random.randint(1, 8), random.choice((2, 4, 10)))

    def target() -> tuple[Fraction, ...]:
        if last == "sigmoid":
            return tuple(Fraction(random.randint(0, 1)) for _ in range(widths[-1]))
        at = random.randrange(widths[-1])
        return tuple(Fraction(int(k == at)) for k in range(widths[-1]))

    data = tuple(
        (tuple(Fraction(random.randint(-2, 3)) for _ in range(widths[0])), target())
        for _ in range(random.randint(1, 3))
    )
    theta = tuple(number() for _ in range(network.parameter_count))
    return Problem("drawn", Path("drawn.md"), {}, network, data, theta, random.choice(RATES))
