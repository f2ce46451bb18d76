"""Slips of arithmetic: what a single wrong term, product, sign, order of digits or decimal point would give."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from tutor.answers.expected import expected
from tutor.diagnosis.bearing_out import is_borne_out
from tutor.diagnosis.evidence import Observed
from tutor.diagnosis.hypotheses import Slip
from tutor.diagnosis.prior import SLIP
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import PRODUCT, breakdown, value_of
from tutor.lessons.figures import MINUS, as_text
from tutor.lessons.stages import FieldId
from tutor.mistakes.slip import SLIP_NAMED
from tutor.network.products import Array

POWERS = (1, -1, 2, -2, 3, -3)
CLEARLY = 0.5
"""The agreement from which on a number is the slip's: what is only perhaps rounded to it is none."""


class Slipped(NamedTuple):
    """A slip, the answers (1 + 2P,) that it would give, and its prior."""

    slip: Slip
    answers: Array
    prior: float


def slips(table: Table, target: Observed, observed: Mapping[FieldId, Observed]) -> Iterator[Slipped]:
    """The slips of arithmetic that give the answer, all else being right; at a whole field, no sub-step.

    A slip may be made at any of the answers, so that one just here is the less likely the more there are.
    """
    field, right = target.field, target.right
    places = sum(other.group == target.group for other in observed.values())
    points = len(table.problem.data)
    borne_out = is_borne_out(table, target, observed)

    def here(slip_id: str, value: float, point: int | None = None, *, among: int = 1) -> Iterator[Slipped]:
        if target.agreement(np.array(value)) > CLEARLY and not target.agreement(np.array(right)) > 0:
            answers = table.answers[0].copy()
            answers[table.column[field]] = target.value
            slip = Slip(slip_id, field, point, in_order=borne_out)
            yield Slipped(slip, answers, SLIP * SLIP_NAMED[slip_id].share / among / places)

    yield from here("slip.sign", -right)
    for power in POWERS:
        yield from here("slip.point", right * 10.0**power, among=len(POWERS))
    if _are_swapped(table, target):
        yield from here("slip.digits", target.value, among=3)
    for point, term in enumerate(_terms(table, field), 1):
        # Left out, counted twice, with its sign turned; a point that is left out of the cost is a mistake of its own.
        left_out = () if field.stage == "c" else (right - term,)
        for value in dict.fromkeys((*left_out, right + term, right - 2 * term)):
            yield from here("slip.term", value, point, among=3 * points)
    products = sorted(_products(table, field))
    for point, value in products:
        yield from here("slip.product", value, point, among=len(products))


def _terms(table: Table, field: FieldId) -> list[float]:
    """The right terms of a field's sum over the data, point by point; none for θ′."""
    problem = table.problem
    points = range(1, len(problem.data) + 1)
    if field.stage == "c":
        return [float(problem.trace.cost_term(point)) * _scale(table) for point in points]
    if field.stage == "d":
        return [float(problem.trace.slope(field.name, point)) for point in points]
    return []


def _scale(table: Table) -> float:
    """What the cost multiplies the sum over the points with."""
    problem = table.problem
    return float(problem.network.cost_scale(len(problem.data))) if problem.is_layered else 1.0


def _products(table: Table, field: FieldId) -> set[tuple[int, float]]:
    """Wrong totals from one wrong product, by point: a whole factor one too large or too small.

    Such neighbours in the table of multiplication are the commonest slips (Campbell and Graham, "Mental multiplication
    skill", Canadian Journal of Psychology 39, 1985).
    """
    problem, right = table.problem, table.right(field)
    found: set[tuple[int, float]] = set()
    if field.stage == "c":
        found |= set(_products_of_objective(table))
        alone = problem.is_layered and problem.network.cost_function.is_squares and len(problem.graph.residuals) == 1
        for point in range(1, len(problem.data) + 1) if alone else ():
            r = float(problem.trace.at(problem.graph.residuals[0][0], point))
            found |= {(point, right + change * _scale(table)) for change in (r, -r, 2 * r - r * r)}
    elif field.stage == "d":
        for row in breakdown(problem, field).rows:
            factors = [float(value_of(problem, cell)) for cell in row.cells[:-1]]
            product = float(value_of(problem, row.cells[-1])) if row.names[-1] == PRODUCT else 0.0
            for factor in factors:
                if factor == round(factor) and abs(factor) >= 2:
                    found |= {(row.point, right + product / factor), (row.point, right - product / factor)}
    return found


def _products_of_objective(table: Table) -> Iterator[tuple[int, float]]:
    """The same for a graph's objective that is a product."""
    graph, trace = table.problem.graph, table.problem.trace
    node, right = graph.nodes[-1], float(trace.cost)
    for point in range(1, trace.points + 1) if node.operation == "*" else ():
        given = (graph.constants.get(parent) or trace.at(parent.name, point) for parent in node.parents)
        one, other = map(float, given)
        for factor, rest in ((one, other), (other, one)):
            if factor == round(factor) and abs(factor) >= 2:
                yield from ((point, right + rest), (point, right - rest))


def _are_swapped(table: Table, target: Observed) -> bool:
    """Whether two neighbouring digits of the right answer are swapped, to as many digits as were given."""
    problem, field = table.problem, target.field
    shown = as_text(expected(problem, field)).replace(MINUS, "-")
    given = f"{target.value:.12g}"
    if "/" in shown or "e" in shown + given or len(given) > len(shown):
        return False
    for at in range(len(shown) - 1):
        swapped = shown[:at] + shown[at + 1] + shown[at] + shown[at + 2 :]
        if swapped != shown and shown[at : at + 2].isdigit() and swapped[: len(given)] == given:
            return len(given) > at + 1 and (len(given) == len(shown) or "." in given)
    return False
