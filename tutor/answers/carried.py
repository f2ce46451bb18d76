"""What an answer would be if the learner's own earlier answers were right: method apart from arithmetic."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TypeAlias

from tutor.answers.own_forward import OwnValues, trace_with
from tutor.answers.tolerance import CLOSE, is_finite
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
    follow = _FOLLOWED.get(field.stage)
    if follow is None:
        return None
    own = {o: v for o, v in given.items() if o != field and o.stage in _FOLLOWED}
    # Where the engine computes with floats, so do these: products of long fractions could outgrow them.
    convert = Fraction if own and problem.trace.exact else float
    wrong = {o: convert(v) for o, v in own.items() if _is_wrong(v, expected(problem, o))}
    found = follow(problem, field, wrong) if wrong else None
    if found is None or not is_finite(found.value) or found.value == expected(problem, field):
        return None
    return found if found.value or field.stage == "e" else None  # a zero θ′ was moved there


def _is_wrong(value: Number, true: Number) -> bool:
    return is_finite(true) and abs(Fraction(value) - Fraction(true)) > CLOSE * abs(Fraction(true))


def _in_cost(problem: Problem, field: FieldId, wrong: Given) -> Carried | None:
    """From the learner's z, a, r and squares, whatever stands nearest before the field."""
    used = _sub_steps("c", wrong)
    if field.step:
        point = step_parts(field)[1]
        used = {cell: v for cell, v in used.items() if step_parts(cell)[1] == point and _rank(cell) < _rank(field)}
    if _is_degenerate(used):
        return None
    trace = trace_with(problem, _own_values(used))
    if field.step:
        return Carried(value_of(problem, field, trace), _first(used))
    cost, scale = trace.cost, problem.network.cost_scale(trace.points)
    for cell, own in used.items():
        if step_parts(cell)[0] == SQUARES:
            cost += scale * (own - value_of(problem, cell, trace))
    return Carried(cost, _first(used))


def _in_partial(problem: Problem, field: FieldId, wrong: Given) -> Carried | None:
    """From the learner's products, or factors of the same row, or else from their forward values."""
    own = {cell: value for cell, value in wrong.items() if cell.step and cell.parent == field.parent}
    rows = breakdown(problem, field.parent).rows
    if not field.step:
        last = [row.cells[-1] for row in rows]
        used = {cell: own[cell] for cell in last if cell in own}
        value: Number = sum(used.get(cell, value_of(problem, cell)) for cell in last)
    elif step_parts(field)[0] == PRODUCT:
        factors = next(row.cells[:-1] for row in rows if field in row.cells)
        used = {cell: own[cell] for cell in factors if cell in own}
        value = prod(used.get(cell, value_of(problem, cell)) for cell in factors)
    else:
        used, value = {}, 0
    if used:
        return None if _is_degenerate(used) else Carried(value, _first(used))
    forward = _sub_steps("c", wrong)
    if _is_degenerate(forward):
        return None
    trace = trace_with(problem, _own_values(forward))
    return Carried(value_of(problem, field, trace) if field.step else trace.gradient[field.name], _first(forward))


def _in_update(problem: Problem, field: FieldId, wrong: Given) -> Carried | None:
    """From the learner's own step, or from their own partial derivative."""
    theta = problem.trace.theta[field.name]
    step, partial = FieldId("e", field.name, STEP), FieldId("d", field.name)
    if not field.step and step in wrong:
        own, look_at = wrong[step], step
    elif partial in wrong:
        own, look_at = problem.learning_rate * wrong[partial], partial
    else:
        return None
    if own == 0:
        return None
    return Carried(own if field.step else theta - own, look_at)


_FOLLOWED: Mapping[str, Callable[[Problem, FieldId, Given], Carried | None]] = {
    "c": _in_cost,
    "d": _in_partial,
    "e": _in_update,
}


def _is_degenerate(used: Given) -> bool:
    """Whether there is nothing to follow from, or at some data point only zeros."""
    points = {step_parts(cell)[1] for cell in used}
    return not used or any(all(not value for cell, value in used.items() if step_parts(cell)[1] == p) for p in points)


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
    return min(cells, key=lambda cell: (step_parts(cell)[1], _rank(cell)))


def _rank(cell: FieldId) -> int:
    """Where a quantity stands on the way forward: z before a, layer by layer, then r, then what is made of them."""
    name = step_parts(cell)[0]
    if name in (SQUARES, PRODUCT):
        return 1_000_000
    if name[0] in "za" and "/" not in name:
        return 2 * layer_of(name) + (name[0] == "a")
    return 100_000 if name[0] == "r" else 500_000
