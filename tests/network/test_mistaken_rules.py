"""Every mistake of forward pass, cost, partials and update is one replaced rule of the engine's table."""

from dataclasses import fields
from fractions import Fraction
from itertools import combinations
from zlib import crc32

import numpy as np
import pytest
from tutor.network.architecture import Network
from tutor.network.compute import gradient
from tutor.network.layered_trace import trace
from tutor.network.rules import RIGHT, Rules

from tests.support.descending import descend
from tests.support.problems import SQUARES

from .mistaken_rules import MISTAKES, RECORDS
from .network_kit import Array
from .plain_mistakes import Plain

ONE_IN = 64
"""Of how many pairs one is tried."""
ACTIVATIONS = (("relu",), ("sigmoid", "identity"), ("tanh", "identity", "relu"))
SHAPES = [(1, 1, 1, 1), (1, 2, 1), (2, 2, 1), (2, 2, 2), (2, 3, 2), (2, 2, 2, 2)]


def networks(activations: tuple[str, ...], cost: str = "sum-of-squares") -> list[Network]:
    return [
        Network(widths, tuple(activations[layer % len(activations)] for layer in range(len(widths) - 1)), cost)
        for widths in SHAPES
    ]


def of_probabilities() -> list[Network]:
    """Networks with a cross-entropy, or with softmax under squares."""
    return [
        Network((2, 2, 3), ("relu", "softmax"), "cross-entropy"),
        Network((2, 2, 2, 2), ("tanh", "sigmoid", "softmax"), "mean-cross-entropy"),
        Network((2, 3), ("softmax",), "mean-cross-entropy"),
        Network((2, 2, 2), ("tanh", "sigmoid"), "binary-cross-entropy"),
        Network((1, 2, 1), ("relu", "sigmoid"), "mean-binary-cross-entropy"),
        Network((2, 2, 2), ("sigmoid", "softmax"), "mean-of-squares-over-outputs"),
    ]


def integers(random: np.random.Generator, *shape: int) -> Array:
    """Small numbers but 0, as in a problem made for the hand."""
    return np.where(random.random(shape) < 0.7, 1, -1) * random.integers(1, 4, shape)


def given(network: Network, seed: int) -> tuple[Array, Array, Array, float]:
    """θ, x, y and η."""
    random = np.random.default_rng(seed)
    theta = integers(random, network.parameter_count).astype(float)
    x, y = (integers(random, 3, width).astype(float) for width in (network.widths[0], network.widths[-1]))
    if network in of_probabilities():
        theta, y = theta / 4 + random.uniform(0, 0.1, theta.shape), random.uniform(0, 1, y.shape)
    return theta, x, y, 0.125


def check(network: Network, wrong: set[str], rules: Rules, seed: int) -> None:
    """Compare the engine with the loops."""
    theta, x, y, eta = given(network, seed)
    found = descend(network, theta, x, y, eta, rules=rules)
    numbers = theta.tolist(), x.tolist(), y.tolist()
    plain = Plain(network.widths, network.activations, *numbers, eta, frozenset(wrong), cost_name=network.cost)
    np.testing.assert_allclose(found.cost, plain.cost(), rtol=1e-9, atol=1e-12)
    ours = np.broadcast_arrays(found.gradient, found.theta, found.written_gradient)
    loops = np.array([plain.gradient(), plain.updated(), plain.written_gradient()], float)
    scale = np.maximum(1.0, np.abs(loops).max(axis=1, keepdims=True))
    np.testing.assert_allclose(np.array(ours) / scale, loops / scale, rtol=1e-9, atol=1e-12)


def shows(network: Network, rules: Rules, seed: int) -> bool:
    """Whether the engine finds anything else than by the right rules."""
    found, right = descend(network, *given(network, seed), rules=rules), descend(network, *given(network, seed))
    return any(not np.array_equal(ours, true) for ours, true in zip(found, right, strict=True))


def test_the_loops_agree_where_nothing_is_wrong() -> None:
    for activations in ACTIVATIONS:
        for cost in SQUARES:
            for seed, network in enumerate(networks(activations, cost)):
                check(network, set(), RIGHT, seed)
    for network in of_probabilities():
        check(network, set(), RIGHT, 1)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_one_rule(mistake: str, thorough: bool) -> None:
    changed = [
        rule.name for rule in fields(Rules) if getattr(MISTAKES[mistake], rule.name) is not getattr(RIGHT, rule.name)
    ]
    assert changed == [RECORDS[mistake].rule]
    squares = [network for kinds in ACTIVATIONS for cost in SQUARES for network in networks(kinds, cost)]
    tried = [
        (network, seed)
        for seed, network in enumerate((*of_probabilities(), *squares))
        if (thorough or seed < 6 or seed % 7 == 0)  # of every shape, every activation and every cost some
        and RECORDS[mistake].makes_sense(network)
    ]
    for network, seed in tried:
        check(network, {mistake}, MISTAKES[mistake], seed)
    assert any(shows(network, MISTAKES[mistake], seed) for network, seed in tried)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_where_a_mistake_makes_no_sense_nothing_else_is_made_of_it(mistake: str) -> None:
    """What needs a square W, or a layer of the same width, is the right thing where there is none."""
    for seed, network in enumerate(networks(("relu",)) + networks(("tanh", "sigmoid"))):
        if not RECORDS[mistake].makes_sense(network):
            check(network, {mistake}, MISTAKES[mistake], seed)


