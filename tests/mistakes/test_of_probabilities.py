"""The mistakes about softmax and cross-entropies: a simulated student's numbers, made in plain loops, name them."""

from fractions import Fraction

import numpy as np
import pytest
from tutor.diagnosis.table import Table
from tutor.lessons.problem import Point, Problem
from tutor.mistakes.component import Component
from tutor.mistakes.everything import component_of, mistakes_of
from tutor.network.architecture import Network

from tests.diagnosis.as_typed import diagnose
from tests.network.plain_mistakes import Plain
from tests.support.problems import build

SOFTMAX = Network((2, 2, 3), ("relu", "softmax"), "cross-entropy")
MEAN = Network((2, 3), ("softmax",), "mean-cross-entropy")
SIGMOID = Network((2, 2, 1), ("tanh", "sigmoid"), "binary-cross-entropy")
SQUARED = Network((2, 2, 3), ("sigmoid", "softmax"), "half-sum-of-squares")
THETA = ["0.5", "-0.3", "0.8", "0.25", "0.1", "0.6", "0.7", "0.4", "-0.2", "0.9", "0.35", "-0.45", "0.15", "0", "-0.1"]
X = ((Fraction(1), Fraction(2)), (Fraction(-1), Fraction(3)))
NEW = (
    "partial.softmax-elementwise",
    "partial.cross-entropy-squared",
    "partial.gate-twice",
    "partial.target-over-output-dropped",
)


def problem(network: Network) -> Problem:
    """Two points; of each the target is another class."""
    classes = np.eye(max(2, network.widths[-1]))[:, : network.widths[-1]]
    data: tuple[Point, ...] = tuple(
        (x, tuple(Fraction(int(entry)) for entry in classes[-1 - at])) for at, x in enumerate(X)
    )
    return build(network, data, tuple(map(Fraction, THETA[: network.parameter_count])), Fraction(1, 2))


def student(asked: Problem, mistake: str) -> Plain:
    network, theta = asked.network, list(map(float, asked.theta))
    x, y = ([list(map(float, vector[side])) for vector in asked.data] for side in (0, 1))
    return Plain(network.widths, network.activations, theta, x, y, 0.5, frozenset({mistake}), cost_name=network.cost)


def named(table: Table, answers: list[float]) -> set[str]:
    """The single mistakes that give these answers of (d)."""
    ours = [table.column[field] for field in table.fields if field.stage == "d"]
    rows = [row for row in range(1, table.singles) if np.allclose(table.answers[row, ours], answers, rtol=1e-9)]
    return {cause.id for row in rows for cause in table.hypothesis(row).causes}


@pytest.mark.parametrize(
    ("network", "mistake"),
    [
        *((SOFTMAX, mistake) for mistake in NEW),
        *((MEAN, mistake) for mistake in NEW),
        *((SIGMOID, mistake) for mistake in NEW[1:]),
        (SQUARED, NEW[0]),
    ],
    ids=str,
)
def test_a_student_who_makes_it_is_understood(network: Network, mistake: str) -> None:
    asked = problem(network)
    table = Table(asked)
    assert named(table, student(asked, mistake).gradient()) == {mistake}


@pytest.mark.parametrize("network", [SOFTMAX, MEAN], ids=["hidden", "alone"])
@pytest.mark.parametrize("mistake", (*NEW, "partial.sign"))
def test_the_diagnosis_names_it_first(network: Network, mistake: str) -> None:
    asked = problem(network)
    table = Table(asked)
    of_stage = [field for field in table.fields if field.stage == "d"]
    given = dict(zip(of_stage, student(asked, mistake).gradient(), strict=True))
    wrong = next(field for field in of_stage if abs(given[field] - table.right(field)) > 1e-6)
    rounded = {field: Fraction(f"{value:.7g}") for field, value in given.items()}
    assert diagnose(table, rounded, wrong).likeliest.ids == (mistake,)


@pytest.mark.parametrize("network", [SOFTMAX, SIGMOID], ids=["softmax", "sigmoid"])
def test_every_other_mistake_of_such_networks_is_made_as_it_is_said(network: Network) -> None:
    asked = problem(network)
    table = Table(asked)
    for cause in table.mistakes:
        if cause.point is None and cause.rule not in ("cost", "update") and cause not in table.invisible:
            assert cause.id in named(table, student(asked, cause.id).written_gradient())


def test_they_are_mistakes_of_such_networks_only() -> None:
    made = {
        "squares": {one.id for one in mistakes_of(Network((2, 2), ("sigmoid",)), 2)},
        "softmax": {one.id for one in mistakes_of(SOFTMAX, 2)},
        "sigmoid": {one.id for one in mistakes_of(SIGMOID, 2)},
        "squared": {one.id for one in mistakes_of(SQUARED, 2)},
    }
    assert {kind: set(NEW) & ids for kind, ids in made.items()} == {
        "squares": set(),
        "softmax": set(NEW),
        "sigmoid": set(NEW[1:]),
        "squared": {NEW[0]},
    }
    of_squares = {"partial.no-factor-2", "partial.gate-ignored-output", "cost.root", "forward.output-not-activated"}
    assert of_squares <= made["squares"]
    assert not of_squares & made["softmax"]
    of_all = {"partial.gate-ignored-hidden", "partial.point-missing", "cost.point-missing", "update.ascent"}
    assert of_all <= made["softmax"]
    components = [component_of(mistake) for mistake in NEW]
    assert components == [Component.GATE, Component.SLOPE, Component.GATE, Component.SLOPE]


def test_what_is_not_there_is_not_mistaken() -> None:
    plain = Network((2, 2, 1), ("sigmoid",) * 2, bias="none")
    assert not {one.id for one in mistakes_of(plain, 2)} & {
        "forward.no-bias",
        "forward.bias-after-activation",
        "partial.bias-is-one",
        "partial.bias-first-point",
        "update.weights-kept",
    }
    fixed = Network((2, 2, 1), ("sigmoid",) * 2, bias="shared", fixed=frozenset({"b1", "b2"}))
    assert "forward.no-bias" in {one.id for one in mistakes_of(fixed, 2)}
    assert "partial.bias-is-one" not in {one.id for one in mistakes_of(fixed, 2)}
    tied = Network((2, 2, 1), ("sigmoid",) * 2, tied=(("w1[1,1]", "w1[2,2]"),))
    assert "partial.updated-weights" not in {one.id for one in mistakes_of(tied, 2)}
