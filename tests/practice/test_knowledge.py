"""What answers say of the components of the chain rule: which they bear on, and how sure each is after them."""

from datetime import UTC, datetime, timedelta

import pytest
from tutor.lessons.breakdown import breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.mistakes.component import Component
from tutor.mistakes.everything import component_of, rule_ids
from tutor.practice.components import against, bearing, components_of
from tutor.practice.knowledge import (
    NOTHING,
    Known,
    after_answers,
    changed,
    read_knowledge,
    standing,
    standing_of,
    was_seen,
    weakest,
)
from tutor.practice.mastery import AIDED_MOST, KNOWN, PRIOR
from tutor.practice.number_skills import MISTAKES_OF
from tutor.practice.outcome import FieldOutcome
from tutor.practice.skills import SKILLS
from tutor.practice.variants import draw

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RIGHT, WRONG, HINTED = FieldOutcome(True, 1), FieldOutcome(False, 2), FieldOutcome(True, 1, hints=4)
SURE = {component: Known(0.8, 5) for component in Component}


def by_mistake(name: str) -> FieldOutcome:
    return FieldOutcome(False, 2, mistakes=(name,))


@pytest.fixture(scope="module")
def deep() -> Problem:
    return draw("weight-deep", 4, 3, content_folder())


def test_the_skills_say_what_the_records_of_the_mistakes_say() -> None:
    for component, names in MISTAKES_OF.items():
        assert {component_of(name) for name in names} == {component}
    drilled = {name for skill in SKILLS.values() for name in skill.mistakes}
    assert drilled == {name for names in MISTAKES_OF.values() for name in names}
    assert against([*rule_ids(), "slip.term", "no.such"]) == set(MISTAKES_OF)


def test_every_component_belongs_to_a_skill_and_a_skill_to_components() -> None:
    assert {component for skill in SKILLS for component in components_of(skill)} == set(Component)
    assert components_of("weight-last") == (Component.SLOPE, Component.FACTOR, Component.POINTS)
    assert components_of("find-step") == (Component.CHECKING,)


def test_a_factor_that_is_one_everywhere_shows_nothing(chain: Problem) -> None:
    assert bearing(chain, "d.w1") == {
        Component.SLOPE: True,
        Component.GATE: False,
        Component.BACK: False,
        Component.FACTOR: True,
        Component.POINTS: True,
    }
    assert bearing(chain, "e.w1") == {Component.UPDATE: True}
    wide = draw("two-paths", 1, 3, content_folder())
    assert all(bearing(wide, str(field))[Component.PATHS] for field in all_asked(wide))


def test_a_sub_step_bears_on_its_own_component(chain: Problem) -> None:
    found = {}
    for cell in breakdown(chain, FieldId("d", "w1")).cells():
        found[cell.step.partition("@")[0]] = set(bearing(chain, str(cell)))
    assert found == {
        "dC/da3": {Component.SLOPE},
        "da3/dz3": {Component.GATE},
        "w3": {Component.BACK},
        "da2/dz2": {Component.GATE},
        "w2": {Component.BACK},
        "da1/dz1": {Component.GATE},
        "x": {Component.FACTOR},
        "product": set(),
    }
    assert set(bearing(chain, "c/z1@1")) == {Component.FORWARD}
    assert set(bearing(chain, "c/r@1")) == {Component.COST}
    assert set(bearing(chain, "d.w1/chain")) == {Component.TREE}


def test_a_right_answer_speaks_for_all_that_it_takes(deep: Problem) -> None:
    name = next(str(field) for field in all_asked(deep))
    after = after_answers(NOTHING, deep, {name: RIGHT}, [name], NOW)
    shown = {component for component, shows in bearing(deep, name).items() if shows}
    assert all(after[component].p > PRIOR for component in shown)


def test_a_misconception_counts_against_its_component_alone(deep: Problem) -> None:
    name = next(str(field) for field in all_asked(deep))
    after = after_answers(SURE, deep, {name: by_mistake("partial.weights-not-followed")}, [name], NOW)
    fallen = {component for component in Component if after[component].p < SURE[component].p}
    assert fallen == {Component.BACK}
    assert after[Component.BACK].p < 0.5


def test_what_was_carried_on_from_another_stage_counts_against_its_own_component(deep: Problem) -> None:
    name = next(str(field) for field in all_asked(deep))
    after = after_answers(SURE, deep, {name: by_mistake("forward.no-bias")}, [name], NOW)
    fallen = {component for component in Component if after[component].p < SURE[component].p}
    assert fallen == {Component.FORWARD}


def test_a_slip_lowers_nothing_and_what_nothing_explains_lowers_little(deep: Problem) -> None:
    name = next(str(field) for field in all_asked(deep))
    slipped = after_answers(SURE, deep, {name: by_mistake("slip.term")}, [name], NOW)
    assert all(slipped[component].p >= SURE[component].p for component in Component)
    unsure = {**SURE, Component.POINTS: Known(0.4, 5)}
    wrong = after_answers(unsure, deep, {name: WRONG}, [name], NOW)
    told = after_answers(unsure, deep, {name: by_mistake("partial.mean")}, [name], NOW)
    assert told[Component.POINTS].p < wrong[Component.POINTS].p < unsure[Component.POINTS].p
    assert wrong[Component.SLOPE].p > 0.75


