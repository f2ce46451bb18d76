"""The kinds of sub-steps, and the ladder of hints that each place has."""

from enum import StrEnum

from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, step_parts
from tutor.lessons.chain import is_chain
from tutor.lessons.sections import RUNGS, bottom
from tutor.lessons.stages import FieldId

CHAIN_RUNGS = ("where", "principle", "answer")
CELL_RUNGS = ("recipe", "answer")


class StepKind(StrEnum):
    """What a sub-step asks for; the values name its sections in `content/stages/steps.LANG.md`."""

    CHAIN = "chain"
    PREACTIVATION = "preactivation"
    ACTIVATION = "activation"
    RESIDUAL = "residual"
    SQUARES = "squares"
    SLOPE = "slope"
    """∂C/∂a⁽ᴸ⁾"""
    GATE = "gate"
    WEIGHT = "weight"
    """A weight on the way back."""
    INPUT = "input"
    """What the parameter's own weight is multiplied by."""
    ONE = "one"
    """What a bias is multiplied by."""
    DELTA = "delta"
    """∂C/∂z, where the table goes by it."""
    PRODUCT = "product"
    STEP = "step"
    """η ∂C/∂θ"""


STEP_SECTIONS = tuple(
    f"{kind}.{rung}" for kind in StepKind for rung in (CHAIN_RUNGS if kind is StepKind.CHAIN else CELL_RUNGS)
)
"""The sections that the shared wording of sub-steps consists of."""
_BY_START = (
    (PRODUCT, StepKind.PRODUCT),
    (SQUARES, StepKind.SQUARES),
    (STEP, StepKind.STEP),
    ("1", StepKind.ONE),
    ("dC/da", StepKind.SLOPE),
    ("dC/dz", StepKind.DELTA),
    ("da", StepKind.GATE),
    ("z", StepKind.PREACTIVATION),
    ("r", StepKind.RESIDUAL),
    ("w", StepKind.WEIGHT),
    ("x", StepKind.INPUT),
    ("a", StepKind.ACTIVATION),
)


def kind_of(place: FieldId) -> StepKind:
    """The kind of a sub-step. Raises ValueError for a place that is none."""
    if is_chain(place):
        return StepKind.CHAIN
    name = step_parts(place)[0]
    kind = next((kind for start, kind in _BY_START if name.startswith(start)), None)
    if kind is None:
        raise ValueError(f"not a sub-step: {place}")
    return StepKind.INPUT if kind is StepKind.ACTIVATION and place.stage == "d" else kind


def rungs_of(place: FieldId) -> tuple[str, ...]:
    """The rungs of a place's ladder of hints; the last shows the answer."""
    if not place.step:
        return RUNGS
    return CHAIN_RUNGS if is_chain(place) else CELL_RUNGS


def bottom_of(place: FieldId) -> int:
    """Where the bottom of a place's ladder begins, counted from 0."""
    return bottom(rungs_of(place))
