"""What a hypothesis would answer at the sub-steps, from the trace by its rules."""

from collections.abc import Callable, Sequence
from math import isclose, nan

from tutor.diagnosis.carrying import trace_of_slip
from tutor.diagnosis.hypotheses import CANNOT_TELL, Hypothesis, Slip
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, factor_at, step_parts
from tutor.lessons.delta import ways_of
from tutor.lessons.stages import FieldId
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.slip import SLIP_NAMED
from tutor.network.graph_trace import GraphTrace
from tutor.network.layered_trace import LayeredTrace
from tutor.network.paths import Factor, Path
from tutor.network.trace import Trace

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
    factor = factor_at(table.problem, field)
    if factor is None and name != PRODUCT:
        return _step(hypothesis, trace, field) if name == STEP else _of_the_trace(trace, name, point)
    ways = ways_of(table.problem, field.name, path)
    if isinstance(trace, GraphTrace):
        use = ways[(path or 1) - 1][-1]
        return _in_graph(hypothesis, trace, use if factor is None else factor, point, is_product=factor is None)
    return _in_layers(hypothesis, trace, field, ways, factor) if isinstance(trace, LayeredTrace) else UNSAID


def _of_the_trace(trace: Trace, name: str, point: int) -> float:
    return float(trace.cost_term(point) if name == SQUARES else trace.at(name, point))


def _in_layers(
    hypothesis: Hypothesis, trace: LayeredTrace, field: FieldId, ways: Sequence[Path], factor: Factor | None
) -> float:
    """A factor of a network's chain, or a product of them."""
    name, point, path = step_parts(field)
    if _has_open_terms(hypothesis, trace, field):
        return float(trace.at(name, point)) if "/" in name else UNSAID
    if factor is None:
        return _product(trace, field, ways, point, path)
    if factor.kind in ("one", "input"):
        return _last_factor(trace, field, ways, factor, point)
    return float(trace.factor(factor, point))


def _in_graph(hypothesis: Hypothesis, trace: GraphTrace, factor: Factor, point: int, *, is_product: bool) -> float:
    """A factor of a graph's chain, or the product that a use of a quantity ends in.

    Whoever has another product than that of the two does not say what the factors were.
    """
    if is_product:
        return float(trace.sent(trace.graph.node_of[factor.above], factor.below.name, point))
    if any(isinstance(cause, Mistake) and cause.rule == "share" for cause in hypothesis.causes):
        return UNSAID
    return float(trace.factor(factor, point))


def _step(hypothesis: Hypothesis, trace: Trace, field: FieldId) -> float:
    """What is taken off θ: η times the partial derivative, or what the rule of the update says."""
    right = float(trace.learning_rate * trace.gradient[field.name])
    if not any(isinstance(cause, Mistake) and cause.takes_another_step for cause in hypothesis.causes):
        return right
    return float(trace.theta[field.name] - trace.updated[field.name])


def _product(trace: LayeredTrace, field: FieldId, ways: Sequence[Path], point: int, path: int | None) -> float:
    term = float(trace.slope(field.name, point))
    if path is None:
        return term
    products = [float(trace.term(way, point)) for way in ways]
    for fewer in (products, _products(trace, ways, point, _is_own_gate), _products(trace, ways, point, _is_carried)):
        if same(sum(fewer), term):
            return fewer[abs(path or 1) - 1]
    if all(value == 0 for value in products):
        return UNSAID
    # A wrong last factor is the same on all paths.
    wrong = _last_multiple(trace, field, ways, point)
    return UNSAID if wrong is None else products[abs(path or 1) - 1] * wrong


def _products(
    trace: LayeredTrace, paths: Sequence[Path], point: int, is_left_out: Callable[[Path, int], bool]
) -> list[float]:
    """The paths' products without the factors that somebody leaves out, told by their places."""
    kept = (tuple(one for k, one in enumerate(path) if not is_left_out(path, k)) for path in paths)
    return [float(trace.term(path, point)) for path in kept]


def _is_own_gate(path: Path, place: int) -> bool:
    """Whether a factor is the gate of the parameter's own layer: the one before the last."""
    return place == len(path) - 2 and path[place].kind != "total"


def _is_carried(path: Path, place: int) -> bool:
    """Whether a factor is a gate of another layer."""
    return path[place].kind == "gate" and not _is_own_gate(path, place)


def _leaves_open(slip: Slip, point: int) -> bool:
    """Whether a slip may be one in a sub-step of a point; the others are made after the sum."""
    return SLIP_NAMED[slip.id].at_point and slip.point in (point, None)


def _has_open_terms(hypothesis: Hypothesis, trace: LayeredTrace, field: FieldId) -> bool:
    """Whether a mistake does not say what the terms of the field's parameter are."""
    kind = trace.graph.named[field.name].kind
    return any(isinstance(cause, Mistake) and kind in cause.open_terms for cause in hypothesis.causes)


def _last_multiple(trace: LayeredTrace, field: FieldId, ways: Sequence[Path], point: int) -> float | None:
    """By how much all paths' products are off where only the last factor, the same on all, is wrong."""
    products = sum(float(trace.term(way, point)) for way in ways)
    delta = float(trace.slope(ways[0][-1].above.name, point))
    if products == 0 or not same(delta * float(trace.factor(ways[0][-1], point)), products):
        return None
    return float(trace.slope(field.name, point)) / products


def _last_factor(trace: LayeredTrace, field: FieldId, ways: Sequence[Path], factor: Factor, point: int) -> float:
    """What δ is multiplied with: by the term that comes of it, where δ is not 0.

    Of a parameter that stands in several places, the right factor where the terms come of the right ones.
    """
    term = float(trace.slope(field.name, point))
    if len({way[-1].above for way in ways}) > 1:
        as_it_should = same(sum(float(trace.term(way, point)) for way in ways), term)
        return float(trace.factor(factor, point)) if as_it_should else UNSAID
    delta = float(trace.own_delta(factor.above.layer, factor.above.unit, point))
    return UNSAID if delta == 0 else term / delta


def same(one: float, other: float) -> bool:
    """Whether two values are the same, but for rounding in floats."""
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
