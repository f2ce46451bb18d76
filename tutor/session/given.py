"""What stands in a faded problem before the learner begins: answers as if they had been given, and where to go on."""

from collections.abc import Iterator
from datetime import datetime

from tutor.answers.expected import expected
from tutor.answers.marking import mark
from tutor.lessons.breakdown import value_of
from tutor.lessons.chain import chain_typed, is_chain
from tutor.lessons.figures import as_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.network.graph import dependencies
from tutor.practice.fading import faded
from tutor.session.facts import Answered, BrokenDown, Fact, Visited


def given_facts(problem: Problem, fading: int, at: datetime) -> tuple[Fact, ...]:
    """The facts that a faded problem begins with; none where the learner works alone."""
    return tuple(_facts(problem, fading, at))


def right_text(problem: Problem, place: FieldId) -> str:
    """The right answer at a field or sub-step, as it would be typed."""
    if is_chain(place):
        return chain_typed(problem, place.parent)
    if place.step:
        return as_text(value_of(problem, place))
    if place.stage == "a":
        return str(len(problem.graph.asked))
    if place.stage == "b":
        return " ".join(dependencies(problem.graph)[place.name])
    return as_text(expected(problem, place))


def _facts(problem: Problem, fading: int, at: datetime) -> Iterator[Fact]:
    parts = faded(problem, fading)
    for whole in dict.fromkeys(place.parent for place in parts.given if place.step):
        yield BrokenDown(whole, True, at, table=True)  # the cells that are given hold the chain
    for place in parts.given:
        text = right_text(problem, place)
        yield Answered(place, text, mark(problem, place, text, {}), at)
    if parts.given and parts.open:
        yield Visited(parts.open[0].parent, at)


def first_open(problem: Problem, fading: int) -> FieldId | None:
    """Where the learner goes on; None where nothing is given."""
    parts = faded(problem, fading)
    return parts.open[0] if parts.given and parts.open else None
