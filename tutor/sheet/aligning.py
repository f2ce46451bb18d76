"""Which quantity a line without a name is about: the one that it equals."""

from collections.abc import Iterator, Sequence

from tutor.lessons.problem import Problem
from tutor.sheet.checking import Checker
from tutor.sheet.comparing import agree, surely_differ
from tutor.sheet.evaluating import Evaluator, State
from tutor.sheet.kinds import Kind, Unknown
from tutor.sheet.terms import Group, Named, Term
from tutor.sheet.values import Value


def aligned(
    problem: Problem, checker: Checker, evaluator: Evaluator, sides: Sequence[Term], right: State
) -> Named | None:
    """The quantity that the sides come to; None where none, or several, could be meant."""
    for side in (sides[0], sides[-1]):
        kind = evaluator.kind(side)
        own, values = kind is not Kind.SYMBOLS, dict[bool, Value]()
        found = []
        for name in _candidates(problem, numbers=own):
            quantity = Named(name)
            summed = checker.quantities.is_total(quantity)
            try:
                if summed not in values:
                    values[summed] = checker.value(side, right, own=own, summed=summed, point=None)
                value, true = values[summed], checker.value(quantity, right, own=own, summed=summed, point=None)
            except Unknown:
                continue
            if surely_differ(value, true):
                continue
            if value.value.shape == true.value.shape and agree(value, true).at.all():
                found.append(quantity)
        if found and (kind is Kind.SYMBOLS or len(found) == 1):
            return found[0]
    return None


def names_stated(quantity: Term | None, point: int | None, points: frozenset[int]) -> tuple[str, ...]:
    """The names of what is stated, each with its data point: the one said, or those it can be about; none for all."""
    if isinstance(quantity, Group):
        at = f"@{next(iter(points))}" if len(points) == 1 else ""
        return tuple(name + at for name in quantity.names)
    if not isinstance(quantity, Named):
        return ()
    said = quantity.point or point
    if said is not None:
        return (f"{quantity.name}@{said}",)
    return tuple(f"{quantity.name}@{one}" for one in sorted(points)) or (quantity.name,)


def _candidates(problem: Problem, *, numbers: bool) -> Iterator[str]:
    graph = problem.graph
    objective = graph.objective.name
    yield objective
    yield from (f"d{objective}/d{one.name}" for one in graph.asked)
    if problem.makes_step:
        yield from (f"{one.name}'" for one in graph.asked)
    if numbers:
        return
    yield from (residual for residual, _, _ in graph.residuals)
    yield from (node.quantity.name for node in graph.nodes[:-1])
    yield from (f"d{objective}/d{one.name}" for one in graph.backwards)
