"""Lists of layers, losses and activations handed in: how they are built is read from the text."""

from pathlib import Path

import pytest
from tutor.code_check.source import read_source

from ..support.thorough import first_of
from .checks import NETWORKS, assert_named, assert_right, called
from .layer_programs import RIGHT_LAYERS, WRONG_LAYERS
from .program import Program

LIST = "network = [Dense(n_0, n_1), Tanh(), Dense(n_1, n_2), Tanh()]"
CALLED = {
    "a list of layers, trained": f"{LIST}, "
    "train(network, mse, mse_prime, x_train, y_train, epochs, learning_rate, verbose)",
    "a list of layers, in a loop": f"{LIST}, forward(input), mse_prime(y_true, y_pred), "
    "backward(output_gradient, learning_rate)",
    "layers that are added": "net = Network(); net.add(Full(n_0, n_1)); net.add(Curve(sigmoid, sigmoid_prime)); "
    "net.add(Full(n_1, n_2)); net.add(Curve(sigmoid, sigmoid_prime)); net.use(squares, squares_prime), "
    "predict(data), fit(x_train, y_train, epochs, learning_rate)",
    "layers and a loss, in a constructor": "model = Classifier([Affine(n_0, n_1), Rectifier(), Affine(n_1, n_2)], "
    "MeanOfSquares(), learning_rate=0.5), train_step(X, y)",
    "activations handed in": "backward(W1, b1, W2, b2, X, y, tanh, tanh_prime)",
}
QUICK_BUGS = ("sign of the derivative handed in", "tanh without its square, in a loop")


@pytest.mark.parametrize(("name", "typed"), CALLED.items())
def test_what_will_be_called_is_known_before(name: str, typed: str, tmp_path: Path) -> None:
    assert called(RIGHT_LAYERS[name], tmp_path) == typed


def test_data_from_another_file_are_data(tmp_path: Path) -> None:
    text = "import mnist\nimport numpy as np\n\ndef grads(W1, b1, f, X, y):\n    return W1, b1\n\n"
    lines = f"{text}grads(w, b, np.tanh, mnist.x_train, mnist.y_train)\n"
    assert called(Program(lines), tmp_path) == "grads(W1, b1, np.tanh, X, y)"


@pytest.mark.parametrize("name", RIGHT_LAYERS)
def test_a_right_style_is_right(name: str, tmp_path: Path) -> None:
    found = assert_right(RIGHT_LAYERS[name], tmp_path)
    assert found.networks >= 4 * NETWORKS and not found.missing_arrays
    assert found.judged.form is not None
    assert len(found.judged.form.activations) == 2  # no single layer was checked in its place


@pytest.mark.parametrize("name", first_of(QUICK_BUGS, WRONG_LAYERS))
def test_a_bug_is_named(name: str, tmp_path: Path) -> None:
    assert_named(WRONG_LAYERS[name], tmp_path)


BLOCK = """
class Dense:
    def __init__(self, n_in, n_out):
        self.W = n_in, n_out

class Net:
    def __init__(self, layers):
        self.layers = layers

X, y = load()
{lines}
"""


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("k = 4\nnet = [Dense(2, k), Dense(k, 28 * 28)]", "net = [Dense(n_0, n_1), Dense(n_1, n_2)]"),
        ("a = Dense(n_out=5, n_in=2)\nnet = Net([a])\nnet.fit(9)", "a = Dense(n_out=n_1, n_in=n_0); net = Net([a])"),
        ("net = []\nnet.append(Dense(1, 2))\nnet.train(4)", "net = []; net.append(Dense(n_0, n_1))"),
        ("def build(k):\n    return Net([Dense(k, 2)])", "model = Net([Dense(n_0, n_1)])"),
        ("net = Net([Dense(2, 3), made_of(X)])", ""),
        ("net = [Dense(2, 3)]\nnet = load()", ""),
        ("net = [" + "-" * 900 + "1, Dense(2, 3)]", ""),
    ],
)
def test_the_statements_that_build_a_model(lines: str, text: str, tmp_path: Path) -> None:
    """With names for its sizes, and without what trains it; none where something is not of the file's own making."""
    path = tmp_path / "program.py"
    path.write_text(BLOCK.replace("{lines}", lines), encoding="utf-8")
    assert [one.text for one in read_source(path).built] == ([text] if text else [])
