"""Styles of well-known courses and books: what the forward pass has worked out is handed on, and nothing is accused."""

from pathlib import Path

import pytest

from ..support.thorough import first_of
from .checks import NETWORKS, assert_named, assert_right, called
from .course_programs import RIGHT_COURSES, WRONG_COURSES
from .program import Program

CALLED = {
    "what the forward pass returned, part by part": "forward_prop(W1, b1, W2, b2, X), "
    "backward_prop(Z1, A1, Z2, A2, W1, W2, X, Y)",
    "caches of any number of layers": "L_model_forward(X, parameters), L_model_backward(AL, Y, caches)",
    "a method that is handed what forward returned": "MLP(num_features, num_hidden, num_classes, random_seed), "
    "forward(x), backward(x, a_h, a_out, y)",
    "an engine of values, trained in a loop": "MLP(nin, nouts), __call__(x)",
}
QUICK = ("what the forward pass returned, part by part", "arrays that a dict and layers share", "neurons of two layers")
QUICK_BUGS = ("a mean at each layer, with caches", "the activation for its slope, handed back")


@pytest.mark.parametrize(("name", "typed"), CALLED.items())
def test_what_will_be_called_is_known_before(name: str, typed: str, tmp_path: Path) -> None:
    assert called(RIGHT_COURSES[name], tmp_path) == typed


@pytest.mark.parametrize("name", first_of(QUICK, RIGHT_COURSES))
def test_a_right_style_is_right(name: str, tmp_path: Path) -> None:
    found = assert_right(RIGHT_COURSES[name], tmp_path)
    assert found.networks >= 4 * NETWORKS and not found.missing_arrays


@pytest.mark.parametrize("name", first_of(QUICK_BUGS, WRONG_COURSES))
def test_a_bug_is_named(name: str, tmp_path: Path) -> None:
    assert_named(WRONG_COURSES[name], tmp_path)


WITHOUT_FORWARD = """
import numpy as np

def backward(W1, W2, X, y, z1, a1):
    d2 = 2 * (a1 @ W2 - y)
    d1 = (d2 @ W2.T) * {gate}
    return X.T @ d1, a1.T @ d2

def other(z):
    return np.maximum(z, 0), np.tanh(z)
"""


@pytest.mark.parametrize(("gate", "last"), [("(1 - a1 * a1)", "tanh"), ("(z1 > 0)", "relu")])
def test_what_is_worked_out_is_of_each_activation(gate: str, last: str, tmp_path: Path) -> None:
    """Where no forward pass of the file gives it, nobody knows of which: one that is right for any is right."""
    found = assert_right(Program(WITHOUT_FORWARD.replace("{gate}", gate)), tmp_path)
    assert found.judged.form is not None
    assert found.judged.form.activations == (last, "identity")
