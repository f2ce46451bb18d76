"""A drill to be shown: what is at hand, its problem, and how much of it the learner is to do."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.lessons.problem import Problem
from tutor.lessons.stages import all_asked
from tutor.practice.drill_sitting import AtHand
from tutor.practice.fading import faded
from tutor.practice.skills import FIND_STEP, LINE, MISTAKE
from tutor.practice.states import WORKED

if TYPE_CHECKING:
    from tutor.practice.find_step import WorkedMistake


@dataclass(frozen=True)
class Drill:
    """A drill to be shown. `found` is the solution with a mistake where that is what the drill is about."""

    at_hand: AtHand
    problem: Problem
    found: "WorkedMistake | None" = None

    @property
    def is_example(self) -> bool:
        """Whether it is read only."""
        return self.at_hand.fading == WORKED

    @property
    def open_steps(self) -> tuple[str, ...]:
        """The sub-steps that are asked for where those before them are given, by name."""
        if self.found is not None or self.is_example:
            return ()
        return tuple(str(field) for field in faded(self.problem, self.at_hand.fading).open if field.step)

    @property
    def open_fields(self) -> tuple[str, ...]:
        """The fields that the learner is to answer, by name."""
        if self.found is not None:
            return LINE, MISTAKE
        if self.is_example:
            return tuple(map(str, all_asked(self.problem)))
        return tuple(str(field) for field in faded(self.problem, self.at_hand.fading).open if not field.step)


def made(at_hand: AtHand, problem: Problem) -> Drill:
    """The drill, with what its first paint would wait for."""
    _ = problem.trace.updated
    if at_hand.skill != FIND_STEP:
        return Drill(at_hand, problem)
    from tutor.practice.find_step import worked_mistake
    from tutor.typeset.render import inline_or_source

    found = worked_mistake(problem)
    for line in found.lines:  # typeset once, it is remembered
        inline_or_source(line.equation, False)
    return Drill(at_hand, problem, found)


def opened(at_hand: AtHand, content: Path) -> Drill:
    """The drill of a code. Raises CodeError."""
    from tutor.practice.variants import open_code

    return made(at_hand, open_code(at_hand.code, content).problem)
