"""What an answer would be if the learner's own earlier answers were right: method apart from arithmetic."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tutor.answers.expected import expected
from tutor.answers.judge import judge_of
from tutor.answers.own_forward import OwnValues, trace_with
from tutor.answers.quantity import Quantity
from tutor.answers.tolerance import CLOSE, is_finite
from tutor.answers.verdicts import Number, Verdict
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, step_parts, table_of, value_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId

if TYPE_CHECKING:
    from tutor.network.trace import Trace

Given: TypeAlias = Mapping[FieldId, Quantity]
"""The learner's answers so far, as typed; right ones may be among them."""


class Carried(NamedTuple):
    """The value that follows from the learner's own answers, and which of those to look at again if any is wrong."""

    value: Number
    look_at: FieldId | None
    is_short: bool = False
    """Whether one of them is too short to tell."""


Cells: TypeAlias = Mapping[FieldId, Number]
Followed: TypeAlias = tuple[Number, tuple[FieldId, ...]] | None
"""A value, and the answers that it was made from."""


def carried(problem: Problem, field: FieldId, given: Given) -> tuple[Carried, ...]:
    """What the learner's own answers lead to at this field, if not to the truth: from all that they have, rounded ones
    too, and from the wrong ones alone.

    A degenerate answer leads to nothing: one that makes the value zero, or leaves a parameter where it was, would make
    every later answer easy.
    """
    if field.stage not in _FOLLOWED:
        return ()
    judge = judge_of(problem)
    own = {o: typed for o, typed in given.items() if o != field and o.stage in _FOLLOWED}
    inexact = {o: typed for o, typed in own.items() if not _is_exact(typed, expected(problem, o))}
    verdicts = {o: judge.judge(o, typed).verdict for o, typed in inexact.items()}
    wrong = {o: typed for o, typed in inexact.items() if verdicts[o] is Verdict.WRONG}
    found = [_follow(problem, field, inexact, verdicts)]
    if wrong and len(wrong) < len(inexact):
        found.append(_follow(problem, field, wrong, verdicts))
    return tuple(one for one in found if one is not None)


def _follow(problem: Problem, field: FieldId, own: Given, verdicts: Mapping[FieldId, Verdict]) -> Carried | None:
    # Where the engine computes with floats, so do these: products of long fractions could outgrow them.
    convert = Fraction if problem.trace.exact else float
    followed = _in_after if field.is_after else _FOLLOWED[field.stage]
    found = followed(problem, field, {o: convert(typed.value) for o, typed in own.items()})
    if found is None or not is_finite(found[0]) or found[0] == expected(problem, field):
        return None
    value, used = found
    if not value and field.stage != "e":  # a zero θ′ was moved there
        return None
    wrong = [cell for cell in used if verdicts[cell] is Verdict.WRONG]
    return Carried(value, _first(problem, wrong), any(verdicts[cell] is Verdict.SHORT for cell in used))


@lru_cache(maxsize=4096)  # asked for each answer that the others are held against
def _is_exact(typed: Quantity, true: Number) -> bool:
    return not is_finite(true) or abs(typed.value - Fraction(true)) <= CLOSE * abs(Fraction(true))


def _in_cost(problem: Problem, field: FieldId, wrong: Cells) -> Followed:
    """From the learner's z, a, r and squares, whatever stands nearest before the field."""
    used = _sub_steps("c", wrong)
    if field.step:
        point = step_parts(field)[1]
        used = {
            cell: v
            for cell, v in used.items()
            if step_parts(cell)[1] == point and _rank(problem, cell) < _rank(problem, field)
        }
    if _is_degenerate(used):
        return None
    trace = trace_with(problem, _own_values(used))
    if field.step:
        return value_of(problem, field, trace), tuple(used)
    cost, scale = trace.cost, problem.network.cost_scale(trace.points) if problem.is_layered else 1
    for cell, own in used.items():
        if step_parts(cell)[0] == SQUARES:
            cost += scale * (own - value_of(problem, cell, trace))
    return cost, tuple(used)


def _in_partial(problem: Problem, field: FieldId, wrong: Cells) -> Followed:
    """From the learner's products, or factors of the same row, or else from their forward values."""
    own = {cell: value for cell, value in wrong.items() if cell.step and cell.parent == field.parent}
    value, used = _in_its_rows(problem, field, own) if own else (0, {})
    if used:
        return None if _is_degenerate(used) else (value, tuple(used))
    forward = _sub_steps("c", wrong)
    if _is_degenerate(forward):
        return None
    trace = trace_with(problem, _own_values(forward))
    return (value_of(problem, field, trace) if field.step else _total(trace, field.name)), tuple(forward)


