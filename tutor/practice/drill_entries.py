"""Drills as the journal keeps them. One entry ends a drill: how it went, and the state that it left the skill in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from tutor.journal.journal import Journal
from tutor.journal.records import DRILL, JSON, KNOWN, Entry
from tutor.lessons.problem import Problem
from tutor.mistakes.component import Component
from tutor.practice.beliefs import Beliefs, prior, read_beliefs, updated_beliefs
from tutor.practice.components import components_of
from tutor.practice.drill_sitting import AtHand, Done, DrillSitting, Goal
from tutor.practice.items import KINDS
from tutor.practice.knowledge import (
    Knowledge,
    Known,
    after_answers,
    changed,
    read_knowledge,
    standing,
    standing_of,
)
from tutor.practice.outcome import Grade, Outcome, grade
from tutor.practice.schedule import Worked, met, reviewed, steadied
from tutor.practice.sittings import SITTING
from tutor.practice.skills import SKILLS
from tutor.practice.states import LAST_STEPS, SkillState, read_state

if TYPE_CHECKING:
    from tutor.practice.predicting import Predictions

BELIEFS = "drill_beliefs"
"""The setting that holds what is believed of the learner's mistakes."""


LATER = timedelta(days=3)
"""How long after an essay was written it is asked what it was about."""


class Standing(NamedTuple):
    """How a learner stands: in the skills that were met, and in the components that these are made of."""

    states: Mapping[str, SkillState]
    knowledge: Knowledge


def standing_in(journal: Journal, now: datetime | None = None) -> Standing:
    """How the learner stands; as of `now`, nothing that a clock which went ahead left is later.

    In records from before components were kept, each stands as the surest skill does that is made of it.
    """
    kept = journal.skills()
    read = {name: read_state(record.state) for name, record in kept.items() if name in SKILLS}
    states = {name: state for name, state in read.items() if state is not None}
    knowledge = read_knowledge({name: record.state for name, record in kept.items()})
    if not knowledge:
        knowledge = _as_skills_say(states)
    if now is not None:
        states = {name: steadied(state, now) for name, state in states.items()}
    return Standing({name: replace(one, p=standing(name, knowledge)) for name, one in states.items()}, knowledge)


def states_in(journal: Journal, now: datetime | None = None) -> Mapping[str, SkillState]:
    """How the skills stand that were met."""
    return standing_in(journal, now).states


def beliefs_in(journal: Journal) -> tuple[Beliefs, Beliefs]:
    """What is believed of the learner's mistakes, and the prior that these beliefs lean to."""
    start = _start(journal)
    return read_beliefs(_json(journal.setting(BELIEFS)), start), start


def first_met(skill: str, before: Standing, now: datetime) -> SkillState:
    """A skill as it is when it is met, by what it is made of."""
    return met(skill, now, standing(skill, before.knowledge))


class Ended(NamedTuple):
    """A drill that was worked: the drill, its problem, and the answers to it."""

    drill: AtHand
    problem: Problem
    outcome: Outcome
    predictions: "Predictions | None" = None
    """The problem's, None where no number was asked for."""


def after_drill(before: Standing, ended: Ended, now: datetime) -> tuple[Standing, Grade]:
    """How the learner stands after a drill, and the drill's grade."""
    drill, skill, fields = ended.drill, ended.drill.skill, ended.outcome.fields
    knowledge = after_answers(before.knowledge, ended.problem, fields, fields, now, max(drill.fading, LAST_STEPS))
    if not _comes_again(skill):
        return Standing(before.states, knowledge), grade(ended.outcome)
    state = before.states.get(skill) or first_met(skill, before, now)
    p, taken = standing(skill, knowledge), standing_of(ended.problem, fields, skill, knowledge)
    state, given = reviewed(state, Worked(ended.outcome, drill.level, drill.fading, p, taken), now)
    return Standing({**before.states, skill: state}, knowledge), given


def finish(
    journal: Journal, ended: Ended, now: datetime, language: str, *, name: str = ""
) -> tuple[SkillState | None, Grade]:
    """Record that a drill was worked; the state of its skill after it, if it has one, and the grade.

    `name` is the problem's in the journal where that is not the code.
    """
    drill, outcome, found = ended.drill, ended.outcome, ended.predictions
    before = standing_in(journal, now)
    after, given = after_drill(before, ended, now)
    state = after.states[drill.skill] if _comes_again(drill.skill) else None
    values = outcome.values()
    detail: dict[str, JSON] = {
        **_common(drill, state),
        KNOWN: changed(before.knowledge, after.knowledge),
        "grade": int(given),
        "first_right": outcome.all_right,
        "hints": outcome.hints,
        "shown": outcome.shown,
        "seconds": round(outcome.seconds, 1),
        "unaided": list(outcome.share(hinted=False)),
        "hinted": list(outcome.share(hinted=True)),
        "clear": _clear(found, outcome),
    }
    journal.record(Entry(name or drill.code, "", DRILL, "", None, detail, language, now))
    if found is not None and values:
        from tutor.practice.predicting import told_by

        beliefs, start = beliefs_in(journal)
        believed = updated_beliefs(beliefs, found, told_by(found, outcome), start)
        journal.set_setting(BELIEFS, json.dumps({name: round(p, 6) for name, p in believed.items()}))
    return state, given


