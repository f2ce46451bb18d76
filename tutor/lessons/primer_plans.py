"""What each primer shows: which parameter of its small example is made larger, and what is asked before that."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

Role: TypeAlias = Literal["number", "early", "unit", "active", "other", "output", "share", "cost", "step"]
"""What is asked about: how many parameters there are, what is made before the nudged parameter comes in, the z that it
goes into, that unit's a, the z that the nudge reaches on two ways or not at all, the output, another data point's share
of the cost, the cost, and the parameter itself in a step against the gradient."""
Nudge: TypeAlias = Literal["first weight", "cross weight", "last weight", "first bias", "last bias"]
"""A cross weight leads from unit 1 to unit 2."""
Way: TypeAlias = Literal["falls", "stays", "rises"]
FALLS: Final = "falls"
STAYS: Final = "stays"
RISES: Final = "rises"
WAYS: tuple[Way, ...] = (FALLS, STAYS, RISES)
"""What something can do, in the order in which a learner chooses."""


def way_of(change: Fraction | float) -> Way:
    """The way of a change."""
    return RISES if change > 0 else FALLS if change < 0 else STAYS


class Plan(NamedTuple):
    """What is nudged, what is asked of it in turn, and which way each should go, where that matters."""

    nudge: Nudge
    asks: tuple[Role, ...]
    wants: Mapping[Role, Way] = {}  # a mapping that nobody changes
    widths: tuple[int, ...] | None = None
    """The widths of a network that shows it; None for the problem's own, made small."""
    points: int = 1
    derivatives: tuple[str, ...] = ()
    """The pages on derivatives that it needs, by name."""


PLANS: Mapping[str, Plan] = MappingProxyType(
    {
        "count": Plan("first weight", ("number",), widths=(2, 1)),
        "tree": Plan("last bias", ("early", "output"), {"early": STAYS, "output": RISES}, (1, 1, 1)),
        "cost": Plan("first weight", ("unit", "cost"), {"unit": RISES, "cost": FALLS}),
        "gradient": Plan(
            "first weight",
            ("unit", "cost"),
            {"unit": RISES, "cost": FALLS},
            derivatives=("square", "gate", "product", "sum", "paths"),
        ),
        "update": Plan("first weight", ("cost", "step"), {"cost": RISES}, derivatives=("square",)),
        "weight-last": Plan(
            "last weight", ("output", "cost"), {"output": RISES, "cost": FALLS}, derivatives=("square", "product")
        ),
        "bias-last": Plan(
            "last bias", ("output", "cost"), {"output": RISES, "cost": RISES}, derivatives=("square", "sum")
        ),
        "weight-deep": Plan(
            "first weight", ("unit", "output"), {"unit": RISES, "output": FALLS}, (1, 1, 1), derivatives=("product",)
        ),
        "bias-deep": Plan(
            "first bias", ("unit", "output"), {"unit": RISES, "output": FALLS}, (1, 1, 1), derivatives=("sum",)
        ),
        "gates": Plan(
            "first weight",
            ("unit", "active", "cost"),
            {"unit": RISES, "active": STAYS, "cost": STAYS},
            (1, 1, 1),
            derivatives=("gate",),
        ),
        "gates-smooth": Plan(
            "first weight", ("unit", "active"), {"unit": RISES, "active": RISES}, (1, 1, 1), derivatives=("gate",)
        ),
        "points": Plan(
            "first weight", ("cost", "share"), {"cost": RISES, "share": FALLS}, (1, 1), points=2, derivatives=("sum",)
        ),
        "two-paths": Plan(
            "first weight",
            ("unit", "other", "output"),
            {"unit": RISES, "other": FALLS, "output": RISES},
            (1, 1, 2, 1),
            derivatives=("paths",),
        ),
        "transpose": Plan("cross weight", ("unit", "other"), {"unit": RISES, "other": STAYS}, (2, 2, 1)),
    }
)
"""By the name of a primer: that of a stage's kind, or of a skill with one of its own."""
