"""Names, orders and shapes of what a function returns or somebody printed; signatures; hostile text."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor.code_check.layouts import Layout
from tutor.code_check.leaves import key_of
from tutor.code_check.printed import NotPrinted, judged_printed, of_text, read_printed, value_of
from tutor.code_check.returned import readings
from tutor.code_check.roles import Role, role_of
from tutor.code_check.signature import chosen
from tutor.code_check.source import Unreadable, read_source
from tutor.network.architecture import Network
from tutor.network.compute import gradient

NETWORK = Network((3, 4, 2), ("relu", "identity"))
ROWS = Layout(True, "rows", "flat")


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("W1", Role("weight", 1)),
        ("w_2", Role("weight", 2)),
        ("weights_0_1", Role("weight", 1)),
        ("theta2", Role("weight", 2)),
        ("Wh", Role("weight", 1)),
        ("b_out", Role("bias", 2)),
        ("b1", Role("bias", 1)),
        ("X_train", Role("x")),
        ("layer_0", Role("x")),
        ("y_true", Role("y")),
        ("params", Role("parameters")),
        ("learning_rate", Role("rate")),
        ("lr", Role("rate")),
        ("cache", Role("cache")),
        ("A2", Role("activation", 2)),
        ("z1", Role("preactivation", 1)),
        ("colour", None),
    ],
)
def test_what_a_parameter_stands_for(name: str, role: Role | None) -> None:
    assert role_of(name) == role


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("dW1",), ("weight", 1)),
        (("grad_b2",), ("bias", 2)),
        (("W2_grad",), ("weight", 2)),
        (("dL_dW1",), ("weight", 1)),
        (("dC/db1",), ("bias", 1)),
        (("delta_w1",), ("weight", 1)),
        (("grads", "W", 0), ("weight", 1)),
        (("nabla_b", 1), ("bias", 2)),
        (("loss",), None),
        ((0,), None),
    ],
)
def test_which_array_a_name_means(path: tuple[str | int, ...], key: tuple[str, int] | None) -> None:
    assert key_of(path) == key


def _array(*shape: int) -> dict[str, object]:
    return {"array": np.arange(float(np.prod(shape))).reshape(shape).tolist()}


def test_gradients_are_read_in_any_container_and_order() -> None:
    W1, b1, W2, b2 = _array(3, 4), _array(1, 4), _array(4, 2), _array(2)
    loss = {"number": 1.5}
    forms: list[dict[str, Any]] = [
        {"items": [W1, b1, W2, b2]},
        {"items": [loss, W1, b1, W2, b2]},
        {"items": [W1, W2, b1, b2]},
        {"items": [{"items": [b1, b2]}, {"items": [W1, W2]}]},
        {"items": [{"items": [W1, b1]}, {"items": [W2, b2]}]},
        {"items": [W2, b2, W1, b1]},
        {"items": [loss, {"entries": {"dW2": W2, "db1": b1, "dW1": W1, "db2": b2}}]},
        {"entries": {"W": {"items": [W1, W2]}, "b": {"items": [b1, b2]}}},
        {"entries": {"w0": W1, "b0": b1, "w1": W2, "b1": b2}},
    ]
    expected = np.concatenate(
        [np.arange(12.0).reshape(3, 4).T.ravel(), np.arange(4.0), np.arange(8.0).reshape(4, 2).T.ravel(), [0, 1]]
    )
    for value in forms:
        exact = [one for one in readings(value, (), NETWORK, ROWS) if one.form == "exact"]
        assert exact, value
        assert exact[0].flat(NETWORK) == pytest.approx(expected)
        assert exact[0].loss in (None, 1.5)


def test_shapes_that_are_no_gradients_are_told_apart() -> None:
    W1, b1, W2, b2 = _array(3, 4), _array(4), _array(4, 2), _array(2)
    for value, form in (
        ({"items": [W1, _array(5, 4), W2, b2]}, "points"),
        ({"items": [_array(4, 3), b1, W2, b2]}, "transposed"),
        ({"items": [W1, b1, W2, {"number": 1.0}]}, "broadcast"),
        ({"items": [W1, b1, W2, _array(7)]}, "misfit"),
    ):
        assert min((one.form for one in readings(value, (), NETWORK, ROWS, 5)), key=lambda one: one == "misfit") == form


PRINTED = """
dW1 = [[ 1.   2.5 -3. ]
 [ 4e-1 0. 1. ]]
