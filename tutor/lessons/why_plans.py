"""The questions why a right step is right: where each is asked, and which misconceptions its wrong reasons are."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tutor.lessons.stages import StageId
from tutor.mistakes.component import Component

RIGHT, FIRST, SECOND = REASONS = ("right", "first", "second")
"""The reasons to choose from, the right one first."""


class Plan(NamedTuple):
    """What a question is about, and which misconception stands behind each of its wrong reasons."""

    stage: StageId
    bears_on: Component
    mistakes: Mapping[str, str]


def _plan(stage: StageId, bears_on: Component, first: str, second: str) -> Plan:
    return Plan(stage, bears_on, MappingProxyType({FIRST: first, SECOND: second}))


PLANS: Mapping[str, Plan] = MappingProxyType(
    {
        "squares": _plan("c", Component.COST, "cost.square-of-sum", "cost.difference-of-squares"),
        "slope": _plan("d", Component.SLOPE, "partial.target-ignored", "partial.sign-of-residual"),
        "gate": _plan("d", Component.GATE, "partial.gate-is-activation", "partial.gate-ignored"),
        "weight": _plan("d", Component.BACK, "partial.gradient-for-weight", "partial.activation-for-weight"),
        "input": _plan("d", Component.FACTOR, "partial.weight-times-weight", "partial.weight-times-own-activation"),
        "bias": _plan("d", Component.FACTOR, "partial.bias-is-one", "partial.bias-times-input"),
        "local": _plan("d", Component.BACK, "graph.local-only", "graph.arriving-only"),
        "paths": _plan("d", Component.PATHS, "partial.one-path", "partial.paths-multiplied"),
        "points": _plan("d", Component.POINTS, "partial.mean", "partial.sums-multiplied"),
        "step": _plan("e", Component.UPDATE, "update.scaled", "update.ascent"),
    }
)
"""By the name of a question."""
OF_CHAINS = ("weight", "input", "bias", "local", "paths")
"""What can be asked as soon as the chain is right: nothing of it tells a value of the table that comes then."""