def finish_example(journal: Journal, drill: AtHand, now: datetime, language: str) -> SkillState:
    """Record that a worked example was read: the skill is met."""
    before = standing_in(journal, now)
    state = before.states.get(drill.skill) or first_met(drill.skill, before, now)
    journal.record(Entry(drill.code, "", DRILL, "", None, _common(drill, state), language, now))
    return state


def meet_later(journal: Journal, skill: str, name: str, now: datetime, language: str) -> None:
    """Record that a skill was met in the lesson of this name, if it was not: its first drill is due some days later."""
    before = standing_in(journal, now)
    if skill not in before.states:
        state = first_met(skill, before, now)
        state = replace(state, due=state.due + LATER)
        detail: dict[str, JSON] = {"skill": skill, "state": state.as_json()}
        journal.record(Entry(name, "", DRILL, "", None, detail, language, now))


def keep_sitting(journal: Journal, sitting: DrillSitting | None) -> None:
    """Keep a sitting as it stands, so that it can be gone on with; None when it is over."""
    journal.set_setting(SITTING, json.dumps(_sitting_json(sitting), ensure_ascii=False) if sitting else "")


def sitting_in(journal: Journal) -> DrillSitting | None:
    """The sitting that was left, with the learner away; None if there is none."""
    values = _json(journal.setting(SITTING))
    if not isinstance(values, dict):
        return None
    try:
        return _sitting(cast("dict[str, Any]", values))
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        return None


def _as_skills_say(states: Mapping[str, SkillState]) -> Knowledge:
    found: dict[Component, Known] = {}
    for skill, state in states.items():
        for component in components_of(skill) if state.drills else ():
            before = found.get(component, Known(0.0))
            found[component] = Known(max(before.p, state.p), before.answers + state.drills)
    return found


def _comes_again(skill: str) -> bool:
    """Whether a skill is scheduled as a whole: of wrong numbers each comes by itself."""
    return skill not in KINDS or KINDS[skill].is_offered


def _common(drill: AtHand, state: SkillState | None) -> dict[str, JSON]:
    kept: dict[str, JSON] = {} if state is None else {"state": state.as_json()}
    return {"skill": drill.skill, "level": drill.level, "fading": drill.fading, **kept}


def _clear(found: "Predictions | None", outcome: Outcome) -> list[str]:
    """The mistakes that the drill would have shown and that no first answer shows."""
    if found is None or not outcome.all_right or set(found.fields) - set(outcome.values()):
        return []
    return sorted(found.shown)


def _start(journal: Journal) -> Beliefs:
    ids: Iterable[str] = dict.fromkeys(name for skill in SKILLS.values() for name in skill.mistakes)
    return prior(ids, journal.mistakes())


def _json(text: str | None) -> Any:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


def _sitting_json(sitting: DrillSitting) -> dict[str, JSON]:
    current = sitting.current
    return {
        "goal": [sitting.goal.unit, sitting.goal.number],
        "before": {name: state.as_json() for name, state in sitting.before.items()},
        "begun": sitting.begun.astimezone(UTC).isoformat(),
        "timed": sitting.is_timed,
        "done": [[one.skill, one.code, None if one.grade is None else int(one.grade)] for one in sitting.done],
        "current": None
        if current is None
        else [current.skill, current.level, current.code, current.fading, current.reason, dict(current.params)],
        "spent": sitting.spent.total_seconds(),
    }


def _sitting(values: Mapping[str, Any]) -> DrillSitting:
    """Raises what damaged values lead to."""
    before = {name: read_state(state) for name, state in values["before"].items()}
    begun = datetime.fromisoformat(values["begun"])
    if begun.tzinfo is None:
        raise ValueError("no time zone")
    current = values["current"]
    return DrillSitting(
        Goal(*values["goal"]),
        {name: state for name, state in before.items() if state is not None},
        begun,
        bool(values["timed"]),
        tuple(Done(str(s), str(c), None if g is None else Grade(g)) for s, c, g in values["done"]),
        None if current is None else AtHand(*current),
        timedelta(seconds=values["spent"]),
    )