db1: array([ 0.5, -1. ])
dW2 = tensor([[1., 2.]], dtype=torch.float64, grad_fn=<MulBackward0>)
db2 = 3
"""


def test_what_was_printed_is_read() -> None:
    network = Network((3, 2, 1), ("relu", "identity"))
    (found,) = readings(of_text(PRINTED), (), network, Layout(False, "rows", "flat"))
    assert found.form == "exact"
    assert found.flat(network) == pytest.approx([1, 2.5, -3, 0.4, 0, 1, 0.5, -1, 1, 2, 3])


def test_printed_gradients_are_judged(tmp_path: Path) -> None:
    network = Network((2, 2, 1), ("relu", "identity"))
    theta = np.array([1.0, 2, -1, 1, 0.5, 1, 2, -1, 1])
    x, y = np.array([[1.0, 2], [2, -1]]), np.array([[3.0], [1]])
    _, right = gradient(network, theta, x, y)
    parts = {"W1": right[:4].reshape(2, 2), "b1": right[4:6], "W2": right[6:8].reshape(1, 2), "b2": right[8:]}
    np.savez(tmp_path / "g.npz", **parts)  # type: ignore[arg-type]
    judged, shown = judged_printed(read_printed(tmp_path / "g.npz"), network, theta, x, y)
    assert judged.is_right
    assert shown is None
    half = {name: (array / 2).tolist() for name, array in parts.items()}
    (tmp_path / "g.json").write_text(json.dumps(half), encoding="utf-8")
    judged, shown = judged_printed(read_printed(tmp_path / "g.json"), network, theta, x, y)
    assert "partial.no-factor-2" in {name for one in judged.named for name in one.ids}
    assert shown is not None


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = of_text(text)
    except NotPrinted as error:
        assert error.key == "none"
    else:
        list(readings(found, (), NETWORK, ROWS))


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


@given(_JSON)
def test_any_json_is_read_or_refused(read: object) -> None:
    with suppress(NotPrinted):
        list(readings(value_of(read), (), NETWORK, ROWS))


def test_broken_and_large_archives_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"PK\x03\x04nonsense")
    pickled = tmp_path / "pickled.npz"
    np.savez(pickled, a=np.array([object()], dtype=object), allow_pickle=True)
    large = tmp_path / "large.npz"
    np.savez_compressed(large, a=np.zeros(10**7))
    for path, key in ((broken, "broken"), (pickled, "broken"), (large, "large")):
        with pytest.raises(NotPrinted) as error:
            read_printed(path)
        assert error.value.key == key


def _source(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "p.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_function_is_found_without_running_anything(tmp_path: Path) -> None:
    text = "raise SystemExit\ndef helper(x):\n    return x\n"
    text += "def my_gradient(w, b, X, y, lam=0.1, *, verbose=False):\n    pass\n"
    source = read_source(_source(tmp_path, text))
    found = chosen(source, None)
    assert found is not None
    assert found.function.name == "my_gradient"
    assert [name for name, _, _ in found.roles] == ["w", "b", "X", "y", "lam"]
    assert chosen(source, "nothing") is None


@pytest.mark.parametrize("named", ["gradient_check", "numerical_gradient", "test_backprop"])
def test_what_tests_gradients_is_not_what_finds_them(named: str, tmp_path: Path) -> None:
    text = f"def {named}(f, W1, b1, X, y):\n    pass\ndef compute_grads(W1, b1, X, y):\n    pass\n"
    text += f"def loss(W1, b1, X, y):\n    pass\n{named}(loss, 1, 2, 3, 4)\n"
    found = chosen(read_source(_source(tmp_path, text)), None)
    assert found is not None and found.function.name == "compute_grads"


@pytest.mark.parametrize("terms", [400, 1200])
def test_a_long_sum_is_read_wherever_it_stands(terms: int, tmp_path: Path) -> None:
    total = "+".join(["0"] * terms)
    text = f"@dataclass\nclass P:\n    W1: float = {total}\n    k: Annotated[float, {total}] = 0\n"
    text += f"def gradients(p, X, y):\n    return {total}, W1\n"
    source = read_source(_source(tmp_path, text))
    assert source.classes[0].fields == ("W1", "k")
    assert source.functions[0].returned == ("", "W1")


def test_what_an_object_is_made_of(tmp_path: Path) -> None:
    """Not what is made later or belongs to the class; what is inherited comes first, also past an `__init__`."""
    text = "class Sized:\n    def __init__(self, n):\n        self.n = n\n"
    text += "@dataclass\nclass A(Sized):\n    W: list\n    seen: list = field(default_factory=list, init = False)\n"
    text += "    of_all: typing.ClassVar[int] = 0\n    kept: 'ClassVar[int]' = 0\n    b: list = field(init=True)\n"
    text += "class B(A):\n    pass\n@dataclass\nclass C(B):\n    k: int = 0\n    W: int = 1\n"
    text += "class D(A):\n    k: int\n    def __init__(self, n):\n        super().__init__(n, n)\n"
    classes = {one.name: one for one in read_source(_source(tmp_path, text)).classes}
    taken = {
        name: tuple(p.name for m in one.methods if m.name == "__init__" for p in m.parameters)
        for name, one in classes.items()
    }
    assert taken == {"Sized": ("n",), "A": ("W", "b"), "B": ("W", "b"), "C": ("W", "b", "k"), "D": ("n",)}
    assert {name: one.fields for name, one in classes.items()} == taken | {"Sized": (), "D": ()}


@pytest.mark.parametrize(
    ("text", "key"), [("def f(:", "syntax"), ("x = 1\0", "syntax"), ("# " + "x" * 2**20, "too_long")]
)
def test_what_is_no_program_is_refused(text: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as error:
        read_source(_source(tmp_path, text))
    assert error.value.key == key
