"""From a worked example to working alone: which steps of a problem stand there already, and which are open."""

from math import ceil
from typing import NamedTuple

from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.practice.states import ALONE, LAST_STEPS, MORE, WORKED, SkillState, stage_by

OPEN_SHARE = {WORKED: 0.0, LAST_STEPS: 1 / 3, MORE: 2 / 3, ALONE: 1.0}
FEW = 2
"""Up to so many fields are worked in sub-steps; with more, whole fields are given."""


class Faded(NamedTuple):
    """The places of a problem whose answers are given, and those that are open, in the order of work."""

    given: tuple[FieldId, ...]
    open: tuple[FieldId, ...]


def stage_of(state: SkillState | None) -> int:
    """The stage of fading of a skill's next drill: the worked example first, then ever more open."""
    return WORKED if state is None else state.stage


def stage_after(state: SkillState, p: float, *, is_success: bool, misses: int) -> int:
    """The stage of the next drill. What was once open is closed again by misses in succession, never by one."""
    if is_success:
        return max(state.stage, stage_by(p))
    return max(LAST_STEPS, state.stage - (misses > 1))


def faded(problem: Problem, stage: int) -> Faded:
    """What is given and what is open at a stage. The last steps open first, the answer itself with them."""
    fields = tuple(all_asked(problem))
    places = (
        fields if len(fields) > FEW else tuple(step for place in fields for step in (*_steps(problem, place), place))
    )
    if stage == ALONE:
        return Faded((), fields)
    count = ceil(OPEN_SHARE[stage] * len(places))
    kept = len(places) - count
    return Faded(places[:kept], places[kept:])


def _steps(problem: Problem, field: FieldId) -> tuple[FieldId, ...]:
    return tuple(breakdown(problem, field).cells()) if has_breakdown(field) else ()
