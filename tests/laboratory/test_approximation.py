"""The network that interpolates a function, the theory's bound, and what training makes of the same width."""

import numpy as np
import pytest
from tutor.laboratory.approximation import NARROWEST, WIDEST, bounds, interpolating, training
from tutor.laboratory.target import OFFERED, Target, TargetError, target
from tutor.lessons.expressions import ExpressionError

ROUNDING = 1e-12


@pytest.mark.parametrize("offered", OFFERED, ids=lambda one: one.text)
def test_the_error_is_below_the_bound_at_every_width(offered: Target, thorough: bool) -> None:
    for width in (*range(NARROWEST, WIDEST, 1 if thorough else 7), WIDEST):
        error = interpolating(offered, width).greatest_error
        assert 0 <= error <= min(bounds(offered, width).values()) + ROUNDING, width


@pytest.mark.parametrize("offered", OFFERED, ids=lambda one: one.text)
def test_the_known_bounds_are_those_that_are_measured(offered: Target) -> None:
    measured = target(offered.text, offered.low, offered.high)
    assert measured.steepness == pytest.approx(offered.steepness, rel=0.01)
    if offered.curvature is None:
        assert measured.curvature is None
    else:
        assert measured.curvature == pytest.approx(offered.curvature, rel=0.01)
    assert not measured.is_known


def test_the_network_is_the_broken_line() -> None:
    parabola = target("x^2", 0, 4)
    line = interpolating(parabola, 4)
    np.testing.assert_allclose(line(np.array([0.0, 0.5, 1.0, 2.5, 4.0])), [0, 0.5, 1, 6.5, 16])
    assert line.greatest_error == pytest.approx(0.25)
    assert bounds(parabola, 4) == pytest.approx({"steepness": 4.0, "curvature": 0.25}, rel=0.01)


def test_outside_the_interval_it_goes_straight_on() -> None:
    line = interpolating(target("x^2", 0, 4), 4)
    np.testing.assert_allclose(line(np.array([-3.0, 5.0])), [0, 23])


def test_training_is_the_same_with_the_same_seed_and_comes_nearer() -> None:
    begun = training(OFFERED[0], 12, seed=7)
    later = begun.more(200)
    assert later.cost < begun.cost
    assert later.steps == 200
    np.testing.assert_array_equal(later.now.theta, training(OFFERED[0], 12, seed=7).more(200).now.theta)
    assert not np.array_equal(training(OFFERED[0], 12, seed=8).now.theta, begun.now.theta)


@pytest.mark.parametrize("text", ["__import__('os')", "x.real", "y + 1", "x x", "", "3", "x" * 500])
def test_what_is_no_function_of_x_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        target(text, -1, 1)


@pytest.mark.parametrize(
    ("text", "low", "high", "key"),
    [
        ("x", 1, 1, "interval"),
        ("x", 2, 1, "interval"),
        ("1/x", -1, 1, "values"),
        ("log(x)", -1, 1, "values"),
        ("exp(exp(x))", 0, 9, "values"),
        ("x/abs(x - 0.0001)", -1, 1, "jump"),
    ],
)
def test_what_is_not_continuous_there_is_refused(text: str, low: float, high: float, key: str) -> None:
    with pytest.raises(TargetError) as raised:
        target(text, low, high)
    assert raised.value.key == key


def test_a_function_may_have_no_bound() -> None:
    root = target("sqrt(abs(x))", -1, 1)
    assert root.steepness is None
    assert bounds(root, 10) == {}
