"""The kinds of sub-steps, and the ladder of hints that each place has."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, factor_at, has_breakdown, step_parts
from tutor.lessons.chain import is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.sections import CHAIN_HINT_LEVELS, HINT_LEVELS, bottom
from tutor.lessons.stages import FieldId
from tutor.network.quantity import Kind

CELL_HINT_LEVELS = ("recipe", "answer")


class StepKind(StrEnum):
    """What a sub-step asks for; the values name its sections in the shared wording."""

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
    NODE = "node"
    """A node of a computation graph."""
    LOCAL = "local"
    """The derivative of a node by what it is made of."""
    ARRIVING = "arriving"
    """The objective's derivative by a node."""
    DELTA = "delta"
    """∂C/∂z, where the table goes by it."""
    PRODUCT = "product"
    STEP = "step"
    """η ∂C/∂θ"""


_FILES: Mapping[str, tuple[StepKind, ...]] = MappingProxyType(
    {
        "forward-steps": (StepKind.PREACTIVATION, StepKind.ACTIVATION, StepKind.RESIDUAL, StepKind.SQUARES),
        "back-steps": (
            *(StepKind.CHAIN, StepKind.SLOPE, StepKind.GATE, StepKind.WEIGHT, StepKind.INPUT, StepKind.ONE),
            *(StepKind.DELTA, StepKind.PRODUCT, StepKind.STEP),
        ),
        "graph-steps": (StepKind.NODE, StepKind.LOCAL, StepKind.ARRIVING),
    }
)
FILE_OF: Mapping[StepKind, str] = MappingProxyType({kind: file for file, kinds in _FILES.items() for kind in kinds})
"""The name of the file in `content/stages` with the shared wording of each kind."""
STEP_SECTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        file: tuple(
            f"{kind}.{hint_level}"
            for kind in kinds
            for hint_level in (CHAIN_HINT_LEVELS if kind is StepKind.CHAIN else CELL_HINT_LEVELS)
        )
        for file, kinds in _FILES.items()
    }
)
"""The sections that each of these files consists of."""
_OF_QUANTITY: Mapping[Kind, StepKind] = MappingProxyType(
    {
        "preactivation": StepKind.PREACTIVATION,
        "activation": StepKind.ACTIVATION,
        "node": StepKind.NODE,
        "input": StepKind.INPUT,
        "weight": StepKind.WEIGHT,
    }
)
_OF_FACTOR: Mapping[str, StepKind] = MappingProxyType(
    {
        "cost": StepKind.SLOPE,
        "gate": StepKind.GATE,
        "weight": StepKind.WEIGHT,
        "input": StepKind.INPUT,
        "one": StepKind.ONE,
        "local": StepKind.LOCAL,
    }
)
_NAMED = {PRODUCT: StepKind.PRODUCT, SQUARES: StepKind.SQUARES, STEP: StepKind.STEP}


def kind_of(problem: Problem, field: FieldId) -> StepKind:
    """The kind of a sub-step. Raises ValueError for a place that is none."""
    if is_chain(field):
        return StepKind.CHAIN
    name = step_parts(field)[0]
    if name in _NAMED:
        return _NAMED[name]
    if field.stage == "d":
        factor = factor_at(problem, field)
        if factor is not None:
            total = StepKind.DELTA if problem.is_layered else StepKind.ARRIVING
            return _OF_FACTOR.get(factor.kind, total)
    elif name in {residual for residual, _, _ in problem.graph.residuals}:
        return StepKind.RESIDUAL
    elif name in problem.graph.named and problem.graph.named[name].kind in _OF_QUANTITY:
        return _OF_QUANTITY[problem.graph.named[name].kind]
    raise ValueError(f"not a sub-step: {field}")


def hint_levels_of(field: FieldId) -> tuple[str, ...]:
    """The hint levels of a place's ladder of hints; the last shows the answer."""
    if not field.step:
        return CHAIN_HINT_LEVELS if field.stage == "chain" else HINT_LEVELS
    return CHAIN_HINT_LEVELS if is_chain(field) else CELL_HINT_LEVELS


def bottom_of(field: FieldId) -> int:
    """Where the bottom of a place's ladder begins, counted from 0."""
    return bottom(hint_levels_of(field))


def offers_breakdown(field: FieldId, hint_level: int) -> bool:
    """Whether a hint names the way into the sub-steps: the last one before the numbers are put in."""
    return has_breakdown(field) and hint_level == bottom(hint_levels_of(field)) - 1
