"""What is known of a mistake stands in its record: the component it is one in, the stages in which it shows."""

from dataclasses import fields

import numpy as np
import pytest
from tutor.mistakes.component import Component
from tutor.mistakes.everything import all_ids, before_the_update, component_of, mistakes_of, rule_ids
from tutor.mistakes.mistake import OF_RULE, Mistake
from tutor.mistakes.slip import SLIP_NAMED, SLIPS
from tutor.mistakes.update import UPDATE
from tutor.network.architecture import Network
from tutor.network.rules import Rules

from tests.support.descending import descend

MISTAKES = (*before_the_update(3), *UPDATE)


def test_every_rule_of_the_table_has_its_place() -> None:
    of_graphs_only = {"operation", "share", "add"}
    assert set(OF_RULE) | of_graphs_only == {rule.name for rule in fields(Rules)}
    assert {mistake.rule for mistake in MISTAKES} == set(OF_RULE)


def test_ids_are_said_once_and_every_component_has_mistakes() -> None:
    assert len(set(all_ids())) == len(all_ids()) == len(rule_ids()) + len(SLIPS)
    # The tree is no number, checking is another's work, and the others are asked for by items with choices.
    by_no_rule = {Component.TREE, Component.CHECKING, Component.PREDICTING, Component.CLAIM}
    assert {component_of(name) for name in rule_ids()} == set(Component) - by_no_rule
    assert component_of("slip.sign") is None
    assert component_of("partial.nothing") is None


@pytest.mark.parametrize(
    ("mistake", "component"),
    [
        ("count.layers", Component.COUNT),
        ("forward.no-bias", Component.FORWARD),
        ("cost.half", Component.COST),
        ("partial.no-factor-2", Component.SLOPE),
        ("partial.gate-ignored", Component.GATE),
        ("partial.weights-not-followed", Component.BACK),
        ("partial.layer-skipped", Component.BACK),
        ("partial.one-path", Component.PATHS),
        ("partial.paths-multiplied", Component.PATHS),
        ("partial.weight-without-input", Component.FACTOR),
        ("partial.bias-is-one", Component.FACTOR),
        ("partial.point-missing", Component.POINTS),
        ("partial.sums-multiplied", Component.POINTS),
        ("update.ascent", Component.UPDATE),
    ],
)
def test_a_mistake_is_one_in_a_component_of_the_chain_rule(mistake: str, component: Component) -> None:
    assert component_of(mistake) is component


@pytest.mark.parametrize("mistake", MISTAKES, ids=repr)
def test_a_mistake_changes_answers_in_no_other_stages_than_it_says(mistake: Mistake) -> None:
    network = Network((2, 2, 2), ("relu", "sigmoid"))
    random = np.random.default_rng(4)
    theta, x, y = (random.uniform(0.2, 1, shape) for shape in ((network.parameter_count,), (3, 2), (3, 2)))
    right = descend(network, theta, x, y, 0.5)
    wrong = descend(network, theta, x, y, 0.5, rules=mistake.rules())
    answers = {"c": "cost", "d": "written_gradient", "e": "theta"}
    same = {s: np.allclose(getattr(right, n), getattr(wrong, n), rtol=1e-12) for s, n in answers.items()}
    differ = {stage for stage, is_same in same.items() if not is_same}
    assert differ <= set(mistake.shows_in)


def test_only_mistakes_of_the_update_take_steps() -> None:
    for mistake in MISTAKES:
        assert mistake.rule == "update" or not (mistake.takes_another_step or mistake.in_turn)
        assert mistake.takes_another_step or not mistake.in_turn


def test_what_makes_no_sense_on_a_network_is_not_made_there() -> None:
    chain = {mistake.id for mistake in mistakes_of(Network((1, 1, 1), ("relu",) * 2), 1)}
    assert {"partial.one-path", "partial.not-transposed", "partial.point-missing"}.isdisjoint(chain)
    assert {"partial.sign", "update.ascent"} <= chain


def test_slips_are_known_by_their_ids() -> None:
    assert {slip.id for slip in SLIPS} == set(SLIP_NAMED) == set(all_ids()) - set(rule_ids())
    assert all(slip.stages and not (slip.at_point and "a" in slip.stages) for slip in SLIPS)
