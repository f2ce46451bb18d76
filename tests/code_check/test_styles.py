"""Steps in place or returned, torch, two bugs at once, and answers that no honest program would give."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor.code_check.finding import Missed
from tutor.code_check.layouts import Layout
from tutor.code_check.returned import readings
from tutor.network.architecture import Network

from .checks import NETWORKS, assert_right, checked, is_accused, names_of
from .program import Program

STEP = """
import numpy as np

def train_step(W1, b1, W2, b2, X, Y, lr):
    h = np.maximum(X @ W1 + b1, 0)
    d2 = {slope} / len(X)
    d1 = d2 @ W2.T * (h > 0)
    g = X.T @ d1, d1.sum(0), h.T @ d2, d2.sum(0)
    {end}
"""
SLOPE = "2 * (h @ W2 + b2 - Y)"
IN_PLACE = "for part, slope in zip((W1, b1, W2, b2), g): part -= lr * slope"
RETURNED = "return [part - lr * slope for part, slope in zip((W1, b1, W2, b2), g)]"


@pytest.mark.parametrize("end", [IN_PLACE, RETURNED])
def test_a_step_is_read_as_its_gradient(end: str, tmp_path: Path) -> None:
    found = assert_right(Program(STEP.format(slope=SLOPE, end=end)), tmp_path)
    assert found.way.is_step
    wrong = checked(
        Program(STEP.format(slope="(h @ W2 + b2 - Y) ** 2", end=end), ("--cost", "mean-of-squares")), tmp_path
    )
    assert frozenset({"partial.cost-not-differentiated"}) in names_of(wrong)


def test_two_bugs_at_once_are_named(tmp_path: Path) -> None:
    text = STEP.format(slope="2 * (Y - h @ W2 - b2)", end="return X.T @ d1, d1.sum(), h.T @ d2, d2.sum()")
    found = checked(Program(text, ("--cost", "mean-of-squares")), tmp_path)
    assert frozenset({"partial.sign", "partial.bias-shared"}) in names_of(found)


def test_gradients_in_the_transposes_shape(tmp_path: Path) -> None:
    text = STEP.format(slope=SLOPE, end="return d1.T @ X, d1.sum(0), d2.T @ h, d2.sum(0)")
    assert frozenset({"code.transposed-shape"}) in names_of(checked(Program(text), tmp_path))


def test_chance_is_told(tmp_path: Path) -> None:
    slope = "2 * (h @ W2 + b2 - Y) * np.random.default_rng().random()"
    found = checked(Program(STEP.format(slope=slope, end="return g")), tmp_path)
    assert is_accused(found)
    assert not found.repeatable


TORCH = '''
"""As much of torch as a test needs, on numpy."""
import numpy as np

float64, int64 = "float64", "int64"

class Tensor(np.ndarray):
    grad = None

    def detach(self):
        return self

    def cpu(self):
        return self

    def numel(self):
        return self.size

    def requires_grad_(self):
        return self

    def t(self):
        return self.T

def tensor(values, dtype=float64):
    return np.array(values, dtype=dtype).view(Tensor)

def relu(z):
    return np.maximum(z, 0)
'''
BY_HAND = """
import torch

def backward(W1, b1, W2, b2, X, Y):
    h = torch.relu(X @ W1 + b1)
    d2 = 2 * (h @ W2 + b2 - Y)
    d1 = (d2 @ W2.t()) * (h > 0)
    return X.t() @ d1, d1.sum(0), h.t() @ d2, d2.sum(0)
"""
AUTOGRAD = """
import torch

def loss(W1, b1, W2, b2, X, Y):
    h = torch.relu(X @ W1 + b1)
    d2 = 2 * (h @ W2 + b2 - Y)
    d1 = (d2 @ W2.t()) * (h > 0)
    for part, slope in ((W1, X.t() @ d1), (b1, d1.sum(0)), (W2, h.t() @ d2), (b2, d2.sum(0))):
        part.grad = slope.reshape(part.shape)
    return "done"
"""


@pytest.mark.parametrize("text", [BY_HAND, AUTOGRAD])
def test_tensors_will_do(text: str, tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text(TORCH, encoding="utf-8")
    found = assert_right(Program(text), tmp_path)
    assert found.way.layout.kind == ("tensor" if text is BY_HAND else "grad")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=4) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["array", "number", "items", "entries", "W1", "none"]), inner, max_size=3)
    ),
    max_leaves=24,
)


@given(_VALUES)
def test_whatever_comes_back_is_read_or_left(value: object) -> None:
    network = Network((2, 1), ("identity",))
    for found in readings(value, (), network, Layout(True, "rows", "row"), 3):
        assert found.form == "misfit" or all(isinstance(array, np.ndarray) for array in found.arrays.values())


def test_containers_without_end_are_left() -> None:
    value: dict[str, object] = {"number": 1.0}
    for _ in range(5000):
        value = {"items": [value]}
    assert list(readings(value, (), Network((1, 1), ("identity",)), Layout(False, "rows", "flat"))) == []


PER_POINT = """
import numpy as np

def backward(W1, b1, W2, b2, X, Y):
    h = np.tanh(X @ W1 + b1)
    d2 = 2 * (h @ W2 + b2 - Y)
    d1 = (d2 @ W2.T) * (1 - h * h)
    return {parts}
"""


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ("np.einsum('mi,mj->mij', X, d1), d1, np.einsum('mi,mj->mij', h, d2), d2", {"code.points-not-summed"}),
        ("X.T @ d1, d1, h.T @ d2, d2", {"code.bias-not-summed"}),
        ("X.T @ d1, d1.T, h.T @ d2, d2.T", {"code.bias-not-summed"}),
        ("d2, d1", {"code.deltas-returned"}),
    ],
)
def test_what_is_not_added_up_over_the_points(parts: str, names: set[str], tmp_path: Path) -> None:
    found = checked(Program(PER_POINT.replace("{parts}", parts)), tmp_path)
    assert names_of(found) == [frozenset(names)]


def test_what_is_not_finite_and_what_is_missing(tmp_path: Path) -> None:
    found = checked(
        Program(PER_POINT.replace("{parts}", "X.T @ d1 * np.nan, d1.sum(0), h.T @ d2, d2.sum(0)")), tmp_path
    )
    assert not found.judged.finite
    assert found.repeatable
    with pytest.raises(Missed):
        checked(Program(PER_POINT.replace("{parts}", "X.T @ d1, d1.sum(0), h.T @ d2")), tmp_path)


OUTPUTS_MEAN = """
import numpy as np

def backprop(W1, b1, W2, b2, x, y):
    a1 = np.tanh(W1 @ x + b1)
    d2 = 2 * (W2 @ a1 + b2 - y) / len(y)
    d1 = (W2.T @ d2) * (1 - a1**2)
    return np.outer(d1, x), d1, np.outer(d2, a1), d2
"""


def test_one_point_at_a_time_is_a_mean_over_one_point(tmp_path: Path) -> None:
    """Each call is judged by its own point: a mean over all entries is one over the outputs there."""
    found = assert_right(Program(OUTPUTS_MEAN), tmp_path)
    assert found.judged.form is not None
    assert found.judged.form.cost == "mean-of-squares-over-outputs"
    assert found.networks == 8 * NETWORKS
