"""Drills on sigmoid and tanh: the table that is given suffices, and the mistakes in such gates show."""

from collections.abc import Callable, Mapping
from functools import cache
from math import exp, tanh

import pytest
from tutor.answers.marking import mark
from tutor.lessons.content import content_folder
from tutor.lessons.curves import CURVES, GRID, curve_rows
from tutor.lessons.problem import Problem
from tutor.lessons.stages import all_asked
from tutor.lessons.template import Table
from tutor.practice.number_skills import SMOOTH
from tutor.practice.predicting import predictions
from tutor.practice.skills import LEVELS
from tutor.practice.variants import draw_many

from tests.support.thorough import also

FUNCTIONS: Mapping[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "sigmoid": (lambda z: 1 / (1 + exp(-z)), lambda z: exp(-z) / (1 + exp(-z)) ** 2),
    "tanh": (tanh, lambda z: 1 - tanh(z) ** 2),
    "relu": (lambda z: max(0.0, z), lambda z: float(z > 0)),
    "identity": (lambda z: z, lambda _: 1.0),
}


@cache
def problems(level: int, count: int = 12) -> list[Problem]:
    return draw_many(SMOOTH, level, range(count), content_folder())


def by_table(problem: Problem) -> dict[str, float]:
    """∂C/∂w of the first layer, worked with the table's numbers: one hidden layer at most."""
    network, theta = problem.network, {name: float(value) for name, value in problem.trace.theta.items()}
    found = dict.fromkeys((str(field) for field in all_asked(problem)), 0.0)
    looked_up = {
        name: tuple((lambda z, f=f: round(f(z), 4)) if name in CURVES else f for f in both)
        for name, both in FUNCTIONS.items()
    }
    for x, (y,) in problem.data:
        (rho, slope), inputs = looked_up[network.activations[0]], [float(value) for value in x]
        units, sources = range(1, network.widths[1] + 1), range(1, len(inputs) + 1)
        z = {
            j: sum(theta[network.weight(1, j, k)] * inputs[k - 1] for k in sources) + theta[network.bias_name(1, j)]
            for j in units
        }
        back = dict.fromkeys(units, 1.0)
        out = rho(z[1])
        if network.depth > 1:
            (last, last_slope) = looked_up[network.activations[1]]
            weights = {j: theta[network.weight(2, 1, j)] for j in units}
            total = sum(weights[j] * rho(z[j]) for j in units) + theta[network.bias_name(2, 1)]
            out = last(total)
            back = {j: weights[j] * last_slope(total) for j in units}
        for j in units:
            for k in sources:
                found[f"d.{network.weight(1, j, k)}"] += 2 * (out - float(y)) * back[j] * slope(z[j]) * inputs[k - 1]
    return found


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("digits", [4, also(6)])
def test_what_is_worked_out_with_the_table_is_right(level: int, digits: int) -> None:
    for problem in problems(level):
        answers = by_table(problem)
        for field in all_asked(problem):
            text = f"{answers[str(field)]:.{digits}g}"
            assert mark(problem, field, text, {}).is_right, (problem.id, field, text)


@pytest.mark.parametrize("level", LEVELS)
def test_no_mistake_in_a_gate_is_taken_for_right(level: int) -> None:
    """Where a mistake changes an answer by more than rounding to three digits."""
    for problem in problems(level)[:5]:
        found = predictions(problem)
        for name, row in zip(found.ids, found.answers.tolist(), strict=True):
            if "gate" not in name:
                continue
            for field, wrong, right in zip(found.fields, row, found.right.tolist(), strict=True):
                if abs(wrong - right) > 0.01 * abs(right):
                    place = next(one for one in all_asked(problem) if str(one) == field)
                    assert not mark(problem, place, f"{wrong:.6g}", {}).is_right, (problem.id, name, field)


def test_the_table_holds_each_z_that_is_needed() -> None:
    for level in LEVELS:
        for problem in problems(level):
            network = problem.network
            for layer, name in enumerate(network.activations, 1):
                for j in range(1, network.widths[layer] + 1) if name in CURVES else ():
                    z = network.unit("z", layer, j)
                    assert all(problem.trace.at(z, point) in GRID for point in range(1, len(problem.data) + 1))
            rows = [row for row in curve_rows(problem) if isinstance(row, Table)]
            assert len(rows) == len(GRID)


def test_most_mistakes_in_curved_gates_show_at_the_highest_level() -> None:
    shown = {name for problem in problems(5) for name in predictions(problem).shown}
    wanted = ("at-activation", "formula-in-z", "half", "sign-slip", "of-other-function", "ignored", "is-activation")
    assert {f"partial.gate-{name}" for name in wanted} <= shown
