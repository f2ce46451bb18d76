"""What may explain a wrong sub-step: mistakes and slips that give just this number there, weighed by its column.

A cell is made of few numbers, so that several mistakes often give the same: then none is told alone. What was answered
in the same column at other points bears a rule out or speaks against it, and so do the answers to whole fields.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite, log

import numpy as np

from tutor.diagnosis.around import cell_at, factors_of
from tutor.diagnosis.evidence import EXPLAINED, Observed
from tutor.diagnosis.hypotheses import Hypothesis, Slip
from tutor.diagnosis.observing import Answered, observe_one
from tutor.diagnosis.ranking import Diagnosis, rank
from tutor.diagnosis.steps import predicted, same
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import breakdown, step_parts, table_of, value_of
from tutor.lessons.figures import as_text
from tutor.lessons.stages import FieldId
from tutor.lessons.steps import StepKind, kind_of
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake

RULE, CARRIED, SLIP = 1.0, 0.3, 0.2
"""How likely one beside the other: a mistake made in the cell, one made before that was carried on to it, a slip."""
BY_CHANCE = 6.0
"""How likely it is, beside a rule, that something unknown gave a number, times how likely just this number is then."""
NO_EVIDENCE = 0.6
"""How likely that is of a lone 0, 1 or number of the data."""
BORNE_OUT, AGAINST, ANOTHER = 20.0, 0.15, 0.5
"""By what a rule gains, or loses, where another cell of the column is as it says, is right, or is wrong otherwise."""
FAR = 1e9
_OWN = {
    StepKind.PREACTIVATION: (Component.FORWARD,),
    StepKind.ACTIVATION: (Component.FORWARD,),
    StepKind.RESIDUAL: (Component.COST,),
    StepKind.SQUARES: (Component.COST,),
    StepKind.SLOPE: (Component.SLOPE,),
    StepKind.GATE: (Component.GATE,),
    StepKind.WEIGHT: (Component.BACK,),
    StepKind.INPUT: (Component.FACTOR,),
    StepKind.ONE: (Component.FACTOR,),
    StepKind.DELTA: (Component.BACK, Component.GATE, Component.PATHS),
    StepKind.STEP: (Component.UPDATE,),
}
"""The components in which the mistakes are that are made in a cell itself."""


@dataclass(frozen=True)
class _Candidate:
    """A hypothesis that gives the number of the cell, with its weight before the rest of the column is looked at."""

    hypothesis: Hypothesis
    weight: float


def diagnose_cell(table: Table, answered: Answered, field: FieldId) -> Diagnosis | None:
    """What may explain a wrong sub-step; None where nothing gives just this number there.

    Raises KeyError if the sub-step was not answered.
    """
    target = observe_one(table, field, answered[field])
    found = [*_widest(_mistakes(table, answered, target)), *_slips(table, answered, target)]
    if not found:
        return None
    siblings = [cell for cell in _column(table, field) if cell != field]
    weights = [one.weight * _support(table, answered, siblings, one.hypothesis) for one in found]
    none = BY_CHANCE * target.by_chance
    if target.value in (0, 1, -1) or target.value in _data_of(table, field):
        none = max(none, NO_EVIDENCE)
    values = [[_value(table, answered, one.hypothesis, cell) for cell in siblings] for one in found]
    answers = np.column_stack([np.full(len(found), target.value), np.array(values).reshape(len(found), -1)])
    answers = np.column_stack([answers, [_of_fields(table, one.hypothesis) for one in found]])
    logs = np.array([log(weight) for weight in weights])
    return rank(field, [one.hypothesis for one in found], logs, log(none), answers)


def deciding_cell(
    table: Table, field: FieldId, hypotheses: Iterable[Hypothesis], known: Container[FieldId]
) -> tuple[FieldId, dict[Hypothesis, float]] | None:
    """The open cell of the column that tells most explanations of a sub-step apart, and what each would give there."""
    best, most = None, 1
    every = tuple(hypotheses)
    for cell in _column(table, field):
        if cell in known:
            continue
        values = {one: _value(table, {}, one, cell) for one in every}
        apart = len({round(value, 9) for value in values.values() if isfinite(value)})
        if apart > most:
            best, most = (cell, values), apart
    return best


def cells_of(table: Table, mistake: Mistake) -> Iterator[FieldId]:
    """A cell of each kind that a mistake can be made in alone."""
    yield from (cell for kind, cell in _first_of_kind(table).items() if kind in mistake.in_cells)


@lru_cache(maxsize=4)
def _first_of_kind(table: Table) -> dict[StepKind, FieldId]:
    """The first cell of each kind in the break-downs of a problem's fields."""
    found: dict[StepKind, FieldId] = {}
    for field in table.fields:
        for cell in breakdown(table.problem, field).cells():
            found.setdefault(kind_of(table.problem, cell), cell)
    return found


