"""The engine's gradients beside central differences, autograd and the key of Day 13."""

from typing import Any

import numpy as np
import pytest
from autograd import value_and_grad
from tutor.network.activations import ACTIVATION_NAMED
from tutor.network.architecture import ACTIVATIONS, COSTS, Network
from tutor.network.compute import gradient
from tutor.network.costs import COST_NAMED

from tests.support.descending import descend
from tests.support.problems import ACTIVATIONS as ELEMENTARY
from tests.support.problems import SQUARES
from tests.support.thorough import also

from .network_kit import central_differences, cost, draw

CHAIN = Network((1, 1, 1, 1), ("relu",) * 3)
CHAIN_X, CHAIN_Y = [[1], [4], [7], [10]], [[2], [-6], [3], [1]]
WIDE = Network((1, 2, 1), ("relu",) * 2)
WIDE_X, WIDE_Y = [[1], [4]], [[2], [-6]]


@pytest.mark.parametrize("seed", [*range(10), *map(also, range(10, 20))])
def test_agrees_with_central_differences_and_autograd(seed: int, thorough: bool) -> None:
    random = np.random.default_rng(seed)
    for _ in range(20 if thorough else 8):
        drawn = draw(random)
        C, slope = gradient(*drawn)
        expected_cost, expected = value_and_grad(lambda theta, drawn=drawn: cost(drawn, theta))(drawn.theta)
        np.testing.assert_allclose(C, expected_cost, rtol=1e-12)
        np.testing.assert_allclose(slope, expected, rtol=1e-9, atol=1e-12 * max(1, np.abs(expected).max()))
        differences = central_differences(drawn)
        np.testing.assert_allclose(slope, differences, rtol=1e-5, atol=1e-7 * max(1, np.abs(expected).max()))


def test_draws_every_kind() -> None:
    random = np.random.default_rng(0)
    drawn = [draw(random).network for _ in range(400)]
    assert {kind for network in drawn for kind in network.activations} == set(ELEMENTARY)
    assert {network.cost for network in drawn} == set(SQUARES)
    assert {network.depth for network in drawn} == {1, 2, 3, 4}
    assert {network.widths[0] for network in drawn} == {network.widths[-1] for network in drawn} == {1, 2, 3, 4}
    assert any(len(set(network.activations)) > 2 for network in drawn)


def test_every_name_has_its_function() -> None:
    assert set(ACTIVATION_NAMED) == set(ACTIVATIONS)
    assert set(COST_NAMED) == set(COSTS)


@pytest.mark.parametrize(
    ("network", "x", "y", "C", "slope", "theta", "after"),
    [
        (CHAIN, CHAIN_X, CHAIN_Y, 366, [446, 68, 514, 68, 582, 68], [-43.6, -5.8, -50.4, -5.8, -57.2, -5.8], 50),
        (WIDE, WIDE_X, WIDE_Y, 298, [142, 142, 40, 40, 182, 182, 40], [-13.2, -13.2, -3, -3, -17.2, -17.2, -3], 40),
    ],
    ids=["4.1", "4.2"],
)
def test_key_of_day_13(network: Network, x: Any, y: Any, C: float, slope: Any, theta: Any, after: float) -> None:
    found = descend(network, np.ones(network.parameter_count), x, y, 0.1)
    assert found.cost == C
    np.testing.assert_array_equal(found.gradient, slope)
    np.testing.assert_allclose(found.theta, theta, rtol=1e-14)
    cost_after, slope_after = gradient(network, found.theta, x, y)
    assert cost_after == after
    assert not slope_after.any()


