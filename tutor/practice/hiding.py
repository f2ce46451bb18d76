"""Why a changed rule gives the same numbers as the right one: what on this problem makes it come to the same."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import written
from tutor.network.numbers import Number

SAME = "same"
"""The reason where none of the others holds: what is worked out instead comes to the same numbers."""


class Reason(NamedTuple):
    """A reason by name, with the numbers that it is about, as LaTeX; none where it is about all of them."""

    key: str
    numbers: str = ""


def why_hidden(problem: Problem, mistake: str) -> Reason:
    """Why the changed rule of this id, which shows in no number of a problem, does not show there."""
    if not mistake.startswith("forward.") and all(value == 0 for value in _residuals(problem)):
        return Reason("fitted")
    key = next((key for key, ids in _MISTAKES.items() if mistake in ids), SAME)
    found = _REASONS[key](problem, mistake) if key in _REASONS else None
    if found is not None:
        return Reason(key, found)
    is_kept_back = mistake.startswith("partial.") and not any(problem.trace.gradient.values())
    return Reason("closed" if is_kept_back else SAME)


def _residuals(problem: Problem) -> list[Number]:
    return _values(problem, [name for name, _, _ in problem.graph.residuals])


def _values(problem: Problem, names: Iterable[str]) -> list[Number]:
    return [problem.trace.at(name, point) for name in names for point in range(1, len(problem.data) + 1)]


def _said(problem: Problem, values: Mapping[str, Number]) -> str:
    return ",\\; ".join(f"{written(problem, name)} = {as_latex(value)}" for name, value in values.items())


def _open(problem: Problem, mistake: str) -> str | None:
    """Every z that the change is about is positive, so that ρ(z) = z and ρ′(z) = 1."""
    network = problem.network
    last = network.depth
    layers = {
        "forward.output-not-activated": range(last, last + 1),
        "partial.gate-ignored-hidden": range(1, last),
        "partial.weight-times-preactivation": range(1, last),
    }.get(mistake, range(1, last + 1))
    units = [network.unit("z", layer, unit + 1) for layer in layers for unit in range(network.widths[layer])]
    return "" if all(z > 0 for z in _values(problem, units)) else None


def _parameters(kind: str, first: int, value: int) -> Callable[[Problem, str], str | None]:
    """The parameters of a kind have this value, from a layer on."""

    def holds(problem: Problem, _: str) -> str | None:
        theta = problem.trace.theta
        named = [one.name for one in problem.network.parameters if one.kind == kind and one.layer >= first]
        return _said(problem, {name: theta[name] for name in named}) if all(theta[n] == value for n in named) else None

    return holds


def _inputs(problem: Problem, _: str) -> str | None:
    """All that comes into a unit is 1."""
    network = problem.network
    names = [network.unit("a", layer, k + 1) for layer in range(network.depth) for k in range(network.widths[layer])]
    return "" if all(value == 1 for value in _values(problem, names)) else None


def _residual(problem: Problem, mistake: str) -> str | None:
    values = _residuals(problem)
    if not all(Fraction(r) in _ALIKE[mistake] for r in values):
        return None
    name = written(problem, problem.graph.residuals[0][0])
    return ",\\; ".join(f"{name} = {as_latex(r)}" for r in dict.fromkeys(values))


def _numbers(*values: str) -> frozenset[Fraction]:
    return frozenset(map(Fraction, values))


_ALIKE = {
    "cost.sum-of-residuals": _numbers("0", "1"),
    "cost.absolute-residuals": _numbers("0", "1", "-1"),
    "partial.no-residual": _numbers("1"),
    "partial.cost-not-differentiated": _numbers("0", "2"),
    "partial.square-kept": _numbers("0", "1"),
    "partial.sign-of-residual": _numbers("0", "1/2", "-1/2"),
}
"""The residuals at which a rule about them gives what the right one gives."""

_MISTAKES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "open": (
            *("forward.no-activation", "forward.output-not-activated", "forward.absolute-activation"),
            *("partial.gate-ignored", "partial.gate-ignored-hidden", "partial.gate-is-sign"),
            "partial.weight-times-preactivation",
        ),
        "zeros": ("forward.no-bias", "forward.bias-after-activation", "forward.weight-times-sum"),
        "ones": ("partial.bias-times-bias",),
        "target": (
            *("cost.target-added", "cost.difference-of-squares", "cost.target-ignored"),
            *("partial.target-ignored", "partial.target-not-doubled", "partial.target-added"),
        ),
        "alone": ("cost.square-of-sum", "cost.mean", "partial.mean", "partial.sums-multiplied"),
        "residual": tuple(_ALIKE),
        "weights": ("partial.weights-not-followed", "partial.layer-skipped"),
        "inputs": ("partial.weight-without-input", "partial.bias-times-input"),
    }
)
"""The changed rules by the reason that may hide them."""
_REASONS: Mapping[str, Callable[[Problem, str], str | None]] = MappingProxyType(
    {
        "open": _open,
        "zeros": _parameters("bias", 1, 0),
        "ones": _parameters("bias", 1, 1),
        "target": lambda problem, _: "" if all(y == 0 for _, targets in problem.data for y in targets) else None,
        "alone": lambda problem, _: "" if len(problem.data) == 1 else None,
        "residual": _residual,
        "weights": _parameters("weight", 2, 1),
        "inputs": _inputs,
    }
)
"""Whether a reason holds: the numbers that it is about, empty for all of them; None where it does not."""
REASONS = ("fitted", "closed", SAME, *_REASONS)