def _mistakes(table: Table, answered: Answered, target: Observed) -> Iterator[_Candidate]:
    """The mistakes that give the number: in this cell alone, or by their rule."""
    field, kind = target.field, kind_of(table.problem, target.field)
    for mistake in table.mistakes:
        if kind not in mistake.in_cells and (field.stage not in mistake.shows_in or mistake.point is not None):
            continue
        hypothesis = Hypothesis((mistake,))
        if any(_gives(target, value) for value in _values(table, answered, hypothesis, field)):
            is_alone = kind in mistake.in_cells
            if not is_alone and _is_refuted(table, answered, hypothesis, field):
                continue
            is_own = is_alone or mistake.component in _OWN.get(kind, ())
            yield _Candidate(hypothesis, RULE if is_own else CARRIED)


def _widest(found: Iterable[_Candidate]) -> list[_Candidate]:
    """The candidates without those that another one is everywhere: one cell does not tell where else it is made."""
    candidates = list(found)
    ids = {one.hypothesis.ids for one in candidates}
    return [one for one in candidates if not any((wider,) in ids for wider in one.hypothesis.narrows)]


def _is_refuted(table: Table, answered: Answered, hypothesis: Hypothesis, field: FieldId) -> bool:
    """Whether a cell on the way there is right, though a mistake made all along would have shown in it."""
    row = next(row.cells for row in table_of(table.problem, field).rows if field in row.cells)
    before = (cell for cell in row[: row.index(field)] if cell in answered)
    return any(
        observe_one(table, cell, answered[cell]).is_right
        and not same(_value(table, answered, hypothesis, cell), float(value_of(table.problem, cell)))
        for cell in before
    )


def _values(table: Table, answered: Answered, hypothesis: Hypothesis, field: FieldId) -> Iterator[float]:
    """What a hypothesis of one mistake may give in a cell."""
    (cause,) = hypothesis.causes
    rule = cause.in_cells.get(kind_of(table.problem, field)) if isinstance(cause, Mistake) else None
    if rule is not None:
        yield from rule(cell_at(table.problem, field, answered))
    if field.stage in cause.shows_in:  # also where it changes no answer of the whole problem
        yield predicted(table, hypothesis, field)


def _value(table: Table, answered: Answered, hypothesis: Hypothesis, field: FieldId) -> float:
    """What a hypothesis gives in a cell first: another than the right number, if it can."""
    right = float(value_of(table.problem, field))
    if isinstance(hypothesis.causes[0], Slip):
        return right
    return next((v for v in _values(table, answered, hypothesis, field) if isfinite(v) and not same(v, right)), right)


def _gives(target: Observed, value: float) -> bool:
    return isfinite(value) and not same(value, target.right) and bool(target.agreement(np.array(value)) > EXPLAINED)


def _support(table: Table, answered: Answered, siblings: Iterable[FieldId], hypothesis: Hypothesis) -> float:
    """By what the other answers make a hypothesis likelier."""
    factor = 1.0
    if isinstance(hypothesis.causes[0], Slip):
        return factor
    for cell in siblings:
        value = _value(table, answered, hypothesis, cell)
        if cell in answered and not same(value, float(value_of(table.problem, cell))):
            factor *= _bears_out(observe_one(table, cell, answered[cell]), value)
    for field in table.fields:
        value = table.answer(hypothesis, field)
        if field in answered and isfinite(value) and not same(value, table.right(field)):
            factor *= _bears_out(observe_one(table, field, answered[field]), value)
    return min(max(factor, 1 / FAR), FAR)


