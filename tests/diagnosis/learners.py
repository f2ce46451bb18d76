"""Simulated learners: their answers come from plain loops over points, written apart from the engine."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import prod
from typing import Any

from tutor.answers.quantity import Quantity
from tutor.answers.reading import read_number
from tutor.lessons.breakdown import step_parts
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId

from tests.network.plain_mistakes import Plain
from tests.support.name_parts import indices_of, layer_of

DIGITS = 6
"""To how many significant digits a learner writes down a number that has more."""
LARGEST = 10**12
Answers = Mapping[FieldId, Fraction]


@dataclass(frozen=True)
class Wrong:
    """A mistake as a learner makes it; `point` from 1 where it is about one."""

    id: str
    point: int | None = None


def written(value: Any, digits: int = DIGITS) -> Fraction:
    """The number as it is written down."""
    return Fraction(value) if isinstance(value, int | Fraction) else Fraction(f"{value:.{digits}g}")


def typed(value: Any, digits: int) -> Quantity:
    """The number as it is typed: rounded to so many digits, zeros at its end too, where it has more."""
    if isinstance(value, int | Fraction) or value == float(written(value, digits)):
        return Quantity.of(written(value, digits))
    return read_number(f"{value:#.{digits}g}")


class Working(ABC):
    """Somebody who works a problem with some mistakes, and writes down what is worked out."""

    def __init__(self, problem: Problem, mistakes: tuple[Wrong, ...], digits: int) -> None:
        self.problem, self.mistakes, self.digits = problem, mistakes, digits

    @cached_property
    @abstractmethod
    def worked_out(self) -> dict[FieldId, Any]:
        """The answers to (c), (d) and, where a step is made, (e), before they are rounded."""

    @abstractmethod
    def _step(self, field: FieldId) -> Any:
        """What is worked out at a sub-step."""

    @cached_property
    def answers(self) -> Answers:
        """The answers to (c), (d) and (e), as they are written down."""
        return {field: written(value, self.digits) for field, value in self.worked_out.items()}

    def typed(self, field: FieldId) -> Quantity:
        """An answer with the zeros that a rounded number ends in."""
        return typed(self.worked_out[field], self.digits)

    @property
    def is_beyond_hand(self) -> bool:
        """Whether a number came out that nobody would have gone on with."""
        try:
            return any(abs(value) > LARGEST for value in self.answers.values())
        except (ArithmeticError, ValueError):
            return True

    def stage(self, stages: str) -> dict[FieldId, Fraction]:
        """The answers to some stages."""
        return {field: value for field, value in self.answers.items() if field.stage in stages}

    def answer(self, field: FieldId) -> Fraction:
        """The answer at a field or a sub-step."""
        return written(self._step(field)) if field.step else self.answers[field]


class Learner(Working):
    """Somebody who works a problem with some mistakes, by plain loops or by others that are made of them."""

    def __init__(self, problem: Problem, *mistakes: Wrong, loops: type[Plain] = Plain, digits: int = DIGITS) -> None:
        super().__init__(problem, mistakes, digits)
        exact = set(problem.network.activations) <= {"relu", "identity"}
        number = Fraction if exact else float
        points = {mistake.id.partition(".")[2]: mistake.point for mistake in mistakes if mistake.point}
        self.plain = loops(
            problem.network.widths,
            problem.network.activations,
            [number(value) for value in problem.theta],
            [[number(value) for value in x] for x, _ in problem.data],
            [[number(value) for value in y] for _, y in problem.data],
            number(problem.learning_rate),
            frozenset(mistake.id for mistake in mistakes),
            left_out=points.get("point-missing", 0) - 1,
            only=points.get("single-point", 0) - 1,
            cost_name=problem.network.cost,
        )

    @cached_property
    def worked_out(self) -> dict[FieldId, Any]:
        names = [parameter.name for parameter in self.problem.network.parameters]
        found = {FieldId("c"): self.plain.cost()}
        found |= {FieldId("d", n): v for n, v in zip(names, self.plain.written_gradient(), strict=True)}
        found |= {FieldId("e", n): v for n, v in zip(names, self.plain.updated(), strict=True)}
        return found

    def _step(self, field: FieldId) -> Any:  # noqa: PLR0911  one kind of sub-step a line
        name, point, path = step_parts(field)
        i, plain, (unit, _) = point - 1, self.plain, indices_of(name) if "/" not in name else (1, 1)
        if name == "step":
            return self._taken(field)
        if name == "squares":
            return sum(plain.residual(i, j) ** 2 for j in plain.units(plain.depth))
        if name[0] == "r":
            return plain.residual(i, unit - 1)
        if name == "product":
            return self._product(field, i, path)
        if field.stage == "d" and (name == "1" or name[0] in "ax"):
            return self._factor(field.name, i)
        if name[0] in "za":
            return (plain.z if name[0] == "z" else plain.a)[i][layer_of(name)][unit - 1]
        if name[0] == "w":
            return plain.theta[[parameter.name for parameter in self.problem.network.parameters].index(name)]
        return self._derivative(name, i)

    def _derivative(self, name: str, i: int) -> Any:
        """∂C/∂a of an output, a gate ∂a/∂z, or ∂C/∂z."""
        plain, below = self.plain, name.split("/d")[1]
        layer, j = layer_of(below), indices_of(below)[0] - 1
        if not name.startswith("dC"):
            return plain.gate(i, layer, j)
        plain.gradient()
        return plain.output_slope(i, j) if below[0] == "a" else plain.deltas[layer][i][j]

    def _factor(self, name: str, i: int) -> Any:
        parameter = self.problem.network.parameter_named[name]
        layer, j = parameter.layer, parameter.to - 1
        if parameter.source is None:
            if "partial.bias-is-zero" in self.plain.wrong:
                return 0
            return self.plain.bias_factor(layer, j)[i]
        k = parameter.source - 1
        if "partial.outer-transposed" in self.plain.wrong and self.plain.widths[layer] == self.plain.widths[layer - 1]:
            j, k = k, j
        return self.plain.weight_factor(layer, j, k)[i]

    def _product(self, field: FieldId, i: int, path: int | None) -> Any:
        """One path's product; with one path only, the point's term as the mistakes make it."""
        parameter = self.problem.network.parameter_named[field.name]
        self.plain.gradient()
        ungated = "partial.own-gate-missing" in self.plain.wrong
        if path is None:
            arrived = self.plain.upstream if ungated else self.plain.deltas
            return arrived[parameter.layer][i][parameter.to - 1] * self._factor(field.name, i)
        factors = self.problem.trace.paths(field.name)[path - 1]  # names only
        if ungated:
            factors = tuple(
                one for one in factors if one.kind != "gate" or layer_of(one.name.split("/d")[1]) > parameter.layer
            )
        values = [self._step(FieldId("d", field.name, f"{one.name}@{i + 1}.{path}")) for one in factors]
        return prod(values)

    def _taken(self, field: FieldId) -> Any:
        names = [parameter.name for parameter in self.problem.network.parameters]
        p = names.index(field.name)
        changing = ("no-rate", "rate-divides", "cost-for-gradient", "sign-only", "half-step", "double-step", "mean")
        turns = ("one-after-another", "point-by-point")
        if any(f"update.{name}" in self.plain.wrong for name in changing + turns):
            return self.plain.theta[p] - self.plain.updated()[p]
        return self.plain.eta * self.plain.gradient()[p]


def alike(one: Fraction, other: Fraction) -> bool:
    """Whether two numbers as written down are the same, but for a float's last digits."""
    return abs(one - other) <= Fraction(2, 10**DIGITS) * max(abs(one), abs(other)) if one != other else True


def counted(problem: Problem, mistake: str) -> int:
    """The number of parameters, counted unit by unit with a mistake (empty: rightly)."""
    widths, m = problem.network.widths, len(problem.data)
    weights = [0] + [sum(1 for _ in range(n) for _ in range(k)) for k, n in pairwise(widths)]
    biases = [0, *widths[1:]]
    match mistake.partition(".")[2]:
        case "no-biases":
            biases = [0 for _ in biases]
        case "one-bias-per-layer":
            biases = [0] + [1 for _ in widths[1:]]
        case "bias-on-inputs":
            biases = list(widths)
        case "no-output-bias":
            biases[-1] = 0
        case "bias-per-input":
            biases = [0, *widths[:-1]]
        case "neurons":
            weights, biases = [0], list(widths[1:])
        case "all-neurons":
            weights, biases = [0], list(widths)
        case "layers":
            weights, biases = [0], [1 for _ in widths[1:]]
        case "last-layer-missing":
            weights, biases = weights[:-1], biases[:-1]
        case "first-layer-missing":
            weights[1] = biases[1] = 0
        case "times-data":
            weights, biases = weights * m, biases * m
    return sum(weights) + sum(biases)
