"""What a hypothesis would answer at the sub-steps, from the trace by its rules."""

from collections.abc import Callable, Sequence
from math import isclose, nan

from tutor.diagnosis.carrying import trace_of_slip
from tutor.diagnosis.hypotheses import CANNOT_TELL, Hypothesis, Slip
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, step_parts
from tutor.lessons.stages import FieldId
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.slip import SLIP_NAMED
from tutor.network.layered_trace import LayeredTrace
from tutor.network.paths import Path

UNSAID = nan
"""Where the rules don't say what would be answered."""


def predicted(table: Table, hypothesis: Hypothesis, field: FieldId) -> float:
    """The answer at a sub-step, UNSAID where the mistaken rule leaves it open."""
    name, point, path = step_parts(field)
    slip = next((cause for cause in hypothesis.causes if isinstance(cause, Slip)), None)
    if slip is not None and slip.value is not None:
        trace = trace_of_slip(table, slip)
    else:
        trace = table.trace_of(hypothesis if slip is None else CANNOT_TELL)  # slips break no rule
    if any(isinstance(cause, Slip) and _leaves_open(cause, point) for cause in hypothesis.causes):
        return UNSAID
    if field.stage == "d" and _has_open_terms(hypothesis, trace, field):
        return float(trace.at(name, point)) if "/" in name else UNSAID
    if name == STEP:
        return _step(hypothesis, trace, field)
    if name == PRODUCT:
        return _product(trace, field, point, path)
    if field.stage == "d" and (name == "1" or name[0] in "ax"):
        return _last_factor(trace, field, point)
    return _of_the_trace(trace, name, point)


def _of_the_trace(trace: LayeredTrace, name: str, point: int) -> float:
    if name == SQUARES:
        outputs = range(1, trace.network.widths[-1] + 1)
        return sum(float(trace.at(trace.network.residual(j), point)) ** 2 for j in outputs)
    return float(trace.theta[name] if name in trace.theta else trace.at(name, point))


def _step(hypothesis: Hypothesis, trace: LayeredTrace, field: FieldId) -> float:
    """What is taken off θ: η times the partial derivative, or what the rule of the update says."""
    right = float(trace.learning_rate * trace.gradient[field.name])
    if not any(isinstance(cause, Mistake) and cause.takes_another_step for cause in hypothesis.causes):
        return right
    return float(trace.theta[field.name] - trace.updated[field.name])


def _product(trace: LayeredTrace, field: FieldId, point: int, path: int | None) -> float:
    term = float(trace.at(f"dC/d{field.name}", point))
    if path is None:
        return term
    paths = trace.paths(field.name)
    products = [float(trace.term(one, point)) for one in paths]
    for fewer in (products, _products(trace, paths, point, _is_own_gate), _products(trace, paths, point, _is_carried)):
        if isclose(sum(fewer), term, rel_tol=1e-9, abs_tol=1e-12):
            return fewer[path - 1]
    if all(value == 0 for value in products):
        return UNSAID
    # A wrong last factor is the same on all paths.
    wrong = _last_multiple(trace, field, point)
    return UNSAID if wrong is None else products[path - 1] * wrong


def _products(
    trace: LayeredTrace, paths: Sequence[Path], point: int, is_left_out: Callable[[Path, int], bool]
) -> list[float]:
    """The paths' products without the factors that somebody leaves out, told by their places."""
    kept = (tuple(one for k, one in enumerate(path) if not is_left_out(path, k)) for path in paths)
    return [float(trace.term(path, point)) for path in kept]


def _is_own_gate(path: Path, place: int) -> bool:
    """Whether a factor is the gate of the parameter's own layer: the one before the last."""
    return place == len(path) - 2


def _is_carried(path: Path, place: int) -> bool:
    """Whether a factor is a gate of another layer."""
    return path[place].kind == "gate" and not _is_own_gate(path, place)


def _leaves_open(slip: Slip, point: int) -> bool:
    """Whether a slip may be one in a sub-step of a point; the others are made after the sum."""
    return SLIP_NAMED[slip.id].at_point and slip.point in (point, None)


def _has_open_terms(hypothesis: Hypothesis, trace: LayeredTrace, field: FieldId) -> bool:
    """Whether a mistake does not say what the terms of the field's parameter are."""
    kind = trace.network.parameter_named[field.name].kind
    return any(isinstance(cause, Mistake) and kind in cause.open_terms for cause in hypothesis.causes)


def _last_multiple(trace: LayeredTrace, field: FieldId, point: int) -> float | None:
    """By how much all paths' products are off where only the last factor is wrong."""
    parameter = trace.network.parameter_named[field.name]
    delta = float(trace.at(f"dC/d{trace.network.unit('z', parameter.layer, parameter.to)}", point))
    products = sum(float(trace.term(path, point)) for path in trace.paths(field.name))
    source = 1.0 if parameter.source is None else _input(trace, parameter.layer, parameter.source, point)
    if products == 0 or not isclose(delta * source, products, rel_tol=1e-9, abs_tol=1e-12):
        return None
    return float(trace.at(f"dC/d{field.name}", point)) / products


def _last_factor(trace: LayeredTrace, field: FieldId, point: int) -> float:
    """What δ is multiplied with: by the term that comes of it, where δ is not 0."""
    parameter = trace.network.parameter_named[field.name]
    delta = float(trace.own_delta(parameter.layer, parameter.to, point))
    if delta == 0:
        return UNSAID
    return float(trace.at(f"dC/d{field.name}", point)) / delta


def _input(trace: LayeredTrace, layer: int, source: int, point: int) -> float:
    return float(trace.at(trace.network.unit("a", layer - 1, source), point))
