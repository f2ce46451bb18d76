"""Which primer belongs to a stage or a skill, and which of them a learner has met. Imports nothing of the engine."""

from tutor.journal.journal import Journal
from tutor.lessons.primer_plans import PLANS
from tutor.lessons.problem import Problem
from tutor.lessons.stages import KINDS, StageId
from tutor.practice.code_form import is_code
from tutor.session.sitting import Sitting
from tutor.session.status import Status

_SETTING = "primer."


def primer_of(problem: Problem, stage: StageId) -> str:
    """The name of the primer of a stage; of a drill that of its skill, where that has one of its own.

    The chain in letters has that of the gradient, which drills of writing the chain have, too.
    """
    skill = _skill(problem) if is_code(problem.id) else ""
    return skill if skill in PLANS else KINDS["d" if stage == "chain" else stage]


def is_offered(journal: Journal, sitting: Sitting, stage: StageId) -> bool:
    """Whether a stage's primer is offered: it is new to the learner, who has answered nothing of the stage."""
    is_new = not any(field.stage == stage for field in sitting.answers)
    return is_new and not has_met(journal, primer_of(sitting.problem, stage))


def is_new_in_drill(journal: Journal, problem: Problem) -> bool:
    """Whether a drill's skill has a primer of its own that the learner has not met."""
    skill = _skill(problem)
    return skill in PLANS and not has_met(journal, skill)


def note_solved(journal: Journal, sitting: Sitting, stage: StageId) -> None:
    """Who has solved a stage is not offered its primer anywhere else."""
    if stage != "chain" and sitting.stage_status(stage) is Status.RIGHT:
        meet(journal, primer_of(sitting.problem, stage))


def has_met(journal: Journal, name: str) -> bool:
    """Whether a primer was opened, or is needed no more."""
    return journal.setting(_SETTING + name) is not None


def meet(journal: Journal, name: str) -> None:
    """From now on a primer is not offered."""
    if not has_met(journal, name):
        journal.set_setting(_SETTING + name, "met")


def _skill(drill: Problem) -> str:
    from tutor.practice.codes import parse_code  # brings all that can be practised

    return parse_code(drill.id).skill