def _bears_out(one: Observed, value: float) -> float:
    if one.agreement(np.array(value)) > EXPLAINED and not one.is_right:
        return BORNE_OUT
    return AGAINST if one.is_right else ANOTHER


def _of_fields(table: Table, hypothesis: Hypothesis) -> list[float]:
    """The answers to all fields, by which explanations are alike."""
    row = table.row(hypothesis.causes)
    return [float(value) for value in table.answers[max(row, 0)][table.asked]] if row > 0 else [0.0] * table.asked.sum()


def _column(table: Table, field: FieldId) -> list[FieldId]:
    """The cells of the table that ask for the same quantity at other points, and on other paths."""
    rows = table_of(table.problem, field).rows
    at = next(row.cells.index(field) for row in rows if field in row.cells)
    return [row.cells[at] for row in rows]


def _data_of(table: Table, field: FieldId) -> set[float]:
    """The numbers that the problem gives for the cell's data point."""
    name, point, _ = step_parts(field)
    if name == "step":
        return set()
    x, y = table.problem.data[point - 1]
    return {float(value) for value in (*x, *y)}


def _slips(table: Table, answered: Answered, target: Observed) -> Iterator[_Candidate]:
    """The slips that give the number, all that stands before the cell being right."""
    place, right, kind = target.field, target.right, kind_of(table.problem, target.field)
    point = step_parts(place)[1]
    if _gives(target, -right):
        yield _Candidate(Hypothesis((Slip("slip.sign", place),)), SLIP)
    if any(_gives(target, right * 10.0**power) for power in (-3, -2, -1, 1, 2, 3)):
        yield _Candidate(Hypothesis((Slip("slip.point", place),)), SLIP)
    if _is_swapped(table, target):
        yield _Candidate(Hypothesis((Slip("slip.digits", place),)), SLIP)
    if any(_gives(target, value) for value in _products(table, answered, place)):
        yield _Candidate(Hypothesis((Slip("slip.product", place, point),)), SLIP)
    if kind is not StepKind.STEP:
        other = next(_copied(table, answered, target), None)
        if other is not None:
            yield _Candidate(Hypothesis((Slip("slip.copied", place, point, other),)), SLIP)


def _is_swapped(table: Table, target: Observed) -> bool:
    """Whether two neighbouring digits of the right number are exchanged."""
    right, given = (as_text(value) for value in (value_of(table.problem, target.field), target.value))
    swaps = (right[:k] + right[k + 1] + right[k] + right[k + 2 :] for k in range(len(right) - 1))
    return given != right and any(
        given == swap and right[k : k + 2].isdigit() for k, swap in enumerate(swaps)
    )  # fmt: skip


def _products(table: Table, answered: Answered, field: FieldId) -> Iterator[float]:
    """What comes out when one multiplication is a factor too high or too low."""
    right = float(value_of(table.problem, field))
    factors = [value for _, value in factors_of(table.problem, field, answered)]
    if kind_of(table.problem, field) is StepKind.SQUARES:
        outputs = cell_at(table.problem, field, answered).outputs
        factors = [r for _, _, r in outputs] if len(outputs) == 1 else []
    for factor in factors:
        if abs(factor) >= 2 and factor == round(factor):
            yield right + right / factor
            yield right - right / factor


def _copied(table: Table, answered: Answered, target: Observed) -> Iterator[str]:
    """The cells in sight, of the row, whose value stands in this one."""
    row = next(row for row in table_of(table.problem, target.field).rows if target.field in row.cells)
    at = row.cells.index(target.field)
    for cell, name in zip(row.cells[:at], row.names[:at], strict=True):
        if cell in answered and name not in ("1", "squares") and _gives(target, float(answered[cell].value)):
            yield name
