"""What a network is made of: which there can't be, how parameters are named and ordered, what a problem is known by."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tutor.network.architecture import COSTS, Network, Penalty
from tutor.network.costs import COST_NAMED
from tutor.session.record_names import record_name

from tests.support.problems import make

CHAIN = Network((1, 1, 1), ("relu",) * 2)
WIDE = Network((2, 2, 2), ("sigmoid",) * 2)


def names(network: Network) -> list[str]:
    return [parameter.name for parameter in network.parameters]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"activations": ("softmax", "softmax")}, "softmax can only be the last"),
        ({"cost": "cross-entropy"}, "needs softmax"),
        ({"cost": "mean-cross-entropy", "activations": ("relu", "sigmoid")}, "needs softmax"),
        ({"cost": "binary-cross-entropy", "activations": ("sigmoid", "tanh")}, "between 0 and 1"),
        ({"cost": "mean-binary-cross-entropy", "activations": ("relu", "relu")}, "between 0 and 1"),
        ({"cost": "squares"}, "unknown cost 'squares'"),
        ({"activations": ("relu", "gelu")}, "unknown activation 'gelu'"),
        ({"bias": "layer"}, "unknown bias 'layer'"),
        ({"fixed": frozenset({"b3[1]"})}, r"fixed: 'b3\[1\]' is no parameter; there are w1\[1,1\]"),
        ({"fixed": frozenset({"b1[1]"}), "bias": "none"}, "is no parameter"),
        ({"fixed": frozenset({"b1[1]"}), "bias": "shared"}, "is no parameter"),
        ({"tied": (("w1[1,1]", "w3"),)}, "tied: 'w3' is no parameter"),
        ({"tied": (("w1[1,1]", "b1[1]"),)}, "not of one kind"),
        ({"tied": (("w1[1,1]",),)}, "tied with nothing"),
        ({"tied": ((),)}, "tied with nothing"),
        ({"tied": (("w1[1,1]", "w1[1,2]"), ("w1[1,2]", "w1[2,2]"))}, "named twice"),
        ({"tied": (("w1[1,1]", "w1[1,2]"),), "fixed": frozenset({"w1[1,2]"})}, "is no parameter"),
        ({"penalty": Penalty(Fraction(-1, 10))}, "penalty of -1/10"),
    ],
)
def test_what_cannot_be_is_said(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(WIDE, **changed)


def test_cross_entropies_stand_behind_probabilities() -> None:
    for cost in COSTS:
        replace(WIDE, cost=cost, activations=("leaky-relu", "softmax"))
        assert COST_NAMED[cost].term == "cross-entropy" or replace(WIDE, cost=cost)


def test_biases_of_units_of_layers_and_none() -> None:
    ends = names(WIDE)[4:6]
    assert ends == ["b1[1]", "b1[2]"]
    shared, none = replace(WIDE, bias="shared"), replace(WIDE, bias="none")
    assert names(shared)[4:5] + names(shared)[9:] == ["b1", "b2"]
    assert not any(name.startswith("b") for name in names(none))
    assert [network.parameter_count for network in (WIDE, shared, none)] == [12, 10, 8]
    assert (WIDE.order, none.order) == (None, None)
    assert shared.order == (0, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 9)
    assert (WIDE.bias_name(1, 2), shared.bias_name(1, 2)) == ("b1[2]", "b1")
    with pytest.raises(ValueError, match="no biases"):
        none.bias_name(1)


def test_a_tied_parameter_has_the_first_name_everywhere() -> None:
    network = replace(CHAIN, tied=(("w1", "w2"),))
    assert names(network) == ["w1", "b1", "b2"]
    assert [network.weight(layer) for layer in (1, 2)] == ["w1", "w1"]
    assert [entry.name for entry in network.entries] == ["w1", "b1", "w1", "b2"]
    assert network.order == (0, 1, 0, 2)
    other = replace(CHAIN, tied=(("w2", "w1"), ("b1", "b2")))
    assert names(other) == ["w2", "b1"]
    assert other.parameter_named["w2"].layer == 2
    assert other.bias_name(2) == "b1"


def test_what_is_fixed_is_not_learned() -> None:
    network = replace(CHAIN, fixed=frozenset({"b1", "b2"}))
    assert names(network) == names(CHAIN)
    assert [parameter.name for parameter in network.learned] == ["w1", "w2"]
    assert CHAIN.learned == CHAIN.parameters


def test_one_factor_before_each_cost() -> None:
    scales = {cost: (replace(WIDE, cost=cost, activations=("relu", "softmax"))) for cost in COSTS}
    third = Fraction(1, 3)
    assert {cost: (net.cost_scale(3), net.slope_scale(3)) for cost, net in scales.items()} == {
        "sum-of-squares": (1, 2),
        "half-sum-of-squares": (Fraction(1, 2), 1),
        "mean-of-squares": (third, 2 * third),
        "half-mean-of-squares": (third / 2, third),
        "mean-of-squares-over-outputs": (third / 2, third),
        "binary-cross-entropy": (1, 1),
        "mean-binary-cross-entropy": (third, third),
        "cross-entropy": (1, 1),
        "mean-cross-entropy": (third, third),
        "none": (1, 1),
    }


def test_a_problem_is_known_by_what_differs_from_the_usual_network() -> None:
    problem = make()
    assert record_name(problem) == "made@d959ba73"  # as ever: answers in journals are found by it
    fixed = frozenset({"b2", "b1", "b3"})
    changes: list[dict[str, Any]] = [
        {"bias": "none"},
        {"bias": "shared"},
        {"fixed": fixed},
        {"tied": (("w1", "w2"),)},
        {"penalty": Penalty(Fraction(1, 10))},
        {"penalty": Penalty(Fraction(1, 10), over_points=True)},
    ]
    networks = [replace(problem.network, **change) for change in changes]
    found = {record_name(replace(problem, computation=network)) for network in networks}
    assert len(found | {record_name(problem)}) == len(changes) + 1
    assert repr(networks[2].variations()) == "(('fixed', ['b1', 'b2', 'b3']),)"
