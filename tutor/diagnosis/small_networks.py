"""Small networks to ask a question about: with small whole numbers, the smallest shapes first, always the same ones."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

from tutor.lessons.problem import Problem
from tutor.network.architecture import COSTS, Network

TRIED = 120
"""How many small problems are tried."""
RATE = Fraction(1, 2)
COUNTED = ((2, 3, 1), (2, 3, 2), (3, 2, 1), (1, 2, 1), (2, 4, 1), (3, 2, 2), (2, 3, 2, 1), (3, 4, 2))
OUTPUTS = ((5, 1), (5, 1, 4), (6, 2, 3), (7, 2, 4), (5, 2, 6))
TARGETS = ((2, 2), (3, 4), (2, 2, 2), (3, 4, 1), (2, 5, 1), (1, 3, 2))
SHAPES = ((1, 1), (1, 1, 1), (1, 2, 1), (1, 1, 1, 1), (2, 2, 1), (2, 2, 2))
WHOLE = frozenset({"relu", "identity"})
"""The activations that turn a whole number into a whole number."""

Data = Sequence[tuple[Sequence[int], Sequence[int]]]


def counted_networks(like: Problem, points: int) -> Iterator[Problem]:
    """Networks whose parameters are to be counted."""
    for widths in COUNTED:
        yield _problem(_of_relu(like, widths), [((1,) * widths[0], (1,) * widths[-1])] * points)


def given_outputs(like: Problem) -> Iterator[Problem]:
    """Networks that hand on what comes in, so that the inputs are the outputs."""
    network = _of_relu(like, (1, 1))
    for outputs, targets in product(OUTPUTS, TARGETS):
        if len(outputs) == len(targets):
            data = [((a,), (y,)) for a, y in zip(outputs, targets, strict=True)]
            yield _problem(network, data, (1, 0)[: network.parameter_count])


def relu_networks(like: Problem, shapes: Sequence[tuple[int, ...]] = SHAPES) -> Iterator[Problem]:
    """Networks of ReLU units, with squares as the problem scales them, and biases where it has them."""
    random = Random(13)  # noqa: S311 (nothing secret)
    for n in range(TRIED):
        network = _of_relu(like, shapes[n * len(shapes) // TRIED])
        points = 1 + n % 3
        theta = [random.choice((1, 2, 3, 2, -1)) for _ in range(network.parameter_count)]
        data = [
            (
                tuple(random.randint(1, 4) for _ in range(network.widths[0])),
                tuple(random.randint(0, 6) for _ in range(network.widths[-1])),
            )
            for _ in range(points)
        ]
        yield _problem(network, data, theta)


def has_functions(like: Problem) -> bool:
    """Whether a problem has other functions than networks of ReLU units with squares have."""
    return not (like.network.cost_function.is_squares and WHOLE.issuperset(like.network.activations))


def networks_of_its_functions(like: Problem) -> Iterator[Problem]:
    """Networks with the activation functions, first and last, and the cost of a problem, with numbers near 0."""
    random = Random(17)  # noqa: S311 (nothing secret)
    last = like.network.activations[-1]
    for n in range(TRIED):
        widths = SHAPES[n * len(SHAPES) // TRIED]
        if last == "softmax":
            widths = (*widths[:-1], max(2, widths[-1]))
        hidden = like.network.activations[0] if like.network.depth > 1 else "relu"
        activations = (*(hidden for _ in widths[2:]), last)
        network = Network(widths, activations, like.network.cost, like.network.bias)
        theta = [random.choice((1, 2, -1, 1)) for _ in range(network.parameter_count)]
        points = 1 + n % 3
        data = [
            (tuple(random.choice((1, 2, -1)) for _ in range(widths[0])), _target(network, random))
            for _ in range(points)
        ]
        yield _problem(network, data, theta)


def _target(network: Network, random: Random) -> tuple[int, ...]:
    """A target that a network's cost can have."""
    outputs = range(network.widths[-1])
    if not network.cost_function.has_target:
        return ()
    if network.activations[-1] == "softmax":
        at = random.choice(outputs)
        return tuple(int(j == at) for j in outputs)
    most = 4 if network.cost_function.is_squares else 1
    return tuple(random.randint(0, most) for _ in outputs)


def _of_relu(like: Problem, widths: tuple[int, ...]) -> Network:
    cost = like.network.cost if like.network.cost_function.is_squares else COSTS[0]
    return Network(widths, ("relu",) * (len(widths) - 1), cost, like.network.bias)


def _problem(network: Network, data: Data, theta: Sequence[int] = ()) -> Problem:
    points = tuple((tuple(map(Fraction, x)), tuple(map(Fraction, y))) for x, y in data)
    parameters = tuple(map(Fraction, theta or (1,) * network.parameter_count))
    return Problem("small", Path("small.md"), {}, network, points, parameters, RATE)
