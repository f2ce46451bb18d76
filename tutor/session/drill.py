"""A drill to be shown: what is at hand, its problem, and how much of it the learner is to do."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.lessons.problem import Problem
from tutor.lessons.stages import all_asked
from tutor.practice.drill_sitting import AtHand
from tutor.practice.fading import faded
from tutor.practice.states import WORKED

if TYPE_CHECKING:
    from tutor.practice.item import Item


@dataclass(frozen=True)
class Drill:
    """A drill to be shown. `item` is what it asks where that is no numbers."""

    at_hand: AtHand
    problem: Problem
    item: "Item | None" = None

    @property
    def is_example(self) -> bool:
        """Whether it is read only."""
        return self.at_hand.fading == WORKED

    @property
    def open_steps(self) -> tuple[str, ...]:
        """The sub-steps that are asked for where those before them are given, by name."""
        if self.item is not None or self.is_example:
            return ()
        return tuple(str(field) for field in faded(self.problem, self.at_hand.fading).open if field.step)

    @property
    def open_fields(self) -> tuple[str, ...]:
        """The fields that the learner is to answer, by name; of an item, its questions."""
        if self.item is not None:
            return self.item.asks
        if self.is_example:
            return tuple(map(str, all_asked(self.problem)))
        return tuple(str(field) for field in faded(self.problem, self.at_hand.fading).open if not field.step)


def made(at_hand: AtHand, problem: Problem) -> Drill:
    """The drill, with what its first paint would wait for."""
    _ = problem.trace.updated
    from tutor.practice.items_of_codes import item_of

    item = item_of(problem)
    return Drill(at_hand, problem if item is None else item.problem, item)


def opened(at_hand: AtHand, content: Path) -> Drill:
    """The drill of a code. Raises CodeError."""
    from tutor.practice.variants import open_code

    return made(at_hand, open_code(at_hand.code, content))