def test_help_never_leads_to_mastery(deep: Problem) -> None:
    known = NOTHING
    names = [str(field) for field in all_asked(deep)]
    for _ in range(200):
        known = after_answers(known, deep, dict.fromkeys(names, HINTED), names, NOW)
    assert all(one.p <= AIDED_MOST for one in known.values())
    assert standing("weight-deep", known) < KNOWN
    broken = FieldOutcome(True, 1, broken_down=True)
    assert after_answers(known, deep, dict.fromkeys(names, broken), names, NOW)[Component.SLOPE].p <= AIDED_MOST


def test_one_mistake_in_six_fields_is_one_mistake(chain: Problem) -> None:
    names = [str(field) for field in all_asked(chain)]
    partials = [name for name in names if name.startswith("d.")]
    all_wrong = dict.fromkeys(partials, by_mistake("partial.no-factor-2"))
    in_six = after_answers(SURE, chain, all_wrong, names, NOW)[Component.SLOPE].p
    in_one = after_answers(SURE, chain, {"d.w1": by_mistake("partial.no-factor-2")}, ["d.w1"], NOW)[Component.SLOPE].p
    assert in_six == pytest.approx(in_one, abs=0.05)


def test_all_of_4_1_leaves_no_skill_of_one_unit_a_layer_unmet(chain: Problem) -> None:
    names = [str(field) for field in all_asked(chain)]
    known = after_answers(NOTHING, chain, dict.fromkeys(names, RIGHT), names, NOW)
    unseen = {skill for skill in SKILLS if not was_seen(skill, known)}
    assert unseen == {
        "two-paths",
        "transpose",
        "whole-chain",
        "whole-wide",
        "find-step",
        "predict",
        "recall",
        "own-number",
    }
    for skill in ("count", "forward-cost", "weight-last", "bias-last", "points", "update"):
        assert standing(skill, known) > 0.5, skill
    assert known[Component.GATE] == Known(PRIOR, 6), "no gate is closed there"
    assert known[Component.SLOPE].at == NOW


def test_what_is_recalled_after_a_while_lasts_longer_and_what_was_just_answered_does_not(deep: Problem) -> None:
    name = next(str(field) for field in all_asked(deep))

    def lasting(*days: float) -> float:
        known = NOTHING
        for day in days:
            known = after_answers(known, deep, {name: RIGHT}, [name], NOW + timedelta(days=day))
        return known[Component.SLOPE].days

    assert lasting(0, 0.01) < lasting(0, 1) < lasting(0, 1, 4)
    assert lasting(0, 0.01) == pytest.approx(lasting(0), rel=0.03)
    known = after_answers(NOTHING, deep, {name: RIGHT}, [name], NOW)[Component.SLOPE]
    assert known.recalled(NOW) == 1 > known.recalled(NOW + timedelta(days=3)) > 0
    assert known.recalled(NOW - timedelta(days=30)) == 1, "a clock that was put back"
    missed = after_answers({Component.SLOPE: Known(0.8, 5, NOW, 9.0)}, deep, {name: WRONG}, [name], NOW)
    assert missed[Component.SLOPE].days < 9


def test_a_miss_shortens_only_what_is_to_blame_for_it(deep: Problem) -> None:
    name = next(str(field) for field in all_asked(deep))
    sure = {component: Known(0.99, 9, NOW, 9.0) for component in Component}
    told = after_answers(sure, deep, {name: by_mistake("partial.weights-not-followed")}, [name], NOW)
    assert [component for component in Component if told[component].days < 9] == [Component.BACK]
    long_ago = {**sure, Component.POINTS: Known(0.99, 9, NOW - timedelta(days=30), 9.0)}
    wrong = after_answers(long_ago, deep, {name: WRONG}, [name], NOW)
    assert wrong[Component.POINTS].days < 7.5, "nothing explains it: what is likely forgotten is to blame"
    assert wrong[Component.SLOPE].days == pytest.approx(9, rel=0.02)
    assert wrong[Component.SLOPE].p == pytest.approx(0.99, abs=0.002)


def test_a_skill_stands_as_its_least_sure_component_does(deep: Problem) -> None:
    known = {Component.SLOPE: Known(0.9, 3), Component.FACTOR: Known(0.5, 3)}
    assert standing("weight-last", known) == 0.5, "no answer bore on the points yet"
    assert standing("weight-last", NOTHING) == PRIOR
    assert weakest(known, ["weight-last"]) == Component.POINTS
    names = [str(field) for field in all_asked(deep)]
    assert standing_of(deep, names, "weight-deep", known) == PRIOR


def test_the_knowledge_comes_back_and_damage_is_left_out() -> None:
    after = {**SURE, Component.GATE: Known(0.25, 6, NOW, 3.5)}
    assert changed(SURE, after) == {"gate": {"p": 0.25, "answers": 6, "at": NOW.isoformat(), "days": 3.5}}
    kept = {f"known.{name}": values for name, values in changed({}, after).items()}
    assert read_knowledge(kept) == after  # type: ignore[arg-type]
    spoilt = {"known.gate": {"p": 7, "answers": 1}, "known.slope": {"p": "x"}, "known.other": {"p": 0.5, "answers": 1}}
    assert read_knowledge(spoilt) == {}  # type: ignore[arg-type]
