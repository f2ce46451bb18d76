"""The learner's number tried: what C does when a parameter moves, held against what the number says, in words.

How far C moves is the derivative that is asked for, so no number of it is told: which way, and about how much more or
less.
"""

from fractions import Fraction

import numpy as np

from tutor.answers.verdicts import Number
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex
from tutor.lessons.words import Words
from tutor.network.products import Array

STEP = Fraction(1, 1000)
BANDS = (
    (0.15, "far_less"),
    (0.4, "much_less"),
    (0.6, "half"),
    (0.8, "less"),
    (1, "little_less"),
    (1.25, "little_more"),
    (1.7, "more"),
    (2.5, "twice"),
    (6, "several"),
)
"""Up to which multiple of what the number says C changes, and the words for it. So wide that none tells the value."""
MOST = "many"
"""What is beyond them."""
WRONG_WAY = ((0.15, "far_less"), (0.6, "other_way_less"), (1.7, "other_way"))
"""The same where C goes the other way."""
MOST_WRONG_WAY = "other_way_more"
BEND = 0.1
"""How far a change may be from the slope; further off, the parameter stands where C has a kink."""
NOT_TO_TELL_APART = 1e-12
"""What a float's rounding makes of no change at all, of C."""


def trial(table: Table, field: FieldId, given: Number, words: Words) -> str:
    """What a small growth of a parameter does to C, and what the learner's partial derivative says that it does.

    Empty where C has a kink, so that trying tells nothing of the derivative.
    """
    problem = table.problem
    predicted = given * STEP if isinstance(given, Fraction) else given * float(STEP)
    slope, change = float(problem.trace.gradient[field.name]) * float(STEP), _change(table, field)
    if abs(change - slope) > BEND * max(abs(change), abs(slope), abs(float(predicted))):
        return ""
    parameter, objective = (Latex(written(problem, name)) for name in (field.name, problem.graph.objective.name))
    said = words("trial.said", parameter=parameter, step=STEP, predicted=predicted, objective=objective)
    return f"{said} {words(f'trial.{band(predicted, change)}')}"


def band(predicted: Number, change: float) -> str:
    """The words' key for a change of C, held against the one that was predicted."""
    if predicted == 0:
        return "rises" if change > 0 else "falls" if change < 0 else "far_less"
    ratio = change / float(predicted)
    bands, most = (BANDS, MOST) if ratio >= 0 else (WRONG_WAY, MOST_WRONG_WAY)
    return next((key for end, key in bands if abs(ratio) < end), most)


def cost_rises(table: Table, field: FieldId, given: Number) -> bool:
    """Whether C is higher where the learner's step leads, the other parameters taking the right one."""
    moved = np.array([float(value) for value in table.problem.trace.updated.values()])
    p = table.parameter[field.name]
    moved[p] = float(given) + table.numbers.theta[p] - table.unmoved[p]
    return _cost(table, moved) > _cost(table, table.numbers.theta)


def _change(table: Table, field: FieldId) -> float:
    moved = table.numbers.theta.copy()
    moved[table.parameter[field.name]] += float(STEP)
    before = _cost(table, table.numbers.theta)
    change = _cost(table, moved) - before
    return 0.0 if abs(change) <= NOT_TO_TELL_APART * max(1.0, before) else change


def _cost(table: Table, theta: Array) -> float:
    """C at another θ, in floats."""
    with np.errstate(all="ignore"):
        return table.numbers.cost_at(theta)