def test_leading_axes_are_a_loop() -> None:
    random = np.random.default_rng(7)
    for _ in range(20):
        network, _, x, _ = draw(random)
        points = x.shape[0]
        theta = random.standard_normal((3, 1, 2, network.parameter_count))
        xs = random.standard_normal((4, 1, points, network.widths[0]))
        ys = random.standard_normal((4, 2, points, network.widths[-1]))
        eta = random.random((5, 1, 1, 1))
        C, slope = gradient(network, theta, xs, ys)
        moved = descend(network, theta, xs, ys, eta).theta
        assert C.shape == (3, 4, 2)
        assert slope.shape == (3, 4, 2, network.parameter_count)
        assert moved.shape == (5, 3, 4, 2, network.parameter_count)
        for i, j, k in np.ndindex(3, 4, 2):
            one = descend(network, theta[i, 0, k], xs[j, 0], ys[j, k], 0.5)
            np.testing.assert_allclose(C[i, j, k], one.cost, rtol=1e-12)
            np.testing.assert_allclose(slope[i, j, k], one.gradient, rtol=1e-9, atol=1e-12)
            expected = theta[i, 0, k] - eta[:, 0, 0] * one.gradient
            np.testing.assert_allclose(moved[:, i, j, k], expected, rtol=1e-9, atol=1e-12)


def test_many_learning_rates_at_once() -> None:
    rates = np.linspace(0, 0.5, 200)
    moved = descend(CHAIN, np.ones(6), CHAIN_X, CHAIN_Y, rates).theta
    np.testing.assert_allclose(moved, 1 - rates[:, None] * [446, 68, 514, 68, 582, 68])


def test_float32_stays_float32() -> None:
    random = np.random.default_rng(32)
    for _ in range(60):
        drawn = draw(random)
        single = [array.astype(np.float32) for array in drawn[1:]]
        for eta in (0.1, np.float64(0.1), np.array([0.1, 0.2])):
            found = descend(drawn.network, single[0], single[1], single[2], eta)
            assert {array.dtype for array in found} == {np.dtype(np.float32)}
        C, slope = gradient(*drawn)
        np.testing.assert_allclose(found.cost, C, rtol=1e-3, atol=1e-5)
        np.testing.assert_allclose(found.gradient, slope, rtol=1e-2, atol=1e-3 * max(1, np.abs(slope).max()))


def test_whole_numbers_do_not_overflow() -> None:
    C, slope = gradient(Network((1, 1), ("identity",)), np.array([2**40, 0]), np.array([[1]]), np.array([[0]]))
    assert C == 2.0**80
    np.testing.assert_array_equal(slope, [2.0**41, 2.0**41])


def test_gate_is_shut_at_the_kink() -> None:
    C, slope = gradient(Network((1, 1), ("relu",)), [0, 0], [[1]], [[-3]])
    assert C == 9
    np.testing.assert_array_equal(slope, [0, 0])


def test_sigmoid_neither_overflows_nor_loses_small_values() -> None:
    network = Network((1, 1), ("sigmoid",))
    for z in (-800.0, -40.0, 40.0, 800.0):
        C, slope = gradient(network, [0.0, z], [[1.0]], [[0.0]])
        assert np.isfinite([C, *slope]).all()
    C, slope = gradient(network, [0.0, -40.0], [[1.0]], [[0.0]])
    np.testing.assert_allclose(C, np.exp(-80.0), rtol=1e-12)
    np.testing.assert_allclose(slope[1], 2 * np.exp(-80.0), rtol=1e-12)
    C, slope = gradient(network, [0.0, 40.0], [[1.0]], [[0.0]])
    np.testing.assert_allclose(slope[1], 2 * np.exp(-40.0), rtol=1e-12)


@pytest.mark.parametrize(
    ("theta", "x", "y", "message"),
    [
        ([1] * 5, CHAIN_X, CHAIN_Y, "θ has the shape"),
        (1, CHAIN_X, CHAIN_Y, "θ has the shape"),
        ([1] * 6, [1, 4, 7, 10], CHAIN_Y, "x has the shape"),
        ([1] * 6, [[1, 1]], [[1]], "x has the shape"),
        ([1] * 6, CHAIN_X, CHAIN_Y[:3], "y has the shape"),
        ([1] * 6, CHAIN_X, [2, -6, 3, 1], "y has the shape"),
        ([1] * 6, [[1]], [1], "y has the shape"),
    ],
)
def test_wrong_sizes_are_said(theta: Any, x: Any, y: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        gradient(CHAIN, theta, x, y)
