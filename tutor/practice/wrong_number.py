"""A wrong number in a field, and the lines by which one changed rule comes to it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.tracing import trace_of
from tutor.mistakes.everything import mistakes_of
from tutor.mistakes.mistake import Mistake
from tutor.practice.pupil import by_hand, first_wrong
from tutor.practice.solution_lines import Line, lines_of

MOST_LINES = 40
"""So many lines can be looked through."""


class WrongNumber(NamedTuple):
    """The lines that lead to a wrong number in a field, which is the last of them, and the changed rule behind it."""

    field: FieldId
    mistake: str
    lines: tuple[Line, ...]
    first: int
    """The place of the first line that is not right, from 0."""

    @property
    def value(self) -> Fraction:
        """The wrong number."""
        return Fraction(self.lines[-1].value)


def wrong_numbers(problem: Problem, field: FieldId, ids: frozenset[str] | None = None) -> Iterator[WrongNumber]:
    """What each changed rule of these ids (None: of all) leads to in a field, where that is wrong and short enough.

    The problem is a network whose numbers are exact and whose cost is made of squares.
    """
    for mistake in mistakes_of(problem.network, len(problem.data)):
        if ids is None or mistake.id in ids:
            lines = _lines_to(problem, field, mistake)
            first = first_wrong(problem, lines)
            is_wrong = first is not None and first_wrong(problem, lines[-1:]) is not None
            if first is not None and is_wrong and 1 < len(lines) <= MOST_LINES and by_hand(lines):
                yield WrongNumber(field, mistake.id, lines, first)


def suits(problem: Problem) -> bool:
    """Whether a problem is such that the lines of a solution say all that there is to it."""
    if not (problem.is_layered and problem.is_exact) or problem.names or problem.answer != "value":
        return False
    network = problem.network
    return network.cost == "sum-of-squares" and not network.variations()


def _lines_to(problem: Problem, field: FieldId, mistake: Mistake) -> tuple[Line, ...]:
    """The lines that the number in a field comes from, from the part of the work on in which the rule is changed."""
    every = tuple(lines_of(problem, trace_of(problem, mistake.rules())))
    begins = min(mistake.shows_in[0], "d") if field.stage == "e" else mistake.shows_in[0]
    last = next(line for line in every if _is_answer(line, field))
    return (
        *(line for line in every if begins <= line.stage <= field.stage and _leads_to(problem, line, field, mistake)),
        last,
    )


def _is_answer(line: Line, field: FieldId) -> bool:
    if line.point is not None or line.stage != field.stage:
        return False
    return field.stage == "c" or line.quantity.name == field.name


def _leads_to(problem: Problem, line: Line, field: FieldId, mistake: Mistake) -> bool:
    """Whether a line before the last is needed for it: back no further than to the layer of the field's parameter.

    Of a step that goes wrong by itself, the partial derivative is all that leads to it.
    """
    if line.stage == "c":
        return line.point is not None  # C itself leads to nothing else
    layer = problem.graph.named[field.name].layer
    if line.stage == "d":
        if line.point is None:
            return field.stage == "e" and line.quantity.name == field.name
        return mistake.shows_in[0] != "e" and line.quantity.layer >= layer
    return False  # another parameter's step
