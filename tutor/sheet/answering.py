"""Which fields a line answers: those of the number at its end, worked out or not, and (d′) with a formula in it."""

from collections.abc import Sequence

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, fields_of
from tutor.sheet.checking import Checker
from tutor.sheet.evaluating import Evaluator
from tutor.sheet.kinds import Kind, Unknown
from tutor.sheet.terms import Group, Named, Term, Vector, bare_number
from tutor.sheet.typed import typed

Answers = tuple[tuple[FieldId, str], ...]
"""Fields, and what is to be typed there."""


def answers(checker: Checker, quantity: Term | None, last: Term, points: frozenset[int] | None) -> Answers:
    """The fields that the last side answers, a quantity being stated of some data points (None: of all)."""
    if isinstance(quantity, Group):
        if not isinstance(last, Vector) or len(last.items) != len(quantity.names):
            return ()
        if last.of_points:
            of_units = zip(quantity.names, last.items, strict=True)
            return tuple(one for name, row in of_units for one in _of_points(checker, Named(name), row))
        at = next(iter(points)) if points is not None and len(points) == 1 else None
        return _of_items(checker, [(Named(name), at) for name in quantity.names], last)
    number = _number(checker, last)
    if number:
        at = next(iter(points)) if points is not None and len(points) == 1 else None
        field = checker.quantities.field_of(quantity, at)
        return () if field is None else ((field, number),)
    if (
        isinstance(last, Vector)
        and isinstance(quantity, Named)
        and points is None
        and not checker.quantities.is_total(quantity)
    ):
        return _of_points(checker, quantity, last)
    return ()


def _of_points(checker: Checker, quantity: Named, last: Term) -> Answers:
    """A quantity's value at each data point."""
    items = last.items if isinstance(last, Vector) else ()
    return _of_items(checker, [(quantity, k) for k in range(1, len(items) + 1)], Vector(items))


def _of_items(checker: Checker, asked: list[tuple[Named, int | None]], last: Vector) -> Answers:
    found = []
    for (quantity, point), item in zip(asked, last.items, strict=True):
        field, number = checker.quantities.field_of(quantity, point), _number(checker, item)
        if field is not None and number:
            found.append((field, number))
    return tuple(found)


def _number(checker: Checker, side: Term) -> str:
    """A number as a field takes it, or what comes to one, `2(2 + 13)`; nothing where letters or lists are in it."""
    number = bare_number(side)
    if number is not None:
        return number.shown
    if isinstance(side, Vector) or checker.evaluator.kind(side) is not Kind.NUMBERS:
        return ""
    try:
        return typed(checker.problem, side, checker.evaluator.kinds.letters)
    except Unknown:  # of layers as wholes
        return ""


def formula_answers(problem: Problem, evaluator: Evaluator, quantity: Term | None, sides: Sequence[Term]) -> Answers:
    """The field of (d′) that a partial derivative in letters answers, with the first formula that says what it is."""
    if not isinstance(quantity, Named) or quantity.point:
        return ()
    place = FieldId("chain", quantity.name.removeprefix(f"d{problem.graph.objective}/d"))
    if place not in fields_of(problem, "chain"):
        return ()
    for side in sides:
        if side == quantity or evaluator.kind(side) is not Kind.SYMBOLS:
            continue
        try:
            return ((place, typed(problem, side, evaluator.kinds.letters)),)
        except Unknown:  # of layers as wholes
            continue
    return ()
