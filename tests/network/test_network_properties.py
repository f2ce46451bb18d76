"""What must hold of any network: the order of the data, scaling, units that are alike, what is linear."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.network.compute import gradient

from tests.support.descending import descend

from .network_kit import Drawn, draw, layers

seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=60)


def drawn(seed: int, *activations: str) -> Drawn:
    return draw(np.random.default_rng(seed), *((activations,) if activations else ()))


def close(found: object, expected: object) -> None:
    np.testing.assert_allclose(np.asarray(found), np.asarray(expected), rtol=1e-9, atol=1e-10)


@few
@given(seeds)
def test_permuting_the_data_changes_nothing(seed: int) -> None:
    network, theta, x, y = drawn(seed)
    order = np.random.default_rng(seed).permutation(len(x))
    for before, after in zip(gradient(network, theta, x, y), gradient(network, theta, x[order], y[order]), strict=True):
        close(after, before)


@few
@given(seeds)
def test_a_sum_over_the_data_is_the_sum_of_its_points(seed: int) -> None:
    network, theta, x, y = drawn(seed)
    C, slope = gradient(replace(network, cost="sum-of-squares"), theta, x, y)
    each_C, each = gradient(replace(network, cost="sum-of-squares"), theta, x[:, None], y[:, None])
    close(each_C.sum(axis=0), C)
    close(each.sum(axis=0), slope)


@few
@given(seeds)
def test_costs_are_multiples_of_one_another(seed: int) -> None:
    network, theta, x, y = drawn(seed)
    C, slope = gradient(replace(network, cost="sum-of-squares"), theta, x, y)
    for name, share in (("half-sum-of-squares", 1 / 2), ("mean-of-squares", 1 / len(x))):
        found = gradient(replace(network, cost=name), theta, x, y)
        close(found[0], C * share)
        close(found[1], slope * share)


@few
@given(seeds)
def test_doubled_data_double_the_sum_and_keep_the_mean(seed: int) -> None:
    network, theta, x, y = drawn(seed)
    twice = np.concatenate([x, x]), np.concatenate([y, y])
    factor = 1 if network.cost == "mean-of-squares" else 2
    for once, doubled in zip(gradient(network, theta, x, y), gradient(network, theta, *twice), strict=True):
        close(doubled, factor * once)


@few
@given(seeds, st.floats(0.1, 10))
def test_scaling_the_last_layer_and_the_targets_scales_the_cost_by_the_square(seed: int, factor: float) -> None:
    network, theta, x, y = drawn(seed, "relu", "identity")
    start = network.places[-1][0].start
    scaled = theta.copy()
    scaled[start:] *= factor
    C, slope = gradient(network, theta, x, y)
    scaled_C, scaled_slope = gradient(network, scaled, x, factor * y)
    close(scaled_C / factor**2, C)
    close(scaled_slope[start:] / factor, slope[start:])
    close(scaled_slope[:start] / factor**2, slope[:start])


@few
@given(seeds)
def test_homogeneous_layers_balance(seed: int) -> None:
    """For relu and identity, Σ θ ∂C/∂θ over a unit's own parameters equals Σ w ∂C/∂w over the weights that leave it."""
    network, theta, x, y = drawn(seed, "relu", "identity")
    slope = gradient(network, theta, x, y)[1]
    inner = [(W * dW, b * db) for (W, b), (dW, db) in zip(layers(network, theta), layers(network, slope), strict=True)]
    for (W, b), (next_W, _) in pairwise(inner):
        close(W.sum(axis=1) + b, next_W.sum(axis=0))


@few
@given(seeds)
def test_equal_units_stay_equal(seed: int) -> None:
    random = np.random.default_rng(seed)
    network, theta, x, y = draw(random)
    for W, b in layers(network, theta)[:-1]:
        W[:], b[:] = W[0], b[0]
    for W, _ in layers(network, theta)[1:]:
        W[:] = W[:, :1]
    for _ in range(3):
        theta = descend(network, theta, x, y, 0.01).theta
    for W, b in layers(network, theta)[:-1]:
        close(W, np.broadcast_to(W[0], W.shape))
        close(b, np.broadcast_to(b[0], b.shape))


@few
@given(seeds)
def test_renumbering_hidden_units_renumbers_their_partials(seed: int) -> None:
    random = np.random.default_rng(seed)
    network, theta, x, y = draw(random)
    C, slope = gradient(network, theta, x, y)
    renumbered, expected = theta.copy(), slope.copy()
    for flat in (renumbered, expected):
        parts = layers(network, flat)
        for (W, b), (next_W, _) in pairwise(parts):
            W[:], b[:], next_W[:] = W[::-1].copy(), b[::-1].copy(), next_W[:, ::-1].copy()
    found_C, found = gradient(network, renumbered, x, y)
    close(found_C, C)
    close(found, expected)


@few
@given(seeds)
def test_a_small_step_does_not_raise_the_cost(seed: int) -> None:
    network, theta, x, y = drawn(seed)
    step = descend(network, theta, x, y, 1e-9)
    assert gradient(network, step.theta, x, y)[0] <= step.cost + 1e-12
