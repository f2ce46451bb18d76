"""Which drill comes next, and why; and that a choice of problems finds a misconception sooner than chance does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from tutor.journal.records import JSON, MistakeTally
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.words import read_words
from tutor.mistakes.component import Component
from tutor.practice.beliefs import NONE, information, prior, read_beliefs, suspects, updated_beliefs
from tutor.practice.choosing import Supply, choose_skill, next_drill, opening, supply_of
from tutor.practice.knowledge import NOTHING, Known, after_answers
from tutor.practice.mastery import READY
from tutor.practice.order import BUILDS_ON, OFFERED, ready
from tutor.practice.outcome import FieldOutcome, Grade, Outcome
from tutor.practice.predicting import predictions, told_by
from tutor.practice.schedule import met
from tutor.practice.skills import SKILLS
from tutor.practice.states import ALONE, LAST_STEPS, MORE, WORKED, SkillState

from tests.support.course import problem_of

from .simulated import IDS, answers, at_random, by_tutor, few_of, look_for

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SUPPLY = supply_of(content_folder())
START = prior(IDS, {})


def state(skill: str, p: float = 0.9, due: float = 0, last: float = -3, level: int = 1, grade: int = 3) -> SkillState:
    """A skill that is due in so many days."""
    day = timedelta(days=1)
    return replace(met(skill, NOW), p=p, due=NOW + due * day, last=NOW + last * day, drills=3, level=level, grade=grade)


def skill_after(states: dict[str, SkillState], *recent: str) -> tuple[str, str]:
    skill, reason, _ = choose_skill(states, recent, NOW, START)
    return skill, reason


def test_every_skill_has_its_place_and_none_comes_before_what_it_builds_on() -> None:
    assert set(BUILDS_ON) == set(SKILLS)
    places = list(BUILDS_ON)
    assert all(places.index(below) < places.index(skill) for skill, all_ in BUILDS_ON.items() for below in all_)
    states: dict[str, SkillState] = {}
    while new := ready(states):
        assert all(states[below].p >= READY for below in BUILDS_ON[new[0]])
        states[new[0]] = state(new[0])
    assert set(states) == set(OFFERED)
    only_read = replace(state("forward-cost", p=READY - 0.01), stage=LAST_STEPS, drills=0)
    assert ready({"forward-cost": only_read}) == ("count",)
    assert ready({"forward-cost": replace(only_read, drills=1)}) == ("count", "bias-last"), "it holds nobody back"


def test_who_is_sure_of_nothing_meets_all_skills_and_repeats_an_old_one_between_two() -> None:
    states: dict[str, SkillState] = {}
    recent: list[str] = []
    for _ in range(3 * len(OFFERED)):
        skill = choose_skill(states, recent, NOW, START)[0]
        drills = states[skill].drills + 1 if skill in states else 0
        states[skill] = replace(met(skill, NOW), p=0.1, drills=drills)
        recent.append(skill)
    assert set(states) == set(OFFERED)
    first = [recent.index(skill) for skill in states]
    assert all(later - one >= 3 for one, later in pairwise(first[1:])), "its example, a try, and one that comes again"


def test_a_beginner_starts_with_a_worked_example_and_then_tries_it() -> None:
    choice, _ = next_drill({}, (), NOW, Random(1), START, SUPPLY)
    assert (choice.skill, choice.fading, choice.reason, choice.level) == ("forward-cost", 0, "first", 1)
    states = {"forward-cost": met("forward-cost", NOW)}
    choice, _ = next_drill(states, ("forward-cost",), NOW, Random(1), START, SUPPLY)
    assert (choice.skill, choice.fading, choice.reason) == ("forward-cost", 1, "after_example")


def test_what_is_due_comes_before_what_is_new_and_that_before_what_is_weakest() -> None:
    states = {"count": state("count", due=-1), "forward-cost": state("forward-cost", due=2)}
    assert skill_after(states) == ("count", "due")
    assert skill_after(states, "count") == ("bias-last", "new"), "never the same twice running"
    due = {**states, "forward-cost": state("forward-cost", due=-2)}
    assert skill_after(due, "count") == ("bias-last", "new"), "in turn with what is due"
    just_met = {**due, "bias-last": replace(state("bias-last", due=1), drills=1)}
    assert skill_after(just_met, "count", "bias-last")[1] == "due"
    assert skill_after({"count": state("count", due=-1, last=-0.1), "forward-cost": state("forward-cost", 0.1, 2)}) == (
        "count",
        "due_today",
    )
    assert skill_after({"count": state("count", due=0, grade=int(Grade.AGAIN))}) == ("count", "again")
    later = {skill: state(skill, due=5, p=0.4 if skill == "gates" else 0.99) for skill in BUILDS_ON if skill in OFFERED}
    sure = {component: Known(0.99, 9, NOW, 99.0) for component in Component}
    weak = {**sure, Component.GATE: Known(0.3, 9, NOW, 99.0)}
    assert choose_skill(later, (), NOW, {"": 1.0}, weak)[:2] == ("gates", "ahead"), "it takes the weakest component"
    fresh = {**sure, Component.PATHS: Known(0.99, 9, NOW, 1.0)}
    assert choose_skill(later, (), NOW, {"": 1.0}, fresh)[0] in ("two-paths", "transpose"), "soonest gone"


def test_drills_are_interleaved() -> None:
    states = {skill: state(skill, due=-1) for skill in BUILDS_ON if skill in OFFERED}
    recent: list[str] = []
    for _ in range(28):
        recent.append(choose_skill(states, recent, NOW, START)[0])
        states[recent[-1]] = state(recent[-1], due=1)
        if len(recent) > 5:
            states[recent[-6]] = state(recent[-6], due=-1)
    assert all(one != other for one, other in pairwise(recent))
    assert len(set(recent)) >= 7


def these(drawn: Sequence[Problem]) -> Supply:
    """A supply of a few problems, whatever the seed."""
    return lambda _skill, _level, seeds: [drawn[k % len(drawn)] for k in range(len(seeds))]


def test_the_problem_that_tells_likely_mistakes_apart_is_taken() -> None:
    drawn = SUPPLY("weight-last", 2, range(6))
    likely = ("partial.sign", "partial.no-factor-2")
    beliefs = {"": 0.1, **dict.fromkeys(IDS, 0.0), **dict.fromkeys(likely, 0.45)}
    states = {"weight-last": state("weight-last", level=2)}
    choice, _ = next_drill(states, (), NOW, Random(1), beliefs, these(drawn))
    bits = {one.id: information(beliefs, predictions(one)) for one in drawn}
    assert bits[choice.code] == max(bits.values()) > 1
    assert (choice.reason, {choice.params["one"], choice.params["other"]}) == ("apart", set(likely))
    others = [one for one in drawn if one.id != choice.code]
    seen = {one.id for one in drawn if one is not others[0]}
    assert next_drill(states, (), NOW, Random(1), beliefs, these(drawn), seen=seen)[1] is others[0]


def test_the_choice_is_the_same_for_the_same_randomness() -> None:
    def codes(seed: int) -> list[str]:
        return [next_drill({}, (), NOW, random, START, SUPPLY)[0].code for random in [Random(seed)] for _ in range(2)]

    assert codes(1) == codes(1) != codes(2)


@pytest.mark.parametrize(
    "mistake", ["partial.sign", "cost.mean", "update.ascent", "count.no-biases", "forward.no-bias"]
)
def test_beliefs_find_a_mistake_and_let_it_go(mistake: str) -> None:
    skill = next(skill for skill in SKILLS if mistake in SKILLS[skill].mistakes)
    beliefs, random = dict(START), Random(3)
    drawn = SUPPLY(skill, 2, range(10))
    for one in drawn[:4]:
        worked_out = SKILLS[skill].given(one.network)
        given = answers(one, mistake, random, given=worked_out)
        beliefs = updated_beliefs(beliefs, predictions(one, worked_out), given, START)
        assert sum(beliefs.values()) == pytest.approx(1)
    assert suspects(beliefs, IDS)[0] == mistake
    for one in drawn[4:]:
        found = predictions(one, SKILLS[skill].given(one.network))
        beliefs = updated_beliefs(beliefs, found, answers(one, "", random), START)
    assert mistake not in suspects(beliefs, IDS)


def test_a_right_answer_to_four_digits_speaks_for_no_mistake() -> None:
    """Whether it is right is the judge's to say: to six digits it would be neither right nor any mistake's."""
    (drawn,) = SUPPLY("gates-smooth", 2, [5])
    found = predictions(drawn, SKILLS["gates-smooth"].given(drawn.network))
    typed = {name: Fraction(f"{value:.4g}") for name, value in zip(found.fields, found.right.tolist(), strict=True)}
    fields = {name: FieldOutcome(True, 1, value=value, is_true=True) for name, value in typed.items()}
    told = told_by(found, Outcome(fields))
    assert told == dict(zip(found.fields, found.right.tolist(), strict=True))
    unsure = {name: FieldOutcome(True, 1, value=value) for name, value in typed.items()}
    assert told_by(found, Outcome(unsure)) == {name: float(value) for name, value in typed.items()}
    assert updated_beliefs(START, found, told, START)[NONE] > START[NONE]


def test_what_was_made_before_is_likelier_and_less_so_when_it_is_gone() -> None:
    def tally(clear: int) -> dict[str, MistakeTally]:
        return {"partial.sign": MistakeTally("partial.sign", 3, NOW, NOW, clear)}

    fresh, fading = (prior(IDS, tally(clear))["partial.sign"] for clear in (0, 4))
    assert fresh > fading > START["partial.sign"]


def test_beliefs_come_back_and_damage_gives_the_prior() -> None:
    assert read_beliefs(dict(START), START) == pytest.approx(START)
    spoilt: list[JSON] = [None, [], {"": "x"}, {"": float("nan"), "partial.sign": 7}, dict.fromkeys(START, 0)]
    for damaged in spoilt:
        assert read_beliefs(damaged, START) == pytest.approx(START)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_reason_and_skill_has_words(language: str) -> None:
    words = read_words(content_folder(), language)
    for key in (
        "first",
        "new",
        "known",
        "seen",
        "after_example",
        "due",
        "due_today",
        "again",
        "apart",
        "suspect",
        "ahead",
    ):
        assert words(f"reason.{key}", days=3, one="A", other="B") != f"reason.{key}"
    assert all(words.has(f"skill.{skill}") for skill in SKILLS)


def test_the_tutor_finds_misconceptions_sooner_than_chance() -> None:
    """The benchmark in small; its figure is tests/benchmarks/choosing.py's."""
    mistakes = Random(4).choices(IDS, k=8)
    supply = few_of(SUPPLY)
    spent = {
        choose: sum(look_for(one, choose, supply, Random(k)).problems for k, one in enumerate(mistakes))
        for choose in (by_tutor, at_random)
    }
    assert spent[by_tutor] < 0.8 * spent[at_random]


@pytest.mark.parametrize(("solved", "reason", "fading"), [(0, "first", WORKED), (1, "seen", MORE), (2, "known", ALONE)])
def test_what_other_problems_showed_is_not_new(solved: int, reason: str, fading: int) -> None:
    """The count of 4.1, asked for at its stage (a)."""
    knowledge = NOTHING
    for _ in range(solved):
        knowledge = after_answers(knowledge, problem_of("4.1"), {"a": FieldOutcome(first_right=True)}, ("a",), NOW)
    states = {"forward-cost": state("forward-cost")}
    assert choose_skill(states, ("forward-cost",), NOW, START, knowledge)[:2] == ("count", reason)
    assert opening("count", None, knowledge)[1] == fading


def test_a_choice_holds_what_a_screen_needs() -> None:
    choice, problem = next_drill({"count": state("count")}, (), NOW, Random(1), START, SUPPLY)
    assert problem.id == choice.code
    assert choice.params["skill"] == choice.skill


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_component_has_words(language: str) -> None:
    words = read_words(content_folder(), language)
    assert all(words.has(f"component.{component}") for component in Component)