def composed() -> list[tuple[str, str]]:
    """Pairs from different rules, picked by a check sum of their names, so that a new mistake moves no other."""
    pairs = [pair for pair in combinations(sorted(RECORDS), 2) if RECORDS[pair[0]].rule != RECORDS[pair[1]].rule]
    return [pair for pair in pairs if crc32(" ".join(pair).encode()) % ONE_IN == 0]


@pytest.mark.parametrize(("first", "second"), composed())
def test_mistakes_in_different_rules_compose(first: str, second: str, thorough: bool) -> None:
    rules = RECORDS[second].rules(MISTAKES[first])
    assert vars(rules) == vars(RECORDS[first].rules(MISTAKES[second]))
    seed = crc32(f"{first} {second}".encode())
    for activations in (("relu",), ("tanh", "sigmoid")):
        for network in networks(activations)[:: 1 if thorough else 3]:
            if RECORDS[first].makes_sense(network) and RECORDS[second].makes_sense(network):
                check(network, {first, second}, rules, seed)


def test_mistakes_in_different_rules_of_the_partials_compose() -> None:
    for first, second in (
        ("partial.no-factor-2", "partial.gate-ignored"),
        ("partial.sign", "partial.point-missing"),
        ("partial.weights-not-followed", "partial.weight-without-input"),
        ("partial.mean", "partial.bias-times-input"),
        ("partial.updated-weights", "partial.square-kept"),
    ):
        rules = RECORDS[second].rules(MISTAKES[first])
        for seed, network in enumerate(networks(("relu",))):
            check(network, {first, second}, rules, seed)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_runs_on_many_networks_at_once(mistake: str) -> None:
    network = Network((2, 2, 1), ("relu", "relu"))
    random = np.random.default_rng(5)
    theta = integers(random, 2, 1, network.parameter_count).astype(float)
    x, y = integers(random, 3, 3, 2).astype(float), integers(random, 3, 3, 1).astype(float)
    found = descend(network, theta, x, y, 0.125, rules=MISTAKES[mistake])
    for i, j in np.ndindex(2, 3):
        one = descend(network, theta[i, 0], x[j], y[j], 0.125, rules=MISTAKES[mistake])
        for many, single in zip(found, one, strict=True):
            each = np.broadcast_to(many, (2, 3, *single.shape))[i, j]
            np.testing.assert_allclose(each, single, rtol=1e-12, atol=1e-12)


def test_a_rule_that_reads_the_learning_rate_runs_on_many_at_once() -> None:
    network = Network((1, 2, 1), ("relu", "identity"))
    random = np.random.default_rng(3)
    theta = integers(random, 4, 1, network.parameter_count).astype(float)
    x, y = integers(random, 3, 1).astype(float), integers(random, 3, 1).astype(float)
    rates = np.array([0.1, 0.2, 0.3])
    rules = MISTAKES["partial.updated-weights"]
    _, found = gradient(network, theta, x, y, rules, learning_rate=rates)
    assert found.shape == (4, 3, network.parameter_count)
    for i, j in np.ndindex(4, 3):
        one = gradient(network, theta[i, 0], x, y, rules, learning_rate=rates[j])[1]
        np.testing.assert_allclose(found[i, j], one)
    with pytest.raises(ValueError, match="learning rate"):
        gradient(network, theta, x, y, rules)


@pytest.mark.parametrize("mistake", [name for name in MISTAKES if name != "cost.root"])
def test_a_mistake_is_traced_exactly(mistake: str, thorough: bool) -> None:
    for network in networks(("relu",))[1 :: 1 if thorough else 2]:
        random = np.random.default_rng(11)
        theta = integers(random, network.parameter_count).tolist()
        x, y = (integers(random, 3, width).tolist() for width in (network.widths[0], network.widths[-1]))
        eta = Fraction(1, 8)
        found = trace(network, x, y, theta, eta, rules=MISTAKES[mistake])
        fractions = [Fraction(value) for value in theta]
        plain = Plain(network.widths, network.activations, fractions, x, y, eta, frozenset({mistake}))
        assert found.exact
        assert found.cost == plain.cost()
        assert list(found.gradient.values()) == plain.gradient()
        assert list(found.updated.values()) == plain.updated()
    assert found.as_json()["totals"]["C"] == float(plain.cost())


OTHERWISE_SUMMED = ("sum_over_data", "sums")
KNOWN_BEFOREHAND = ("partial.bias-is-one", "partial.bias-is-zero")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_terms_of_a_mistaken_partial_add_up_to_it(mistake: str) -> None:
    if RECORDS[mistake].rule in OTHERWISE_SUMMED or mistake in KNOWN_BEFOREHAND:
        pytest.skip("what is summed is right, or nothing is")
    for network in networks(("tanh", "relu"))[1::2]:
        random = np.random.default_rng(12)
        theta = integers(random, network.parameter_count).tolist()
        x, y = (integers(random, 3, width).tolist() for width in (network.widths[0], network.widths[-1]))
        found = trace(network, x, y, theta, 0.125, rules=MISTAKES[mistake])
        for name, partial in found.gradient.items():
            assert sum(found.at(f"dC/d{name}", point) for point in (1, 2, 3)) == pytest.approx(partial, abs=1e-9)
