"""The networks that a function is run on: clear of kinks, exact, and telling apart all mistakes that differ."""

from itertools import combinations

import numpy as np
import pytest
from tutor.code_check.cases import KINK, draw
from tutor.code_check.forms import Form, targets_of
from tutor.code_check.layouts import Layout
from tutor.code_check.naming import gradient_by, mistakes_for, same
from tutor.code_check.plans import Ask, Plan, further
from tutor.code_check.returned import Reading
from tutor.code_check.running import Given, finite, not_finite
from tutor.mistakes.mistake import Mistake
from tutor.network.compute import run

FORMS = (
    Form(("relu", "identity"), "sum-of-squares"),
    Form(("sigmoid", "sigmoid"), "half-mean-of-squares"),
    Form(("tanh", "relu", "identity"), "mean-of-squares"),
    Form(("relu", "softmax"), "mean-cross-entropy"),
)
WIDE = {2: (3, 4, 2), 3: (3, 4, 6, 2)}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join(form.activations))
def test_draws_are_exact_and_in_general_position(form: Form) -> None:
    network = form.network(WIDE[len(form.activations)])
    cases = draw([network], 5, 12, 7, targets_of([form]))
    for values in (cases.theta, cases.x, cases.y):
        assert (4 * values == np.round(4 * values)).all()
    layers = run(network, cases.theta, cases.x, cases.y)
    for layer, name in zip(layers, form.activations, strict=True):
        if name == "relu":
            assert (np.abs(layer.z) > KINK).all()
        assert np.abs(layer.weight_partial).max(axis=(1, 2)).min() > 0
    assert len({theta.tobytes() for theta in cases.theta}) == 12


def _matrices(form: Form, seed: int, count: int) -> dict[Mistake | None, list[np.ndarray]]:
    """What each mistake gives on the networks of a check."""
    first = WIDE[len(form.activations)]
    plan = Plan((form,), ((first, 5),), False)
    layout = Layout(True, "rows", "row")
    shapes = [(first, 5), *further(plan, layout, first)]
    every = [plan.cases(widths, points, Ask(seed=seed, networks=count)) for widths, points in shapes]
    every = [cases for cases in every if cases.points > 1]
    known = [one for one in mistakes_for([5]) if one.point is None and one.is_possible(form.network(first))]
    members: list[Mistake | None] = [None, *known]
    return {one: [gradient_by(form, cases, () if one is None else (one,)) for cases in every] for one in members}


def _alike(found: dict[Mistake | None, list[np.ndarray]]) -> set[frozenset[str]]:
    """The pairs of mistakes, and of a mistake and the right rules, that no network tells apart."""
    return {
        frozenset({repr(one), repr(other)})
        for one, other in combinations(found, 2)
        if all(same(a, b) for a, b in zip(found[one], found[other], strict=True))
    }


@pytest.mark.parametrize("form", FORMS[:2], ids=lambda form: "-".join(form.activations))
def test_they_tell_apart_whatever_can_be_told_apart(form: Form) -> None:
    """Eight times as many networks, drawn anew, tell apart no more: what is alike there is alike everywhere."""
    alike = _alike(_matrices(form, 1, 12))
    assert alike == _alike(_matrices(form, 2, 96))
    hidden = {name for pair in alike if "None" in pair for name in pair - {"None"}}
    of_identity = {"partial.gate-not-carried", "partial.gate-ignored-output", "forward.output-not-activated"}
    assert hidden == (of_identity if form.activations[-1] == "identity" else set())


def test_a_mistake_about_one_of_several_points_needs_several() -> None:
    assert {one.point for one in mistakes_for([1, 1])} == {None}
    assert {one.point for one in mistakes_for([5, 1, 3])} == {None, 1, 3}


def test_where_nothing_finite_came_back_nothing_is_judged() -> None:
    """A right program divides by 0, too, where a sigmoid is so flat that it is 1; one that always does is told so."""
    cases = draw([FORMS[0].network((1, 1, 1))], 2, 3, 7, "real")
    readings = [
        Reading({("weight", 1): np.array([[slope]])}, {("weight", 1): "exact"}, "layers") for slope in (1, 2, 3)
    ]
    broken = [one._replace(arrays={("weight", 1): np.array([[np.nan]])}) for one in readings]
    (found,) = finite([Given(cases, [readings[0], broken[1], readings[2]]), Given(cases, broken)])
    assert found.cases.theta.tolist() == cases.theta[[0, 2]].tolist()
    assert [one.arrays["weight", 1].item() for one in found.readings] == [1, 3]
    assert len(finite([Given(cases, broken)])) == 1
    assert not_finite([Given(cases, [readings[0], broken[1], readings[2]]), Given(cases, broken)]) == 1 + 3
    assert not_finite([Given(cases, readings)]) == 0
    assert not_finite([Given(cases.by_point(), [readings[0]] * 3 + broken)]) == 2, "points 4 to 6, of two networks"
