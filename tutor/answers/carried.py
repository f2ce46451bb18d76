"""What an answer would be if the learner's own earlier answers were right: method apart from arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tutor.answers.own_forward import OwnValues, trace_with
from tutor.answers.tolerance import CLOSE
from tutor.answers.verdicts import Number
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, breakdown, step_parts, value_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import layer_of

Given: TypeAlias = Mapping[FieldId, Number]
"""The learner's answers so far, as numbers; right ones may be among them."""


@dataclass(frozen=True)
class Carried:
    """The value that follows from the learner's own answers, and the first of those to look at again."""

    value: Number
    look_at: FieldId


def expected(problem: Problem, field: FieldId) -> Number:
    """The right value of a field that asks for a number."""
    if field.step:
        return value_of(problem, field)
    if field.stage == "a":
        return Fraction(problem.network.parameter_count)
    if field.stage == "c":
        return problem.trace.cost
    return (problem.trace.gradient if field.stage == "d" else problem.trace.updated)[field.name]


def carried(problem: Problem, field: FieldId, given: Given) -> Carried | None:
    """What the learner's own wrong answers lead to at this field; None where they lead to nothing, or to the truth.

    A degenerate answer leads to nothing: one that makes the value zero, or leaves a parameter where it was, would make
    every later answer easy.
    """
    wrong = {o: v for o, v in given.items() if o != field and o.stage in "cde" and not _agree(v, expected(problem, o))}
    if not wrong or all(value == 0 for value in wrong.values()):
        return None
    follow = {"c": _in_cost, "d": _in_partial, "e": _in_update}.get(field.stage)
    found = follow(problem, field, wrong) if follow else None
    if found is None or found.value == 0 or _agree(found.value, expected(problem, field)):
        return None
    unmoved = field.stage == "e" and not field.step and found.value == problem.trace.theta[field.name]
    return None if unmoved else found


def _agree(value: Number, other: Number) -> bool:
    return abs(float(value) - float(other)) <= CLOSE * max(1.0, abs(float(other)))


def _in_cost(problem: Problem, field: FieldId, wrong: Given) -> Carried | None:
    """From the learner's z, a, r and squares, whatever stands nearest before the field."""
    used = _sub_steps("c", wrong)
    if field.step:
        name, point, _ = step_parts(field)
        used = {o: v for o, v in used.items() if step_parts(o)[1] == point and _rank(o) < _rank(field)}
    if not used:
        return None
    trace = trace_with(problem, _own_values(used))
    if field.step and name != SQUARES:
        return Carried(trace.at(name, point), _first(used))
    residuals = [problem.network.residual(j) for j in range(1, problem.network.widths[-1] + 1)]

    def squares(at: int) -> Number:
        return sum((trace.at(residual, at) ** 2 for residual in residuals), Fraction(0))

    if field.step:
        return Carried(squares(point), _first(used))
    scales = {"half-sum-of-squares": Fraction(1, 2), "mean-of-squares": Fraction(1, trace.points)}
    cost = trace.cost
    for other, own in used.items():
        other_name, at, _ = step_parts(other)
        if other_name == SQUARES:
            cost += scales.get(problem.network.cost, Fraction(1)) * (own - squares(at))
    return Carried(cost, _first(used))


def _in_partial(problem: Problem, field: FieldId, wrong: Given) -> Carried | None:
    """From the learner's products, or factors of the same row, or else from their forward values."""
    own = {other: value for other, value in wrong.items() if other.step and other.parent == field.parent}
    forward = _sub_steps("c", wrong)
    rows = breakdown(problem, field.parent).rows
    if not field.step:
        last = [row.cells[-1] for row in rows]
        used = {cell: own[cell] for cell in last if cell in own}
        if used:
            return Carried(sum(used.get(cell, value_of(problem, cell)) for cell in last), _first(used))
        if not forward:
            return None
        return Carried(trace_with(problem, _own_values(forward)).gradient[field.name], _first(forward))
    name, point, path = step_parts(field)
    if name == PRODUCT:
        row = next(row for row in rows if (row.point, row.path) == (point, path))
        used = {cell: own[cell] for cell in row.cells[:-1] if cell in own}
        value: Number = Fraction(1)
        for cell in row.cells[:-1]:
            value *= used.get(cell, value_of(problem, cell))
        return Carried(value, _first(used)) if used else None
    if not forward or name == "1" or name in problem.trace.theta:
        return None
    return Carried(trace_with(problem, _own_values(forward)).at(name, point), _first(forward))


def _in_update(problem: Problem, field: FieldId, wrong: Given) -> Carried | None:
    """From the learner's own step, or from their own partial derivative."""
    theta = problem.trace.theta[field.name]
    step, partial = FieldId("e", field.name, STEP), FieldId("d", field.name)
    if not field.step and step in wrong:
        return Carried(theta - wrong[step], step) if wrong[step] else None
    if not wrong.get(partial):
        return None
    own = problem.learning_rate * wrong[partial]
    return Carried(own if field.step else theta - own, partial)


def _sub_steps(stage: str, given: Given) -> dict[FieldId, Number]:
    return {field: value for field, value in given.items() if field.stage == stage and field.step}


def _own_values(cells: Given) -> OwnValues:
    """The sub-steps of (c) as quantities at points; squares are no quantity of the forward pass."""
    return {
        (name, point): value
        for cell, value in cells.items()
        for name, point, _ in (step_parts(cell),)
        if name != SQUARES
    }


def _first(cells: Given) -> FieldId:
    """The sub-step that the others follow from: the earliest point, and there the earliest quantity."""
    return min(cells, key=lambda cell: (step_parts(cell)[1:2], _rank(cell)))


def _rank(cell: FieldId) -> int:
    """Where a quantity stands on the way forward: z before a, layer by layer, then r, then what is made of them."""
    name = step_parts(cell)[0]
    if name in (SQUARES, PRODUCT):
        return 1_000_000
    if name[0] in "za" and "/" not in name:
        return 2 * layer_of(name) + (name[0] == "a")
    return 100_000 if name[0] == "r" else 500_000
