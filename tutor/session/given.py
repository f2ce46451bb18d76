"""What stands in a faded problem before the learner begins: answers as if they had been given, and where to go on."""

from collections.abc import Iterator
from datetime import datetime

from tutor.answers.expected import expected
from tutor.lessons.breakdown import value_of
from tutor.lessons.chain import chain_typed, formula_typed, is_chain
from tutor.lessons.figures import as_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, fields_of
from tutor.network.graph import dependencies
from tutor.practice.fading import faded
from tutor.session.facts import Answered, BrokenDown, Fact, Visited
from tutor.session.naming import Naming
from tutor.sheet.any_field import mark


def given_facts(problem: Problem, fading: int, at: datetime) -> tuple[Fact, ...]:
    """The facts that a faded problem begins with; none where the learner works alone."""
    return tuple(_facts(problem, fading, at))


def right_text(problem: Problem, field: FieldId) -> str:
    """The right answer at a field or sub-step, as it would be typed."""
    if is_chain(field):
        return chain_typed(problem, field.parent)
    if field.step:
        return as_text(value_of(problem, field))
    if field.stage == "chain":
        return formula_typed(problem, field.name)
    if field.stage == "a":
        return str(len(problem.graph.asked))
    if field.stage == "b":
        return " ".join(dependencies(problem.graph)[field.name])
    return as_text(expected(problem, field))


def value_of_stage(problem: Problem, stage: StageId, naming: Naming) -> str:
    """The value that a stage asks for, with its name; empty where it asks for several, or for names."""
    fields = fields_of(problem, stage)
    if len(fields) != 1 or stage not in ("a", "c"):
        return ""
    return f"{naming.label(fields[0])} {right_text(problem, fields[0])}"


def _facts(problem: Problem, fading: int, at: datetime) -> Iterator[Fact]:
    parts = faded(problem, fading)
    for whole in dict.fromkeys(field.parent for field in parts.given if field.step):
        yield BrokenDown(whole, True, at, table=True)  # the cells that are given hold the chain
    for field in parts.given:
        text = right_text(problem, field)
        yield Answered(field, text, mark(problem, field, text, {}), at)
    if parts.given and parts.open:
        yield Visited(parts.open[0].parent, at)


def first_open(problem: Problem, fading: int) -> FieldId | None:
    """Where the learner goes on; None where nothing is given."""
    parts = faded(problem, fading)
    return parts.open[0] if parts.given and parts.open else None
