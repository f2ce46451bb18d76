"""The mistakes that programs alone make: each changes gradients somewhere, and none serves the diagnosis of hands."""

from fractions import Fraction

import numpy as np
import pytest
from tutor.mistakes.code import CODE, MANNERS, code_ids
from tutor.mistakes.everything import all_ids, before_the_update
from tutor.mistakes.mistake import Mistake
from tutor.network.architecture import Network, Penalty
from tutor.network.compute import gradient
from tutor.network.rules import RIGHT

NETWORKS = (
    Network((3, 3, 3, 3), ("tanh", "sigmoid", "identity"), "mean-of-squares"),
    Network((2, 3, 2), ("relu", "softmax"), "mean-cross-entropy"),
    Network((2, 3, 1), ("relu", "identity")),
    Network((2, 3, 4, 2), ("relu", "tanh", "identity")),
    Network((2, 3, 1), ("tanh", "identity"), penalty=Penalty(Fraction(1, 10))),
)


def _gradients(network: Network, mistake: Mistake | None) -> np.ndarray:
    random = np.random.default_rng(3)
    theta = random.normal(size=(5, network.parameter_count))
    x, y = random.normal(size=(5, 3, network.widths[0])), np.eye(5)[:3, : network.widths[-1]]
    rules = RIGHT if mistake is None else mistake.rules()
    found: np.ndarray = gradient(network, theta, x, np.broadcast_to(y, (5, *y.shape)), rules)[1]
    return found


@pytest.mark.parametrize("mistake", CODE, ids=repr)
def test_it_changes_the_gradient_where_it_can_be_made(mistake: Mistake) -> None:
    possible = [network for network in NETWORKS if mistake.is_possible(network)]
    assert possible
    assert any(not np.allclose(_gradients(one, mistake), _gradients(one, None)) for one in possible)
    assert set(mistake.shows_in) & {"d"}


def test_no_other_diagnosis_knows_of_them() -> None:
    ids = code_ids()
    assert len(ids) == len(set(ids))
    assert all(name.startswith("code.") for name in ids)
    assert not set(ids) & set(all_ids())
    assert not {one.id for one in before_the_update(3)} & set(ids)
    assert {one.id for one in CODE} | {one.id for one in MANNERS.values()} == set(ids)


def test_one_worked_by_hand() -> None:
    """w = 2, b = 1, ReLU's gate shut by the sign of what arrives: r = 1·2+1−5 = −2, so 2r does not pass."""
    network = Network((1, 1), ("relu",))
    gate = next(one for one in CODE if one.id == "code.gate-on-gradient")
    found = gradient(network, np.array([2.0, 1.0]), [[1.0]], [[5.0]], gate.rules())[1]
    assert found.tolist() == [0.0, 0.0]
    assert gradient(network, np.array([2.0, 1.0]), [[1.0]], [[5.0]])[1].tolist() == [-4.0, -4.0]


def test_layers_divide_by_the_points_once_more_each() -> None:
    network = Network((1, 1, 1), ("identity", "identity"))
    mean = next(one for one in CODE if one.id == "code.mean-at-each-layer")
    theta, x, y = np.array([1.0, 0, 1, 0]), [[1.0], [2.0]], [[0.0], [0.0]]
    right, found = gradient(network, theta, x, y)[1], gradient(network, theta, x, y, mean.rules())[1]
    assert found.tolist() == [right[0] / 2, right[1] / 2, right[2], right[3]]