def _total(trace: "Trace", name: str) -> Number:
    """A partial derivative in a trace: one that is no parameter's is the sum over the points."""
    if name in trace.gradient:
        return trace.gradient[name]
    return sum(trace.slope(name, point) for point in range(1, trace.points + 1))


def _in_its_rows(problem: Problem, field: FieldId, own: Cells) -> tuple[Number, Cells]:
    """From the learner's products, or for a product from their factors, and which of them those are."""
    rows = table_of(problem, field if field.step else next(iter(own))).rows
    if not field.step:
        last = [row.cells[-1] for row in rows]
        used = {cell: own[cell] for cell in last if cell in own}
        return sum(used.get(cell, value_of(problem, cell)) for cell in last), used
    if step_parts(field)[0] != PRODUCT:
        return 0, {}
    factors = next(row.cells[:-1] for row in rows if field in row.cells)
    used = {cell: own[cell] for cell in factors if cell in own}
    return prod(used.get(cell, value_of(problem, cell)) for cell in factors), used


def _in_update(problem: Problem, field: FieldId, wrong: Cells) -> Followed:
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
    if field.step:
        return own, (look_at,)
    return (-own if problem.answer == "change" else theta - own), (look_at,)


def _in_after(problem: Problem, field: FieldId, wrong: Cells) -> Followed:
    """From the learner's own θ′, and from their own sub-steps there."""
    theta = problem.trace.theta
    is_change = problem.answer == "change"
    whole = {cell: value for cell, value in wrong.items() if cell.is_updated}
    own = {cell.name: theta[cell.name] + value if is_change else value for cell, value in whole.items()}
    if not all(map(is_finite, own.values())) or (own and all(value == theta[name] for name, value in own.items())):
        return None
    names = (parameter.name for parameter in problem.graph.parameters)
    right = zip(names, problem.moved.theta, strict=True)
    mine = tuple(Fraction(own[name]) if name in own else value for name, value in right)
    moved = replace(problem.moved, theta=mine) if own else problem.moved
    steps = {cell.before: cell for cell in wrong if cell.is_after and cell.step and cell.parent == field.parent}
    found = _in_cost(moved, field.before, {before: wrong[cell] for before, cell in steps.items()})
    if found is not None:
        return found[0], (*whole, *(steps[before] for before in found[1]))
    if not own:
        return None
    return value_of(moved, field.before) if field.before.step else moved.trace.cost, tuple(whole)


_FOLLOWED: Mapping[str, Callable[[Problem, FieldId, Cells], Followed]] = {
    "c": _in_cost,
    "d": _in_partial,
    "e": _in_update,
}


def _is_degenerate(used: Cells) -> bool:
    """Whether there is nothing to follow from, or at some data point only zeros."""
    points = {step_parts(cell)[1] for cell in used}
    return not used or any(all(not value for cell, value in used.items() if step_parts(cell)[1] == p) for p in points)


def _sub_steps(stage: str, given: Cells) -> dict[FieldId, Number]:
    return {field: value for field, value in given.items() if field.stage == stage and field.step}


def _own_values(cells: Cells) -> OwnValues:
    """The sub-steps of (c) as quantities at points; squares are no quantity of the forward pass."""
    return {
        (name, point): value
        for cell, value in cells.items()
        for name, point, _ in (step_parts(cell),)
        if name != SQUARES
    }


def _first(problem: Problem, cells: Sequence[FieldId]) -> FieldId | None:
    """The answer that the others follow from: the earliest point, and there the earliest quantity; None of none."""
    if len(cells) < 2 or not cells[0].step:
        return next(iter(cells), None)
    return min(cells, key=lambda cell: (step_parts(cell)[1], _rank(problem, cell)))


def _rank(problem: Problem, cell: FieldId) -> int:
    """Where a quantity stands on the way forward; then come r, what is made of them, and the way back."""
    name, graph = step_parts(cell)[0], problem.graph
    quantity = graph.named.get(name)
    if quantity is not None:
        return graph.place[quantity]
    if name in (SQUARES, PRODUCT):
        return len(graph.place) + 2
    return len(graph.place) + (name in {residual for residual, _, _ in graph.residuals})
