"""Learners with one misconception each, learning at a known rate, and tutors who look for it drill by drill.

Their answers come from plain loops, written apart from the engine. What is found is judged by the same beliefs,
whoever chose the problems.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.mistakes.count import COUNT
from tutor.practice.beliefs import prior, updated_beliefs
from tutor.practice.choosing import SEEDS, Supply, next_drill
from tutor.practice.drill_entries import Ended, Standing, after_drill
from tutor.practice.drill_sitting import AtHand
from tutor.practice.items import KINDS
from tutor.practice.knowledge import NOTHING
from tutor.practice.number_skills import NUMBER_SKILLS
from tutor.practice.outcome import FieldOutcome, Outcome
from tutor.practice.predicting import predictions
from tutor.practice.schedule import Worked, met, reviewed
from tutor.practice.skills import SKILLS
from tutor.practice.states import ALONE, SkillState

from tests.diagnosis.learners import Learner, Wrong

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ASKED_BY_NUMBER = tuple(NUMBER_SKILLS)
IDS = tuple(dict.fromkeys(name for skill in ASKED_BY_NUMBER for name in SKILLS[skill].mistakes))
FOUND = 0.7
"""From which probability on the misconception counts as found."""
MOST = 60


def answers(
    problem: Problem, mistake: str, random: Random, slips: float = 0.0, given: tuple[str, ...] = ()
) -> dict[str, float]:
    """What somebody with a mistake (empty: with none) answers first; now and then a slip, off by one."""
    if any(name.startswith("d.") for name in given) and not mistake.startswith("update."):
        mistake = ""
    wrong = (Wrong(mistake, _point(problem, mistake, random)),) if mistake and not mistake.startswith("count.") else ()
    try:
        learner = Learner(problem, *wrong)
        return {str(field): float(_answer(learner, field, mistake)) + _slip(random, slips) for field in _asked(problem)}
    except (IndexError, ZeroDivisionError, OverflowError, ValueError):  # the mistake makes no sense here
        return answers(problem, "", random, slips)


def _asked(problem: Problem) -> list[FieldId]:
    return [field for field in all_asked(problem) if field.stage != "b"]


def _answer(learner: Learner, field: FieldId, mistake: str) -> float:
    if field.stage != "a":
        return float(learner.answers[field])
    network, points = learner.problem.network, len(learner.problem.data)
    gives = {one.id: float(one.gives(network, points)) for one in COUNT}
    return gives.get(mistake, float(network.parameter_count))


def _point(problem: Problem, mistake: str, random: Random) -> int | None:
    about_one = mistake.endswith(("point-missing", "single-point"))
    return random.randint(1, len(problem.data)) if about_one else None


def _slip(random: Random, slips: float) -> int:
    return random.choice((-1, 1)) if random.random() < slips else 0


def few_of(supply: Supply, size: int = 6, most_level: int = 2) -> Supply:
    """A stand-in for the supply: the same few real problems of each skill and level, so that tests are quick."""
    drawn = lru_cache(maxsize=None)(lambda skill, level: supply(skill, level, range(size)))
    return lambda skill, level, seeds: [drawn(skill, min(level, most_level))[seed % size] for seed in seeds]


Choice = tuple[AtHand, Problem]
Choose = Callable[[Mapping[str, SkillState], Sequence[str], datetime, Random, Mapping[str, float], Supply], Choice]


by_tutor: Choose = next_drill
"""The product's own choice."""


def at_random(
    states: Mapping[str, SkillState],
    recent: Sequence[str],
    now: datetime,
    random: Random,
    beliefs: Mapping[str, float],
    supply: Supply,
) -> Choice:
    """Any skill, any problem."""
    skill = random.choice(list(states))
    (drawn,) = supply(skill, states[skill].level, [random.randrange(SEEDS)])
    return AtHand(skill, states[skill].level, drawn.id, ALONE, "new", {}), drawn


@dataclass(frozen=True)
class Run:
    """How many problems it took (None: it was unlearnt first, or never found), and how many there were."""

    found_after: int | None
    problems: int


def look_for(
    mistake: str, choose: Choose, supply: Supply, random: Random, *, learns: float = 0.05, slips: float = 0.02
) -> Run:
    """Drill a learner who has met every skill until the mistake is found, unlearnt, or looked for long enough.

    Each time the mistake shows, the learner unlearns it with probability `learns`.
    """
    right_once, yesterday = Outcome({"a": FieldOutcome(True, 1)}), NOW - timedelta(days=1)
    worked = Worked(right_once, 1, ALONE, 0.6, 0.6)
    states = {skill: reviewed(met(skill, yesterday), worked, yesterday)[0] for skill in ASKED_BY_NUMBER}
    start = prior(IDS, {})
    states |= {name: replace(met(name, NOW), due=NOW + timedelta(days=999), p=1.0, drills=1) for name in KINDS}
    standing = Standing(states, NOTHING)
    beliefs, now = dict(start), NOW
    recent: list[str] = []
    for n in range(1, MOST + 1):
        at_hand, problem = choose(standing.states, recent, now, random, beliefs, supply)
        worked_out = SKILLS[at_hand.skill].given(problem.network)
        given = answers(problem, mistake, random, slips, worked_out)
        found = predictions(problem, worked_out)
        beliefs = updated_beliefs(beliefs, found, given, start)
        if beliefs[mistake] >= FOUND:
            return Run(n, n)
        right = dict(zip(found.fields, found.right.tolist(), strict=True))
        fields = {k: FieldOutcome(abs(v - right[k]) <= 1e-6 * max(1, abs(v)), 2) for k, v in given.items()}
        outcome = Outcome(fields)
        if not outcome.all_right and random.random() < learns:
            return Run(None, n)
        now += timedelta(minutes=2)
        standing, _ = after_drill(standing, Ended(replace(at_hand, fading=ALONE), problem, outcome), now)
        recent.append(at_hand.skill)
    return Run(None, MOST)
