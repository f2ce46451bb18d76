"""Parameters as numbers of their own, in one vector, with biases among the weights; and what a network can't be."""

from pathlib import Path

import pytest
from tutor.code_check.finding import Missed
from tutor.code_check.process import Failed
from tutor.code_check.source import read_source

from ..support.thorough import also, first_of
from .checks import assert_right, checked, is_accused, names_of
from .number_programs import CASES, LISTED, ONES
from .program import Program

QUICK = ("numbers by name", "a column of ones", "one unit")
SOME = first_of(QUICK, CASES)


@pytest.mark.parametrize("name", SOME)
def test_a_right_one_is_right(name: str, tmp_path: Path) -> None:
    text, place, right, _, _ = CASES[name]
    found = assert_right(Program(text.replace(place, right)), tmp_path)
    assert not found.missing_arrays


@pytest.mark.parametrize("name", SOME)
def test_a_bug_is_named(name: str, tmp_path: Path) -> None:
    text, place, _, wrong, expected = CASES[name]
    found = checked(Program(text.replace(place, wrong)), tmp_path)
    assert is_accused(found)
    assert not expected or expected in set().union(*names_of(found))


def test_what_is_wrong_in_one_line_is_told_by_the_names_of_the_program(tmp_path: Path) -> None:
    found = checked(Program(LISTED.replace("{gate}", "")), tmp_path)
    assert [found.own_names[name] for name in found.judged.named[0].entries] == ["w1", "w3", "b1"]
    assert found.own_names["w1[1,2]"] == "w3" and found.own_names["b2"] == "b3"


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    text = ONES.replace("{squared}", " ** 2")
    with pytest.raises(Missed) as caught:
        checked(Program(text.replace("np.tanh(z2)])", "plt.tanh(z2)])")), tmp_path)
    assert caught.value.failed is not None and caught.value.failed.missing == "a_library_for_plots"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("def act(z): return np.where(z > 0, z, 0.2 * z)", "leaky ReLU (0.2·z)"),
        ("def act(z): return max(z * 0.1, z)", "leaky ReLU (0.1·z)"),
        ("act = lambda z: z if z > 0 else 0.01 * z", ""),
        ("h = nn.BatchNorm1d(4)", "batchnorm1d"),
        ("def elu(z): return z", "elu"),
        ("def relu(z): return max(0, z); lr = 0.1", ""),
    ],
)
def test_what_no_network_has_is_seen_in_the_text(line: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(line, encoding="utf-8")
    assert read_source(tmp_path / "program.py").foreign == told


@pytest.mark.parametrize("name", ["dropout", also("batch_norm")])
def test_another_network_is_refused_and_not_accused(name: str, tmp_path: Path) -> None:
    start = f"import numpy as np\n\ndef {name}(h):\n    return h * np.arange(h.shape[1])\n"
    text = (
        ONES.replace("{squared}", " ** 2")
        .replace("import numpy as np", start)
        .replace("np.tanh(z2)])", f"{name}(z2)])")
    )
    with pytest.raises(Failed) as caught:
        checked(Program(text, ("--cost", "half-mean-of-squares")), tmp_path)
    assert (caught.value.key, caught.value.message) == ("foreign", name)
