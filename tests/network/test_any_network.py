"""All operations, costs and kinds of parameters beside autograd, central differences and each other."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import default_rng
from tutor.network.architecture import ACTIVATIONS, BIASES, COSTS, Network, Penalty
from tutor.network.backprop import backward, forward
from tutor.network.compute import gradient
from tutor.network.layered_graph import graph_of
from tutor.network.layered_trace import trace

from tests.support.descending import descend

from .any_network import cost, draw_any, learned, outputs, penalty_on
from .network_kit import Array, Drawn

seeds = st.integers(0, 2**32)
few = settings(max_examples=40)


def close(found: Array, expected: Array, relative: float = 1e-9) -> None:
    np.testing.assert_allclose(found, expected, rtol=relative, atol=relative * max(1.0, float(np.abs(expected).max())))


@few
@given(seeds)
def test_agrees_with_autograd_and_central_differences(seed: int) -> None:
    drawn = draw_any(default_rng(seed))
    C, slope = gradient(*drawn)
    close(C, cost(drawn, drawn.theta))
    expected = grad(lambda theta: cost(drawn, theta))(drawn.theta) * learned(drawn.network)
    close(slope, expected)
    steps = 1e-5 * np.eye(drawn.theta.size)
    differences = [(cost(drawn, drawn.theta + h) - cost(drawn, drawn.theta - h)) / 2e-5 for h in steps]
    close(slope, np.array(differences) * learned(drawn.network), 1e-6)


@few
@given(seeds)
def test_the_same_network_as_a_graph_of_its_units_gives_the_same(seed: int) -> None:
    drawn = draw_any(default_rng(seed))
    network, theta, x, y = drawn
    graph, points = graph_of(network), len(x)
    targets: list[Array] = list(y.T) if network.cost_function.has_target else []
    values = forward(graph, [*theta, *x.T, *targets])
    arrived = backward(graph, values)
    divisor = network.cost_function.divisor(points, network.widths[-1])
    without = replace(network, penalty=None)
    C, slope = gradient(without, theta, x, y)
    close(C, np.sum(values[-1]) / divisor)
    every = np.ones(points)
    places = [graph.place[one] for one in graph.parameters]
    expected = np.array([np.sum(arrived[place] * every) / divisor for place in places])
    close(slope, expected * learned(network))


def test_every_kind_is_drawn() -> None:
    random = default_rng(0)
    drawn = [draw_any(random).network for _ in range(300)]
    assert {kind for network in drawn for kind in network.activations} == set(ACTIVATIONS)
    assert {network.cost for network in drawn} == set(COSTS)
    assert {network.bias for network in drawn} == set(BIASES)
    for network in drawn:
        assert network.parameter_count == len(network.parameters) == len(set(network.parameters))
    assert sum(bool(network.tied) for network in drawn) > 50 < sum(bool(network.fixed) for network in drawn)
    assert sum(network.penalty is not None for network in drawn) > 50
    assert {network.activations[-1] for network in drawn if "binary" in network.cost} == {"sigmoid", "softmax"}


@few
@given(seeds)
def test_leading_axes_are_a_loop(seed: int) -> None:
    random = default_rng(seed)
    network, theta, x, y = draw_any(random)
    thetas = theta + 0.1 * random.standard_normal((3, 1, theta.size))
    xs = x + 0.1 * random.standard_normal((2, *x.shape))
    found = descend(network, thetas, xs, y, 0.25)
    assert found.theta.shape == (3, 2, theta.size)
    for i, j in np.ndindex(3, 2):
        one = descend(network, thetas[i, 0], xs[j], y, 0.25)
        for many, single in zip(found, one, strict=True):
            close(many[i, j], single)


@few
@given(seeds)
def test_float32_stays_float32(seed: int) -> None:
    drawn = draw_any(default_rng(seed))
    theta, x, y = (array.astype(np.float32) for array in drawn[1:])
    found = descend(drawn.network, theta, x, y, 0.25)
    assert {array.dtype for array in found} == {np.dtype(np.float32)}
    close(found.gradient, gradient(*drawn)[1], 1e-3)


@few
@given(seeds)
def test_fractions_stay_fractions(seed: int) -> None:
    rational = ("relu", "identity", "leaky-relu")
    costs = tuple(cost for cost in COSTS if not cost.endswith("cross-entropy"))
    network, *arrays = draw_any(default_rng(seed), rational, costs)
    theta, x, y = ([[Fraction(round(8 * n), 8) for n in row] for row in np.atleast_2d(array)] for array in arrays)
    found = trace(network, x, y, theta[0], Fraction(1, 10))
    assert found.exact
    numbers = [*found.gradient.values(), *found.updated.values(), found.cost]
    numbers += [found.at(name, 1) for name in found.point_names()]
    assert {type(number) for number in numbers} == {Fraction}
    floats = gradient(network, *(np.array(values, dtype=float) for values in (theta[0], x, y)))  # type: ignore[arg-type]
    close(np.array(float(found.cost)), floats[0])
    close(np.array(list(map(float, found.gradient.values()))), floats[1])


@few
@given(seeds)
def test_what_the_points_give_and_the_penalty_make_the_partial(seed: int) -> None:
    network, theta, x, y = draw_any(default_rng(seed))
    found = trace(network, x.tolist(), y.tolist(), theta.tolist(), 0.25)
    close(np.array(list(found.gradient.values())), gradient(network, theta, x, y)[1])
    without = replace(network, penalty=None)
    added = penalty_on(network, len(x)) * theta
    penalty = float(added @ theta) / 2
    close(np.array(float(found.cost)), gradient(without, theta, x, y)[0] + penalty)
    of_points = sum(found.cost_term(point) for point in range(1, len(x) + 1))
    assert float(of_points * network.cost_scale(len(x)) + penalty) == pytest.approx(float(found.cost))
    for (name, partial), more in zip(found.gradient.items(), added * learned(network), strict=True):
        terms = sum(found.at(f"dC/d{name}", point) for point in range(1, len(x) + 1))
        assert terms + more == pytest.approx(partial, rel=1e-9, abs=1e-9)
        if name in network.fixed:
            assert partial == more == 0
            assert found.updated[name] == found.theta[name]
    found.as_json()


@few
@given(seeds)
def test_the_slope_by_an_input(seed: int) -> None:
    drawn = draw_any(default_rng(seed))
    network, theta, x, y = drawn
    found = trace(network, x.tolist(), y.tolist(), theta.tolist(), 0.25)
    for k in range(network.widths[0]):
        up, down = x.copy(), x.copy()
        up[0, k] += 1e-5
        down[0, k] -= 1e-5
        expected = (gradient(network, theta, up, y)[0] - gradient(network, theta, down, y)[0]) / 2e-5
        assert found.at(f"dC/d{network.unit('a', 0, k + 1)}", 1) == pytest.approx(expected, rel=1e-5, abs=1e-6)


def test_the_gate_of_softmax_is_a_jacobian() -> None:
    network = Network((2, 2, 3), ("relu", "softmax"), "cross-entropy")
    random = default_rng(3)
    drawn = Drawn(network, random.standard_normal(15), random.standard_normal((2, 2)), np.eye(3)[:2])
    found = trace(network, drawn.x.tolist(), drawn.y.tolist(), drawn.theta.tolist(), 0.1)
    names = found.point_names()
    assert {f"da2[{j}]/dz2[{k}]" for j in (1, 2, 3) for k in (1, 2, 3)} <= set(names)
    assert {"da1[1]/dz1[1]", "dC/da2[3]", "dC/dz2[3]", "y[3]"} <= set(names)
    assert "da1[1]/dz1[2]" not in names
    for point in (1, 2):
        p = outputs(network, drawn.theta, drawn.x[point - 1])[1]
        for j in range(3):
            for k in range(3):
                jacobian = p[j] * ((j == k) - p[k])
                assert found.at(f"da2[{j + 1}]/dz2[{k + 1}]", point) == pytest.approx(jacobian, rel=1e-12)
            assert found.at(f"dC/dz2[{j + 1}]", point) == pytest.approx(p[j] - drawn.y[point - 1, j], rel=1e-12)


def test_without_a_cost_no_target_is_needed() -> None:
    network = Network((3, 1), ("relu",), "none")
    found = trace(network, [[1, -2, 3]], [[]], [-3, -1, 2, 1], Fraction(1, 1000))
    assert found.cost == found.at("a1", 1) == 6
    assert not {"y", "r"} & set(found.point_names())
    assert list(found.gradient.values()) == [1, -2, 3, 1]
    assert [found.at(f"dC/dx[{k}]", 1) for k in (1, 2, 3)] == [-3, -1, 2]
    assert (found.after.cost, found["w1[1,1]'"]) == (Fraction(5985, 1000), Fraction(-3001, 1000))


def test_a_tied_parameter_adds_up_and_a_fixed_one_stays() -> None:
    chain = Network((1, 1, 1), ("identity",) * 2)
    free = trace(chain, [[2]], [[1]], [3, 1, 3, -1], Fraction(1, 10))
    tied = trace(replace(chain, tied=(("w1", "w2"),)), [[2]], [[1]], [3, 1, -1], Fraction(1, 10))
    assert tied.cost == free.cost
    assert tied.gradient["w1"] == free.gradient["w1"] + free.gradient["w2"]
    assert tied.at("dC/dw1", 1) == tied.gradient["w1"]
    fixed = trace(replace(chain, fixed=frozenset({"b1"})), [[2]], [[1]], [3, 1, 3, -1], Fraction(1, 10))
    assert fixed.gradient == {**free.gradient, "b1": 0}
    assert fixed.updated == {**free.updated, "b1": 1}


def test_a_penalty_on_the_weights() -> None:
    chain = Network((1, 1, 1), ("identity",) * 2, penalty=Penalty(Fraction(1, 10)))
    given_ = ([[2], [1]], [[1], [0]], [3, 1, 3, -1], Fraction(1, 10))
    found, plain = trace(chain, *given_), trace(replace(chain, penalty=None), *given_)
    assert found.cost - plain.cost == Fraction(18, 20)
    assert found.gradient == {
        name: slope + (Fraction(3, 10) if name[0] == "w" else 0) for name, slope in plain.gradient.items()
    }
    over = trace(replace(chain, penalty=Penalty(Fraction(1, 10), over_points=True)), *given_)
    assert over.cost - plain.cost == Fraction(18, 40)


@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_saturated_probabilities_keep_their_logarithms(kind: type) -> None:
    lone = Network((1, 1), ("sigmoid",), "binary-cross-entropy")
    with np.errstate(all="raise", under="ignore"):
        for z, y, C, slope in ((-900, 1, 900, -1), (900, 0, 900, 1), (900, 1, 0, 0), (-900, 0, 0, 0)):
            found = gradient(lone, np.array([0, z], kind), np.ones((1, 1), kind), np.array([[y]], kind))
            assert (float(found[0]), float(found[1][1])) == (C, slope)
        C_, slopes = gradient(lone, np.array([0, 40], kind), np.ones((1, 1), kind), np.ones((1, 1), kind))
        assert float(C_) == pytest.approx(np.exp(-40.0), rel=1e-6)
        assert float(slopes[1]) == pytest.approx(-np.exp(-40.0), rel=1e-6)
        three = Network((1, 3), ("softmax",), "cross-entropy", bias="none")
        found = gradient(three, np.array([900, 0, -900], kind), np.ones((1, 1), kind), np.array([[0, 0, 1]], kind))
        assert (float(found[0]), found[1].tolist()) == (1800, [1, 0, -1])
        found = gradient(three, np.array([40, 0, -900], kind), np.ones((1, 1), kind), np.array([[1, 0, 0]], kind))
        assert found[1].tolist() == pytest.approx([-np.exp(-40.0), np.exp(-40.0), 0], rel=1e-6)


def test_softplus_and_leaky_relu_far_out() -> None:
    network = Network((1, 1), ("softplus",), "none")
    with np.errstate(all="raise", under="ignore"):
        assert float(gradient(network, [0.0, 1000.0], [[1.0]], [[0.0]])[0]) == 1000
        assert float(gradient(network, [0.0, -40.0], [[1.0]], [[0.0]])[0]) == pytest.approx(np.exp(-40.0))
    leaky = Network((1, 1), ("leaky-relu",), "none")
    assert trace(leaky, [[1]], [[]], [-5, 0], Fraction(1)).gradient == {"w1": Fraction(1, 100), "b1": Fraction(1, 100)}
