"""The names that a mistake's text can use: the field's and the problem's, and what the learner's number means there."""

from fractions import Fraction

import numpy as np

from tutor.diagnosis.hypotheses import Cause, Slip
from tutor.diagnosis.observing import Answered
from tutor.diagnosis.seen import first_seen
from tutor.diagnosis.table import Table
from tutor.lessons.figures import as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.stages import KINDS, FieldId
from tutor.lessons.symbols import symbol
from tutor.lessons.template import Latex, Names, Value
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.lessons.vocabulary_fields import of_field
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake
from tutor.network.rules import RIGHT

STEP = Fraction(1, 1000)
DIGITS = 3
GIVES_AWAY = ("answer", "numbers", "formula", "new")
"""Names of a field that an explanation must not use."""
FLAGS = (
    *KINDS.values(), "carried", "seen", "slope", "stepping", "first_point", "last_point", "predicted_rises",
    "predicted_falls", "observed_rises", "observed_falls", "same_direction", "nothing_observed", "own_cost_rises",
    "own_cost_falls",
)  # fmt: skip
NOT_TO_TELL_APART = 1e-12
"""What a float's rounding makes of no change at all, of C."""


def of_cause(table: Table, answered: Answered, field: FieldId, cause: Cause) -> Vocabulary:
    """The names for the text of one cause that explains the learner's answer at a field."""
    own = dict.fromkeys(FLAGS, constant(False))
    own[KINDS[field.stage]] = constant(True)
    own["carried"] = constant(cause.shows_in[0] < field.stage)
    own["given"] = constant(answered[field])
    if field.name:
        own["old"] = constant(table.problem.trace.theta[field.name])
    own |= _point(table.problem, cause) | _seen(table, cause)
    if not field.step and field.stage == "d":
        own |= _slope(table, field, answered)
    elif not field.step and field.stage == "e":
        own |= _step(table, field, answered)
    return Vocabulary(own, _Without(of_field(table.problem, field.parent)))


class _Without:
    """A field's names but for those that give its answer away."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def lookup(self, name: str) -> Value:
        """The value of a name. Raises KeyError."""
        if name in GIVES_AWAY:
            raise KeyError(name)
        return self._names.lookup(name)


def _point(problem: Problem, cause: Cause) -> dict[str, Offer]:
    offers: dict[str, Offer] = {}
    if isinstance(cause, Slip) and cause.other:
        index = str(cause.point) if cause.point is not None and len(problem.data) > 1 else ""
        offers["other"] = constant(Latex(symbol(cause.other, index)))
    if cause.point is None:
        return offers
    x, y = problem.data[cause.point - 1]
    return offers | {
        "point": constant(cause.point),
        "point_x": constant(x[0] if len(x) == 1 else Latex(as_tuple(x))),
        "point_y": constant(y[0] if len(y) == 1 else Latex(as_tuple(y))),
        "first_point": constant(cause.point == 1),
        "last_point": constant(cause.point == len(problem.data)),
    }


def _seen(table: Table, cause: Cause) -> dict[str, Offer]:
    place = first_seen(table, cause) if isinstance(cause, Mistake) and cause.component is Component.FORWARD else None
    if place is None:
        return {}
    return {
        "seen": constant(True),
        "seen_point": constant(place.point),
        "seen_unit": constant(place.unit),
        "seen_z": constant(place.z),
        "seen_z_value": constant(place.z_value),
        "seen_a_value": constant(place.a_value),
        "seen_own_value": constant(place.own_value),
    }


def _slope(table: Table, field: FieldId, answered: Answered) -> dict[str, Offer]:
    """What the learner's number says that C does when the parameter grows a little, and what C does."""
    given = answered[field]
    old = table.problem.trace.theta[field.name]
    moved = table.numbers.theta.copy()
    moved[_index(table, field)] += float(STEP)
    before = _cost(table, table.numbers.theta)
    change = _cost(table, moved) - before
    nothing = abs(change) <= NOT_TO_TELL_APART * max(1.0, before)
    observed = 0.0 if nothing else float(f"{change:.{DIGITS}g}")
    return {
        "slope": constant(True),
        "step": constant(STEP),
        "nudged": constant(old + STEP if isinstance(old, Fraction) else old + float(STEP)),
        "predicted": constant(given * STEP if isinstance(given, Fraction) else given * float(STEP)),
        "observed": constant(observed),
        "predicted_rises": constant(given > 0),
        "predicted_falls": constant(given < 0),
        "observed_rises": constant(observed > 0),
        "observed_falls": constant(observed < 0),
        "same_direction": constant(given * observed > 0),
        "nothing_observed": constant(nothing),
    }


def _step(table: Table, field: FieldId, answered: Answered) -> dict[str, Offer]:
    """Where the learner's step leads."""
    problem, given = table.problem, answered[field]
    old = problem.trace.theta[field.name]
    moved = np.array([float(value) for value in problem.trace.updated.values()])
    moved[_index(table, field)] = float(given)
    before, own = _cost(table, table.numbers.theta), _cost(table, moved)
    return {
        "stepping": constant(True),
        "moved": constant(given - old),
        "grad": constant(answered.get(FieldId("d", field.name), problem.trace.gradient[field.name])),
        "own_cost": constant(own),
        "cost_before": constant(problem.trace.cost),
        "own_cost_rises": constant(own > before),
        "own_cost_falls": constant(own < before),
    }


def _index(table: Table, field: FieldId) -> int:
    return next(p for p, parameter in enumerate(table.problem.network.parameters) if parameter.name == field.name)


def _cost(table: Table, theta: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> float:
    """C at another θ, in floats."""
    with np.errstate(all="ignore"):
        return float(RIGHT.cost(table.numbers._replace(theta=theta).run(RIGHT)[-1]))
