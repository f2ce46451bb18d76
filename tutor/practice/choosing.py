"""The next drill: which skill, at which level, which of its problems, how much of it is given, and why."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeAlias

from tutor.lessons.problem import Problem
from tutor.practice.beliefs import Beliefs, information, suspects, unsettled_share
from tutor.practice.codes import OWN, parse_code
from tutor.practice.components import components_of
from tutor.practice.drill_sitting import AtHand
from tutor.practice.fading import stage_of
from tutor.practice.items import KINDS
from tutor.practice.items_of_codes import choices_of
from tutor.practice.knowledge import NOTHING, Knowledge, Known, standing, was_seen
from tutor.practice.mastery import KNOWN, first_level
from tutor.practice.number_skills import component_of
from tutor.practice.order import BUILDS_ON, OFFERED, ready
from tutor.practice.outcome import Grade
from tutor.practice.schedule import retrievability
from tutor.practice.skills import SKILLS, WHOLE
from tutor.practice.states import MORE_FROM, WORKED, SkillState, stage_by

SEEDS = 2**32
LOOKED_AT, LOOKED_THROUGH = 6, 64
"""How many problems are drawn to choose from: the next drill must be there at once. Of a kind of item
whose code says what mistake it is about, they need not be worked for that, and there are many mistakes."""
AHEAD = timedelta(days=30)
"""What counts is what will be there in so long a time: by then, what was met only lately is gone first."""
LENGTH = {"whole-chain": 2.2, "whole-wide": 3.2, "teach": 1.5}
"""How much longer than the others drills of these skills take."""
UNSETTLED_WEIGHT = 2.5
"""What a drill that would settle all that is unsettled is worth, beside one on a component that is unknown."""
OTHERS = 0.3
"""What counts of all components beside the weakest."""
TOLD_APART = 0.05
"""From how many bits on a problem was worth choosing."""
Supply: TypeAlias = Callable[[str, int, Sequence[int]], Sequence[Problem]]
"""Where problems come from: of a skill and a level the problem of each seed, in order."""


def supply_of(content: Path, seen: Collection[str] = ()) -> Supply:
    """Problems drawn and certified, with the words of the content folder.

    `seen` has the codes of those that the learner has had: none with the same numbers comes again, if there is another.
    """

    def drawn(skill: str, level: int, seeds: Sequence[int]) -> Sequence[Problem]:
        # What numpy is needed for is imported with the first of them.
        from tutor.practice.variants import draw_fresh, draw_many, key, open_code

        codes = [code for code in seen if parse_code(code).skill == skill and parse_code(code).level != OWN]
        had = {key(open_code(code, content)) for code in codes}
        fresh = [one for one in draw_many(skill, level, seeds, content) if key(one) not in had]
        return fresh or [draw_fresh(skill, level, seeds[0], content, had)]

    return drawn


def next_drill(
    states: Mapping[str, SkillState],
    recent: Sequence[str],
    now: datetime,
    random: Random,
    beliefs: Beliefs,
    supply: Supply,
    *,
    seen: Collection[str] = (),
    knowledge: Knowledge = NOTHING,
) -> tuple[AtHand, Problem]:
    """The next drill, and its problem.

    `recent` are the skills of the sitting so far, the last one last; `seen` the codes.
    What is due and what is new come in turn, then what is weakest; never the same skill twice running if there is
    another. Each drill of a skill that was met before opens the way to a new one, however sure the old ones are:
    nothing lasts that did not come back after days, so that what is met late is lost first. Of several the one comes
    that takes most of what is least sure or soonest gone, that is nearest to being forgotten itself, and that tells
    most of what is unsettled.
    """
    skill, reason, params = choose_skill(states, recent, now, beliefs, knowledge)
    state = states.get(skill)
    level, fading = opening(skill, state, knowledge)
    drawn, told = choose_problem(
        skill, level, random, beliefs, supply, seen, lambda one: lacking(one, beliefs, knowledge, now)
    )
    likely = suspects(beliefs, SKILLS[skill].mistakes)
    if state is not None and told >= TOLD_APART and likely:
        reason = "apart" if len(likely) > 1 else "suspect"
        params = {"one": likely[0], "other": likely[1]} if len(likely) > 1 else {"one": likely[0]}
    return AtHand(skill, level, drawn.id, fading, reason, {"skill": skill, **params}), drawn


def opening(skill: str, state: SkillState | None, knowledge: Knowledge) -> tuple[int, int]:
    """At which level and stage of fading a skill's next drill is.

    A new one begins with its worked example, unless answers in other problems bore on all that it is made of: then it
    begins as sure as these left it.
    """
    if state is not None:
        return state.level, stage_of(state)
    p = standing(skill, knowledge)
    return (first_level(p), stage_by(p)) if was_seen(skill, knowledge) and p >= MORE_FROM else (1, WORKED)


def choose_skill(
    states: Mapping[str, SkillState],
    recent: Sequence[str],
    now: datetime,
    beliefs: Beliefs,
    knowledge: Knowledge = NOTHING,
) -> tuple[str, str, dict[str, str | int]]:
    """Which skill comes next, and the reason."""
    last = recent[-1] if recent else None
    if last in OFFERED and last in states and not states[last].drills:
        return last, "after_example", {}  # what was only just read is tried at once
    met = [skill for skill in BUILDS_ON if skill in states]
    due = [skill for skill in met if states[skill].due <= now and skill != last]
    new = [skill for skill in ready(states, knowledge) if skill != last]
    came_again = last is not None and last in states and states[last].drills > 1
    if new and (came_again or not due):
        return new[0], _why_new(new[0], knowledge), {}

    def gain(one: str) -> float:
        return worth(one, knowledge, now) + _worth_of_unsettled(one, beliefs) + _rest(one, recent)

    if due:
        gone = {skill: 1 - retrievability(states[skill], now) for skill in due}
        skill = max(due, key=lambda one: gone[one] + gain(one))
        return skill, *_why_due(states[skill], now)
    others = [skill for skill in met if skill != last and not _waits(states[skill])] or met
    return max(others, key=gain), "ahead", {}


def _waits(state: SkillState) -> bool:
    """Whether a skill is met and was never drilled, and is due some day: before that there is nothing to recall."""
    return not state.drills and state.due > state.last


def choose_problem(
    skill: str,
    level: int,
    random: Random,
    beliefs: Beliefs,
    supply: Supply,
    seen: Collection[str],
    lacks: Callable[[str], float],
) -> tuple[Problem, float]:
    """The problem that tells this learner's likely mistakes apart best, and how many bits it is expected to tell.

    Of a kind of item that is about one mistake, it is the problem whose mistake `lacks` gives the most for.
    """
    from tutor.practice.predicting import predictions

    holds = KINDS[skill].holds if skill in KINDS else None
    looked_at = LOOKED_THROUGH if holds else 1 if skill in KINDS else 2 if skill in WHOLE else LOOKED_AT
    drawn = supply(skill, level, [random.randrange(SEEDS) for _ in range(looked_at)])
    fresh = [one for one in drawn if one.id not in seen] or list(drawn)
    if holds is not None:
        return max(fresh, key=lambda one: lacks(holds(choices_of(one.id)))), 0.0
    if skill in KINDS:
        return fresh[0], 0.0
    bits = [information(beliefs, predictions(one, SKILLS[skill].given(one.network))) for one in fresh]
    best = max(range(len(fresh)), key=bits.__getitem__)
    return fresh[best], bits[best]


def _why_new(skill: str, knowledge: Knowledge) -> str:
    if _is_known(skill, knowledge):
        return "known"
    if was_seen(skill, knowledge):
        return "seen"
    return "new" if BUILDS_ON[skill] else "first"


def _is_known(skill: str, knowledge: Knowledge) -> bool:
    """Whether all that a skill is made of is known from elsewhere."""
    return was_seen(skill, knowledge) and standing(skill, knowledge) >= KNOWN


def worth(skill: str, knowledge: Knowledge, now: datetime) -> float:
    """How much there is to gain in the time that a drill takes, by what of it is not sure, or will be gone soon."""
    parts = [knowledge.get(component, Known()) for component in components_of(skill)]
    gaps = [1 - part.p * part.recalled(now + AHEAD) for part in parts]
    if skill in KINDS:  # an item is about one of them, and the weakest is looked for
        gaps = [max(gaps)]
    return (max(gaps) + OTHERS * sum(gaps)) / LENGTH.get(skill, 1.0)


def lacking(mistake: str, beliefs: Beliefs, knowledge: Knowledge, now: datetime) -> float:
    """How much a learner has to learn of what a mistake is about: more where they make it, or where it is about to go.

    How likely they make it is measured against how likely any of the mistakes is. What no answer bore on yet, they have
    not met.
    """
    part = knowledge.get(component_of(mistake))
    gap = 0.0 if part is None else 1 - part.p * part.recalled(now)
    return beliefs.get(mistake, 0.0) * len(beliefs) + gap


def _why_due(state: SkillState, now: datetime) -> tuple[str, dict[str, str | int]]:
    if state.grade == Grade.AGAIN:
        return "again", {}
    days = (now - state.last).days
    return ("due", {"days": days}) if days else ("due_today", {})


def _worth_of_unsettled(skill: str, beliefs: Beliefs) -> float:
    if skill in KINDS:
        return 0.0
    return UNSETTLED_WEIGHT * unsettled_share(beliefs, SKILLS[skill].mistakes) / LENGTH.get(skill, 1.0)


def _rest(skill: str, recent: Sequence[str]) -> float:
    """A little for a skill that has not come for a while, so that drills alternate."""
    back = next((k for k, one in enumerate(reversed(recent)) if one == skill), len(BUILDS_ON))
    return 0.02 * back
