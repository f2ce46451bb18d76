"""Right programs are never accused, and bugs that people asked about are named."""

from pathlib import Path

import pytest
from tutor.code_check.forms import Form
from tutor.code_check.narrowing import layers_of
from tutor.code_check.plans import Plan
from tutor.mistakes.code import code_ids
from tutor.mistakes.everything import all_ids

from .checks import NETWORKS, assert_named, assert_right, checked, is_accused, one_of_each_rule
from .held_out import FRESH, HELD_OUT
from .right_programs import RIGHT
from .wrong_programs import WRONG

LATER = {**WRONG, **HELD_OUT, **FRESH}
QUICK = ("rows", "columns", "loops", "chain", "labels")
TELLING = (
    "one sum for all biases",
    "bias as it arrives",
    "weights moved before use",
    "no derivative at the output",
    "mean twice",
    "softmax over the batch",
    "not set to zero",
    "only the last sample",
    "errors for gradients",
)

LONG = ("one activation too far",)
"""Found only after all pairs of mistakes were tried, where all layers are of one width, as `own weights` is."""


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found must not depend on how fast the machine is."""
    monkeypatch.setattr("tutor.code_check.naming.MOST_SECONDS", 60.0)


@pytest.mark.parametrize("name", QUICK)
def test_a_right_program_is_right(name: str, tmp_path: Path) -> None:
    found = assert_right(RIGHT[name], tmp_path)
    assert found.networks >= 4 * NETWORKS
    assert found.shown is None


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in RIGHT if name not in QUICK])
def test_a_right_program_is_right_on_other_networks(name: str, tmp_path: Path) -> None:
    assert not is_accused(checked(RIGHT[name], tmp_path, seed=2))


@pytest.mark.parametrize("name", TELLING)
def test_a_bug_is_named(name: str, tmp_path: Path) -> None:
    assert_named(WRONG[name], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", one_of_each_rule(LATER, TELLING, LONG))
def test_other_bugs_are_named(name: str, tmp_path: Path) -> None:
    assert_named(LATER[name], tmp_path)


def test_a_bug_in_one_line_is_named_with_its_layer(tmp_path: Path) -> None:
    found = checked(FRESH["one sum for the biases of the first layer"], tmp_path)
    ((named,),) = [one.members for one in found.judged.named]
    assert named.id == "partial.bias-shared"
    assert layers_of(named) == (1,)
    assert found.wrong_arrays == (("bias", 1),)


def test_there_are_enough_bugs_and_they_are_of_the_catalogue() -> None:
    assert len(LATER) == len(WRONG) + len(HELD_OUT) + len(FRESH) >= 60
    known = {*all_ids(), *code_ids()}
    assert all(program.expected <= known and program.seen for program in LATER.values())
    assert len({name for program in LATER.values() for name in program.expected}) >= 28


def test_what_runs_only_where_widths_agree_is_told(tmp_path: Path) -> None:
    found = checked(WRONG["W for its transpose"], tmp_path)
    assert found.way.only_square
    assert found.shown is not None
    assert len(set(found.shown.cases.network.widths)) == 1


def test_the_network_that_is_shown_shows_it(tmp_path: Path) -> None:
    found = checked(WRONG["sign"], tmp_path)
    assert found.shown is not None
    assert found.shown.given == pytest.approx(-found.shown.right)
    assert found.shown.cases.network.widths == (1, 1, 1)
    assert found.shown.cases.points == 1
    assert [key[0] for key in found.wrong_arrays] == ["weight", "bias", "weight", "bias"]


def test_a_gradient_of_zeros_is_not_right() -> None:
    """A softmax of one output is 1 whatever comes, so that its gradient is: no network of the check ends in one."""
    squares, entropy = Form(("relu", "identity"), "sum-of-squares"), Form(("relu", "softmax"), "cross-entropy")
    plan = Plan((squares, entropy), (), fixed=False)
    assert plan.at((3, 4, 2)).forms == (squares, entropy)
    assert plan.at((3, 4, 1)).forms == (squares,)
