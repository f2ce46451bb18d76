"""Which steps of the flow a learner may see, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.lessons.problem import Problem
from tutor.lessons.stages import asked_stages
from tutor.lessons.symbols import written
from tutor.session.naming import Naming
from tutor.session.sitting import Sitting
from tutor.session.status import Status

if TYPE_CHECKING:
    from tutor.lessons.flow import FlowStep

_MADE = {"preactivation": "sum_in", "activation": "activation"}
"""The words for a step forward, by the kind of what it makes; of other kinds they are `made`."""


def shown_steps(sitting: Sitting, steps: Sequence[FlowStep]) -> tuple[FlowStep, ...]:
    """The steps whose values are the learner's own: forward with (c), back with (d). None before that."""
    if not _is_own(sitting, "c"):
        return ()
    has_all = _is_own(sitting, "d")
    return tuple(step for step in steps if has_all or step.phase == "forward")


def can_flow(sitting: Sitting) -> bool:
    """Whether there is a step that the learner may see."""
    return _is_own(sitting, "c")


def coming_words(sitting: Sitting, naming: Naming) -> str:
    """What is behind the last step that may be seen; empty where all may be."""
    return "" if _is_own(sitting, "d") else naming.say("flow.coming")


def _is_own(sitting: Sitting, stage: str) -> bool:
    """Whether a stage was solved; one that is not asked for is with whatever comes after it, or is given."""
    asked = asked_stages(sitting.problem)
    following = [one for one in asked if one >= stage]
    return sitting.stage_status(following[0]) is Status.RIGHT if following else sitting.is_done()


def flow_words(problem: Problem, step: FlowStep, naming: Naming) -> str:
    """What a step does, in a sentence."""
    values = {"what": naming.math(step.latex)}
    if step.phase == "forward":
        kind = "cost" if step.quantity == problem.graph.objective else _MADE.get(step.quantity.kind, "made")
        return naming.say(f"flow.{kind}", **values)
    if step.phase == "sum":
        return naming.say("flow.sum", count=len(problem.data), **values)
    if step.value == 0 and step.phase == "back" and step.quantity.kind == "preactivation":
        return naming.say("flow.shut", **values)
    if len(step.uses) > 1:  # what goes several ways comes back along each of them
        return naming.say("flow.meet", count=len(step.uses), **values)
    if any(one == problem.graph.objective for one in step.uses):
        return naming.say("flow.first", **values)
    from_where = naming.math(written(problem, f"d{problem.graph.objective}/d{step.uses[0]}"))
    return naming.say("flow.parameter" if step.phase == "parameter" else "flow.back", from_where=from_where, **values)
