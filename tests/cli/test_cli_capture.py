"""`backprop-tutor capture`: a small network with one step becomes a problem file."""

from pathlib import Path

import numpy as np
import pytest

from ..support.course import problem_at
from .cli_kit import run
from .code_kit import file_with


def _saved(folder: Path, **changed: object) -> str:
    arrays: dict[str, object] = {
        "W1": np.array([[1.0, -2.0], [0.5, 1.0], [2, 0.1]], dtype=np.float32),
        "b1": np.array([0.5, 0, -1]),
        "W2": np.array([[1.0, 2, -1]]),
        "b2": np.array([0.25]),
        "X": np.array([[1.0, 2], [0.5, -1]]),
        "y": np.array([1, 0]),
        "lr": 0.1,
    }
    path = folder / "step.npz"
    np.savez(path, **{name: array for name, array in {**arrays, **changed}.items() if array is not None})  # type: ignore[arg-type]
    return str(path)


def test_a_network_is_captured_exactly(tmp_path: Path) -> None:
    output = tmp_path / "problem.md"
    found = run("capture", _saved(tmp_path), "--activations", "relu,identity", "-o", str(output))
    assert found.exit_code == 0, found.output
    problem = problem_at(output)
    assert [str(value) for value in problem.theta][:6] == ["1", "-2", "1/2", "1", "2", "1/10"]
    assert problem.network.widths == (2, 3, 1)
    assert set(problem.wordings) == {"en", "ko"}
    assert problem.wording("ko").title == "내 신경망의 한 걸음"
    assert run("solve", str(output)).exit_code == 0
    assert "sum-of-squares" in found.stderr


@pytest.mark.parametrize(
    ("changed", "options", "part"),
    [
        ({"W1": np.zeros((40, 2)), "b1": np.zeros(40), "W2": np.zeros((1, 40))}, (), "too large"),
        ({"X": np.zeros((30, 2)), "y": np.zeros(30)}, (), "too many data points"),
        ({"W2": np.zeros((1, 4))}, (), "do not join"),
        ({"y": np.zeros(3)}, (), "3×1"),
        ({"y": None}, (), "no y"),
        ({"W1": None}, (), "no weights"),
        ({"b2": np.array([np.inf])}, (), "infinity"),
        ({"b2": np.array([1 / 3])}, (), "--digits"),
        ({}, ("--learning-rate", "fast"), "fast"),
    ],
)
def test_what_is_not_captured(changed: dict[str, object], options: tuple[str, ...], part: str, tmp_path: Path) -> None:
    found = run("capture", _saved(tmp_path, **changed), *options)
    assert found.exit_code == 2
    assert part in found.stderr
    assert found.stdout == ""


def test_long_numbers_are_rounded_when_asked(tmp_path: Path) -> None:
    found = run("capture", _saved(tmp_path, b2=np.array([1 / 3])), "--digits", "3")
    assert found.exit_code == 0
    assert "b2: [0.333]" in found.stdout


def test_a_python_file_is_captured(tmp_path: Path) -> None:
    text = "W1 = [[1, 2]]\nb1 = [0.5]\nX = [[1, 2], [3, 4]]\ny = [1, 2]\nlearning_rate = 0.5\n"
    found = run("capture", file_with(tmp_path, text), "--activations", "relu", "--cost", "mean-of-squares")
    assert found.exit_code == 0, found.output
    assert "data: [[[1, 2], [1]], [[3, 4], [2]]]" in found.stdout
    assert "learning_rate: 0.5" in found.stdout
    assert "in a process of its own" in found.stderr


MODULE = """
class Part:
    parts = ()

    def children(self):
        return self.parts

    def modules(self):
        return [self, *self.parts]

class Linear(Part):
    pass

class {name}(Part):
    pass

class Net(Part):
    def __init__(self):
        self.parts = [Linear(), {name}(), Linear()]

    def named_parameters(self):
        return [("0.weight", np.array([[1, -2], [0.5, 0.1]], dtype=np.float32)), ("0.bias", np.array([0, 1.0])),
                ("2.weight", np.array([[1.0, 2]])), ("2.bias", np.array([0.5]))]
"""
FUNCTIONAL = """
    def __call__(self, x):
        W1, b1, W2, b2 = (np.asarray(part, float) for _, part in self.named_parameters())
        return {rho}(x @ W1.T + b1) @ W2.T + b2
"""


@pytest.mark.parametrize(("name", "status"), [("ReLU", 0), ("Dropout", 2)])
def test_a_module_of_layers_is_captured(name: str, status: int, tmp_path: Path) -> None:
    """What torch's modules have, without torch."""
    text = (
        f"import numpy as np\n{MODULE.format(name=name)}\nnet, X, y = Net(), np.array([[1, 2.0]]), np.array([[3.0]])\n"
    )
    found = run("capture", file_with(tmp_path, text))
    assert found.exit_code == status
    if status == 0:
        assert "widths: [2, 2, 1], activation: [relu, identity]" in found.stdout
        assert "w1: [[1, -2], [0.5, 0.1]]" in found.stdout
    else:
        assert "Dropout" in found.stderr


@pytest.mark.parametrize(("rho", "seen"), [("np.tanh", "tanh"), ("(lambda z: z ** 3)", None)])
def test_activations_are_seen_in_what_a_module_gives(rho: str, seen: str | None, tmp_path: Path) -> None:
    """Where functions stand between the layers, nothing else says which."""
    module = MODULE.format(name="Other").replace("[Linear(), Other(), Linear()]", "[Linear(), Linear()]")
    text = f"import numpy as np\n{module}{FUNCTIONAL.format(rho=rho)}\nnet = Net()\n"
    found = run("capture", file_with(tmp_path, f"{text}X, y = np.array([[1, 2.0]]), np.array([[3.0]])\n"))
    if seen is None:
        assert found.exit_code == 2
        assert "--activations" in found.stderr
    else:
        assert f"activation: [{seen}, identity]" in found.stdout


def test_a_step_of_torch_is_captured(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    text = """
import torch
from torch import nn
model = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 3))
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
X, y = torch.tensor([[1.0, 2.0], [0.5, -1.0]]), torch.tensor([2, 0])
loss_fn = nn.CrossEntropyLoss()
"""
    found = run("capture", file_with(tmp_path, text), "--digits", "3")
    assert found.exit_code == 0, found.output
    for part in ("[tanh, softmax]", "cost: mean-cross-entropy", "learning_rate: 0.5", "[[0.5, -1], [1, 0, 0]]"):
        assert part in found.stdout
