"""Classes whose objects hold the parameters: what is called is read from the text, and no right style is accused."""

from pathlib import Path

import pytest
from tutor.code_check.roles import letter_of

from .checks import NETWORKS, assert_named, assert_right, called, checked, is_accused, names_of, one_of_each_rule
from .object_programs import RIGHT_OBJECTS, WRONG_OBJECTS
from .program import Program

CALLED = {
    "moved in place": "NeuralNetwork(input_dim, hidden_dim, output_dim), forward(X), "
    "backward(X, y, output, learning_rate)",
    "sizes, one point at a time": "Network(sizes), backprop(x, y)",
    "a mini-batch that moves lists": "Network(sizes), update_mini_batch(mini_batch, eta)",
    "data in the constructor": "NeuralNetwork(x, y), feedforward(), backprop()",
    "layers that keep gradients": "MLP(layer_sizes), forward(x), backward(dout)",
    "gradients in attributes": "Net(n_x, n_h, n_y), forward(X), backward(X, Y)",
    "an engine of values": "MLP(sizes), train_step(model, xs, ys)",
    "fitted once": "Regression(n_features, epochs), fit(X, y)",
}


@pytest.mark.parametrize(("name", "typed"), CALLED.items())
def test_what_will_be_called_is_known_before(name: str, typed: str, tmp_path: Path) -> None:
    assert called(RIGHT_OBJECTS[name], tmp_path) == typed


@pytest.mark.parametrize("name", RIGHT_OBJECTS)
def test_a_right_style_is_right(name: str, tmp_path: Path) -> None:
    found = assert_right(RIGHT_OBJECTS[name], tmp_path)
    assert found.networks >= 4 * NETWORKS
    assert bool(found.missing_arrays) == (name == "weights alone")


@pytest.mark.parametrize("name", one_of_each_rule(WRONG_OBJECTS))
def test_a_bug_in_a_class_is_named(name: str, tmp_path: Path) -> None:
    assert_named(WRONG_OBJECTS[name], tmp_path)


IN_TURN = """
import numpy as np

class Line:
    def __init__(self, n_inputs):
        self.w, self.b = np.zeros((1, n_inputs)), np.zeros(1)

    def train(self, X, Y, lr=0.1, epochs=10):
        for _ in range(epochs):
            for x, y in zip(X, Y):
                r = 2 * (self.w @ x + self.b - {target})
                self.w -= lr * np.outer(r, x)
                self.b -= lr * r
"""


def test_a_step_at_each_point_in_turn_is_right_and_told_so(tmp_path: Path) -> None:
    found = assert_right(Program(IN_TURN.replace("{target}", "y")), tmp_path)
    assert found.way.in_turn
    wrong = checked(Program(IN_TURN.replace("{target}", "0 * y")), tmp_path)
    assert frozenset({"partial.target-ignored"}) in names_of(wrong)


OF_PARTS = """
import numpy as np

def gradients(W1, b1, W2, b2, X, Y):
    h = np.tanh(X @ W1 + b1)
    d2 = 2 * (h @ W2 + b2 - Y) / len(X)
    d1 = (d2 @ W2.T) * (1 - h * h)
    return X.T @ d1, d1.sum(0), h.T @ d2, {last}
"""


@pytest.mark.parametrize(
    ("last", "name"), [("d2.sum(0) / len(X)", "partial.mean-twice"), ("7 * d2.sum(0)", "code.factor")]
)
def test_a_bug_in_one_array_leaves_the_cost_of_the_others(last: str, name: str, tmp_path: Path) -> None:
    """By the sum of squares all would be wrong; by the mean all but one are right."""
    found = checked(Program(OF_PARTS.replace("{last}", last)), tmp_path)
    assert found.judged.form is not None
    assert found.judged.form.cost == "mean-of-squares"
    assert found.right_arrays == (("weight", 1), ("bias", 1), ("weight", 2))
    assert frozenset({name}) in names_of(found)


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("W1", ("weight", False)),
        ("weights_hidden_output", ("weight", False)),
        ("hidden_bias", ("bias", False)),
        ("wih", ("weight", False)),
        ("d_weights2", ("weight", True)),
        ("dW", ("weight", True)),
        ("b1_grad", ("bias", True)),
        ("dL_db2", ("bias", True)),
        ("nabla_w", ("weight", True)),
        ("vW1", None),
        ("velocity_w", None),
        ("batch", None),
        ("widths", None),
        ("best_weights", None),
    ],
)
def test_what_an_attribute_holds_by_its_name(word: str, letter: tuple[str, bool] | None) -> None:
    assert letter_of(word) == letter


TORCH_MODULE = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(n_in, n_hidden), nn.Linear(n_hidden, n_out)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))

