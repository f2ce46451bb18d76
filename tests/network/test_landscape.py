"""C over many θ at once is what the engine gives for each of them alone."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.load import lesson_files
from tutor.lessons.problem import Problem
from tutor.lessons.tracing import trace_of
from tutor.network.compute import gradient
from tutor.network.landscape import Landscape, landscape_of

from ..support.course import lesson_at
from ..support.problems import make
from .any_network import draw_any

PROBLEMS = [lesson for lesson in map(lesson_at, lesson_files(content_folder())) if isinstance(lesson, Problem)]


def of(problem: Problem) -> Landscape:
    return landscape_of(problem.computation, *([point[k] for point in problem.data] for k in (0, 1)))


@pytest.mark.parametrize("seed", range(60))
def test_any_network(seed: int) -> None:
    random = np.random.default_rng(seed)
    drawn = draw_any(random)
    landscape = landscape_of(drawn.network, drawn.x.tolist(), drawn.y.tolist())
    theta = random.standard_normal((3, 4, drawn.theta.size))
    costs, (same, slopes) = landscape.costs(theta), landscape.gradient(theta)
    assert costs.shape == (3, 4)
    np.testing.assert_allclose(same, costs)
    for place in np.ndindex(3, 4):
        cost, slope = gradient(drawn.network, theta[place], drawn.x, drawn.y)
        np.testing.assert_allclose(costs[place], cost)
        np.testing.assert_allclose(slopes[place], slope, atol=1e-12)
    outputs = landscape.outputs(theta, drawn.x)
    assert outputs is not None
    assert outputs.shape == (3, 4, *drawn.y.shape)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_problems_of_every_kind_are_as_their_trace_has_them(problem: Problem) -> None:
    landscape = of(problem)
    theta = np.array([float(value) for value in problem.theta])
    near = theta + np.linspace(0, 0.05, 3)[:, None]
    costs, (same, slopes) = landscape.costs(near), landscape.gradient(near)
    np.testing.assert_allclose(same, costs)
    for k, row in enumerate(near):
        moved = replace(problem, theta=tuple(Fraction(value) for value in row.tolist()))
        trace = trace_of(moved)
        np.testing.assert_allclose(costs[k], float(trace.cost))
        expected = [float(trace.gradient[name]) for name in landscape.parameters]
        np.testing.assert_allclose(slopes[k], expected, atol=1e-12)
        if len(landscape.gated) == trace.after.units:
            assert landscape.alive(near)[k].sum() == trace.after.alive_before


def test_units_die_where_no_point_gets_through() -> None:
    landscape = of(make())
    ones, step = np.ones(6), np.array([-43.6, -5.8, -43.6, -5.8, -43.6, -5.8])
    assert landscape.gated == ("a1", "a2", "a3")
    assert landscape.alive(np.stack([ones, step])).tolist() == [[True] * 3, [False] * 3]


def test_what_the_arithmetic_does_not_have_is_not_finite() -> None:
    landscape = of(make((1, 1), "identity"))
    assert not np.isfinite(landscape.costs(np.array([1e200, 0.0])))


def test_what_is_fixed_has_no_slope() -> None:
    mazur = next(problem for problem in PROBLEMS if problem.id == "mazur")
    landscape = of(mazur)
    theta = np.array([float(value) for value in mazur.theta])
    assert landscape.learned.any()
    assert not landscape.gradient(theta)[1][~landscape.learned].any()
