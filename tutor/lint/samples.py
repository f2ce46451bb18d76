"""Networks of all sorts, for wording that every problem shares to be tried on."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Point, Problem, Section, Wording
from tutor.network.architecture import Bias, Network, Penalty
from tutor.network.graph import computation

_ONES, _MIXED, _DEAD = ("1",), ("1/2", "-1/3", "2", "0.25", "-1.5", "3/7", "1"), ("-1",)
_SMALL = ("0.5", "-0.3", "0.2", "0.25", "-0.15", "0.1", "0.35")
_NO_FILE = Path("sample")
# Widths, activations, cost, number of data points, θ over and over, η. Each flag that shared wording can ask for is on
# in one of them and off in another.
_SAMPLES: tuple[tuple[tuple[int, ...], tuple[str, ...], str, int, tuple[str, ...], str], ...] = (
    ((1, 1, 1, 1), ("relu",) * 3, "sum-of-squares", 4, _ONES, "0.1"),
    ((1, 1, 1, 1), ("relu",) * 3, "sum-of-squares", 2, _DEAD, "0.1"),
    ((1, 1, 1), ("relu",) * 2, "sum-of-squares", 3, ("0.5", "0.25"), "0.001"),
    ((1, 1), ("relu",), "mean-of-squares", 1, _MIXED, "1/3"),
    ((1, 2, 1), ("relu",) * 2, "sum-of-squares", 2, _ONES, "0.1"),
    ((2, 2, 3, 2), ("relu",) * 3, "half-sum-of-squares", 2, _MIXED, "1/3"),
    ((1, 1, 1), ("sigmoid",) * 2, "mean-of-squares", 3, _MIXED, "0.1"),
    ((3, 2, 1), ("tanh",) * 2, "sum-of-squares", 1, _ONES, "0.001"),
    ((1, 2, 2), ("identity",) * 2, "half-sum-of-squares", 2, _MIXED, "1/3"),
    ((2, 2, 1), ("relu", "tanh"), "sum-of-squares", 2, _ONES, "0.1"),
    ((1, 1, 1, 1, 1), ("sigmoid", "relu", "relu", "identity"), "half-sum-of-squares", 1, _MIXED, "0.001"),
    ((1, 1), ("identity",), "sum-of-squares", 1, ("2", "0"), "1"),
    ((2, 2, 3), ("relu", "softmax"), "cross-entropy", 2, _SMALL, "0.1"),
    ((2, 2, 1), ("sigmoid",) * 2, "mean-binary-cross-entropy", 3, _SMALL, "0.1"),
    ((1, 2, 2), ("leaky-relu",) * 2, "mean-of-squares-over-outputs", 2, _MIXED, "0.1"),
    ((2, 1), ("softplus",), "none", 2, _SMALL, "0.1"),
    ((1, 2, 1), ("relu", "identity"), "half-mean-of-squares", 3, _MIXED, "0.1"),
    ((2, 2), ("softmax",), "mean-cross-entropy", 2, _SMALL, "0.1"),
    ((2, 2, 2), ("tanh", "softmax"), "binary-cross-entropy", 1, _SMALL, "0.1"),
)
# The same for networks with parameters that differ from the usual ones: biases, what is fixed, tied, and a penalty.
_VARIED: tuple[
    tuple[tuple[int, ...], tuple[str, ...], str, Bias, tuple[str, ...], tuple[str, ...], bool | None], ...
] = (
    ((2, 2, 1), ("relu",) * 2, "sum-of-squares", "none", (), (), False),
    ((2, 2, 2), ("sigmoid",) * 2, "half-sum-of-squares", "shared", ("b1",), ("w2[1,1]", "w2[2,2]"), True),
    ((1, 1, 1), ("relu",) * 2, "mean-of-squares", "unit", (), ("w1", "w2"), None),
    ((1, 1), ("identity",), "none", "none", (), (), None),
    ((2, 2), ("softmax",), "none", "none", (), (), None),
)


@cache
def samples() -> tuple[Problem, ...]:
    """The problems, worked out once for all wording; no file holds them.

    Of the first there are other forms: one asks for a single field, one for the change, one for the slope by the input
    besides, in a source's letters, one for values after the step.
    """
    whole = list(_whole())
    changed = replace(whole[0], answer="change")
    lettered = replace(whole[0], ask=("a", "b", "c", "d", "d.x", "e"), names={"w1": "u", "a1": "h"})
    after = replace(whole[0], after=("C", "a1"), ask=("c", "d.w2", "d.w1"))
    single = replace(whole[0], asked=frozenset({"d.w2"}))
    return (*whole, single, changed, lettered, after, *_varied(), *_graphs())


def _graphs() -> Iterator[Problem]:
    """Computation graphs with all operations between them: one point and several, with a step and without."""
    gates = computation([("q", "+", ("x", "y")), ("f", "*", ("q", "z"))], ["x", "y", "z"])
    theta = (Fraction(-2), Fraction(5), Fraction(-4))
    stepped = Problem("sample", _NO_FILE, _wordings(), gates, (((), ()),), theta, Fraction(1, 10))
    yield from (stepped, replace(stepped, answer="change", after=("q", "f")))
    steps = [
        ("p", "*", ("w", "x")),
        ("s", "-", ("y", "p")),
        ("f", "^", ("s", "2")),
        ("g", "max", ("f", "w")),
        ("h", "/", ("g", "x")),
        ("u", "min", ("h", "s")),
        ("v", "tanh", ("u",)),
        ("l", "log", ("x",)),
        ("r", "sqrt", ("x",)),
        ("c", "exp", ("v",)),
        ("o", "softplus", ("c",)),
        ("k", "relu", ("o",)),
        ("j", "sigmoid", ("k",)),
        ("i", "*", ("j", "r")),
        ("d", "+", ("i", "l")),
        ("e", "sin", ("f",)),
        ("m", "cos", ("e",)),
        ("z", "abs", ("m",)),
        ("a", "leaky-relu", ("s",)),
        ("b", "+", ("z", "a")),
        ("n", "+", ("d", "f")),
        ("t", "+", ("n", "b")),
    ]
    curve = computation(steps, ["w"], inputs=["x", "y"], constants={"2": Fraction(2)})
    data = (((Fraction(1), Fraction(2)), ()), ((Fraction(4), Fraction(-6)), ()))
    yield Problem("sample", _NO_FILE, _wordings(), curve, data, (Fraction(1, 2),), Fraction(0))


def _whole() -> Iterator[Problem]:
    for widths, activations, cost, points, theta, rate in _SAMPLES:
        network = Network(widths, activations, cost)
        values = tuple(map(Fraction, islice(cycle(theta), network.parameter_count)))
        yield Problem("sample", _NO_FILE, _wordings(), network, _data(network, points), values, Fraction(rate))


def _varied() -> Iterator[Problem]:
    for widths, activations, cost, bias, fixed, tied, over_points in _VARIED:
        penalty = None if over_points is None else Penalty(Fraction(1, 10), over_points)
        ties = (tied,) if tied else ()
        network = Network(widths, activations, cost, bias, frozenset(fixed), ties, penalty)
        values = tuple(map(Fraction, islice(cycle(_SMALL), network.parameter_count)))
        yield Problem("sample", _NO_FILE, _wordings(), network, _data(network, 2), values, Fraction(1, 10))


def _data(network: Network, points: int) -> tuple[Point, ...]:
    """Inputs 1, 4, 7, …, targets of both signs; of a cross-entropy 0 and 1 in turn."""

    def target(point: int, j: int) -> Fraction:
        if network.cost_function.is_cross_entropy:
            return Fraction(int((point + j) % max(2, network.widths[-1]) == 0))
        return Fraction((-1) ** point * (2 + 3 * point + j), 1 + point % 2)

    return tuple(
        (
            tuple(Fraction(3 * point + k + 1) for k in range(network.widths[0])),
            tuple(target(point, j) for j in range(network.widths[-1])),
        )
        for point in range(points)
    )


def _wordings() -> dict[Language, Wording]:
    empty = Wording(_NO_FILE, "sample", Section("", 1, 1))
    return dict.fromkeys(LANGUAGES, empty)