def train_step(model, X, y, lr=0.1):
    loss = {loss}
    loss.backward()
    with torch.no_grad():
        for part in model.parameters():
            part -= lr * part.grad
"""


def test_modules_of_torch(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    right = checked(Program(TORCH_MODULE.replace("{loss}", "((model(X) - y) ** 2).sum()")), tmp_path)
    assert not is_accused(right)
    assert right.judged.right[0].cost == "sum-of-squares"
    wrong = Program(TORCH_MODULE.replace("{loss}", "((model(X) - y).sum(1) ** 2).sum()"), ("--cost", "sum-of-squares"))
    assert frozenset({"partial.all-residuals"}) in names_of(checked(wrong, tmp_path))


ONE_LAYER = """
import numpy as np

class Dense:
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(input_size, output_size)
        self.biases = np.zeros((1, output_size))

    def forward(self, input_data):
        self.input = input_data
        return np.dot(self.input, self.weights) + self.biases

    def backward(self, output_gradient, learning_rate):
        back = np.dot(output_gradient, self.weights.T)
        self.weights -= learning_rate * np.dot(self.input.T, output_gradient)
        self.biases -= learning_rate * {sum}(axis=0, keepdims=True)
        return back

class Chain:
    def __init__(self, *layers):
        self.layers = layers

    def backward(self, grad, lr):
        for layer in reversed(self.layers):
            grad = layer.backward(grad, lr)
"""


def test_a_single_layer_is_given_what_comes_back(tmp_path: Path) -> None:
    """A mean over the points for the biases alone: for one point at a time nobody would see it."""
    right = checked(Program(ONE_LAYER.replace("{sum}", "output_gradient.sum")), tmp_path)
    assert not is_accused(right)
    wrong = checked(Program(ONE_LAYER.replace("{sum}", "output_gradient.mean")), tmp_path)
    assert frozenset({"code.mean-biases-only"}) in names_of(wrong)
    assert wrong.right_arrays == (("weight", 1),)


def test_one_point_at_a_time_is_told_where_all_at_once_differ(tmp_path: Path) -> None:
    text = ONE_LAYER.replace("{sum}", "output_gradient.mean").replace("input_data", "x")
    found = assert_right(Program(text), tmp_path)
    assert found.way.differs_at_once


MADE_OF_ARRAYS = """
import numpy as np

class Net:
    def __init__(self, W1, b1, W2, b2):
        self.W1, self.b1, self.W2, self.b2 = W1, b1, W2, b2

    def backward(self, X, y):
        z1 = X @ self.W1 + self.b1
        a1 = np.maximum(0, z1)
        d2 = 2 * (a1 @ self.W2 + self.b2 - y)
        d1 = (d2 @ self.W2.T) * {gate}
        return {"W1": X.T @ d1, "b1": d1.sum(0), "W2": a1.T @ d2, "b2": d2.sum(0)}
"""
COUNTED_FROM_0 = """
import numpy as np

class Net:
    def __init__(self, params):
        self.params = params

    def gradients(self, X, Y):
        p = self.params
        h = np.tanh(p["W0"] @ X + p["b0"])
        d = p["W1"] @ h + p["b1"] - Y
        e = (p["W1"].T @ d) * {gate}
        return {"W0": e @ X.T, "b0": e.sum(1, keepdims=True), "W1": d @ h.T, "b1": d.sum(1, keepdims=True)}
"""


@pytest.mark.parametrize(("text", "gate"), [(MADE_OF_ARRAYS, "(z1 > 0)"), (COUNTED_FROM_0, "(1 - h * h)")])
def test_an_object_that_is_made_of_its_arrays(text: str, gate: str, tmp_path: Path) -> None:
    """They are tried either way round, as they are for functions."""
    right = checked(Program(text.replace("{gate}", gate)), tmp_path)
    assert not is_accused(right)
    assert right.way.layout.transposed == (text is MADE_OF_ARRAYS)
    wrong = checked(Program(text.replace("{gate}", "1")), tmp_path)
    assert frozenset({"partial.gate-ignored-hidden"}) in names_of(wrong)


GUESSED_DEPTH = """
import numpy as np

def backward(weights, biases, X, y):
    h = np.tanh(X @ weights[0] + biases[0])
    d = 2 * (h @ weights[1] + biases[1] - y)
    e = (d @ weights[1].T) * (1 - h * h)
    return {"W": [X.T @ e, h.T @ d], "b": [e.sum(0), d.sum(0)]}
"""


def test_layers_that_a_program_does_not_know_are_not_missing(tmp_path: Path) -> None:
    """Where there is one output, the second of three layers can be taken for the last: nothing comes of the third."""
    found = assert_right(Program(GUESSED_DEPTH), tmp_path)
    assert not found.missing_arrays
