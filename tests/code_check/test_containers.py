"""Parameters in dataclasses, lists of modules and at the top of the file, and steps of optimizers."""

from pathlib import Path

import pytest
from tutor.code_check.process import Failed
from tutor.code_check.signature import chosen
from tutor.code_check.source import read_source

from ..support.thorough import first_of
from .checks import NETWORKS, assert_named, assert_right, called, checked
from .container_programs import ADAPTIVE, DEEPER, DERIVED, RIGHT_CONTAINERS, WRONG_CONTAINERS
from .program import Program

CALLED = {
    "a dataclass of arrays": "backward(params, X, y)",
    "a dataclass derived from another": "backward(params, X, y)",
    "layers in a dataclass": "gradients(net, x, y)",
    "a dataclass that is a network": "MLP(n_in, n_hidden, n_out, lr), forward(x), backward(y, out)",
    "modules at the top of the file": "model = Sequential(Linear(n_0, n_1), ReLU(), Linear(n_1, n_2)), "
    "forward(x), backward(d)",
    "a function that builds, and an optimizer": "build(n_in, n_hidden, n_out), train_step(model, optimizer, X, y)",
    "an optimizer of parameters, with momentum": "Net(n_in, n_hidden, n_out), train_step(model, optimizer, X, y)",
    "layers at the top of the file": "train_step(X, y)",
    "lists at the top of the file": "backward(x, y)",
    "arrays at the top that move": "train_step(X, Y)",
}
QUICK = ("layers in a dataclass", "a function that builds, and an optimizer", "lists at the top of the file")
QUICK_BUGS = ("no slope, in averaged steps", "a mean twice, at the top")


@pytest.mark.parametrize(("name", "typed"), CALLED.items())
def test_what_will_be_called_is_known_before(name: str, typed: str, tmp_path: Path) -> None:
    assert called(RIGHT_CONTAINERS[name], tmp_path) == typed


@pytest.mark.parametrize("name", first_of(QUICK, RIGHT_CONTAINERS))
def test_a_right_style_is_right(name: str, tmp_path: Path) -> None:
    found = assert_right(RIGHT_CONTAINERS[name], tmp_path)
    assert found.networks >= 3 * NETWORKS and not found.missing_arrays


@pytest.mark.parametrize("name", first_of(QUICK_BUGS, WRONG_CONTAINERS))
def test_a_bug_is_named(name: str, tmp_path: Path) -> None:
    assert_named(WRONG_CONTAINERS[name], tmp_path)


def test_steps_of_one_size_accuse_nobody(tmp_path: Path) -> None:
    """As Adam's first one is: the gradients cannot be seen in it, be they right or not."""
    with pytest.raises(Failed) as caught:
        checked(Program(ADAPTIVE.replace("{gate}", "(z1 > 0)")), tmp_path)
    assert caught.value.key == "adaptive"


@pytest.mark.parametrize(
    ("parameter", "further", "record"),
    [
        ("params", "", "Params"),
        ("params: Params", DEEPER, "Params"),
        ("params: 'Params | None'", DEEPER, "Params"),
        ("params", DEEPER, "Deep"),
        ("params: Hidden", "", "Hidden"),
    ],
)
def test_the_record_is_what_the_annotation_names_or_the_most_derived(
    parameter: str, further: str, record: str, tmp_path: Path
) -> None:
    path = tmp_path / "program.py"
    text = DERIVED.replace("\ndef backward(params", f"{further}\ndef backward({parameter}")
    path.write_text(text, encoding="utf-8")
    found = chosen(read_source(path), None)
    assert found is not None and found.record is not None
    assert found.record.name == record
    assert found.record.fields == ("W1", "b1", "W2", "b2", "W3", "b3")[: 2 * found.depth]
    making = found.record.method("__init__")
    assert making is not None and tuple(one.name for one in making.parameters) == found.record.fields


def test_what_is_handed_all_that_it_holds_is_not_made_from_sizes(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    text = RIGHT_CONTAINERS["modules at the top of the file"].text.replace("*layers", "layers")
    path.write_text(text.partition("\nmodel =")[0], encoding="utf-8")
    found = chosen(read_source(path), "Sequential.backward")
    assert found is not None and not found.is_usable
